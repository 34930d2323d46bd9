// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/store/restored.hpp"

#include <boost/json.hpp>
#include <cstdint>
#include <string>
#include <utility>

namespace antre::store {
namespace {

namespace json = boost::json;

Error unreadable() {
  return {ErrorCode::kInvalid,
          "the note of the restore cannot be read; restore the backup once more"};
}

}  // namespace

std::string restored_text(const Restored& restored) {
  json::array told;
  for (const auto& one : restored.told)
    told.push_back(json::object{{"service", one.service.value}, {"number", one.number}});
  return json::serialize(json::object{{"wall_ms", restored.wall_ms}, {"told", std::move(told)}});
}

Result<std::optional<Restored>> read_restored(std::string_view text) {
  if (text.empty()) return std::optional<Restored>();
  boost::system::error_code failed;
  const auto value = json::parse({text.data(), text.size()}, failed);
  const auto* object = failed ? nullptr : value.if_object();
  const auto* wall_ms = object == nullptr ? nullptr : object->if_contains("wall_ms");
  const auto* told = object == nullptr ? nullptr : object->if_contains("told");
  if (wall_ms == nullptr || !wall_ms->is_int64() || told == nullptr || !told->is_array())
    return unreadable();
  Restored restored;
  restored.wall_ms = wall_ms->get_int64();
  for (const auto& one : told->get_array()) {
    const auto* fields = one.if_object();
    const auto* service = fields == nullptr ? nullptr : fields->if_contains("service");
    const auto* number = fields == nullptr ? nullptr : fields->if_contains("number");
    if (service == nullptr || !service->is_string() || number == nullptr) return unreadable();
    const auto last = number->to_number<std::uint32_t>(failed);
    if (failed) return unreadable();
    restored.told.push_back({{std::string(service->get_string())}, last});
  }
  return std::optional<Restored>(std::move(restored));
}

}  // namespace antre::store
