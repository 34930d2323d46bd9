// SPDX-License-Identifier: Apache-2.0
#include "display/picture_folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace antre::display {
namespace {

namespace fs = std::filesystem;

/// More are not looked at: a wrong folder (a whole disk) may not take the memory.
constexpr std::size_t kMostFiles = 10'000;

bool is_picture(const fs::path& path) {
  auto end = path.extension().string();
  std::ranges::transform(end, end.begin(), [](unsigned char letter) {
    return static_cast<char>(std::tolower(letter));
  });
  constexpr std::array<std::string_view, 4> kEnds{".png", ".jpg", ".jpeg", ".svg"};
  return std::ranges::find(kEnds, end) != kEnds.end() && !path.filename().string().starts_with('.');
}

}  // namespace

PictureFolder::PictureFolder(std::function<void()> ready,
                             std::function<void(const std::string&)> warn)
    : ready_(std::move(ready)),
      warn_(std::move(warn)),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

PictureFolder::~PictureFolder() {
  thread_.request_stop();
  thread_.join();
}

void PictureFolder::want(const PictureWish& wish) {
  {
    const std::lock_guard lock(mutex_);
    wish_ = wish;
    if (!(made_for_ == wish)) made_ = std::nullopt;
  }
  wanted_.notify_one();
}

std::optional<PicturePtr> PictureFolder::take() {
  const std::lock_guard lock(mutex_);
  return std::exchange(made_, std::nullopt);
}

void PictureFolder::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    PictureWish wish;
    {
      std::unique_lock lock(mutex_);
      if (!wanted_.wait(lock, stop, [this] { return wish_.has_value(); })) return;
      wish = *std::exchange(wish_, std::nullopt);
    }
    auto picture = make(wish, stop);
    if (stop.stop_requested()) return;
    {
      const std::lock_guard lock(mutex_);
      if (wish_ && !(*wish_ == wish)) continue;  // another size is wanted by now
      made_ = std::move(picture);
      made_for_ = wish;
    }
    ready_();
  }
}

PictureFolder::Listing PictureFolder::list(const std::string& folder) {
  Listing found;
  std::error_code problem;
  fs::directory_iterator file(folder, fs::directory_options::skip_permission_denied, problem);
  if (problem && missing_ != folder)
    warn_(fmt::format("no pictures are shown: {}: {}", folder, problem.message()));
  missing_ = problem ? folder : std::string();
  for (; !problem && file != fs::directory_iterator() && found.size() < kMostFiles;
       file.increment(problem)) {
    std::error_code unknown;
    if (!is_picture(file->path()) || !file->is_regular_file(unknown)) continue;
    const auto size = file->file_size(unknown);
    const auto changed = file->last_write_time(unknown).time_since_epoch().count();
    if (!unknown) found.emplace(file->path().string(), Stamp{changed, size});
  }
  return found;
}

bool PictureFolder::is_damaged(const std::string& path, const Stamp& stamp) const {
  const auto known = damaged_.find(path);
  return known != damaged_.end() && known->second == stamp;
}

/// The first that can be read after the one before, around the end of the list to that one again.
PicturePtr PictureFolder::make(const PictureWish& wish, const std::stop_token& stop) {
  const Listing files = list(wish.folder);
  // Of files that have gone nothing is kept.
  std::erase_if(damaged_, [&](const auto& one) { return !files.contains(one.first); });
  std::vector<Listing::const_iterator> order;
  order.reserve(files.size());
  const auto first = files.upper_bound(last_path_);
  for (auto file = first; file != files.end(); ++file) order.push_back(file);
  for (auto file = files.begin(); file != first; ++file) order.push_back(file);
  for (const auto& file : order) {
    if (stop.stop_requested()) return nullptr;
    const auto& [path, stamp] = *file;
    if (is_damaged(path, stamp)) continue;
    const bool same = last_ && path == last_path_ && stamp == last_stamp_ && wish == last_wish_;
    if (same) return last_;
    auto picture = ui::load_picture(path, last_id_ + 1, wish.width, wish.height, wish.beneath);
    if (!picture) {
      damaged_[path] = stamp;
      warn_(fmt::format("a picture is passed over: {}", picture.error().detail));
      continue;
    }
    ++last_id_;
    last_path_ = path;
    last_stamp_ = stamp;
    last_wish_ = wish;
    last_ = *picture;
    return last_;
  }
  last_ = nullptr;
  return nullptr;
}

}  // namespace antre::display
