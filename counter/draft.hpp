// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/messages.hpp"
#include "protocol/result.hpp"

namespace antre::counter {

/// Overwrites all that a text holds, and empties it.
void wipe_text(std::string& text) noexcept;

/// One line that is being typed. Its memory is overwritten when it is emptied, and it never moves
/// to other memory while it grows. Not for a thread's sharing.
class Draft {
 public:
  /// As long as the dispatcher takes, in bytes.
  static constexpr std::size_t kMostBytes = 200;

  Draft() { text_.reserve(kMostBytes); }
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;
  ~Draft() { clear(); }

  /// Takes `text` at the end; false, and nothing is taken, when it is no line or too much.
  bool add(std::string_view text);
  /// Takes the last letter away, whatever its bytes.
  void backspace();
  void clear() noexcept;
  [[nodiscard]] const std::string& text() const { return text_; }
  /// Without blanks around it.
  [[nodiscard]] std::string line() const;

 private:
  std::string text_;
};

/// What is noted on a ticket, between the dispatcher and the screen: overwritten when it goes.
class NoteList {
 public:
  NoteList() = default;
  explicit NoteList(std::vector<NoteText> notes) : notes_(std::move(notes)) {}
  NoteList(const NoteList&) = delete;
  NoteList& operator=(const NoteList&) = delete;
  NoteList(NoteList&& other) noexcept : notes_(std::move(other.notes_)) { other.notes_.clear(); }
  NoteList& operator=(NoteList&& other) noexcept;
  ~NoteList() { wipe(); }

  [[nodiscard]] const std::vector<NoteText>& notes() const { return notes_; }

 private:
  void wipe() noexcept;
  std::vector<NoteText> notes_;
};

/// The answer to AskNotes.
struct NotesNews {
  TicketId ticket;
  std::optional<ErrorCode> refused;
  NoteList notes;
};

/// The page of notes: of the ticket that is here, else of the one that was here last.
struct NotesPage {
  enum class State { kAsked, kShown, kFailed };
  TicketId ticket;
  State state = State::kAsked;
  NoteList notes;                         ///< of kShown, oldest first
  ErrorCode code = ErrorCode::kInternal;  ///< of kFailed
};

/// The set reasons that are offered, in the window's language: they go to the dispatcher as text.
struct Phrases {
  std::vector<std::string> help;
  std::vector<std::string> miss;
  bool operator==(const Phrases&) const = default;
};

/// The day that somebody typed, seen from `today`: "24.12" (the next one there is), "+7" days.
/// Nothing when it is no such day, or not within a year after today.
[[nodiscard]] std::optional<Day> day_typed(std::string_view text, Day today);

}  // namespace antre::counter
