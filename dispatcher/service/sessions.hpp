// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dispatcher/store/store.hpp"

namespace antre::service {

/// Exactly once: the last numbered request of every session, and its answer (links.md, "One ticket
/// per touch"). What the store's `sessions` holds, and beside it the refusals that spend no disk.
/// Belongs to the io thread.
class Sessions {
 public:
  static constexpr std::size_t kMostPerClient = 10'000;
  static constexpr EngineMs kUnusedMs = EngineMs{7} * 24 * 3600 * 1000;

  enum class Verdict {
    kExecute,   ///< the next number
    kRepeat,    ///< the last one again: `reply` are the same bytes
    kStale,     ///< answered long ago
    kGap,       ///< numbers are missing
    kConflict,  ///< the last number with other content
  };
  struct Seen {
    Verdict verdict = Verdict::kExecute;
    const std::string* reply = nullptr;  ///< of a repeat; valid until the next change
    bool settled = false;                ///< a repeat of what was spent without being executed
    bool refused = false;                ///< a repeat of what was refused in passing
    std::uint64_t work = 0;              ///< the commit that makes the reply durable
  };

  explicit Sessions(const std::vector<store::SessionRow>& rows);

  /// What a request is. `hash` of its content; nothing for settle, which does not know it.
  [[nodiscard]] Seen look(const std::string& client, const std::string& session, std::uint64_t n,
                          const store::Hash* hash) const;

  /// Keeps the answer to a request that is being committed as part of `work`.
  void keep(const store::SessionRow& row, std::uint64_t work);
  /// Keeps a refusal of the moment (no disk, no clock, not allowed): the number is not spent on the
  /// disk, but a repeat gets the same bytes and the next number is welcome.
  void keep_refusal(const store::SessionRow& row);

  /// Sessions that are forgotten now, and no longer here: too many of a client.
  [[nodiscard]] std::vector<store::SessionKey> take_surplus();
  /// The same: unused for kUnusedMs at `now`.
  [[nodiscard]] std::vector<store::SessionKey> take_unused(EngineMs now);

  [[nodiscard]] std::size_t size() const { return slots_.size(); }

 private:
  struct Slot {
    std::uint64_t n = 0;
    store::Hash hash = store::kNoHash;
    std::string reply;
    bool settled = false;
    std::uint64_t work = 0;
    EngineMs at_ms = 0;
    std::uint64_t refused_n = 0;  ///< above n, or 0
    store::Hash refused_hash = store::kNoHash;
    std::string refused_reply;
    std::list<store::SessionKey>::iterator used;
  };
  using Order = std::list<store::SessionKey>;  ///< longest unused first

  Slot& touch(const store::SessionRow& row);
  void forget(Order& order, std::vector<store::SessionKey>& forgotten);

  std::unordered_map<std::string, Slot> slots_;  ///< by client, line feed, session
  std::unordered_map<std::string, Order> clients_;
  std::vector<store::SessionKey> surplus_;
};

}  // namespace antre::service
