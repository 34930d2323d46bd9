// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>

#include "display/slides.hpp"

namespace antre::display {

/// Reads the pictures of a folder in the order of their names, one at a time, on a thread of its
/// own: at most one is ready and not taken. The folder is looked through anew for each, so that
/// files may come, go and change at any time, on any kind of file system. A file that cannot be
/// read is told once and passed over until it changes.
class PictureFolder : public PictureSource {
 public:
  /// `ready` is called on the thread when there is something to take(), `warn` with a sentence for
  /// the log.
  PictureFolder(std::function<void()> ready, std::function<void(const std::string&)> warn);
  ~PictureFolder() override;

  void want(const PictureWish& wish) override;
  [[nodiscard]] std::optional<PicturePtr> take() override;

 private:
  struct Stamp {
    std::int64_t changed = 0;
    std::uintmax_t size = 0;
    bool operator==(const Stamp&) const = default;
  };
  using Listing = std::map<std::string, Stamp>;

  void run(const std::stop_token& stop);
  [[nodiscard]] PicturePtr make(const PictureWish& wish, const std::stop_token& stop);
  [[nodiscard]] Listing list(const std::string& folder);
  [[nodiscard]] bool is_damaged(const std::string& path, const Stamp& stamp) const;

  const std::function<void()> ready_;
  const std::function<void(const std::string&)> warn_;

  std::mutex mutex_;
  std::condition_variable_any wanted_;
  std::optional<PictureWish> wish_;
  std::optional<PicturePtr> made_;
  PictureWish made_for_;

  // The thread's own.
  std::uint64_t last_id_ = 0;
  std::string last_path_;
  Stamp last_stamp_;
  PictureWish last_wish_;
  PicturePtr last_;
  Listing damaged_;
  std::string missing_;  ///< the folder that is known not to be there

  std::jthread thread_;  ///< the last one: it uses all the others
};

}  // namespace antre::display
