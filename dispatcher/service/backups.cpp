// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/service/backups.hpp"

#include <fmt/format.h>
#include <sodium.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <utility>

namespace antre::service {
namespace {

constexpr std::uint64_t kBytesPerMib = std::uint64_t{1024} * 1024;

std::string base64(const std::string& bytes) {
  constexpr int kVariant = sodium_base64_VARIANT_ORIGINAL;
  std::string text(sodium_base64_encoded_len(bytes.size(), kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(),
                    reinterpret_cast<const unsigned char*>(bytes.data()),  // bytes either way
                    bytes.size(), kVariant);
  text.pop_back();  // its terminating zero
  return text;
}

}  // namespace

Backups::Backups(const Clock& clock, Codes& codes, BackupFiles* files, const store::Store& disk)
    : clock_(clock), codes_(codes), files_(files), disk_(disk) {}

Result<void> Backups::check_room(std::uint64_t reserve_bytes) const {
  const auto free = disk_.free_bytes();
  if (!free) return Error{ErrorCode::kUnavailable, free.error().detail};
  const auto making = static_cast<std::uint64_t>(
      std::ranges::count_if(backups_, [](const Backup& backup) { return !backup.made; }));
  // Each that is being made still takes about as much as the store.
  const auto needed = reserve_bytes + disk_.own_bytes() * (making + 1);
  if (*free < needed)
    return Error{ErrorCode::kUnavailable,
                 fmt::format("a backup needs {} MiB on the dispatcher's disk and {} MiB are left",
                             needed / kBytesPerMib + 1, *free / kBytesPerMib)};
  return {};
}

void Backups::begin(const std::string& client, std::uint64_t reserve_bytes, Begun done) {
  if (files_ == nullptr) return done(Error{ErrorCode::kUnavailable, "no backups are made here"});
  const auto mine = std::ranges::find(backups_, client, &Backup::client);
  if (mine != backups_.end()) {
    if (!mine->made) {
      if (mine->askers.size() < kMostAskers) mine->askers.push_back(std::move(done));
      return;
    }
    files_->drop(mine->id);
    backups_.erase(mine);
  }
  if (backups_.size() >= kMost)
    return done(Error{ErrorCode::kUnavailable,
                      "other backups are being fetched now; try again in some minutes"});
  if (const auto room = check_room(reserve_bytes); !room) return done(room.error());
  Backup backup;
  backup.id = codes_.draw_hex();
  backup.client = client;
  backup.used_ms = clock_.read().boottime_ms;
  backup.askers.push_back(std::move(done));
  backups_.push_back(std::move(backup));
  const auto& id = backups_.back().id;
  files_->make(id, reserve_bytes,
               [this, id](const Result<store::BackupInfo>& info) { made(id, info); });
}

void Backups::made(const std::string& id, const Result<store::BackupInfo>& info) {
  const auto backup = std::ranges::find(backups_, id, &Backup::id);
  if (backup == backups_.end()) return;
  const auto askers = std::exchange(backup->askers, {});
  if (!info) {
    spdlog::warn("a backup failed client={} why=\"{}\"", backup->client, info.error().detail);
    backups_.erase(backup);
    for (const auto& done : askers) done(info.error());
    return;
  }
  backup->made = true;
  backup->used_ms = clock_.read().boottime_ms;
  spdlog::info("a backup was made client={} bytes={} seq={}", backup->client, info->bytes,
               info->seq);
  for (const auto& done : askers)
    done(BackupReply{id, info->bytes, info->digest, info->seq, info->head});
}

void Backups::part(const std::string& client, const GetBackupPart& asked, const Part& done) {
  const auto backup = std::ranges::find(backups_, asked.id, &Backup::id);
  // Another client's is no more there than one that never was.
  if (backup == backups_.end() || backup->client != client || !backup->made)
    return done(Error{ErrorCode::kInvalid, "this backup is not there any more; begin another"});
  backup->used_ms = clock_.read().boottime_ms;
  files_->read(asked.id, asked.offset, kPartBytes,
               [offset = asked.offset, done](const Result<std::string>& bytes) {
                 if (!bytes) return done(bytes.error());
                 done(BackupPart{offset, base64(*bytes)});
               });
}

void Backups::drop_unused() {
  const auto now_ms = clock_.read().boottime_ms;
  std::erase_if(backups_, [&](const Backup& backup) {
    if (!backup.made || now_ms - backup.used_ms < kUnusedMs) return false;
    files_->drop(backup.id);
    return true;
  });
}

}  // namespace antre::service
