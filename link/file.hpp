// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

#include "protocol/result.hpp"

namespace antre::link {

/// Owns a file descriptor. Not shared between threads.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept;
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor();

  [[nodiscard]] int get() const { return fd_; }
  [[nodiscard]] explicit operator bool() const { return fd_ >= 0; }
  /// Gives the descriptor away; the caller closes it.
  [[nodiscard]] int release() { return std::exchange(fd_, -1); }

 private:
  int fd_ = -1;
};

/// What the operating system said, as kIo: "cannot WHAT PATH: why".
[[nodiscard]] Error io_error(std::string_view what, const std::filesystem::path& path, int number);

/// Reads a whole small file. Errors: kIo; kTooLarge above `limit_bytes`.
[[nodiscard]] Result<std::string> read_small_file(const std::filesystem::path& path,
                                                  std::size_t limit_bytes);

/// Reads a small file that holds a secret. Errors: as `read_small_file`; kInvalid, saying what to
/// do, when it is no plain file, belongs to another user (root's are fine), can be read by others,
/// or lies in a folder where others may put another in its place. A link is followed: what it leads
/// to is what counts.
[[nodiscard]] Result<std::string> read_secret_file(const std::filesystem::path& path,
                                                   std::size_t limit_bytes);

/// That nobody else may put files there (a folder like /tmp, where each may remove only his own, is
/// fine for a file that is there already). Errors: kIo; kInvalid, saying what to do.
[[nodiscard]] Result<void> check_folder(const std::filesystem::path& folder);

enum class IfThere { kReplace, kRefuse };

/// Writes a file so that after a crash it is there whole or not at all: a temporary file beside it,
/// fsync, then its name, then fsync of the folder. Mode 0600. Errors: kIo; a failed fsync is never
/// retried (the kernel may have dropped the pages). With kRefuse an existing file is an error.
[[nodiscard]] Result<void> write_durably(const std::filesystem::path& path, std::string_view bytes,
                                         IfThere if_there);

/// Removes a file, and makes that durable. A file that is not there is no error.
[[nodiscard]] Result<void> remove_durably(const std::filesystem::path& path);

/// Makes a folder (and its parents), readable by its owner only.
[[nodiscard]] Result<void> make_private_folder(const std::filesystem::path& path);

}  // namespace antre::link
