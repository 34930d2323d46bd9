// SPDX-License-Identifier: Apache-2.0
#include "protocol/session.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "protocol/codec.hpp"

using namespace antre;
using namespace std::chrono_literals;

namespace {

Issue issue_of(const std::string& service) {
  Issue issue;
  issue.service = {service};
  return issue;
}

constexpr Millis kPatience = 20s;

/// A session with all it did, by kind.
struct Driver {
  Driver() {
    if (auto actions = session.on_connected(0ms); !actions.empty()) take(actions);
  }
  void take(const Session::Actions& actions) {
    for (const auto& action : actions) {
      if (const auto* sent = std::get_if<Session::Send>(&action)) {
        requests.push_back(*codec::decode_request(sent->bytes));
        REQUIRE((saved || !command_of(requests.back().body)));  // never sent before it is kept
      }
      if (const auto* save = std::get_if<Session::Save>(&action)) saved = *save;
      if (std::get_if<Session::Clear>(&action) != nullptr) saved.reset();
      if (const auto* answer = std::get_if<Session::Answer>(&action)) answers.push_back(*answer);
      if (const auto* told = std::get_if<Session::Settled>(&action)) settled.push_back(*told);
    }
  }
  void submit(std::uint64_t token, Millis now, Millis patience = kPatience) {
    take(*session.submit(token, issue_of("R"), now, patience));
  }
  void tick_until(Millis end) {
    for (auto at = session.next_deadline(); at && *at <= end; at = session.next_deadline()) {
      take(session.tick(*at));
    }
  }
  [[nodiscard]] Reply accept(const Request& request) const {
    return {1, request.session, request.n, Accepted{}};
  }
  [[nodiscard]] Reply refuse(const Request& request, ErrorCode code) const {
    return refusal(request, {code, "no"});
  }

  int ids = 0;
  Marks marks;
  Session session{
      "first", {[this] { return "fresh" + std::to_string(++ids); }, [] { return 0.5; }}, marks};
  std::vector<Request> requests;
  std::optional<Session::Save> saved;
  std::vector<Session::Answer> answers;
  std::vector<Session::Settled> settled;
};

}  // namespace

TEST_SUITE("protocol/session") {
  TEST_CASE("a command is kept, sent with the next number, answered and forgotten") {
    Driver d;
    d.submit(1, 0ms);
    REQUIRE(d.requests.size() == 1);
    CHECK(d.requests[0].session == "first");
    CHECK(d.requests[0].n == 1);
    CHECK(d.saved->n == 1);
    d.take(d.session.on_reply(d.accept(d.requests[0]), 5ms));
    REQUIRE(d.answers.size() == 1);
    CHECK(d.answers[0].answer);
    CHECK_FALSE(d.saved);
    CHECK(d.session.idle());
    CHECK_FALSE(d.session.next_deadline());
    d.submit(2, 10ms);
    CHECK(d.requests.back().n == 2);
  }

  TEST_CASE("without an answer it is repeated after 1, 2, 4 ... 32 s with the same number") {
    Driver d;
    d.submit(1, 0ms, 200s);
    std::vector<Millis::rep> at;
    Millis last{};
    while (d.requests.size() < 9) {
      const auto next = *d.session.next_deadline();
      at.push_back((next - last).count());
      last = next;
      d.take(d.session.tick(next));
    }
    CHECK(at == std::vector<Millis::rep>{1000, 2000, 4000, 8000, 16000, 32000, 32000, 32000});
    for (const auto& request : d.requests) CHECK(request.n == 1);
  }

  TEST_CASE("it is repeated at once when the connection is back, and not while it is gone") {
    Driver d;
    d.submit(1, 0ms);
    d.session.on_disconnected();
    d.tick_until(10s);
    CHECK(d.requests.size() == 1);
    d.take(d.session.on_connected(11s));
    CHECK(d.requests.size() == 2);
  }

  TEST_CASE("a refusal is an answer") {
    Driver d;
    d.submit(1, 0ms);
    d.take(d.session.on_reply(d.refuse(d.requests[0], ErrorCode::kQuotaReached), 1ms));
    CHECK(d.answers.at(0).answer.error().code == ErrorCode::kQuotaReached);
    CHECK(d.session.idle());
  }

  TEST_CASE("out of patience it is unknown, then settled, and only then goes on") {
    Driver d;
    d.submit(1, 0ms);
    d.tick_until(kPatience);
    CHECK(d.answers.at(0).answer.error().code == ErrorCode::kTimeout);
    const Request settle = d.requests.back();
    REQUIRE(std::holds_alternative<Settle>(settle.body));
    CHECK(std::get<Settle>(settle.body).of_n == 1);
    CHECK(d.saved);  // kept until it is known
    d.submit(2, 21s);
    CHECK_FALSE(command_of(d.requests.back().body));

    SUBCASE("it was done: what came of it is told") {
      Reply stored{1, "first", 1, Accepted{}};
      d.take(d.session.on_reply({1, "", settle.n, SettleReply{true, codec::encode(stored)}}, 22s));
      REQUIRE(d.settled.size() == 1);
      CHECK(d.settled[0].fate == Session::Settled::Fate::kExecuted);
      REQUIRE(d.settled[0].reply);
      CHECK(std::holds_alternative<Accepted>(d.settled[0].reply->body));
      CHECK(std::holds_alternative<Issue>(d.settled[0].request->body));
    }
    SUBCASE("it was not done") {
      d.take(d.session.on_reply({1, "", settle.n, SettleReply{false, {}}}, 22s));
      CHECK(d.settled.at(0).fate == Session::Settled::Fate::kNotExecuted);
    }
    SUBCASE("its own reply comes after all") {
      d.take(d.session.on_reply({1, "first", 1, Accepted{}}, 22s));
      CHECK(d.settled.at(0).fate == Session::Settled::Fate::kExecuted);
    }
    // The one behind it goes with the next number of the same session.
    CHECK(d.requests.back().n == 2);
    CHECK(d.requests.back().session == "first");
  }

  TEST_CASE("a settle that cannot be answered now is repeated") {
    Driver d;
    d.submit(1, 0ms);
    d.take(d.session.abandon(1s));
    const Request settle = d.requests.back();
    d.take(d.session.on_reply(d.refuse(settle, ErrorCode::kUnavailable), 2s));
    CHECK(d.settled.empty());
    d.tick_until(10s);
    CHECK(std::holds_alternative<Settle>(d.requests.back().body));
    CHECK(d.requests.back().n == settle.n);
  }

  TEST_CASE("a command that was never sent is not unknown: it is not done") {
    Driver d;
    d.session.on_disconnected();
    d.submit(1, 0ms);
    d.tick_until(kPatience);
    CHECK(d.answers.at(0).answer.error().code == ErrorCode::kUnreachable);
    CHECK_FALSE(d.saved);
    d.take(d.session.on_connected(30s));
    CHECK(d.requests.empty());
    d.submit(2, 31s);
    CHECK(d.requests.at(0).n == 1);  // the number was never used
  }

  TEST_CASE("a command that could not be kept is not sent") {
    Driver d;
    const auto actions = *d.session.submit(1, Issue{}, 0ms, kPatience);
    REQUIRE(std::holds_alternative<Session::Save>(actions.front()));
    d.take(d.session.not_sent({ErrorCode::kIo, "disk"}, 0ms));
    CHECK(d.answers.at(0).answer.error().code == ErrorCode::kIo);
    d.submit(2, 1s);
    CHECK(d.requests.at(0).n == 1);
  }

  TEST_CASE("with a key of its own a command is not settled, so that it may be repeated") {
    Marks marks;
    Session once("of-key", {[] { return "fresh"; }, [] { return 0.5; }}, marks,
                 Session::AfterTimeout::kLeave);
    (void)once.on_connected(0ms);
    (void)once.submit(1, Issue{}, 0ms, 3s);
    for (auto at = once.next_deadline(); at; at = once.next_deadline()) {
      for (const auto& action : once.tick(*at)) {
        if (const auto* sent = std::get_if<Session::Send>(&action)) {
          CHECK(command_of(codec::decode_request(sent->bytes)->body));
        }
      }
    }
    CHECK(once.idle());
  }

  TEST_CASE("what the last run left is settled before anything else") {
    Driver d;
    const std::string left = codec::encode(Request{1, "old", 9, issue_of("R")});
    d.take(d.session.recover("old", 9, left, 0ms));
    d.submit(1, 1ms);
    REQUIRE(d.requests.size() == 1);
    const auto& settle = std::get<Settle>(d.requests[0].body);
    CHECK(settle.of_session == "old");
    CHECK(settle.of_n == 9);
    d.take(d.session.on_reply({1, "", d.requests[0].n, SettleReply{false, {}}}, 2ms));
    CHECK(d.settled.at(0).last_run);
    CHECK(std::get<Issue>(d.settled[0].request->body).service.value == "R");
    CHECK(d.requests.back().session == "first");
    CHECK(d.requests.back().n == 1);
  }

  TEST_CASE("a gap begins a new session; what was sent once is not done and goes on") {
    Driver d;
    d.submit(1, 0ms);
    d.take(d.session.on_reply(d.accept(d.requests[0]), 1ms));
    d.submit(2, 2ms);
    d.take(d.session.on_reply(d.refuse(d.requests.back(), ErrorCode::kGap), 3ms));
    CHECK(d.answers.size() == 1);
    CHECK(d.requests.back().session == "fresh1");
    CHECK(d.requests.back().n == 1);
    CHECK(d.saved->session == "fresh1");
  }

  TEST_CASE("a gap after a repeat is unknown, and the next command has a new session") {
    Driver d;
    d.submit(1, 0ms);
    d.take(d.session.on_reply(d.accept(d.requests[0]), 1ms));
    d.submit(2, 2ms);
    d.tick_until(2s);
    d.take(d.session.on_reply(d.refuse(d.requests.back(), ErrorCode::kGap), 3s));
    CHECK(d.answers.at(1).answer.error().code == ErrorCode::kTimeout);
    REQUIRE(d.settled.size() == 1);
    CHECK(d.settled[0].fate == Session::Settled::Fate::kUnknown);
    REQUIRE(d.settled[0].request);
    CHECK(d.settled[0].request->n == 2);
    CHECK_FALSE(d.saved);
    d.submit(3, 4s);
    CHECK(d.requests.back().session == "fresh1");
  }

  TEST_CASE("one may be in flight and one behind it, no more") {
    Driver d;
    d.submit(1, 0ms);
    d.submit(2, 0ms);
    CHECK_FALSE(d.session.submit(3, Issue{}, 0ms, kPatience));
    d.tick_until(1s);
    d.take(d.session.on_reply(d.accept(d.requests[0]), 1s));
    CHECK(d.requests.back().n == 2);
  }

  TEST_CASE("replies that belong to nothing are ignored") {
    Driver d;
    d.take(d.session.on_reply({1, "first", 1, Accepted{}}, 0ms));
    d.submit(1, 0ms);
    d.take(d.session.on_reply({1, "first", 2, Accepted{}}, 0ms));
    d.take(d.session.on_reply({1, "other", 1, Accepted{}}, 0ms));
    d.take(d.session.on_reply({1, "", 1, SettleReply{true, {}}}, 0ms));
    CHECK(d.answers.empty());
    d.take(d.session.on_reply(d.accept(d.requests[0]), 1ms));
    d.take(d.session.on_reply(d.accept(d.requests[0]), 2ms));  // and a repeat of the reply
    CHECK(d.answers.size() == 1);
  }

  TEST_CASE("over a link that loses, repeats and reorders, each command is done once at most") {
    CHECK(rc::check("every answer is true", [] {
      /// The dispatcher's rules, as links.md has them, for one client.
      struct Dispatcher {
        std::map<std::pair<std::string, std::uint64_t>, std::string> done;  ///< or "" when spent
        std::map<std::string, std::uint64_t> last;
        int executed = 0;
        Reply answer(const Request& request) {
          if (const auto* settle = std::get_if<Settle>(&request.body)) {
            const auto key = std::make_pair(settle->of_session, settle->of_n);
            const auto found = done.find(key);
            if (found == done.end()) {
              done[key] = "";
              last[settle->of_session] = std::max(last[settle->of_session], settle->of_n);
              return {1, "", request.n, SettleReply{false, {}}};
            }
            if (found->second.empty()) return {1, "", request.n, SettleReply{false, {}}};
            return {1, "", request.n, SettleReply{true, found->second}};
          }
          const auto key = std::make_pair(request.session, request.n);
          const auto found = done.find(key);
          if (found != done.end()) {
            if (found->second.empty()) return refusal(request, {ErrorCode::kSettled, ""});
            return *codec::decode_reply(found->second);
          }
          if (request.n <= last[request.session]) return refusal(request, {ErrorCode::kStale, ""});
          if (request.n > last[request.session] + 1) return refusal(request, {ErrorCode::kGap, ""});
          ++executed;
          last[request.session] = request.n;
          Reply reply{1, request.session, request.n, Accepted{}};
          done[key] = codec::encode(reply);
          return reply;
        }
      } dispatcher;

      Driver d;
      std::deque<Request> up;
      std::deque<Reply> down;
      std::size_t seen = 0;
      Millis now{};
      std::uint64_t token = 0;
      const auto collect = [&](bool faulty) {
        for (; seen < d.requests.size(); ++seen) {
          const int copies = faulty ? *rc::gen::inRange(0, 3) : 1;
          for (int i = 0; i < copies; ++i) up.push_back(d.requests[seen]);
        }
      };
      const int steps = *rc::gen::inRange(10, 120);
      for (int step = 0; step < steps; ++step) {
        now += Millis(*rc::gen::inRange(1, 2500));
        switch (*rc::gen::inRange(0, 7)) {
          case 0:
            if (auto actions = d.session.submit(++token, Issue{}, now, Millis(6s)))
              d.take(*actions);
            break;
          case 1:
            d.session.on_disconnected();
            break;
          case 2:
            d.take(d.session.on_connected(now));
            break;
          case 3:
          case 4:
            if (!up.empty()) {
              const auto at = *rc::gen::inRange<std::size_t>(0, up.size());
              down.push_back(dispatcher.answer(up[at]));
              up.erase(up.begin() + static_cast<std::ptrdiff_t>(at));
            }
            break;
          case 5:
            if (!down.empty()) {
              const auto at = *rc::gen::inRange<std::size_t>(0, down.size());
              d.take(d.session.on_reply(down[at], now));
              if (*rc::gen::inRange(0, 3) != 0) {
                down.erase(down.begin() + static_cast<std::ptrdiff_t>(at));
              }
            }
            break;
          default:
            d.take(d.session.abandon(now));
        }
        d.take(d.session.tick(now));
        collect(true);
      }
      // Heal everything: what is open must come to an end.
      d.take(d.session.on_connected(now));
      for (int step = 0; step < 200 && !d.session.idle(); ++step) {
        collect(false);
        while (!up.empty()) {
          d.take(d.session.on_reply(dispatcher.answer(up.front()), now));
          up.pop_front();
          collect(false);
        }
        if (const auto next = d.session.next_deadline()) now = std::max(now, *next);
        d.take(d.session.tick(now));
      }
      RC_ASSERT(d.session.idle());
      RC_ASSERT(!d.saved);
      int told_done = 0;
      std::set<std::uint64_t> tokens;
      for (const auto& answer : d.answers) {
        RC_ASSERT(tokens.insert(answer.token).second);  // each is answered once
        if (answer.answer) ++told_done;
      }
      for (const auto& settled : d.settled) {
        if (settled.fate == Session::Settled::Fate::kExecuted) ++told_done;
        RC_ASSERT(settled.fate != Session::Settled::Fate::kUnknown);
      }
      // Everything that was done is known to be done, and nothing was done twice.
      RC_ASSERT(told_done == dispatcher.executed);
    }));
  }
}
