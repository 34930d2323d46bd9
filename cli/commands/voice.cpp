// SPDX-License-Identifier: Apache-2.0
// What a hall records for its voice, and how a call sounds; without a dispatcher.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <boost/json.hpp>
#include <cctype>
#include <memory>
#include <optional>

#include "cli/commands/commands.hpp"
#include "cli/output.hpp"
#include "display/voice/chime.hpp"
#include "display/voice/clips.hpp"
#include "display/voice/loudness.hpp"
#include "display/voice/record_list.hpp"
#include "display/voice/voice.hpp"
#include "hall/hall_file.hpp"

namespace antre::cli {
namespace {

namespace json = boost::json;
namespace voice = display::voice;

struct ListOptions {
  std::string hall;
  std::string language;
  std::optional<std::string> clips;
};

struct SayOptions {
  std::string text;
  std::string hall;
  std::vector<std::string> languages;
  std::optional<int> counter;
  std::string out;
  bool recall = false;
  bool brisk = false;
  bool no_chime = false;
};

Result<HallSettings> hall_of(const std::string& file) {
  auto hall = hall::load(file);
  if (!hall) return Error{ErrorCode::kInvalid, hall.text()};
  return std::move(*hall.hall);
}

/// One word of the list as it was found.
struct Listed {
  std::string language;
  voice::Recording word;
  std::optional<voice::ClipCheck> check;
};

json::object json_of(const Listed& listed) {
  json::object word{{"language", listed.language},
                    {"clip", listed.word.unit.clip},
                    {"say", listed.word.unit.text},
                    {"kind", voice::name_of(listed.word.kind)}};
  if (!listed.check) return word;
  const auto& check = *listed.check;
  word["state"] = voice::name_of(check.state);
  if (!check.file.empty()) word["file"] = check.file.string();
  if (!check.detail.empty()) word["detail"] = check.detail;
  if (check.seconds > 0) {
    word["loudness_lufs"] = check.loudness;
    word["peak_dbfs"] = check.peak;
    word["seconds"] = check.seconds;
  }
  return word;
}

std::vector<std::string> row_of(const Listed& listed) {
  const auto& unit = listed.word.unit;
  std::vector<std::string> row{fmt::format("{}/{}", listed.language, unit.clip), unit.text,
                               voice::name_of(listed.word.kind)};
  if (!listed.check) return row;
  row.emplace_back(voice::name_of(listed.check->state));
  if (listed.check->seconds > 0) {
    row.push_back(fmt::format("{:.1f} LUFS", listed.check->loudness));
    row.push_back(fmt::format("{:.1f} dBFS", listed.check->peak));
    row.push_back(fmt::format("{:.2f} s", listed.check->seconds));
  } else {
    row.insert(row.end(), {"", "", ""});
  }
  return row;
}

void print_list(Terminal& terminal, const std::vector<Listed>& all, std::int64_t wrong) {
  const bool checked = !all.empty() && all.front().check;
  if (terminal.json()) {
    json::array words;
    for (const Listed& listed : all) words.push_back(json_of(listed));
    json::object object{{"words", std::move(words)}};
    if (checked) object["wrong"] = wrong;
    terminal.line(object);
    return;
  }
  std::vector<std::vector<std::string>> rows{{"clip", "say", "kind"}};
  if (checked) rows.front().insert(rows.front().end(), {"state", "loudness", "peak", "length"});
  std::ranges::transform(all, std::back_inserter(rows), row_of);
  terminal.line(table(rows, terminal.look()));
  const auto count = static_cast<std::int64_t>(all.size());
  terminal.line(checked ? fmt::format("{} of {} to record again or for the first time", wrong,
                                      count_text(count, "word", "words"))
                        : fmt::format("{}; each is a file LANGUAGE/CLIP.wav, .ogg or .flac",
                                      count_text(count, "word", "words")));
}

int record_list(Terminal& terminal, const ListOptions& options) {
  const auto hall = hall_of(options.hall);
  if (!hall) return terminal.refuse(hall.error());
  const auto languages = options.language.empty() ? voice::spoken_languages(*hall)
                                                  : std::vector<std::string>{options.language};
  std::optional<voice::Clips> clips;
  if (options.clips) clips.emplace(*options.clips);
  std::vector<Listed> all;
  std::int64_t wrong = 0;
  for (const std::string& language : languages) {
    for (auto& word : voice::record_list(*hall, language)) {
      Listed listed{language, std::move(word), {}};
      if (clips) listed.check = clips->check(language, listed.word.unit.clip);
      if (clips && listed.check->state != voice::ClipState::kFine) ++wrong;
      all.push_back(std::move(listed));
    }
  }
  print_list(terminal, all, wrong);
  return wrong == 0 ? kFine : kRefused;
}

bool is_number(const std::string& text) {
  const auto capital = [](unsigned char c) { return std::isupper(c) != 0; };
  const auto digit = [](unsigned char c) { return std::isdigit(c) != 0; };
  const auto end = std::ranges::find_if_not(text, capital);
  return end != text.begin() && end != text.end() && std::all_of(end, text.end(), digit);
}

Result<display::Announcement> announcement_of(const SayOptions& options,
                                              const std::optional<HallSettings>& hall) {
  display::Announcement made;
  made.languages = options.languages;
  if (made.languages.empty())
    made.languages = hall ? voice::spoken_languages(*hall) : std::vector<std::string>{"id"};
  made.chime = !options.no_chime;
  made.brisk = options.brisk;
  made.times = 1;
  if (!is_number(options.text)) {
    made.kind = display::Announcement::Kind::kMessage;
    made.message = options.text;
    return made;
  }
  if (!options.counter)
    return Error{ErrorCode::kInvalid, "a number is called to a counter; add --counter N"};
  display::SaidCall call{options.text, *options.counter, {}};
  if (hall) {
    const auto* counter = hall->counter(CounterId{*options.counter});
    if (counter == nullptr)
      return Error{ErrorCode::kUnknownCounter,
                   fmt::format("the hall has no counter {}", *options.counter)};
    call.counter_name = counter->name;
  }
  made.calls.push_back(std::move(call));
  if (options.recall) made.kind = display::Announcement::Kind::kRecall;
  return made;
}

int say(Terminal& terminal, const SayOptions& options) {
  std::optional<HallSettings> hall;
  if (!options.hall.empty()) {
    auto read = hall_of(options.hall);
    if (!read) return terminal.refuse(read.error());
    hall = std::move(*read);
  }
  const auto announcement = announcement_of(options, hall);
  if (!announcement) return terminal.refuse(announcement.error());
  std::string why = "there is nothing to say in it";
  voice::Voice speaker(voice::options_of(hall ? hall->display.voice : VoiceSettings{}),
                       [&](const std::string& sentence) { why = sentence; });
  const auto words = speaker.words(*announcement, {});
  if (words.empty()) return terminal.refuse({ErrorCode::kUnavailable, why});
  constexpr double kBreath = 0.15;
  voice::Pcm sound;
  if (announcement->chime) sound = voice::make_chime(announcement->brisk);
  voice::join(sound, words, kBreath);
  constexpr int kFull = 100;
  if (const auto saved = voice::save_wav(options.out, voice::to_device(sound, kFull)); !saved)
    return terminal.refuse(saved.error());
  const double seconds = voice::seconds_of(sound.size());
  const double loudness = voice::loudness_of(sound);
  const double peak = voice::peak_of(sound);
  if (terminal.json())
    terminal.line(json::object{{"file", options.out},
                               {"seconds", seconds},
                               {"loudness_lufs", loudness},
                               {"peak_dbfs", peak}});
  else
    terminal.line(fmt::format("{}: {:.1f} s, {:.1f} LUFS, peak {:.1f} dBFS", options.out, seconds,
                              loudness, peak));
  return kFine;
}

void add_record_list(CLI::App& group, Chosen& chosen) {
  CLI::App* command =
      group.add_subcommand("record-list", "what to record for this hall, and what is there");
  command->footer(
      "Examples:\n"
      "  antre voice record-list --hall hall.toml\n"
      "  antre voice record-list --hall hall.toml --language jv --clips /srv/antre/clips\n"
      "\n"
      "Exit status: 0 nothing is wrong, 1 a word is missing or to be recorded again, 2 usage.");
  const auto options = std::make_shared<ListOptions>();
  command->add_option("--hall", options->hall, "the hall file")->type_name("FILE")->required();
  command
      ->add_option("--language", options->language, "one language; else all that calls are said in")
      ->check(CLI::IsMember(hall::known_languages()));
  command->add_option("--clips", options->clips, "the folder to check")
      ->type_name("DIR")
      ->check(CLI::ExistingDirectory);
  command->callback([options, &chosen] {
    chosen.local = [options](Terminal& terminal) { return record_list(terminal, *options); };
  });
}

void add_say(CLI::App& group, Chosen& chosen) {
  CLI::App* command =
      group.add_subcommand("say", "writes an announcement as a sound file, for a check by ear");
  command->footer(
      "Examples:\n"
      "  antre voice say R012 --counter 3 --hall hall.toml --out call.wav\n"
      "  antre voice say R012 --counter 3 --language jv --language id --out call.wav\n"
      "  antre voice say \"Istirahat sampai pukul 13.00\" --out message.wav");
  const auto options = std::make_shared<SayOptions>();
  command->add_option("text", options->text, "a number (R012), else a message")->required();
  command->add_option("--counter", options->counter, "where the number is called to")
      ->check(CLI::PositiveNumber);
  command->add_option("--out", options->out, "the sound file")->type_name("FILE")->required();
  command->add_option("--hall", options->hall, "the hall file: its clips, counters, voice")
      ->type_name("FILE");
  command
      ->add_option("--language", options->languages, "in this order, may be repeated; the hall's")
      ->allow_extra_args(false)
      ->check(CLI::IsMember(hall::known_languages()));
  command->add_flag("--recall", options->recall, "as a repeated call");
  command->add_flag("--brisk", options->brisk, "as when calls pile up");
  command->add_flag("--no-chime", options->no_chime, "the words alone");
  command->callback([options, &chosen] {
    chosen.local = [options](Terminal& terminal) { return say(terminal, *options); };
  });
}

}  // namespace

void add_voice_commands(CLI::App& app, Chosen& chosen) {
  CLI::App* group =
      app.add_subcommand("voice", "the display's voice: words to record, how it sounds");
  group->require_subcommand(1);
  add_record_list(*group, chosen);
  add_say(*group, chosen);
}

}  // namespace antre::cli
