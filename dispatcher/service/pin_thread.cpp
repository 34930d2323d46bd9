// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/service/pin_thread.hpp"

#include <sodium.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <utility>

namespace antre::service {
namespace {

constexpr int kNiceness = 10;

Result<std::string> hash_of(const std::string& pin) {
  std::array<char, crypto_pwhash_STRBYTES> text{};
  if (crypto_pwhash_str(text.data(), pin.data(), pin.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                        crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
    return Error{ErrorCode::kUnavailable, "the dispatcher has no memory to hash a PIN now"};
  return std::string(text.data());
}

PinCheck check_of(const std::string& pin, const std::string& hash) {
  errno = 0;
  if (crypto_pwhash_str_verify(hash.c_str(), pin.data(), pin.size()) == 0) return PinCheck::kRight;
  return errno == ENOMEM ? PinCheck::kFailed : PinCheck::kWrong;
}

}  // namespace

PinThread::PinThread(Loop& loop) : loop_(loop) {
  ANTRE_ASSERT(sodium_init() >= 0);
  thread_ = std::thread([this] { run(); });
}

PinThread::~PinThread() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  waiting_.notify_one();
  thread_.join();
}

bool PinThread::hash(Secret pin, Hashed done) {
  return push({std::move(pin), {}, std::move(done)});
}

bool PinThread::check(Secret pin, std::string pin_hash, Checked done) {
  return push({std::move(pin), std::move(pin_hash), std::move(done)});
}

bool PinThread::push(Task task) {
  {
    const std::lock_guard lock(mutex_);
    if (tasks_.size() >= kMostWaiting) return false;
    tasks_.push_back(std::move(task));
  }
  waiting_.notify_one();
  return true;
}

void PinThread::run() {
  // On Linux a niceness is a thread's own. Refused, it only shares more evenly.
  static_cast<void>(::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), kNiceness));
  for (;;) {
    Task task;
    {
      std::unique_lock lock(mutex_);
      waiting_.wait(lock, [this] { return stopping_ || !tasks_.empty(); });
      if (stopping_) return;
      task = std::move(tasks_.front());
      tasks_.pop_front();
    }
    carry_out(std::move(task));
  }
}

const std::string& PinThread::decoy() {
  if (decoy_.empty())
    if (auto made = hash_of("decoy")) decoy_ = std::move(*made);
  return decoy_;
}

void PinThread::carry_out(Task task) {
  if (auto* hashed = std::get_if<Hashed>(&task.done)) {
    auto made = hash_of(task.pin.text());
    loop_.post([done = std::move(*hashed), made = std::move(made)] { done(made); });
    return;
  }
  const bool known = !task.pin_hash.empty();
  // Made with the first check of all, so that no officer's is the one that takes longer.
  const auto& nobodys = decoy();
  auto found = check_of(task.pin.text(), known ? task.pin_hash : nobodys);
  if (found == PinCheck::kRight && !known) found = PinCheck::kWrong;
  loop_.post([done = std::get<Checked>(std::move(task.done)), found] { done(found); });
}

}  // namespace antre::service
