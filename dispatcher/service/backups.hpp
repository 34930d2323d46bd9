// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "dispatcher/service/backup_files.hpp"
#include "dispatcher/service/clock.hpp"
#include "dispatcher/service/codes.hpp"
#include "dispatcher/store/store.hpp"
#include "protocol/messages.hpp"
#include "protocol/result.hpp"

namespace antre::service {

/// The copies of the store that are being made and fetched: one a client, few in all, none that
/// nobody wants any more. Belongs to the io thread.
class Backups {
 public:
  static constexpr std::size_t kMost = 2;  ///< each takes a store's disk space
  static constexpr std::size_t kPartBytes = std::size_t{512} * 1024;  ///< base64 fits any client
  static constexpr std::int64_t kUnusedMs = 600'000;
  /// A client that repeats its request for one that is being made waits with it.
  static constexpr std::size_t kMostAskers = 8;

  /// `files`: nothing where no backups are made (a simulation). All of it outlives this.
  Backups(const Clock& clock, Codes& codes, BackupFiles* files, const store::Store& disk);

  using Begun = std::function<void(Result<BackupReply>)>;
  using Part = std::function<void(Result<BackupPart>)>;
  /// Makes a copy for a client ("role:name") in the place of its one before. `done` is called later
  /// in the loop, or at once with a refusal. Errors: kUnavailable when the disk has not room for it
  /// above the reserve, or when others fetch theirs; kIo.
  void begin(const std::string& client, std::uint64_t reserve_bytes, Begun done);
  /// A part of the client's own copy. Errors: kInvalid when it is not there (any more); kIo.
  void part(const std::string& client, const GetBackupPart& asked, const Part& done);
  /// Drops what nobody asked for during ten minutes; called once a second.
  void drop_unused();

 private:
  struct Backup {
    std::string id;
    std::string client;
    bool made = false;
    std::int64_t used_ms = 0;
    std::vector<Begun> askers;  ///< while it is being made
  };

  [[nodiscard]] Result<void> check_room(std::uint64_t reserve_bytes) const;
  void made(const std::string& id, const Result<store::BackupInfo>& info);

  const Clock& clock_;
  Codes& codes_;
  BackupFiles* files_;
  const store::Store& disk_;
  std::vector<Backup> backups_;
};

}  // namespace antre::service
