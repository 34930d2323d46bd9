// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/store/data_folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace antre::store {
namespace {

constexpr mode_t kOwnerOnly = 0700;
constexpr mode_t kOwnerFile = 0600;

std::string why(int number) {
  return std::generic_category().message(number);
}

}  // namespace

Result<DataFolder> DataFolder::open(const std::filesystem::path& path) {
  std::error_code failed;
  std::error_code unknown;
  // On a read-only disk making what is there is refused as such, not as there.
  if (!std::filesystem::is_directory(path, unknown)) {
    if (path.has_parent_path()) std::filesystem::create_directories(path.parent_path(), failed);
    if (!failed && ::mkdir(path.c_str(), kOwnerOnly) != 0 && errno != EEXIST)
      failed.assign(errno, std::generic_category());
  }
  if (failed)
    return Error{ErrorCode::kIo, fmt::format("cannot make the data folder {}: {}; name another "
                                             "with --data or change its owner",
                                             path.string(), failed.message())};
  const auto file = path / "lock";
  int lock = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kOwnerFile);
  const int refused = errno;
  // The lock is the same through a descriptor that may only read.
  if (lock < 0 && (refused == EROFS || refused == EACCES))
    lock = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (lock < 0)
    return Error{ErrorCode::kIo, fmt::format("the data folder {} is not writable: {}; name another "
                                             "with --data or change its owner",
                                             path.string(), why(refused))};
  DataFolder folder(path, lock);
  // A lock that root's command made must not shut the dispatcher out, which has its own user.
  struct stat owner {};
  if (::geteuid() == 0 && ::stat(path.c_str(), &owner) == 0 &&
      ::fchown(lock, owner.st_uid, owner.st_gid) != 0 && errno != EROFS)
    return Error{ErrorCode::kIo, fmt::format("cannot give {} to the owner of its folder: {}",
                                             file.string(), why(errno))};
  if (::flock(lock, LOCK_EX | LOCK_NB) != 0) {
    if (errno == EWOULDBLOCK)
      return Error{ErrorCode::kConflict,
                   fmt::format("another dispatcher uses the data folder {}; stop it, or name "
                               "another folder with --data",
                               path.string())};
    return Error{ErrorCode::kIo, fmt::format("cannot lock {}: {}", file.string(), why(errno))};
  }
  return folder;
}

DataFolder::DataFolder(std::filesystem::path path, int lock)
    : path_(std::move(path)), lock_(lock) {}

DataFolder::DataFolder(DataFolder&& other) noexcept
    : path_(std::move(other.path_)), lock_(std::exchange(other.lock_, -1)) {}

DataFolder::~DataFolder() {
  if (lock_ >= 0) ::close(lock_);
}

}  // namespace antre::store
