// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "ui/sdl_canvas.hpp"

namespace antre::ui {
namespace {

std::size_t bytes_of(const TextureCache::Entry& entry) {
  return static_cast<std::size_t>(entry.width) * static_cast<std::size_t>(entry.height) * 4;
}

}  // namespace

const TextureCache::Entry* TextureCache::find(const std::string& name) {
  const auto found = index_.find(name);
  if (found == index_.end()) {
    return nullptr;
  }
  items_.splice(items_.begin(), items_, found->second);
  return &items_.front().second;
}

const TextureCache::Entry& TextureCache::put(const std::string& name, Entry entry) {
  ++made_;
  bytes_ += bytes_of(entry);
  items_.emplace_front(name, std::move(entry));
  index_[name] = items_.begin();
  // The newest stays, however large: it is about to be drawn.
  while (bytes_ > limit_ && items_.size() > 1) {
    bytes_ -= bytes_of(items_.back().second);
    index_.erase(items_.back().first);
    items_.pop_back();
  }
  return items_.front().second;
}

}  // namespace antre::ui
