// SPDX-License-Identifier: Apache-2.0
#include "link/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace antre::link {
namespace {

namespace fs = std::filesystem;

fs::path folder_of(const fs::path& path) {
  return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

Result<void> sync_folder(const fs::path& folder) {
  const Descriptor fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!fd) return io_error("open the folder", folder, errno);
  if (::fsync(fd.get()) != 0) return io_error("sync the folder", folder, errno);
  return {};
}

Result<void> write_all(int fd, std::string_view bytes, const fs::path& path) {
  while (!bytes.empty()) {
    const auto written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return io_error("write", path, errno);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::fsync(fd) != 0) return io_error("sync", path, errno);
  return {};
}

Result<std::string> read_all(int fd, const fs::path& path, std::size_t limit_bytes) {
  std::string bytes;
  std::array<char, 4096> part{};
  for (;;) {
    const auto got = ::read(fd, part.data(), part.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return io_error("read", path, errno);
    if (got == 0) return bytes;
    bytes.append(part.data(), static_cast<std::size_t>(got));
    if (bytes.size() > limit_bytes) {
      return Error{ErrorCode::kTooLarge,
                   fmt::format("{} is larger than {} bytes", path.string(), limit_bytes)};
    }
  }
}

Error invalid(std::string detail) {
  return {ErrorCode::kInvalid, std::move(detail)};
}

/// Root may do what it likes, and so may whoever it works for: `sudo antre keys` on the data folder
/// of the dispatcher's user.
bool is_ours(const struct stat& info) {
  return info.st_uid == ::geteuid() || info.st_uid == 0 || ::geteuid() == 0;
}

}  // namespace

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  if (this != &other) {
    if (fd_ >= 0) ::close(fd_);
    fd_ = std::exchange(other.fd_, -1);
  }
  return *this;
}

Descriptor::~Descriptor() {
  if (fd_ >= 0) ::close(fd_);
}

Error io_error(std::string_view what, const fs::path& path, int number) {
  return {ErrorCode::kIo, fmt::format("cannot {} {}: {}", what, path.string(),
                                      std::generic_category().message(number))};
}

Result<std::string> read_small_file(const fs::path& path, std::size_t limit_bytes) {
  const Descriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!fd) return io_error("open", path, errno);
  return read_all(fd.get(), path, limit_bytes);
}

Result<std::string> read_secret_file(const fs::path& path, std::size_t limit_bytes) {
  // Opened first and looked at through the descriptor: what is checked is what is read. Without
  // waiting, or a pipe laid there would hold the program up.
  const Descriptor fd(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  if (!fd) return io_error("open", path, errno);
  struct stat info {};
  if (::fstat(fd.get(), &info) != 0) return io_error("look at", path, errno);
  const std::string file = path.string();
  if (!S_ISREG(info.st_mode)) return invalid(fmt::format("{} is not a plain file", file));
  if ((info.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    return invalid(fmt::format("{} can be read by others (mode {:04o}); do: chmod 600 {}", file,
                               info.st_mode & 07777U, file));
  }
  if (!is_ours(info)) {
    return invalid(
        fmt::format("{} belongs to another user; do: chown {} {}", file, ::geteuid(), file));
  }
  if (const auto folder = check_folder(folder_of(path)); !folder) return folder.error();
  return read_all(fd.get(), path, limit_bytes);
}

Result<void> check_folder(const fs::path& folder) {
  struct stat info {};
  if (::stat(folder.c_str(), &info) != 0) return io_error("look at", folder, errno);
  const bool others_write = (info.st_mode & (S_IWGRP | S_IWOTH)) != 0;
  if (others_write && (info.st_mode & S_ISVTX) == 0) {
    return invalid(fmt::format("others may put files into {} (mode {:04o}); do: chmod go-w {}",
                               folder.string(), info.st_mode & 07777U, folder.string()));
  }
  if (!is_ours(info)) {
    return invalid(
        fmt::format("{} belongs to another user, who may replace what lies in it; do: "
                    "chown {} {}",
                    folder.string(), ::geteuid(), folder.string()));
  }
  return {};
}

Result<void> write_durably(const fs::path& path, std::string_view bytes, IfThere if_there) {
  const fs::path folder = folder_of(path);
  std::string temporary = (folder / ("." + path.filename().string() + ".XXXXXX")).string();
  Result<void> done;
  {
    const Descriptor fd(::mkostemp(temporary.data(), O_CLOEXEC));  // 0600 by definition
    if (!fd) return io_error("make a file beside", path, errno);
    done = write_all(fd.get(), bytes, path);
  }
  if (done && if_there == IfThere::kRefuse) {
    // link() fails when the name exists, which rename() does not: two makers cannot both win.
    if (::link(temporary.c_str(), path.c_str()) != 0) done = io_error("make", path, errno);
    ::unlink(temporary.c_str());
  } else if (done && ::rename(temporary.c_str(), path.c_str()) != 0) {
    done = io_error("make", path, errno);
  }
  if (!done) {
    ::unlink(temporary.c_str());
    return done;
  }
  return sync_folder(folder);
}

Result<void> remove_durably(const fs::path& path) {
  if (::unlink(path.c_str()) != 0 && errno != ENOENT) return io_error("remove", path, errno);
  return sync_folder(folder_of(path));
}

Result<void> make_private_folder(const fs::path& path) {
  std::error_code problem;
  if (fs::is_directory(path, problem)) return {};
  if (path.has_parent_path() && path != path.parent_path()) {
    const auto parent = make_private_folder(path.parent_path());
    if (!parent) return parent.error();
  }
  if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) {
    return io_error("make the folder", path, errno);
  }
  return {};
}

}  // namespace antre::link
