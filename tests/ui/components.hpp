// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>

#include "ui/widgets.hpp"

namespace antre::ui {

inline constexpr Size kSheet{1440, 1000};

/// Every widget in its states, as in the design's picture of the parts.
inline void draw_cards(Canvas& canvas, const Look& look) {
  const Theme& theme = look.theme;
  canvas.text("Card and button states", {40, 32}, type::kCounterHead, theme.ink);
  const std::array<ControlState, 3> states{{{}, {1}, {0, true}}};
  double x = 40;
  for (const ControlState& state : states) {
    const Rect rect{x, 80, 420, 136};
    const CardColours colours = card(canvas, look, rect, state, kR4, "card " + std::to_string(x));
    icon_box(canvas, {x + 26, 104, 88, 88}, "consult", 52, colours.icon_box, colours.on_icon_box);
    canvas.paragraph("Konsultasi Statistik", {x + 138, 112, 220, 72},
                     type::kKioskCard.with_size(30, 36), colours.text);
    x += 460;
  }
  x = 40;
  const PrimaryButton button{
      "Panggil berikutnya",    "", "", type::kCounterButton.with_size(24, 32),
      type::kCounterButtonSub, kR3};
  Look counter = look;
  counter.strokes = kCounterStrokes;
  const std::array<ControlState, 4> buttons{{{}, {1}, {0, true}, {0, false, true}}};
  for (const ControlState& state : buttons) {
    primary_button(canvas, counter, {x, 256, 300, 72}, button, state);
    x += 332;
  }
}

inline void draw_rings(Canvas& canvas, const Look& look) {
  canvas.text("The ten-minute ring", {40, 360}, type::kCounterHead, look.theme.ink);
  struct Sample {
    int elapsed_s;
    const char* figure;
    const char* caption;
  };
  const std::array<Sample, 6> samples{{{45, "0:45", "dari 10:00"},
                                       {200, "3:20", "dari 10:00"},
                                       {372, "6:12", "dari 10:00"},
                                       {521, "8:41", "sisa 1:19"},
                                       {548, "9:08", "sisa 0:52"},
                                       {683, "11:23", "lewat 1:23"}}};
  double x = 122;
  for (const Sample& sample : samples) {
    target_ring(canvas, look, {x, 486}, {sample.elapsed_s}, kCounterRing, sample.figure,
                sample.caption);
    x += 226;
  }
}

inline void draw_small(Canvas& canvas, const Look& look) {
  const Theme& theme = look.theme;
  Look counter = look;
  counter.strokes = kCounterStrokes;
  canvas.text("Chips, strips, tiles, countdown", {40, 592}, type::kCounterHead, theme.ink);
  const std::array<Chip, 8> chips{{{ChipKind::kTint, "Giliran berikutnya", ""},
                                   {ChipKind::kOutline, "Umum", ""},
                                   {ChipKind::kWay, "Dipanggil", "speaker"},
                                   {ChipKind::kGood, "Dilayani", "check"},
                                   {ChipKind::kAmber, "Segera panggil", "bell"},
                                   {ChipKind::kRed, "Panggil sekarang", "warn"},
                                   {ChipKind::kSunk, "Istirahat", ""},
                                   {ChipKind::kSunk, "Tutup", ""}}};
  double x = 40;
  for (const Chip& sample : chips) {
    x += chip(canvas, counter, {x, 632}, sample) + 12;
  }
  x = 40;
  for (const double size : {72.0, 56.0, 48.0, 32.0}) {
    letter_tile(canvas, counter, {x, 680, size, size}, x < 41 ? "R" : "K",
                size > 40 ? TileKind::kFilled : TileKind::kOutline);
    x += size + 16;
  }
  countdown_ring(canvas, look, {380, 716}, 70, 6, 0.8, "8", type::kKioskCard.with_size(30, 36));
  countdown_ring(canvas, look, {470, 716}, 70, 6, 0.3, "3", type::kKioskCard.with_size(30, 36));
  time_disc(canvas, look, {580, 716}, {96, 0, 24, 0}, theme.good_tint, "4:10", "");
  x = 660;
  for (const char* icon : {"globe", "standard", "code"}) {
    outline_button(canvas, look, {x, 656, 200, 128}, {"Punya kode", icon, ""}, {});
    x += 216;
  }
  outline_button(canvas, counter, {1310, 656, 91, 60},
                 {"Panggil ulang", "recall", "R", type::kCounterKey, 24, false, kR2}, {});
  strip(canvas, counter, {40, 800, 420, 56},
        {StripKind::kTint, "seat",
         "Menunggu pengunjung datang ke Loket 2. Panggil ulang paling "
         "banyak 3 kali."});
  strip(canvas, counter, {480, 800, 420, 56}, {StripKind::kAmber, "bell", "Mulai layani segera"});
  strip(canvas, counter, {920, 800, 420, 56},
        {StripKind::kRed, "warn", "Dipanggil otomatis dalam 0:19"});
  field(canvas, look, {40, 912, 420, 64}, {"Nama", "Sari Wulandari", "", "", true});
  rich_paragraph(canvas,
                 "Anda dilayani paling lama **10 menit** setelah pelayanan pengunjung sebelum Anda "
                 "selesai.",
                 {500, 872, 560, 120}, type::kKioskBody, theme.ink2, Font::kSemiBold, theme.ink);
  primary_button(canvas, counter, {1100, 890, 300, 88},
                 {"Mulai layani", "Pengunjung sudah di loket", "Spasi", type::kCounterButton,
                  type::kCounterButtonSub, kR3},
                 {});
}

inline void draw_components(Canvas& canvas, const Look& look) {
  canvas.fill_rect({0, 0, kSheet.width, kSheet.height}, look.theme.paper);
  draw_cards(canvas, look);
  draw_rings(canvas, look);
  draw_small(canvas, look);
}

}  // namespace antre::ui
