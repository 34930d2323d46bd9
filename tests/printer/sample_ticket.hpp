// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "printer/ticket_layout.hpp"

namespace antre::printer {

/// The ticket of the mockups.
inline TicketPaper sample_ticket() {
  TicketPaper ticket;
  ticket.hall = "Pelayanan Statistik Terpadu";
  ticket.office = "BPS Provinsi Jawa Tengah";
  ticket.heading = "Nomor antrean";
  ticket.number = "R012";
  ticket.service = "Rekomendasi Kegiatan Statistik";
  ticket.date = "Selasa, 24 November 2026";
  ticket.time = "pukul 09.42 WIB";
  ticket.priority_word = "PRIORITAS";
  ticket.copy_word = "SALINAN";
  ticket.reprint_line = "Dicetak ulang pukul 09.47 WIB. Tiket pertama tetap berlaku.";
  ticket.ahead = TicketFact{"Di depan Anda", "", "4", "orang"};
  ticket.wait = TicketFact{"Perkiraan waktu tunggu", "Waktu tunggu", "8–15", "menit"};
  ticket.qr = TicketQr{"https://antrean.contoh.go.id/7KQ2-M9",
                       "Ikuti antrean Anda dari ponsel: pindai kode ini.", "antrean.contoh.go.id",
                       "kode 7KQ2-M9"};
  ticket.notes_bold = {"Silakan duduk. Nomor Anda dipanggil lewat suara dan layar."};
  ticket.notes = {
      "Anda dilayani paling lama 10 menit setelah pelayanan pengunjung sebelum Anda selesai."};
  ticket.complaint = "Pengaduan: kotak pengaduan, petugas, www.lapor.go.id";
  return ticket;
}

}  // namespace antre::printer
