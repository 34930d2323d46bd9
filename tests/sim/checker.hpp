// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "dispatcher/engine/state.hpp"
#include "dispatcher/service/dispatcher.hpp"
#include "display/announcer.hpp"
#include "protocol/hall_view.hpp"
#include "tests/sim/clock_book.hpp"
#include "tests/sim/numbers.hpp"
#include "tests/sim/officer_book.hpp"
#include "tests/sim/papers.hpp"
#include "tests/sim/reader.hpp"
#include "tests/sim/story.hpp"

namespace antre::sim {

/// The target of every service of the simulated halls: short, so that each mark is met often.
inline constexpr TargetSettings kTarget{60, 30, 48, 54, true};

/// In every entry of the guest book, and to be read nowhere else.
inline constexpr std::string_view kGuestName = "Tamu-Rahasia";

/// What a run of a seed is for.
enum class Looks {
  kEverything,  ///< all that must hold is checked
  kTrace        ///< the second run of a seed: that it tells the same story as the first
};

/// Knows everything that happened in a world and says when something did that must not. Everything
/// is told to it from outside the code under test: what the store took, what went over the wire,
/// what people were told. The first breach is kept; the world stops there.
class Checker {
 public:
  /// `ghosts`: messages outlive connections, so a refusal that was not kept binds nobody.
  /// `looks`: whether it looks or only counts; the story is the same.
  Checker(Story& story, bool ghosts, Looks looks);

  [[nodiscard]] const std::optional<std::string>& broken() const { return broken_; }
  void expect(bool holds, const std::string& what);
  /// What goes over the wire, read once for all who look at it.
  [[nodiscard]] Reader& reader() { return reader_; }

  // ------------------------------------------------------------ the store
  /// The store took a batch.
  void committed(const store::Batch& batch);
  /// The store is an older one, which holds these batches under this epoch.
  void restored(const std::vector<store::Batch>& kept, const std::string& epoch, PutBack how);
  /// The dispatcher was made anew from `store` and holds `state` and `view`.
  void reloaded(const std::vector<store::Record>& store, const service::Dispatcher& dispatcher);
  /// After every step in which the dispatcher lived.
  void stepped(const service::Dispatcher& dispatcher);

  // ------------------------------------------------------------ the wire
  void replied(const link::Peer& to, std::string_view bytes);
  void published(std::string_view bytes);

  // ------------------------------------------------------------ people
  /// A client keeps request `n` of `session` for what somebody asked as `touch`.
  void saved(const std::string& client, const std::string& session, std::uint64_t n,
             std::uint64_t touch);
  /// Somebody was shown this ticket, for their own touch.
  void seen(std::uint64_t touch, const TicketReply& ticket);
  /// The touch that a kept request belongs to.
  [[nodiscard]] std::uint64_t touch_of(const std::string& client, const std::string& session,
                                       std::uint64_t n) const;
  /// Somebody was told that what they asked for was not done; `surely`: it was never sent, or its
  /// fate was asked for.
  void told_not_done(std::uint64_t touch, bool surely);
  /// That touch shows a code: its answer is a ticket that somebody has already.
  void began_check_in(std::uint64_t touch) { check_ins_.insert(touch); }
  [[nodiscard]] bool checks_in(std::uint64_t touch) const { return check_ins_.contains(touch); }
  void replica(std::string_view who, const HallView& view);
  /// A display tells these calls together. `shown`: the epoch of what it shows beside them.
  void announced(const std::string& who, const display::Announcement& announcement,
                 const std::vector<display::Call>& calls, const std::string& shown);
  /// A display says a message; `shown`: the hall as it shows it.
  void said(const std::string& who, const display::Message& message, const HallView* shown);
  /// A client was told of a ticket.
  void delivered(const TicketId& ticket) { numbers_.delivered(ticket); }
  [[nodiscard]] const NumberBook& numbers() const { return numbers_; }
  [[nodiscard]] PaperBook& papers() { return papers_; }
  [[nodiscard]] OfficerBook& officers() { return officers_; }
  /// Every counter is opened with a PIN, by the clock that these read.
  void watch_officers(const service::Clock& clock) { boottime_ = &clock; }

  /// Of the journal's last entry.
  [[nodiscard]] std::uint64_t head_seq() const { return head_seq_; }
  [[nodiscard]] std::uint64_t commits() const { return commits_; }
  [[nodiscard]] std::size_t tickets() const { return numbers_.count(); }
  [[nodiscard]] std::size_t misses() const { return clocks_.misses(); }
  [[nodiscard]] std::size_t shown() const { return seen_.size(); }
  [[nodiscard]] std::size_t calls_announced() const { return announced_.size(); }

 private:
  void announced(const std::string& who, const display::Call& call, const std::string& shown);
  /// Client, session, n.
  using Numbered = std::tuple<std::string, std::string, std::uint64_t>;
  struct Row {
    std::string reply;
    bool executed = false;
  };

  /// Committed time must follow the boot-time clock.
  void clock(const store::Batch& batch);
  void take(const store::Batch& batch);
  void fold(const store::Record& record);
  /// The dispatcher has found out that the store was put back.
  void found_out(const StoreRestored& restored);
  void renewed(const store::Batch& batch);
  /// Nobody checks in twice, or with a ticket that has ended.
  void check_in(const Entry& entry, const TicketCheckedIn& event);
  /// Each entry of the guest book has its row in the same batch, and its hash is the row's.
  void check_guests(const store::Batch& batch);
  void take_requests(const store::Batch& batch);
  [[nodiscard]] bool is_refusal(const std::string& reply);
  [[nodiscard]] bool looks() const { return looks_ == Looks::kEverything; }
  /// The text is made when it does not hold.
  template <class... Args>
  void hold(bool holds, fmt::format_string<Args...> text, Args&&... args) {
    if (!holds) expect(false, fmt::format(text, std::forward<Args>(args)...));
  }

  Story& story_;
  bool ghosts_;
  Looks looks_;
  Reader reader_;
  std::optional<std::string> broken_;
  std::uint64_t commits_ = 0;

  ClockBook clocks_{kTarget.target_s * std::int64_t{1000}};
  engine::State state_;  ///< folded from the first entry on, never reloaded
  std::uint64_t head_seq_ = 0;
  std::deque<HallView> history_;    ///< by seq, as everybody may see it
  std::vector<store::Record> log_;  ///< by seq - 1
  std::string epoch_;               ///< empty: the store's first
  bool restoring_ = false;
  std::string doubtful_;                       ///< an epoch in which two histories were told
  std::map<std::string, std::int64_t> boots_;  ///< engine time less boot time, a boot
  NumberBook numbers_;
  PaperBook papers_;
  OfficerBook officers_;
  const service::Clock* boottime_ = nullptr;  ///< with officers alone

  std::map<Numbered, Row> rows_;
  std::map<Numbered, std::uint64_t> touch_of_;
  std::set<std::uint64_t> done_;      ///< touches
  std::set<std::uint64_t> not_done_;  ///< touches of which people were told so

  std::set<std::uint64_t> check_ins_;       ///< touches
  std::map<TicketId, std::uint64_t> seen_;  ///< and for which touch
  std::set<std::tuple<std::string, std::string, std::uint64_t>> announced_;
  std::map<std::pair<std::string, std::string>, std::uint64_t> last_announced_;
  std::uint64_t checked_seq_ = 0;
  std::uint64_t checked_view_ = 0;
  std::uint64_t compared_seq_ = 0;
  /// Where the state of the dispatcher that runs now was inspected: the journal's is the same.
  std::set<std::uint64_t> inspected_;
};

}  // namespace antre::sim
