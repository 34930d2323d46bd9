// SPDX-License-Identifier: Apache-2.0
#include "protocol/codec.hpp"
#include "tests/fuzz/targets/targets.hpp"

namespace antre::fuzz {

void request(std::string_view bytes) {
  const auto read = codec::decode_request(bytes);
  if (!read) return;
  // What was understood once must be understood again, and be the same.
  const auto written = codec::encode(*read);
  const auto again = codec::decode_request(written, codec::kTrusted);
  ANTRE_ASSERT(again.has_value());
  ANTRE_ASSERT(codec::encode(*again) == written);
}

void entry(std::string_view bytes) {
  const auto read = codec::decode_entry(bytes);
  if (!read) return;
  const auto written = codec::encode(*read);
  const auto again = codec::decode_entry(written);
  ANTRE_ASSERT(again.has_value());
  ANTRE_ASSERT(codec::encode(*again) == written);
  // A replica folds whatever the wire brings.
  HallView view;
  view.seq = read->seq - 1;
  if (read->seq != 0) view.apply(*read);
}

}  // namespace antre::fuzz
