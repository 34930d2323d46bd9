// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/service/commit_thread.hpp"

#include <doctest/doctest.h>

#include <condition_variable>
#include <mutex>
#include <thread>

#include "dispatcher/store/memory.hpp"

using namespace antre;

namespace {

/// A store whose commits wait at a gate, or fail.
class GatedStore final : public store::Store {
 public:
  [[nodiscard]] Result<store::Loaded> load() override { return inner_.load(); }
  [[nodiscard]] Result<void> commit(const store::Batch& batch) override {
    std::unique_lock lock(mutex_);
    ++arrived_;
    changed_.notify_all();
    changed_.wait(lock, [this] { return open_ > 0; });
    --open_;
    if (failing_) return Error{ErrorCode::kIo, "disk"};
    ++commits_;
    return inner_.commit(batch);
  }
  [[nodiscard]] Result<store::Page> entries(const store::Query& query) override {
    return inner_.entries(query);
  }
  [[nodiscard]] Result<std::vector<store::TicketRow>> tickets(Day day) override {
    return inner_.tickets(day);
  }
  [[nodiscard]] Result<store::History> history(const store::Days& days) override {
    return inner_.history(days);
  }
  [[nodiscard]] Result<std::vector<MissRow>> misses(const GetMisses& query) override {
    return inner_.misses(query);
  }
  [[nodiscard]] Result<std::vector<NoteText>> notes(const TicketId& ticket) override {
    return inner_.notes(ticket);
  }
  [[nodiscard]] Result<std::vector<CaseRow>> cases(const GetCases& query) override {
    return inner_.cases(query);
  }
  [[nodiscard]] Result<SurveyReply> survey(const store::Days& days) override {
    return inner_.survey(days);
  }
  [[nodiscard]] Result<GuestReply> guest(const TicketId& ticket) override {
    return inner_.guest(ticket);
  }
  [[nodiscard]] Result<std::vector<store::ServiceTime>> service_times(
      const std::optional<ServiceId>& service, std::size_t most) override {
    return inner_.service_times(service, most);
  }
  [[nodiscard]] Result<std::uint64_t> free_bytes() const override { return inner_.free_bytes(); }

  void wait_for_arrival(int count) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return arrived_ >= count; });
  }
  void open(int times) {
    const std::lock_guard lock(mutex_);
    open_ += times;
    changed_.notify_all();
  }
  void fail() {
    const std::lock_guard lock(mutex_);
    failing_ = true;
  }
  [[nodiscard]] int commits() const { return commits_; }

 private:
  store::MemoryStore inner_;
  std::mutex mutex_;
  std::condition_variable changed_;
  int arrived_ = 0;
  int open_ = 0;
  int commits_ = 0;
  bool failing_ = false;
};

/// Runs what is posted in the thread that posts; the test looks after the thread has ended.
class DirectLoop final : public service::Loop {
 public:
  void post(std::function<void()> run) override { run(); }
};

service::Work work(std::uint64_t number, const std::string& session) {
  service::Work made;
  made.number = number;
  store::SessionRow row;
  row.client = "kiosk:one";
  row.session = session;
  row.n = 1;
  made.batch.sessions.push_back(row);
  service::Answer answer;
  answer.bytes = session;
  made.answers.push_back(answer);
  return made;
}

}  // namespace

TEST_SUITE("service/commit thread") {
  TEST_CASE("works that wait share the next commit, and come back in order") {
    GatedStore store;
    DirectLoop loop;
    std::vector<service::Work> done;
    {
      service::CommitThread committer(
          store, loop, [&](service::Work finished) { done.push_back(std::move(finished)); });
      committer.submit(work(1, "a"));
      store.wait_for_arrival(1);
      committer.submit(work(2, "b"));
      committer.submit(work(3, "c"));
      store.open(2);
    }
    CHECK(store.commits() == 2);
    REQUIRE(done.size() == 2);
    CHECK(done[0].number == 1);
    CHECK(done[1].number == 3);
    REQUIRE(done[1].answers.size() == 2);
    CHECK(done[1].answers[0].bytes == "b");
    CHECK(done[1].answers[1].bytes == "c");
    CHECK(store.load()->sessions.size() == 3);
  }

  TEST_CASE("a session that is forgotten and begun anew is not lost") {
    GatedStore store;
    DirectLoop loop;
    {
      service::CommitThread committer(store, loop, [](const service::Work&) {});
      committer.submit(work(1, "a"));
      store.wait_for_arrival(1);
      service::Work forget = work(2, "b");
      forget.batch.forgotten = {{"kiosk:one", "a"}};
      committer.submit(std::move(forget));
      committer.submit(work(3, "a"));
      store.open(3);
    }
    CHECK(store.load()->sessions.size() == 2);
  }

  TEST_CASE("after a commit that failed nothing is tried again") {
    GatedStore store;
    DirectLoop loop;
    std::vector<service::Work> done;
    {
      service::CommitThread committer(
          store, loop, [&](service::Work finished) { done.push_back(std::move(finished)); });
      store.fail();
      committer.submit(work(1, "a"));
      store.wait_for_arrival(1);
      committer.submit(work(2, "b"));
      store.open(2);
    }
    REQUIRE(done.size() == 1);
    CHECK_FALSE(done[0].done);
    CHECK(store.commits() == 0);
  }

  TEST_CASE("commits are counted and timed, reads and failures are not") {
    GatedStore store;
    DirectLoop loop;
    service::CommitThread committer(store, loop, [](const service::Work&) {});
    CHECK(committer.times().commits == 0);
    CHECK(committer.busy_for().count() == 0);
    committer.submit(work(1, "a"));
    store.wait_for_arrival(1);
    CHECK(committer.times().commits == 0);
    // It grows as long as the commit takes; a quick one would be followed in the caller's thread.
    while (committer.busy_for().count() < 3) std::this_thread::yield();
    store.open(1);
    while (committer.times().commits == 0) std::this_thread::yield();
    const auto times = committer.times();
    CHECK(times.commits == 1);
    CHECK(times.p50_us >= 3000);
    CHECK(times.p50_us == times.max_us);
    service::Work read;
    read.number = 2;
    read.answers.emplace_back();
    read.answers.front().read = store::Query{};
    committer.submit(std::move(read));
    store.fail();
    committer.submit(work(3, "b"));
    store.wait_for_arrival(2);
    store.open(1);
    while (committer.busy_for().count() > 0) std::this_thread::yield();
    CHECK(committer.times().commits == 1);
  }

  TEST_CASE("what joins a work keeps its officers and its try to write") {
    GatedStore store;
    DirectLoop loop;
    std::vector<service::Work> done;
    {
      service::CommitThread committer(
          store, loop, [&](service::Work finished) { done.push_back(std::move(finished)); });
      committer.submit(work(1, "a"));
      store.wait_for_arrival(1);
      committer.submit(work(2, "b"));
      auto later = work(3, "c");
      later.try_writing = true;
      later.batch.officers = {{"Sari", "hash", 1}};
      later.batch.restored_done = true;
      committer.submit(std::move(later));
      store.open(2);
    }
    REQUIRE(done.size() == 2);
    CHECK(done[1].try_writing);
    CHECK(done[1].batch.restored_done);
    CHECK(done[1].batch.officers.size() == 1);
    CHECK(store.load()->officers.size() == 1);
  }
}
