// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "protocol/hall_view.hpp"
#include "tests/sim/random.hpp"

namespace antre::sim {

/// What the officers of a hall know: their PINs of now and before, newest last, and a grant that
/// lies about.
struct Officers {
  std::map<std::string, std::vector<std::string>> pins;
  std::string grant_seen;

  /// An officer gets another PIN, which nobody else has or had.
  std::string draw(const std::string& officer, Random& random);
};

/// How an officer gets to a counter: shows a PIN, mostly the right one, and uses what is granted,
/// mostly once. Of one run of the counter's program.
class SignInDesk {
 public:
  /// The next thing to ask the dispatcher for, not numbered; nothing: `open` is next.
  [[nodiscard]] std::optional<RequestBody> ask(const std::string& officer, Officers& officers,
                                               Random& random);
  /// What was asked with this mark.
  void sent(std::uint64_t mark) { mark_ = mark; }
  /// A reply that is not numbered.
  void told(const Reply& reply, Officers& officers);
  [[nodiscard]] OpenCounter open(CounterId counter, const std::string& officer, Officers& officers,
                                 Random& random);
  /// With this PIN, for the check that locks end.
  [[nodiscard]] RequestBody show(const std::string& officer, const std::string& pin);
  [[nodiscard]] bool signed_in() const { return grant_.has_value(); }
  /// For how long the dispatcher said that nothing may be tried; 0: it did not.
  [[nodiscard]] int locked_s() const { return locked_s_; }

 private:
  std::optional<std::string> grant_;
  std::uint64_t mark_ = 0;
  int locked_s_ = 0;
};

}  // namespace antre::sim
