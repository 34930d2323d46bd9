// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/service/backup_thread.hpp"

#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <system_error>
#include <utility>

namespace antre::service {
namespace {

constexpr int kNiceness = 10;
constexpr mode_t kOwnerOnly = 0700;

Result<std::string> bytes_of(const std::filesystem::path& file, std::uint64_t offset,
                             std::size_t most) {
  const Error failed{ErrorCode::kIo, "the backup cannot be read; begin another"};
  std::error_code error;
  const auto size = std::filesystem::file_size(file, error);
  if (error) return failed;
  if (offset >= size) return std::string{};
  std::string bytes(std::min<std::uint64_t>(most, size - offset), '\0');
  std::ifstream in(file, std::ios::binary);
  in.seekg(static_cast<std::streamoff>(offset));
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!in) return failed;
  return bytes;
}

}  // namespace

BackupThread::BackupThread(Loop& loop, std::filesystem::path data, const store::Store& disk)
    : loop_(loop), data_(std::move(data)), folder_(data_ / "backup.tmp"), disk_(disk) {
  empty();
  thread_ = std::thread([this] { run(); });
}

BackupThread::~BackupThread() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  waiting_.notify_one();
  thread_.join();
  empty();
}

void BackupThread::empty() {
  // On a read-only disk it stays as it is, and no backup can be made either.
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

void BackupThread::make(std::string id, std::uint64_t reserve_bytes, Made done) {
  push([this, id = std::move(id), reserve_bytes, done = std::move(done)] {
    loop_.post([done, made = copy(id, reserve_bytes)] { done(made); });
  });
}

void BackupThread::read(std::string id, std::uint64_t offset, std::size_t most, ReadDone done) {
  push([this, id = std::move(id), offset, most, done = std::move(done)] {
    loop_.post([done, bytes = bytes_of(file(id), offset, most)] { done(bytes); });
  });
}

void BackupThread::drop(std::string id) {
  push([this, id = std::move(id)] {
    std::error_code ignored;
    std::filesystem::remove(file(id), ignored);
  });
}

void BackupThread::push(std::function<void()> task) {
  {
    const std::lock_guard lock(mutex_);
    tasks_.push_back(std::move(task));
  }
  waiting_.notify_one();
}

void BackupThread::run() {
  // On Linux a niceness is a thread's own. Refused, it only shares more evenly.
  static_cast<void>(::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), kNiceness));
  for (;;) {
    std::function<void()> task;
    {
      std::unique_lock lock(mutex_);
      waiting_.wait(lock, [this] { return stopping_ || !tasks_.empty(); });
      if (stopping_) return;
      task = std::move(tasks_.front());
      tasks_.pop_front();
    }
    task();
  }
}

bool BackupThread::goes_on(std::uint64_t reserve_bytes) {
  {
    const std::lock_guard lock(mutex_);
    if (stopping_) return false;
  }
  // The hall's own commits may have taken the room meanwhile.
  const auto free = disk_.free_bytes();
  return free && *free >= reserve_bytes;
}

Result<store::BackupInfo> BackupThread::copy(const std::string& id, std::uint64_t reserve_bytes) {
  if (::mkdir(folder_.c_str(), kOwnerOnly) != 0 && errno != EEXIST)
    return Error{ErrorCode::kIo, fmt::format("cannot make {}: {}", folder_.string(),
                                             std::generic_category().message(errno))};
  auto made = store::backup(data_, file(id), [&] { return goes_on(reserve_bytes); });
  if (!made) {
    std::error_code ignored;
    std::filesystem::remove(file(id), ignored);
  }
  return made;
}

}  // namespace antre::service
