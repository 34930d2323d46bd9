// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "protocol/result.hpp"

namespace antre::store {

/// A data folder that this process alone may write, for as long as the object lives.
class DataFolder {
 public:
  /// Makes the folder (0700) when it is missing, and locks it; on a read-only disk too, when the
  /// lock's file is there. Errors: kIo when it is not writable, kConflict when another dispatcher
  /// uses it; each one line that says what to do.
  [[nodiscard]] static Result<DataFolder> open(const std::filesystem::path& path);

  DataFolder(DataFolder&& other) noexcept;
  DataFolder& operator=(DataFolder&&) = delete;
  DataFolder(const DataFolder&) = delete;
  DataFolder& operator=(const DataFolder&) = delete;
  ~DataFolder();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  DataFolder(std::filesystem::path path, int lock);

  std::filesystem::path path_;
  int lock_;  ///< the locked file; the lock ends with it, also when the process is killed
};

}  // namespace antre::store
