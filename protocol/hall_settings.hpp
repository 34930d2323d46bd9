// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "protocol/ids.hpp"

namespace antre {

/// One text in several languages: language code -> text. `text_in` picks one.
using Text = std::map<std::string, std::string>;

/// `text` in `language`, else in `fallback`, else the first given, else empty.
[[nodiscard]] const std::string& text_in(const Text& text, const std::string& language,
                                         const std::string& fallback = "id");

/// One opening span of a week: weekday 0 is Monday; minutes after local midnight, up to 24:00.
struct OpenSpan {
  int weekday = 0;
  int from_min = 0;
  int to_min = 0;
  bool operator==(const OpenSpan&) const = default;
};

struct Hours {
  bool always = true;  ///< no [hours] in the file, or --always-open
  std::vector<OpenSpan> open;
  std::vector<Day> closed_on;
  bool operator==(const Hours&) const = default;
};

/// The promise and its steps, 0 < remind <= escalate <= auto-call <= target (target.md).
struct TargetSettings {
  int target_s = 600;
  int remind_s = 300;
  int escalate_s = 480;
  int auto_call_s = 540;
  bool auto_call = true;
  bool operator==(const TargetSettings&) const = default;
};

/// When a counter may take a ticket of its secondary services.
enum class SecondaryRule { kOnRemind, kWhenIdle, kNever };

struct SelectionSettings {
  int priority_burst = 2;
  SecondaryRule secondary = SecondaryRule::kOnRemind;
  bool operator==(const SelectionSettings&) const = default;
};

struct CallingSettings {
  int recall_limit = 3;
  int no_show_after_s = 0;
  bool start_on_call = false;
  int undo_s = 30;  ///< for so long a finish or a no-show may be taken back; 0: never
  bool operator==(const CallingSettings&) const = default;
};

/// The published standard of a service, one text a heading, in the order of the page.
struct ServiceStandard {
  Text requirements;
  Text procedure;
  Text time;
  Text cost;
  Text product;
  Text complaints;
  bool operator==(const ServiceStandard&) const = default;
};

/// One step of a service that goes on after the visit.
struct StepSettings {
  std::string id;
  Text name;
  int due_days = 0;  ///< working days after the case was opened; 0: nobody said
  bool operator==(const StepSettings&) const = default;
};

struct ServiceSettings {
  ServiceId id;
  Text name;
  Text short_name;   ///< for narrow places; the first word of the name when not given
  Text description;  ///< one line of what it is
  std::string icon = "info";
  int digits = 3;
  std::vector<std::string> requirements;
  int quota_per_day = 0;            ///< 0: none
  std::vector<StepSettings> steps;  ///< of its cases, in order; empty: it ends with the visit
  TargetSettings target;            ///< the hall's, with what this service overrides
  ServiceStandard standard;
  bool operator==(const ServiceSettings&) const = default;
};

struct CounterSettings {
  CounterId id;
  Text name;
  std::vector<ServiceId> primary;
  std::vector<ServiceId> secondary;
  bool operator==(const CounterSettings&) const = default;
};

struct KioskSettings {
  int idle_s = 60;
  std::vector<std::string> priority_classes;  ///< icon names; empty: no class page
  std::string guest_book = "off";
  std::string qr_base_url;
  bool check_in = true;   ///< codes of appointments and online numbers are taken
  bool speak = false;     ///< what is focused by keys is read aloud
  int dim_after_s = 900;  ///< of idleness while the hall is closed; 0: never
  int dim_percent = 30;   ///< brightness then
  bool operator==(const KioskSettings&) const = default;
};

struct PrinterSettings {
  std::string queue;  ///< a CUPS queue; empty: no printer, pictures in a file
  int paper_mm = 80;
  std::string mode = "escpos";  ///< escpos, raster or file
  bool cut = true;
  Text footer;                      ///< a line of the hall's own
  Text complaint;                   ///< where to complain
  Text header;                      ///< a line of the hall's own above the number
  int copies = 1;                   ///< 1 or 2 papers a ticket
  std::string paper = "always";     ///< always, on-request or none
  std::string qr = "image";         ///< escpos: image, or native where the printer has the command
  std::string text = "image";       ///< escpos: image, or code-page for a printer without raster
  std::string code_page = "CP437";  ///< of text = "code-page"
  bool operator==(const PrinterSettings&) const = default;
};

/// A part of every day: minutes after local midnight, up to 24:00.
struct QuietSpan {
  int from_min = 0;
  int to_min = 0;
  bool operator==(const QuietSpan&) const = default;
};

/// How calls are said. Words come from recorded clips where the hall has them, else from the speech
/// program.
struct VoiceSettings {
  bool on = true;  ///< else only the chime
  bool chime = true;
  std::vector<std::string> languages;  ///< of each call, in this order; empty: the hall's first
  std::string numbers = "digits";      ///< "nol satu dua", or "number": "dua belas"
  int repeat = 1;                      ///< how often an announcement is said once more
  int words_per_minute = 140;          ///< of words that the speech program makes
  std::string clips;                   ///< folder with a folder of clips a language; empty: none
  std::vector<std::string> speakers;  ///< displays (names of their keys) that are heard; empty: all
  std::vector<QuietSpan> quiet;       ///< no chime and no voice then
  bool operator==(const VoiceSettings&) const = default;
};

/// A part of the hall with displays of its own. A display that no zone names shows everything.
struct ZoneSettings {
  std::string id;
  Text name;
  std::vector<ServiceId> services;    ///< empty: all
  std::vector<CounterId> counters;    ///< empty: all that serve one of `services`
  std::vector<std::string> displays;  ///< names of the displays' keys
  bool operator==(const ZoneSettings&) const = default;
};

/// A line of the ticker that is said on some days only.
struct NoticeSettings {
  Text text;
  std::optional<Day> from;   ///< the first day
  std::optional<Day> until;  ///< the last day
  bool operator==(const NoticeSettings&) const = default;
};

struct DisplaySettings {
  std::vector<Text> ticker;
  std::vector<NoticeSettings> notices;
  VoiceSettings voice;
  std::vector<ZoneSettings> zones;
  std::string pictures;
  int picture_s = 15;       ///< how long each picture is shown
  bool pixel_shift = true;  ///< moves the picture by some px now and then, against burn-in
  int night_percent = 40;   ///< brightness outside opening hours, when nobody is left
  int history = 3;
  int volume = 80;  ///< percent
  bool attainment = true;
  std::map<std::string, std::string> directions;  ///< counter -> left, right, up, down
  bool operator==(const DisplaySettings&) const = default;
};

/// What officers may do at their counters besides serving.
struct DeskSettings {
  bool issue = true;     ///< give a number to a visitor who cannot use the kiosk
  bool check_in = true;  ///< take a visitor's code
  bool reprint = true;   ///< have a kiosk print a ticket again
  bool sounds = true;
  bool operator==(const DeskSettings&) const = default;
};

/// The satisfaction survey after a service.
struct SurveySettings {
  bool on = false;
  int shown_s = 60;  ///< how long a screen asks after the service has ended
  bool operator==(const SurveySettings&) const = default;
};

struct LookSettings {
  std::string logo;
  std::string accent = "#0B4A82";
  std::string theme = "light";
  bool operator==(const LookSettings&) const = default;
};

struct RetentionSettings {
  int guest_book_days = 365;
  int notes_days = 365;
  bool operator==(const RetentionSettings&) const = default;
};

struct StorageSettings {
  int reserve_mib = 64;
  bool operator==(const StorageSettings&) const = default;
};

/// Everything a hall may configure; `hall/` reads it from the hall file, the dispatcher journals it
/// when it changes and hands it to every screen. Always checked before it exists.
struct HallSettings {
  std::string id;
  Text name;
  Text office;
  std::string time_zone = "Asia/Jakarta";
  std::vector<std::string> languages{"id"};
  int day_starts_min = 0;
  Hours hours;
  TargetSettings target;
  SelectionSettings selection;
  CallingSettings calling;
  std::vector<ServiceSettings> services;
  std::vector<CounterSettings> counters;
  KioskSettings kiosk;
  PrinterSettings printer;
  DisplaySettings display;
  DeskSettings desk;
  SurveySettings survey;
  LookSettings look;
  RetentionSettings retention;
  StorageSettings storage;

  [[nodiscard]] const ServiceSettings* service(const ServiceId& id) const;
  [[nodiscard]] const CounterSettings* counter(CounterId id) const;
  /// The working day `days` after `from`: days on which the hall opens, where it has hours.
  [[nodiscard]] Day working_day_after(Day from, int days) const;
  [[nodiscard]] const std::string& default_language() const { return languages.front(); }
  bool operator==(const HallSettings&) const = default;
};

}  // namespace antre
