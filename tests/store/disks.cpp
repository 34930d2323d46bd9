// SPDX-License-Identifier: Apache-2.0
#include "tests/store/disks.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace antre::test {
namespace {

constexpr uid_t kNobody = 65534;
constexpr const char* kBallast = "ballast";

std::string why() {
  return std::generic_category().message(errno);
}

/// Mounts of this process are its own from here on, so that none is left when it is killed.
std::string own_mounts() {
  static const std::string refused = [] {
    if (::unshare(CLONE_NEWNS) != 0) return "no mounts of its own: " + why();
    if (::mount("none", "/", "none", MS_REC | MS_PRIVATE, nullptr) != 0)
      return "mounts are shared: " + why();
    return std::string();
  }();
  return refused;
}

}  // namespace

SmallDisk::SmallDisk(std::size_t kib) : why_not_(own_mounts()) {
  if (!why_not_.empty()) return;
  const auto options = fmt::format("size={}k,mode=0700", kib);
  if (::mount("tmpfs", path().c_str(), "tmpfs", 0, options.c_str()) != 0)
    why_not_ = "no tmpfs: " + why();
}

SmallDisk::~SmallDisk() {
  if (why_not_.empty()) ::umount2(path().c_str(), MNT_DETACH);
}

void SmallDisk::fill() {
  const int file =
      ::open((path() / kBallast).c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  constexpr std::array<char, 4096> kPage{};
  while (::write(file, kPage.data(), kPage.size()) > 0) {
  }
  ::close(file);
}

void SmallDisk::make_room() {
  std::filesystem::remove(path() / kBallast);
}

bool SmallDisk::set_read_only(bool read_only) {
  unsigned long flags = MS_REMOUNT;
  if (read_only) flags |= MS_RDONLY;
  return ::mount("none", path().c_str(), "none", flags, nullptr) == 0;
}

AsNobody::AsNobody() : root_(::geteuid() == 0) {
  if (root_ && ::seteuid(kNobody) != 0) root_ = false;
}

AsNobody::~AsNobody() {
  if (root_ && ::seteuid(0) != 0) std::abort();
}

void copy_crashed(const std::filesystem::path& from, const std::filesystem::path& to) {
  for (const auto* name : {"antre.db", "antre.db-wal"})
    if (std::filesystem::exists(from / name))
      std::filesystem::copy_file(from / name, to / name,
                                 std::filesystem::copy_options::overwrite_existing);
}

}  // namespace antre::test
