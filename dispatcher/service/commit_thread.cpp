// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/service/commit_thread.hpp"

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

namespace antre::service {
namespace {

// A commit on a healthy disk takes a tenth of this. Slower, and the io thread must not wait for it:
// three missed heartbeats would make every screen say that it is offline.
constexpr std::chrono::milliseconds kQuick{2};

template <class T>
void append(std::vector<T>& to, std::vector<T>& from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

/// Joins the next work to one that it follows.
void merge(Work& work, Work next) {
  work.number = next.number;
  append(work.batch.records, next.batch.records);
  append(work.batch.sessions, next.batch.sessions);
  append(work.batch.forgotten, next.batch.forgotten);
  append(work.batch.notes, next.batch.notes);
  if (next.batch.notes_before) work.batch.notes_before = next.batch.notes_before;
  append(work.batch.guests, next.batch.guests);
  if (next.batch.guests_before) work.batch.guests_before = next.batch.guests_before;
  if (next.batch.anchor) work.batch.anchor = std::move(next.batch.anchor);
  if (next.batch.epoch) work.batch.epoch = std::move(next.batch.epoch);
  append(work.batch.officers, next.batch.officers);
  work.batch.restored_done |= next.batch.restored_done;
  if (next.batch.hall_id) work.batch.hall_id = std::move(next.batch.hall_id);
  append(work.answers, next.answers);
  work.try_writing |= next.try_writing;
}

}  // namespace

CommitThread::CommitThread(store::Store& store, Loop& loop, std::function<void(Work)> on_done)
    : store_(store), loop_(loop), on_done_(std::move(on_done)), thread_([this] { run(); }) {}

CommitThread::~CommitThread() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  waiting_.notify_one();
  thread_.join();
}

bool CommitThread::lone(const Work& work) const {
  return quick_ && !busy_ && !failed_ && queue_.empty() && !work.batch.empty() &&
         work.answers.size() == 1 && !work.answers.front().read;
}

void CommitThread::submit(Work work) {
  {
    std::unique_lock lock(mutex_);
    if (lone(work)) {
      busy_ = true;
      began_ = std::chrono::steady_clock::now();
      lock.unlock();
      return finish(std::move(work));
    }
    queue_.push_back(std::move(work));
  }
  waiting_.notify_one();
}

void CommitThread::finish(Work work) {
  const bool commits = !work.batch.empty();
  const auto begin = std::chrono::steady_clock::now();
  carry_out(store_, work);
  const auto took = std::chrono::steady_clock::now() - begin;
  {
    const std::lock_guard lock(mutex_);
    busy_ = false;
    failed_ = !work.done;
    // A read says nothing about how quick the disk writes.
    quick_ = work.done && (commits ? took < kQuick : quick_);
    if (commits && work.done)
      took_us_[commits_++ % kTimed] =
          std::chrono::duration_cast<std::chrono::microseconds>(took).count();
  }
  // A function that is copied somewhere on its way needs one owner that is shared.
  auto done = std::make_shared<Work>(std::move(work));
  loop_.post([on_done = on_done_, done] { on_done(std::move(*done)); });
}

CommitTimes CommitThread::times() const {
  std::vector<std::int64_t> took;
  CommitTimes times;
  {
    const std::lock_guard lock(mutex_);
    times.commits = commits_;
    const auto kept = std::min<std::uint64_t>(commits_, kTimed);
    took.assign(took_us_.begin(), took_us_.begin() + static_cast<std::ptrdiff_t>(kept));
  }
  if (took.empty()) return times;
  std::ranges::sort(took);
  const auto at = [&](std::size_t percent) { return took[(took.size() - 1) * percent / 100]; };
  times.p50_us = at(50);
  times.p99_us = at(99);
  times.max_us = took.back();
  return times;
}

std::chrono::milliseconds CommitThread::busy_for() const {
  const std::lock_guard lock(mutex_);
  if (!busy_) return std::chrono::milliseconds(0);
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() -
                                                               began_);
}

Work CommitThread::take() {
  Work work = std::move(queue_.front());
  queue_.pop_front();
  // A batch forgets sessions after it wrote some: one that comes later may begin such a session
  // anew, so nothing is joined behind forgetting.
  while (!queue_.empty() && work.batch.forgotten.empty()) {
    merge(work, std::move(queue_.front()));
    queue_.pop_front();
  }
  return work;
}

void CommitThread::run() {
  for (;;) {
    Work work;
    {
      std::unique_lock lock(mutex_);
      waiting_.wait(lock, [this] { return stopping_ || (!queue_.empty() && !busy_); });
      if (queue_.empty() || failed_) return;
      work = take();
      busy_ = true;
      began_ = std::chrono::steady_clock::now();
    }
    finish(std::move(work));
  }
}

}  // namespace antre::service
