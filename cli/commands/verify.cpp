// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/store/verify.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>
#include <fstream>
#include <memory>
#include <optional>

#include "cli/commands/commands.hpp"
#include "cli/output.hpp"

namespace antre::cli {
namespace {

namespace json = boost::json;
using store::KnownHead;

constexpr std::size_t kHashDigits = 64;

struct Options {
  std::string data;
  std::vector<std::string> heads;
  std::vector<std::string> exports;
};

bool is_hash(const std::string& text) {
  return text.size() == kHashDigits && std::ranges::all_of(text, [](char digit) {
           return (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f');
         });
}

/// "1234:3f0c..." as reports, backups and `status --health` print it.
std::optional<KnownHead> known_head(const std::string& text) {
  KnownHead head;
  const auto* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, head.seq);
  if (error != std::errc{} || head.seq == 0 || rest == end || *rest != ':') return std::nullopt;
  head.hash.assign(rest + 1, end);
  if (!is_hash(head.hash)) return std::nullopt;
  return head;
}

/// A line that `export` or `watch --json` printed; nothing when it is none.
std::optional<KnownHead> exported_head(const std::string& line) {
  boost::system::error_code error;
  const auto value = json::parse(line, error);
  const auto* object = error ? nullptr : value.if_object();
  if (object == nullptr) return std::nullopt;
  const auto* seq = object->if_contains("seq");
  const auto* hash = object->if_contains("hash");
  if (seq == nullptr || hash == nullptr || !hash->is_string()) return std::nullopt;
  boost::system::error_code no_number;
  KnownHead head;
  head.seq = seq->to_number<std::uint64_t>(no_number);
  head.hash = json::value_to<std::string>(*hash);
  if (no_number || head.seq == 0 || !is_hash(head.hash)) return std::nullopt;
  return head;
}

Result<void> read_export(const std::string& file, std::vector<KnownHead>& known) {
  std::ifstream in{file};
  if (!in) return Error{ErrorCode::kIo, fmt::format("{} cannot be read", file)};
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    const auto head = exported_head(line);
    if (!head) {
      return Error{
          ErrorCode::kInvalid,
          fmt::format("{}:{}: no line of 'antre export' with a seq and a hash", file, number)};
    }
    known.push_back(*head);
  }
  if (in.bad()) return Error{ErrorCode::kIo, fmt::format("{} cannot be read", file)};
  return {};
}

/// "27 events, 7 tickets, 2 misses, 1 note, 3 guests, 22 stored replies: all agree".
std::string counted_words(const store::Verified& found) {
  const auto count = [](std::uint64_t counted, const char* one, const char* many) {
    return count_text(static_cast<std::int64_t>(counted), one, many);
  };
  return fmt::format(
      "{}, {}, {}, {}, {}, {}: {}", count(found.rows, "event", "events"),
      count(found.tickets, "ticket", "tickets"), count(found.misses, "miss", "misses"),
      count(found.notes, "note", "notes"), count(found.guests, "guest", "guests"),
      count(found.sessions, "stored reply", "stored replies"),
      found.findings.empty() ? "all agree" : count(found.findings.size(), "finding", "findings"));
}

int verify(Terminal& terminal, const Options& given) {
  std::vector<KnownHead> known;
  for (const std::string& text : given.heads) {
    if (const auto head = known_head(text)) known.push_back(*head);  // checked when it was parsed
  }
  for (const std::string& file : given.exports) {
    if (const auto read = read_export(file, known); !read) return terminal.refuse(read.error());
  }
  const auto found = terminal.busy(fmt::format("checking {}", given.data),
                                   [&] { return store::verify(given.data, known); });
  if (!found) return terminal.refuse(found.error());
  const auto last = std::ranges::max_element(known, {}, &KnownHead::seq);
  const std::uint64_t proven = found->findings.empty() && last != known.end() ? last->seq : 0;
  if (terminal.json()) {
    terminal.line(json::object{{"rows", found->rows},
                               {"tickets", found->tickets},
                               {"misses", found->misses},
                               {"notes", found->notes},
                               {"guests", found->guests},
                               {"sessions", found->sessions},
                               {"head", found->head},
                               {"known", known.size()},
                               {"proven_seq", proven},
                               {"findings", json::value_from(found->findings)}});
  } else {
    for (const std::string& finding : found->findings) terminal.line(finding);
    terminal.line(counted_words(*found));
    if (proven > 0) {
      terminal.line(
          fmt::format("unchanged up to event {}, by {} from outside", proven,
                      count_text(static_cast<std::int64_t>(known.size()), "hash", "hashes")));
    }
  }
  return found->findings.empty() ? kFine : kRefused;
}

}  // namespace

void add_verify_command(CLI::App& app, Chosen& chosen) {
  const auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand(
      "verify", "checks journal, hash chain and projections against each other, also live");
  command->footer(
      "Whoever can write the store can make its whole chain anew. Hashes that left the machine\n"
      "before prove every row up to the last of them: of an export, of a report's last line, of\n"
      "a backup.\n"
      "\n"
      "Examples:\n"
      "  antre verify --data /var/lib/antre\n"
      "  antre verify --data /var/lib/antre --export 2026-11-24.jsonl --export 2026-11-25.jsonl\n"
      "  antre verify --data hall.antre --head 1234:3f0c...   a backup, and what a report said\n"
      "\n"
      "Exit status: 0 all agree, 1 something was found, 2 it cannot be read.");
  command->add_option("--data", options->data, "the dispatcher's data folder, or a backup")
      ->type_name("DIR")
      ->required();
  command->add_option("--head", options->heads, "SEQ:HASH that was seen elsewhere; may be repeated")
      ->allow_extra_args(false)
      ->check(CLI::Validator(
          [](const std::string& text) {
            return known_head(text) ? std::string{}
                                    : fmt::format(
                                          "'{}' is no head; write SEQ:HASH as a report's last line "
                                          "has it",
                                          text);
          },
          "SEQ:HASH"));
  command
      ->add_option("--export", options->exports, "a file that 'antre export' made; may be repeated")
      ->type_name("FILE")
      ->allow_extra_args(false);
  command->callback([&chosen, options] {
    chosen.local = [options](Terminal& terminal) { return verify(terminal, *options); };
  });
}

}  // namespace antre::cli
