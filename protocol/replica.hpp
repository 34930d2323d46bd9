// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "protocol/hall_view.hpp"
#include "protocol/messages.hpp"
#include "protocol/session.hpp"

namespace antre {

/// The client's copy of the hall, never wrong for longer than a heartbeat: it waits for the first
/// sign of life on the updates link, asks for the snapshot, keeps the updates that arrive
/// meanwhile, and applies only what follows without a gap; anything else makes it ask again. Pure:
/// time comes in, actions go out. One thread.
class Replica {
 public:
  /// Ask for a snapshot; the reply with this mark comes to `on_snapshot`.
  struct Ask {
    std::uint64_t mark = 0;
    std::optional<std::uint64_t> had_seq;  ///< when the dispatcher was found behind
  };
  /// An entry was applied: once per (epoch, seq). `fresh`: it arrived while this copy was complete;
  /// else it was kept and applied after a snapshot. What a snapshot itself brought is not told
  /// here; its calls are in `HallView::calls`.
  struct Applied {
    Entry entry;
    bool fresh = false;
  };
  /// The copy was replaced by a snapshot.
  struct Replaced {};
  /// Something beside the journal changed: the opening of the hall, the offset of its clock.
  struct Touched {};
  using Action = std::variant<Ask, Applied, Replaced, Touched>;
  using Actions = std::vector<Action>;

  Replica(Marks& marks, std::function<double()> jitter);

  [[nodiscard]] Actions on_update(Update update, Millis now);
  /// A reply to an Ask. One to an older ask is ignored.
  [[nodiscard]] Actions on_snapshot(std::uint64_t mark, HallView view, Millis now);
  /// The ask was refused; it is repeated later.
  void on_refused(std::uint64_t mark, Millis now);
  /// The request link is (again) there: what was asked over the old one is lost.
  [[nodiscard]] Actions on_connected(Millis now);
  void on_disconnected();

  [[nodiscard]] Actions tick(Millis now);
  [[nodiscard]] std::optional<Millis> next_deadline() const;

  /// The latest consistent copy; nothing before the first snapshot.
  [[nodiscard]] const std::optional<HallView>& view() const { return view_; }
  /// True when nothing is known to be missing.
  [[nodiscard]] bool complete() const { return view_.has_value() && !wanted_; }
  [[nodiscard]] std::size_t kept() const { return kept_.size(); }

  /// Updates kept while a snapshot is on its way: minutes of a busy hall. When more come the oldest
  /// go, and the gap that leaves asks again.
  static constexpr std::size_t kKeptLimit = 4096;

 private:
  void want(Millis now);
  void ask_if_due(Millis now, Actions& actions);
  void keep(Update update);
  void heartbeat(const Update& update, Millis now, Actions& actions);
  /// How far the dispatcher is known to have been in the epoch of this copy.
  [[nodiscard]] std::uint64_t heard() const;
  void apply(Update update, bool fresh, Actions& actions);
  [[nodiscard]] double jitter() const { return jitter_(); }

  Marks& marks_;
  std::function<double()> jitter_;
  std::optional<HallView> view_;
  std::map<std::pair<std::string, std::uint64_t>, Update> kept_;  ///< by epoch and seq
  bool connected_ = false;
  bool wanted_ = false;                 ///< a snapshot is needed
  std::optional<std::uint64_t> asked_;  ///< the mark of the ask on its way
  std::optional<std::uint64_t> had_seq_;
  std::optional<Millis> last_ask_;
  Millis ask_at_{};      ///< while wanted and not asked
  Millis give_up_at_{};  ///< while asked
  int unanswered_ = 0;
};

}  // namespace antre
