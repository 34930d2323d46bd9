// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/service/work.hpp"

#include <utility>

namespace antre::service {
namespace {

/// One overload a kind of read.
struct Reader {
  store::Store& store;

  Result<ReplyBody> operator()(const store::Query& query) const {
    auto page = store.entries(query);
    if (!page) return page.error();
    EventsPage reply;
    reply.entries = std::move(page->entries);
    reply.hashes.reserve(page->hashes.size());
    for (const auto& hash : page->hashes) reply.hashes.push_back(store::hex(hash));
    reply.more = page->more;
    return ReplyBody{std::move(reply)};
  }
  Result<ReplyBody> operator()(const ReportRead& read) const {
    auto report = store.report(read.query, read.today, read.utc_offset_s);
    if (!report) return report.error();
    return ReplyBody{std::move(*report)};
  }
  Result<ReplyBody> operator()(const GetMisses& query) const {
    auto misses = store.misses(query);
    if (!misses) return misses.error();
    MissesReply reply;
    reply.misses = std::move(*misses);
    return ReplyBody{std::move(reply)};
  }
  Result<ReplyBody> operator()(const TicketId& ticket) const {
    auto notes = store.notes(ticket);
    if (!notes) return notes.error();
    return ReplyBody{NotesReply{std::move(*notes)}};
  }
  Result<ReplyBody> operator()(const GetCases& query) const {
    auto cases = store.cases(query);
    if (!cases) return cases.error();
    CasesReply reply;
    reply.cases = std::move(*cases);
    return ReplyBody{std::move(reply)};
  }
  Result<ReplyBody> operator()(const SurveyRead& read) const {
    auto survey = store.survey(read.days);
    if (!survey) return survey.error();
    return ReplyBody{std::move(*survey)};
  }
  Result<ReplyBody> operator()(const GuestOf& of) const {
    auto guest = store.guest(of.ticket);
    if (!guest) return guest.error();
    return ReplyBody{std::move(*guest)};
  }
};

}  // namespace

void carry_out(store::Store& store, Work& work) {
  if (work.try_writing) store.try_writing();
  if (!work.batch.empty()) work.done = store.commit(work.batch);
  if (!work.done) return;
  for (auto& answer : work.answers)
    if (answer.read) answer.found = std::visit(Reader{store}, *answer.read);
}

}  // namespace antre::service
