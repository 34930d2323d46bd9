// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "link/keys.hpp"
#include "link/limits.hpp"

namespace antre::link {

/// Tells for each message whether its sender may still speak, and speaks too much: a bucket of
/// tokens for each connection, and a larger one for each key. One thread; time is passed in.
class Admission {
 public:
  using Time = std::chrono::steady_clock::time_point;
  enum class Verdict {
    kPass,
    kRevoked,    ///< the key was taken out of the registry since it connected
    kThrottled,  ///< beyond its rate; to be dropped
    kFlooding    ///< throttled, and so for long: to be cut and refused for a while
  };

  struct Bucket {
    double tokens = 0;
    Time filled;  ///< when tokens were last added
  };
  /// Who sends with one key, as it was let in.
  struct Client {
    KeyOwner owner;
    std::string key;
    unsigned number = 0;  ///< from 1; a number stays with its client
    bool revoked = false;
    Bucket all;
    std::unordered_map<int, Bucket> connections;  ///< by descriptor
    Time over_since;                              ///< the first request of the present flood
    Time over_last;                               ///< and its latest
  };

  explicit Admission(const Limits& limits) : limits_(limits) {}

  /// Takes the registry; who is not in it as it was let in is revoked from now on.
  void follow(const std::unordered_map<std::string, KeyOwner>& owners);

  /// The client that `credential` (as of the handshake, see `write_credential`) names.
  [[nodiscard]] Client& client(std::string_view credential, Time now);
  /// One more message of it, over the connection of this descriptor.
  [[nodiscard]] Verdict judge(Client& client, int fd, Time now) const;
  /// An answer of so many bytes to the client of this number: a large one costs tokens, too.
  void charge(unsigned client, int fd, std::size_t bytes);

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };

  [[nodiscard]] bool is_registered(const Client& client) const;
  /// Takes a token; false when there is none. `share`: a bucket as large as so many.
  [[nodiscard]] bool take(Bucket& bucket, double share, Time now) const;
  /// Forgets connections that are as full as a new one.
  void forget_full(Client& client, Time now) const;

  Limits limits_;
  std::unordered_map<std::string, KeyOwner> owners_;
  std::unordered_map<std::string, Client, Hash, std::equal_to<>> clients_;
  std::vector<Client*> by_number_;  ///< number 1 first
};

/// What the handshake leaves with a connection, and each of its messages brings: "KEY ROLE:NAME".
[[nodiscard]] std::string write_credential(std::string_view key, const KeyOwner& owner);

}  // namespace antre::link
