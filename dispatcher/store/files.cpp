// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/store/files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <system_error>
#include <utility>

#include "dispatcher/store/chain.hpp"

namespace antre::store {
namespace {

constexpr mode_t kOwnerFile = 0600;

Error failed(std::string_view what, const std::filesystem::path& file, int number) {
  return {ErrorCode::kIo, fmt::format("cannot {} {}: {}", what, file.string(),
                                      std::generic_category().message(number))};
}

/// An open file; closed with it.
class File {
 public:
  File(const std::filesystem::path& file, int flags)
      : descriptor_(::open(file.c_str(), flags | O_CLOEXEC, kOwnerFile)) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  [[nodiscard]] int descriptor() const { return descriptor_; }
  [[nodiscard]] bool open() const { return descriptor_ >= 0; }

 private:
  int descriptor_;
};

Result<void> sync(const std::filesystem::path& path, int flags) {
  const File file(path, flags);
  if (!file.open()) return failed("open", path, errno);
  if (::fsync(file.descriptor()) != 0) return failed("write", path, errno);
  return {};
}

}  // namespace

Result<void> make_private(const std::filesystem::path& file) {
  std::error_code ignored;
  std::filesystem::remove(file, ignored);
  const File made(file, O_RDWR | O_CREAT | O_EXCL);
  if (!made.open()) return failed("make", file, errno);
  return {};
}

Result<void> sync_file(const std::filesystem::path& file) {
  return sync(file, O_RDONLY);
}

Result<void> sync_folder(const std::filesystem::path& folder) {
  return sync(folder.empty() ? std::filesystem::path(".") : folder, O_RDONLY | O_DIRECTORY);
}

Result<void> put_in_place(const std::filesystem::path& from, const std::filesystem::path& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) return failed("write", to, errno);
  return sync_folder(to.parent_path());
}

Result<Digest> digest_of(const std::filesystem::path& file) {
  const File opened(file, O_RDONLY);
  if (!opened.open()) return failed("open", file, errno);
  Hash hash;
  Digest digest;
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, hash.size());
  std::array<unsigned char, 65536> piece{};
  for (;;) {
    const auto count = ::read(opened.descriptor(), piece.data(), piece.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return failed("read", file, errno);
    if (count == 0) break;
    digest.bytes += static_cast<std::uint64_t>(count);
    crypto_generichash_update(&state, piece.data(), static_cast<unsigned long long>(count));
  }
  crypto_generichash_final(&state, hash.data(), hash.size());
  digest.hex = hex(hash);
  return digest;
}

std::filesystem::path beside(const std::filesystem::path& file, std::string_view suffix) {
  auto path = file;
  path += suffix;
  return path;
}

void remove_database(const std::filesystem::path& file) {
  for (const auto* suffix : {"", "-wal", "-shm", "-journal"}) {
    std::error_code ignored;
    std::filesystem::remove(beside(file, suffix), ignored);
  }
}

Result<void> give_to_owner_of(const std::filesystem::path& folder,
                              const std::filesystem::path& file) {
  struct stat status {};
  if (::geteuid() != 0) return {};
  if (::stat(folder.c_str(), &status) != 0) return failed("look at", folder, errno);
  if (::chown(file.c_str(), status.st_uid, status.st_gid) != 0)
    return failed("change the owner of", file, errno);
  return {};
}

bool there(const std::filesystem::path& file) {
  std::error_code unknown;
  return std::filesystem::exists(file, unknown);
}

std::optional<std::string> not_writable(const std::filesystem::path& file) {
  if (::faccessat(AT_FDCWD, file.c_str(), W_OK, AT_EACCESS) == 0) return std::nullopt;
  return std::generic_category().message(errno);
}

std::uint64_t size_of(const std::filesystem::path& file) {
  std::error_code missing;
  const auto size = std::filesystem::file_size(file, missing);
  return missing ? 0 : size;
}

Result<PrivateFolder> PrivateFolder::make() {
  std::error_code error;
  const auto temporary = std::filesystem::temp_directory_path(error);
  if (error)
    return Error{ErrorCode::kIo,
                 fmt::format("there is no folder for temporary files: {}", error.message())};
  std::string pattern = (temporary / "antre-read-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) return failed("make", pattern, errno);
  return PrivateFolder(pattern);
}

PrivateFolder::PrivateFolder(std::filesystem::path path) : path_(std::move(path)) {}

PrivateFolder::PrivateFolder(PrivateFolder&& other) noexcept
    : path_(std::exchange(other.path_, {})) {}

PrivateFolder& PrivateFolder::operator=(PrivateFolder&& other) noexcept {
  std::swap(path_, other.path_);
  return *this;
}

PrivateFolder::~PrivateFolder() {
  if (path_.empty()) return;
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace antre::store
