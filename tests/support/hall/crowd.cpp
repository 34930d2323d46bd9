// SPDX-License-Identifier: Apache-2.0
#include "tests/support/hall/crowd.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <iterator>

#include "protocol/codec.hpp"
#include "tests/support/hall/deeds.hpp"

namespace antre::test {

Crowd::Crowd(RunningHall& hall, Settings settings) : hall_(hall), settings_(std::move(settings)) {
  if (settings_.url.empty()) settings_.url = hall.url();
  for (int i = 1; i <= settings_.kiosks; ++i)
    members_.push_back({"kiosk", "crowd" + std::to_string(i)});
  for (int i = 1; i <= settings_.counters; ++i) members_.push_back({"counter", std::to_string(i)});
  for (std::size_t i = 0; i < members_.size(); ++i) start(i);
}

std::string Crowd::file(const Member& member, const char* what) const {
  return dir_ / (member.role + "-" + member.name + "." + what);
}

void Crowd::start(std::size_t index) {
  auto& member = members_.at(index);
  // Another seed each run: a client that did the same after each kill would meet few cases.
  const auto seed = settings_.seed * 1'000'003 + index * 1'009 + static_cast<unsigned>(member.runs);
  ++member.runs;
  auto command = settings_.wrapper;
  const std::vector<std::string> own{ANTRE_TEST_CLIENT,
                                     "--dispatcher",
                                     settings_.url,
                                     "--key",
                                     hall_.key(member.role, member.name),
                                     "--outbox",
                                     file(member, "outbox"),
                                     "--record",
                                     file(member, "record"),
                                     "--seed",
                                     std::to_string(seed),
                                     "--pause",
                                     std::to_string(settings_.most_pause_ms),
                                     "--counter",
                                     member.role == "counter" ? member.name : "0"};
  command.insert(command.end(), own.begin(), own.end());
  for (const char* service : {"P", "K", "J", "R"}) {
    command.emplace_back("--service");
    command.emplace_back(service);
  }
  member.process.reset();
  member.process.emplace(command);
}

void Crowd::kill(std::size_t member) {
  members_.at(member).process->signal(SIGKILL);
  members_.at(member).process->wait();
}

std::uintmax_t Crowd::progress(std::size_t member) const {
  std::error_code missing;
  const auto size = std::filesystem::file_size(file(members_.at(member), "record"), missing);
  return missing ? 0 : size;
}

std::uintmax_t Crowd::progress() const {
  std::uintmax_t all = 0;
  for (std::size_t i = 0; i < members_.size(); ++i) all += progress(i);
  return all;
}

void Crowd::wait_for_all() {
  const auto told = [this](const Member& member) {
    int replies = 0;
    for (const auto& request : read_book(file(member, "record")).requests)
      replies += request.second.times;
    return replies;
  };
  std::vector<int> before;
  for (const auto& member : members_) before.push_back(told(member));
  for (std::size_t i = 0; i < members_.size(); ++i) {
    INFO(members_[i].role << " " << members_[i].name << ": " << members_[i].process->output());
    // Two: the first may have been on its way.
    REQUIRE(eventually([&] { return told(members_[i]) >= before[i] + 2; }));
  }
}

void Crowd::finish() {
  for (const auto& member : members_) member.process->signal(SIGTERM);
  for (auto& member : members_) {
    const auto status = member.process->wait();
    INFO(member.role << " " << member.name << ": " << member.process->output());
    CHECK(status.value_or(-1) == 0);
  }
}

std::size_t Crowd::done() const {
  std::size_t all = 0;
  for (const auto& member : members_)
    for (const auto& [key, told] : read_book(file(member, "record")).requests)
      if (done_reply(told)) ++all;
  return all;
}

void Crowd::check_answers(const Allowed& allowed) const {
  for (const auto& member : members_) {
    const auto book = read_book(file(member, "record"));
    INFO(member.role << " " << member.name);
    for (const auto& problem : book.problems) FAIL_CHECK(problem);
    for (const auto& one : book.requests) {
      const auto& told = one.second;
      INFO("session " << one.first.first << " n " << one.first.second << ": " << told.request);
      for (const auto& fault : faults_of(told, allowed.gaps)) FAIL_CHECK(fault);
    }
  }
}

std::multiset<std::string> Crowd::numbers() const {
  std::multiset<std::string> all;
  for (const auto& member : members_)
    for (const auto& [key, told] : read_book(file(member, "record")).requests)
      if (auto deed = deed_of(told, ""); deed && deed->starts_with("issued"))
        all.insert(std::move(*deed));
  return all;
}

void Crowd::check_against(const std::vector<Entry>& journal, const Allowed& allowed) const {
  check_answers(allowed);
  std::multiset<std::string> told_done;
  for (const auto& member : members_)
    for (const auto& [key, told] : read_book(file(member, "record")).requests)
      if (auto deed = deed_of(told, member.name)) told_done.insert(std::move(*deed));
  for (const auto& fault : faults_of_numbers(journal)) FAIL_CHECK(fault);
  auto done = deeds_of(journal);
  for (const auto& other : allowed.others)
    std::erase_if(done, [&](const auto& deed) { return deed.ends_with(" by " + other); });
  std::vector<std::string> unknown;
  std::set_difference(done.begin(), done.end(), told_done.begin(), told_done.end(),
                      std::back_inserter(unknown));
  std::vector<std::string> lost;
  std::set_difference(told_done.begin(), told_done.end(), done.begin(), done.end(),
                      std::back_inserter(lost));
  for (const auto& deed : unknown) FAIL_CHECK("done, and nobody was told: " << deed);
  for (const auto& deed : lost) FAIL_CHECK("told to be done, and not in the journal: " << deed);
}

}  // namespace antre::test
