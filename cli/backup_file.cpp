// SPDX-License-Identifier: Apache-2.0
#include "cli/backup_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <system_error>
#include <utility>

namespace antre::cli {
namespace {

namespace fs = std::filesystem;

constexpr mode_t kOwnerOnly = S_IRUSR | S_IWUSR;
constexpr std::size_t kDigestBytes = 32;

std::string reason() {
  return std::generic_category().message(errno);
}

/// Whether FILE may be written; also looked at again at the end.
Result<void> may_write(const fs::path& file, bool replace) {
  struct stat info {};
  if (lstat(file.c_str(), &info) != 0) return {};  // not there, or the opening says why not
  if (S_ISDIR(info.st_mode))
    return Error{ErrorCode::kInvalid, fmt::format("{} is a folder; name a file", file.string())};
  if (!replace)
    return Error{ErrorCode::kConflict,
                 fmt::format("{} is there already; name another file, or replace it with --force",
                             file.string())};
  return {};
}

}  // namespace

struct BackupFile::Digest {
  crypto_generichash_state state;

  Digest() : state() { crypto_generichash_init(&state, nullptr, 0, kDigestBytes); }
};

BackupFile::BackupFile(fs::path file, fs::path part, bool replace, Descriptor descriptor)
    : file_(std::move(file)),
      part_(std::move(part)),
      replace_(replace),
      descriptor_(std::move(descriptor)),
      digest_(std::make_unique<Digest>()) {}

BackupFile::BackupFile(BackupFile&&) noexcept = default;

BackupFile::~BackupFile() {
  if (descriptor_.get() >= 0) unlink(part_.c_str());
}

Result<BackupFile> BackupFile::create(const fs::path& file, bool replace) {
  if (const auto may = may_write(file, replace); !may) return may.error();
  fs::path part = file;
  part += ".part";
  Descriptor opened{::open(part.c_str(), O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, kOwnerOnly)};
  if (opened.get() < 0)
    return Error{ErrorCode::kIo, fmt::format("cannot write {}: {}", part.string(), reason())};
  struct stat ours {};
  struct stat there {};
  // The lock is on the file: when its name went to another meanwhile, it was finished or given up.
  const bool alone = flock(opened.get(), LOCK_EX | LOCK_NB) == 0 &&
                     fstat(opened.get(), &ours) == 0 && lstat(part.c_str(), &there) == 0 &&
                     ours.st_ino == there.st_ino && ours.st_dev == there.st_dev;
  if (!alone)
    return Error{ErrorCode::kConflict,
                 fmt::format("another backup to {} is being made", file.string())};
  BackupFile made{file, part, replace, std::move(opened)};
  fchmod(made.descriptor_.get(), kOwnerOnly);  // of one that was there; `open_to_others` looks
  if (const auto emptied = made.begin_anew(); !emptied) return emptied.error();
  return made;
}

Error BackupFile::failed(const char* what) const {
  return {ErrorCode::kIo, fmt::format("cannot {} {}: {}", what, part_.string(), reason())};
}

Result<void> BackupFile::begin_anew() {
  if (ftruncate(descriptor_.get(), 0) != 0 || lseek(descriptor_.get(), 0, SEEK_SET) != 0)
    return failed("write");
  size_ = 0;
  digest_ = std::make_unique<Digest>();
  return {};
}

Result<void> BackupFile::append(std::string_view bytes) {
  for (std::string_view rest = bytes; !rest.empty();) {
    const auto written = ::write(descriptor_.get(), rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return failed("write");
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  std::basic_string_view<unsigned char> octets{
      static_cast<const unsigned char*>(static_cast<const void*>(bytes.data())), bytes.size()};
  crypto_generichash_update(&digest_->state, octets.data(), octets.size());
  size_ += bytes.size();
  return {};
}

std::string BackupFile::digest() const {
  auto state = digest_->state;  // a copy: more may come
  std::array<unsigned char, kDigestBytes> digest{};
  crypto_generichash_final(&state, digest.data(), digest.size());
  std::string hex;
  for (const unsigned char byte : digest) hex += fmt::format("{:02x}", byte);
  return hex;
}

bool BackupFile::open_to_others() const {
  struct stat info {};
  return fstat(descriptor_.get(), &info) == 0 && (info.st_mode & (S_IRWXG | S_IRWXO)) != 0;
}

Result<void> BackupFile::finish() {
  if (fsync(descriptor_.get()) != 0) return failed("write");
  if (const auto may = may_write(file_, replace_); !may) return may.error();
  if (std::rename(part_.c_str(), file_.c_str()) != 0) return failed("rename");
  descriptor_ = Descriptor{};  // nothing to remove any more
  // The name, too, is to survive a cut.
  const fs::path folder = file_.has_parent_path() ? file_.parent_path() : fs::path{"."};
  const Descriptor held{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  // Some disks cannot sync a folder (EINVAL); the file itself is whole and on the disk.
  if (held.get() >= 0 && fsync(held.get()) != 0 && errno == EIO)
    return Error{ErrorCode::kIo, fmt::format("cannot write {}: {}", folder.string(), reason())};
  return {};
}

}  // namespace antre::cli
