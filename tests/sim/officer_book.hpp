// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "dispatcher/store/store.hpp"
#include "link/server.hpp"
#include "protocol/hall_view.hpp"

namespace antre::sim {

/// Which PIN is whose, who showed the right one, and what that was used for: kept apart from the
/// dispatcher, from what goes over the wire and what is committed. For a hall whose officers all
/// have PINs, from its first moment on.
class OfficerBook {
 public:
  /// A request of a counter comes to the dispatcher, at this moment of the boot-time clock.
  void asked(const link::Peer& from, const Request& request, std::int64_t now_ms);
  /// The dispatcher says this; what is wrong with it.
  [[nodiscard]] std::optional<std::string> replied(const link::Peer& to, const Reply& reply,
                                                   std::int64_t now_ms);
  /// A batch was committed, or is read again from a store that was put back.
  void keep(const store::Batch& batch);
  /// What is wrong with the counters that a batch opens. `executed`: the requests in it that were
  /// carried out.
  using Numbered = std::tuple<std::string, std::string, std::uint64_t>;
  [[nodiscard]] std::optional<std::string> opened(const store::Batch& batch,
                                                  const std::set<Numbered>& executed);
  /// The dispatcher starts anew: nobody has shown anything.
  void reloaded();
  void put_back() { pins_.clear(); }

  /// As the dispatcher keeps a PIN here.
  [[nodiscard]] static std::string hash_of(const std::string& pin) { return "hash of " + pin; }
  /// Of an officer, as it is committed.
  [[nodiscard]] std::string pin_of(const std::string& officer) const;
  /// Counters that were opened with a PIN.
  [[nodiscard]] std::size_t opened_with_pin() const { return opened_; }

 private:
  struct Shown {
    std::string client;
    std::string officer;
    std::int64_t until_ms = 0;
    bool used = false;
  };
  struct Opens {
    std::string grant;
    bool allowed = false;  ///< as far as its grant was there
  };

  std::map<std::string, std::string> pins_;                           ///< hashes by officer
  std::map<std::pair<std::string, std::uint64_t>, SignIn> sign_ins_;  ///< by connection and mark
  std::map<std::string, Shown> grants_;
  std::map<Numbered, Opens> opens_;
  std::size_t opened_ = 0;
};

}  // namespace antre::sim
