// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "link/keys.hpp"

namespace antre::link {

/// What becomes of who knocks.
struct Knock {
  enum class Answer {
    kIn,
    kUnknown,  ///< refused, and told so: "not authorised" on its screen
    kLater     ///< known, but it flooded us a moment ago: it tries again by itself
  };
  Answer answer = Answer::kUnknown;
  KeyOwner owner;  ///< with kIn
};

struct ZapReply {
  std::vector<std::string> frames;  ///< empty when what came is no request: nothing to answer
  Knock::Answer answer = Knock::Answer::kUnknown;
};

/// Answers the frames of a request (ZAP, RFC 27): version, id, domain, address, routing id,
/// mechanism, key. `find` is asked for a key in Z85, and only for one that came by CURVE in our
/// domain; everything else is refused. Pure.
[[nodiscard]] ZapReply zap_reply(const std::vector<std::string_view>& request,
                                 const std::function<Knock(const std::string& key)>& find);

}  // namespace antre::link
