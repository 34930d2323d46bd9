// SPDX-License-Identifier: Apache-2.0
#pragma once

/// What asks and changes nothing in the hall.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "protocol/ids.hpp"
#include "protocol/messages/words.hpp"
#include "protocol/time.hpp"

namespace antre {

struct Hello {
  static constexpr std::string_view kName = "hello";
  std::string program;  ///< "antre-kiosk 0.1.0", for the log
};
struct Ping {
  static constexpr std::string_view kName = "ping";
};
struct GetSnapshot {
  static constexpr std::string_view kName = "get-snapshot";
  /// How far the asker was when it found the dispatcher behind (links.md); absent otherwise.
  std::optional<std::uint64_t> had_seq;
};
/// The journal after `after_seq`, or of one day, oldest first, at most `limit` entries a page.
struct GetEvents {
  static constexpr std::string_view kName = "get-events";
  std::uint64_t after_seq = 0;
  std::optional<Day> of_day;
  int limit = 500;
};

/// What will probably become of the target, and what would help.
struct GetForecast {
  static constexpr std::string_view kName = "get-forecast";
};
/// Attainment and distributions of the days from `from` to `to` (both included; absent: today).
struct GetReport {
  static constexpr std::string_view kName = "get-report";
  std::optional<Day> from;
  std::optional<Day> to;
  ReportBy by = ReportBy::kDay;
};
/// The register of misses, the newest first, at most `limit`.
struct GetMisses {
  static constexpr std::string_view kName = "get-misses";
  bool open_only = false;
  std::optional<Day> from;
  std::optional<Day> to;
  int limit = 500;
};
/// The notes of a ticket, oldest first.
struct GetNotes {
  static constexpr std::string_view kName = "get-notes";
  std::string ticket;
  std::optional<Day> of_day;
};

/// A ticket of today that has not ended, or was carried into today, with its code: for its paper.
struct GetTicket {
  static constexpr std::string_view kName = "get-ticket";
  std::string ticket;
  std::optional<Day> of_day;
};
/// What was entered in the guest book for a ticket.
struct GetGuest {
  static constexpr std::string_view kName = "get-guest";
  std::string ticket;
  std::optional<Day> of_day;
};

/// An officer's name and PIN. No numbered command: what an outbox or the journal keeps holds no
/// PIN. The grant of the answer goes into `open`. Wrong PINs are slowed down, then locked for a
/// while.
struct SignIn {
  static constexpr std::string_view kName = "sign-in";
  std::string officer;
  std::string pin;
};
/// Registers an officer, or gives one another PIN. Changes no hall, so it is no command; repeated
/// it does the same.
struct PutOfficer {
  static constexpr std::string_view kName = "put-officer";
  std::string officer;
  std::string pin;  ///< 4 to 12 digits
};
struct RemoveOfficer {
  static constexpr std::string_view kName = "remove-officer";
  std::string officer;
};
struct GetOfficers {
  static constexpr std::string_view kName = "get-officers";
};
/// The dispatcher itself, for monitoring.
struct GetHealth {
  static constexpr std::string_view kName = "get-health";
};
/// Makes a copy of the store as it is now, to be fetched with `get-backup-part`. It replaces the
/// asker's one before, and is dropped when nobody fetches it for ten minutes.
struct BeginBackup {
  static constexpr std::string_view kName = "begin-backup";
};
struct GetBackupPart {
  static constexpr std::string_view kName = "get-backup-part";
  std::string id;
  std::uint64_t offset = 0;
};
/// An open case, by its number or its code.
struct GetCase {
  static constexpr std::string_view kName = "get-case";
  std::string case_;
};
/// The register of cases, the newest first, at most `limit`.
struct GetCases {
  static constexpr std::string_view kName = "get-cases";
  bool open_only = false;
  std::optional<std::string> case_;  ///< only this one
  std::optional<ServiceId> service;
  std::optional<Day> from;  ///< day on which it was opened
  std::optional<Day> to;
  int limit = 500;
};
/// How visitors answered, for tickets of the days from `from` to `to` (both included; absent:
/// today).
struct GetSurvey {
  static constexpr std::string_view kName = "get-survey";
  std::optional<Day> from;
  std::optional<Day> to;
};

}  // namespace antre
