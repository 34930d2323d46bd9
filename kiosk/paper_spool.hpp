// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/hall_view.hpp"
#include "protocol/messages.hpp"
#include "protocol/result.hpp"

namespace antre::kiosk {

/// How far a ticket is on its way to paper.
enum class PaperStage {
  kQueued,  ///< nothing has gone to the printer: surely there is no paper
  kHanded,  ///< given to the printer: from here on its paper may have come out
  kEnded    ///< what became of it is known, but the dispatcher has not confirmed that it knows
};

/// A ticket that was given out and whose paper is not settled yet.
struct SpooledPaper {
  TicketReply ticket;
  std::string language;  ///< of its paper; empty: the hall's first
  PaperStage stage = PaperStage::kQueued;
  PrintState end = PrintState::kNone;  ///< of kEnded: as it is reported
  std::string reason;                  ///< of kEnded

  [[nodiscard]] TicketId id() const { return {ticket.day, ticket.ticket}; }
};

/// The tickets on their way to paper, in a file, so that a kiosk killed between the answer and the
/// confirmed end of its paper knows after its restart what it owes. Each change is on disk when the
/// function returns; a stage never goes back. Thread-safe: the link's thread keeps, the printer's
/// thread hands over, the UI's ends and forgets. A change that cannot be written holds in memory
/// all the same, and its error (kIo) is returned.
///
/// The file (0600): "ANTREPS1", the number of tickets (4 bytes), then of each: stage and end (1
/// byte each), the lengths of language, reason and reply (4 bytes each), these three, the reply as
/// the codec writes it; last BLAKE2b-256 of all that. Numbers are little-endian. A file that does
/// not fit its checksum is told by `problem()` and ignored.
class PaperSpool {
 public:
  /// Makes a file's content durable; link::write_durably but in tests.
  using Write = std::function<Result<void>(const std::filesystem::path&, std::string_view)>;

  /// Reads what the last run left. Never fails: a kiosk gives numbers without it too.
  explicit PaperSpool(std::filesystem::path path);
  PaperSpool(std::filesystem::path path, Write write);

  /// What was wrong with the file that was found; empty when nothing was.
  [[nodiscard]] const std::string& problem() const { return problem_; }
  /// The tickets as they stand, in order of arrival.
  [[nodiscard]] std::vector<SpooledPaper> papers() const;

  /// The language of whoever asks now: of the tickets that are kept from here on.
  void set_language(const std::string& language);
  /// A ticket that is to be printed. One that is here already stays as it is.
  [[nodiscard]] Result<void> keep(const TicketReply& ticket);
  /// Called before anything goes to the printer.
  [[nodiscard]] Result<void> hand(const TicketReply& ticket, const std::string& language);
  /// What became of it. A ticket that is not here is ignored.
  [[nodiscard]] Result<void> end(const TicketId& id, PrintState state, const std::string& reason);
  /// The dispatcher knows that end. Another end, or none yet: the ticket stays.
  [[nodiscard]] Result<void> forget(const TicketId& id, PrintState state,
                                    const std::string& reason);

  /// The bytes of the file, and back. Errors: kInvalid for bytes that `write` did not make. Pure.
  [[nodiscard]] static std::string write(const std::vector<SpooledPaper>& papers);
  [[nodiscard]] static Result<std::vector<SpooledPaper>> parse(std::string_view bytes);

 private:
  [[nodiscard]] Result<void> save();
  [[nodiscard]] SpooledPaper* find(const TicketId& id);
  void make_room();

  const std::filesystem::path path_;
  const Write write_;
  std::string problem_;
  mutable std::mutex mutex_;
  std::string language_;
  std::vector<SpooledPaper> papers_;
};

}  // namespace antre::kiosk
