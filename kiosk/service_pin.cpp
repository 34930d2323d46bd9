// SPDX-License-Identifier: Apache-2.0
#include "kiosk/service_pin.hpp"

#include <fmt/core.h>
#include <sodium.h>

#include <string_view>
#include <system_error>

#include "link/file.hpp"

namespace antre::kiosk {
namespace {

constexpr std::size_t kMostBytes = 1'024;  // an Argon2id string has about 100
constexpr std::string_view kKind = "$argon2id$";

}  // namespace

Result<std::string> load_service_pin(const std::filesystem::path& path) {
  using std::filesystem::perms;
  std::error_code failed;
  const auto status = std::filesystem::status(path, failed);
  if (failed || !std::filesystem::is_regular_file(status)) {
    return Error{ErrorCode::kIo,
                 fmt::format("the file {} of --service-pin cannot be read; make one with 'antre "
                             "kiosk-pin --out {}'",
                             path.string(), path.string())};
  }
  if ((status.permissions() & (perms::group_all | perms::others_all)) != perms::none) {
    return Error{ErrorCode::kInvalid, fmt::format("others may read {}; run: chmod 600 {}",
                                                  path.string(), path.string())};
  }
  const auto bytes = link::read_small_file(path, kMostBytes);
  if (!bytes) {
    return bytes.error();
  }
  const std::string hash = bytes->substr(0, bytes->find_last_not_of(" \r\n") + 1);
  if (!hash.starts_with(kKind) || hash.size() >= crypto_pwhash_STRBYTES) {
    return Error{ErrorCode::kInvalid,
                 fmt::format("{} holds no PIN; make it anew with 'antre kiosk-pin --out {}'",
                             path.string(), path.string())};
  }
  return hash;
}

bool pin_matches(const std::string& pin, const std::string& hash) {
  if (sodium_init() < 0) {
    return false;
  }
  return crypto_pwhash_str_verify(hash.c_str(), pin.data(), pin.size()) == 0;
}

}  // namespace antre::kiosk
