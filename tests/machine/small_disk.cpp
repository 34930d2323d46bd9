// SPDX-License-Identifier: Apache-2.0
#include "tests/machine/small_disk.hpp"

#include <fcntl.h>
#include <sys/mount.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <stdexcept>

#include "link/file.hpp"

namespace antre::test {
namespace {

void mount_at(const std::string& path, unsigned long flags, const std::string& options) {
  if (mount("tmpfs", path.c_str(), "tmpfs", flags, options.c_str()) != 0)
    throw std::runtime_error("cannot mount at " + path + ": " + std::strerror(errno));
}

std::string filler(const std::string& folder) {
  return folder + "/filler";
}

}  // namespace

std::string SmallDisk::why_not() {
  try {
    const SmallDisk probe(1);
    return {};
  } catch (const std::exception& refused) {
    return refused.what();
  }
}

SmallDisk::SmallDisk(int mebibytes) {
  mount_at(dir_.path(), 0, "mode=0700,size=" + std::to_string(mebibytes) + "m");
}

SmallDisk::~SmallDisk() {
  // Lazily: a process that is being ended may still have files open.
  umount2(dir_.path().c_str(), MNT_DETACH);
}

void SmallDisk::fill(int left_kibibytes) const {
  const auto left = static_cast<std::uintmax_t>(left_kibibytes) * 1024;
  const link::Descriptor file(
      open(filler(path()).c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
  for (;;) {
    const auto free = std::filesystem::space(path()).available;
    if (free <= left) return;
    const auto end = lseek(file.get(), 0, SEEK_END);
    const int failed = posix_fallocate(file.get(), end, static_cast<off_t>(free - left));
    // Others write too, so that less may be free than a moment ago.
    if (failed != 0 && failed != ENOSPC) throw std::runtime_error("cannot fill the disk");
  }
}

void SmallDisk::empty() const {
  std::filesystem::remove(filler(path()));
}

void SmallDisk::set_read_only(bool yes) const {
  unsigned long flags = MS_REMOUNT;
  if (yes) flags |= MS_RDONLY;
  mount_at(path(), flags, "");
}

}  // namespace antre::test
