// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "dispatcher/service/clock.hpp"
#include "dispatcher/service/codes.hpp"
#include "dispatcher/service/pin_hasher.hpp"
#include "dispatcher/service/pin_locks.hpp"
#include "dispatcher/store/store.hpp"
#include "protocol/messages.hpp"
#include "protocol/result.hpp"

namespace antre::service {

/// The name of an officer without the blanks around it. Errors: kBadRequest for one that is empty,
/// longer than 64 bytes or with control characters.
[[nodiscard]] Result<std::string> officer_name(std::string_view text);

/// The officers with PINs as they are committed, who of them has just shown the PIN, and who may
/// not try for a while. PINs live until they are hashed or checked; grants in memory alone, so a
/// start of the dispatcher ends them. Nothing of it is ever logged. Belongs to the io thread.
class Officers {
 public:
  static constexpr int kGrantS = 120;  ///< from the PIN to the counter: a form and a look around
  /// Of one client, the newest: a request for one that was lost is repeated.
  static constexpr std::size_t kMostGrants = 4;
  /// More than any hall employs; one answer holds them all.
  static constexpr std::size_t kMostOfficers = 2000;

  /// `hasher`: nothing where nobody can sign in (a simulation). All of it outlives this.
  Officers(const Clock& clock, Codes& codes, PinHasher* hasher,
           const std::vector<store::OfficerRow>& rows);

  /// Whether anybody has a PIN: then a counter's officer must show it.
  [[nodiscard]] bool registered() const { return !rows_.empty(); }
  [[nodiscard]] std::vector<Officer> list() const;  ///< in order of name
  /// What is durable now.
  void committed(const std::vector<store::OfficerRow>& rows);

  using SignedInDone = std::function<void(Result<SignedIn>)>;
  /// Checks a PIN, which is wiped, for a client ("role:name"). `done` is called later in the loop,
  /// or at once with a refusal. Errors: kBadRequest, kPinWrong (an unknown officer, too),
  /// kPinLocked with the time left, kUnavailable.
  void sign_in(const std::string& client, SignIn& asked, const SignedInDone& done);

  using RowDone = std::function<void(Result<store::OfficerRow>)>;
  /// Hashes a PIN, which is wiped. `done` gets the row that is to be committed, without its time.
  void put(PutOfficer& asked, const RowDone& done);
  /// The row that removes an officer, without its time. Errors: kUnknownOfficer, kBadRequest.
  [[nodiscard]] Result<store::OfficerRow> remove(const RemoveOfficer& asked) const;

  /// Whether a client may sign this officer in at a counter. Errors: kPinRequired.
  [[nodiscard]] Result<void> check_grant(const std::string& client, const OpenCounter& open) const;
  /// The counter was opened: that grant is used up.
  void use_grant(const std::string& client, const OpenCounter& open);

 private:
  struct Row {
    std::string pin_hash;
    std::int64_t since_wall_ms = 0;
  };
  struct Grant {
    Secret secret;
    std::string officer;
    std::int64_t until_ms = 0;
  };

  [[nodiscard]] std::int64_t now_ms() const { return clock_.read().boottime_ms; }
  [[nodiscard]] Result<void> check_locks(const std::string& client, const std::string& name) const;
  [[nodiscard]] Result<SignedIn> checked(const std::string& client, const std::string& name,
                                         const std::string& pin_hash, PinCheck found);
  [[nodiscard]] SignedIn grant(const std::string& client, const std::string& name);
  [[nodiscard]] const Grant* granted(const std::string& client, const OpenCounter& open) const;

  const Clock& clock_;
  Codes& codes_;
  PinHasher* hasher_;
  std::map<std::string, Row> rows_;
  PinLocks officer_locks_;
  PinLocks client_locks_;
  std::map<std::string, std::vector<Grant>> grants_;  ///< by client, the oldest first
};

}  // namespace antre::service
