// SPDX-License-Identifier: Apache-2.0
#include "dispatcher/service/dispatcher.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "dispatcher/service/restored.hpp"
#include "link/log.hpp"
#include "protocol/codec.hpp"

namespace antre::service {
namespace {

constexpr std::uint64_t kBytesPerMib = std::uint64_t{1024} * 1024;
/// Between two tries to write a store that cannot be written: soon enough for who frees the disk.
constexpr std::int64_t kTryWritingMs = 5000;

/// A change of the hall file that a hall never makes.
Result<void> check_same_hall(const HallSettings& before, const HallSettings& after) {
  if (before.id != after.id)
    return Error{ErrorCode::kInvalid,
                 fmt::format("the hall's id is '{}' and cannot become '{}'", before.id, after.id)};
  if (before.time_zone != after.time_zone)
    return Error{ErrorCode::kInvalid, fmt::format("the hall's time zone is {} and cannot become {}",
                                                  before.time_zone, after.time_zone)};
  return {};
}

}  // namespace

std::uint64_t Dispatcher::reserve_bytes() const {
  return static_cast<std::uint64_t>(std::max(0, hall_.storage.reserve_mib)) * kBytesPerMib;
}

Result<void> Dispatcher::check_disk() const {
  if (auto why = parts_.disk.read_only(); !why.empty())
    return Error{ErrorCode::kUnavailable, std::move(why)};
  const auto free = parts_.disk.free_bytes();
  if (!free) return Error{ErrorCode::kUnavailable, free.error().detail};
  if (*free < reserve_bytes())
    return Error{ErrorCode::kUnavailable,
                 fmt::format("less than {} MiB are left on the dispatcher's disk",
                             reserve_bytes() / kBytesPerMib)};
  return {};
}

Moment Dispatcher::moment(const EngineTime::Now& now) const {
  auto moment = calendar_.moment(now.at_ms, now.wall_offset_ms);
  // A wall clock that is set back over midnight opens no day anew.
  if (state_.opened) moment.day = std::max(moment.day, state_.day);
  return moment;
}

bool Dispatcher::opens_later() const {
  if (now_.hall_open) return true;
  const auto opens = calendar_.next_opening(now_.at_ms + now_.wall_offset_ms);
  // By day, not by when this one ends: after a wall clock was set back over midnight the service
  // day is ahead of the calendar's.
  return opens && calendar_.at(*opens).day <= now_.day;
}

Result<engine::Context> Dispatcher::begin_without_day(const std::string& device) {
  return restored_ || had_seq_ ? begin(device) : begin_moment(device);
}

Result<engine::Context> Dispatcher::begin_moment(const std::string& device) {
  if (auto done = check_disk(); !done) return done.error();
  auto now = time_.now();
  if (!now) return now.error();
  const auto corrected_ms = now->corrected_ms;
  now->wall_offset_ms += corrected_ms;
  now_ = moment(*now);
  if (corrected_ms != 0) {
    time_.correct(corrected_ms);
    spdlog::warn("the machine's clock was set by_ms={}", corrected_ms);
    if (state_.opened) write(ClockCorrected{corrected_ms});
  }
  if (hall_differs_ && state_.opened) {
    for (auto& event : engine::change_hall(state_, hall_))
      engine::write_and_look(state_, std::move(event), *this);
    hall_differs_ = false;
  }
  engine::Context context;
  context.now = now_;
  context.device = device;
  context.head = store::hex(head_.hash);
  context.always_open = settings_.always_open;
  context.opens_later = opens_later();
  return context;
}

Result<engine::Context> Dispatcher::begin(const std::string& device) {
  auto context = begin_moment(device);
  if (!context) return context;
  auto events = engine::turn_day(state_, hall_, *context);
  if (events.empty()) {
    if (restored_) write_restored(false);
    if (had_seq_) write_put_back();
    return context;
  }
  if (!state_.opened) pending_.batch.hall_id = hall_.id;
  write_all(std::move(events));
  hall_differs_ = false;
  for (auto& key : sessions_.take_unused(now_.at_ms))
    pending_.batch.forgotten.push_back(std::move(key));
  pending_.batch.notes_before = Day{now_.day.value - hall_.retention.notes_days};
  pending_.batch.guests_before = Day{now_.day.value - hall_.retention.guest_book_days};
  if (restored_) write_restored(true);
  if (had_seq_) write_put_back();
  context->head = store::hex(head_.hash);
  return context;
}

void Dispatcher::write(Event event) {
  const auto day = engine::entry_day(state_, event, now_);
  const auto at_ms = std::max(now_.at_ms, state_.at_ms);
  outlook_.learn(state_, event, at_ms);
  if (auto* issued = std::get_if<TicketIssued>(&event)) issued_ = *issued;
  // The row before it may be a miss of the same turn of the day, whose hash is known only now.
  if (auto* closed = std::get_if<DayClosed>(&event)) closed->head = store::hex(head_.hash);
  std::optional<std::int64_t> wall_offset_ms;
  if (now_.wall_offset_ms != 0) wall_offset_ms = now_.wall_offset_ms;
  store::Record record{{head_.seq + 1, day, at_ms, wall_offset_ms, std::move(event)}, {}, {}};
  record.bytes = codec::encode(record.entry);
  record.hash = store::chained(head_.hash, record.bytes);
  engine::apply(state_, record.entry);
  head_ = {record.entry.seq, record.hash};
  pending_.batch.records.push_back(std::move(record));
  wound_ms_ = kNeverWound;  // a changed target may have put a mark into the past
  schedule_flush();
}

void Dispatcher::write_all(std::vector<Event> events) {
  for (auto& event : events) write(std::move(event));
}

void Dispatcher::renew_epoch(std::uint64_t had_seq) {
  if (std::exchange(epoch_renewed_, true)) return;
  had_seq_ = had_seq;
  // On a full disk the next begin does it: nobody would report it a second time.
  if (const auto context = begin("")) wind(*context);
}

void Dispatcher::write_put_back() {
  const auto had_seq = *std::exchange(had_seq_, std::nullopt);
  spdlog::error(
      "the store was put back by hand: a new epoch begins, and numbers of each service are skipped "
      "had_seq={} seq={} skipped={}",
      had_seq, head_.seq, kSkippedNumbers);
  write(StoreRestored{"by-hand", had_seq});
  write_all(numbers_out(state_, {}));
  pending_.batch.epoch = parts_.codes.draw_hex();
}

void Dispatcher::write_restored(bool turned) {
  const auto restored = *std::exchange(restored_, std::nullopt);
  write(StoreRestored{"backup", std::nullopt});
  // Of a day that began after the restore no number can be out.
  const bool may_be_out = !turned || state_.day <= calendar_.at(restored.wall_ms).day;
  auto skipped = may_be_out ? numbers_out(state_, restored.told) : std::vector<Event>{};
  spdlog::warn("the store was put back from a backup restored={} seq={} services_skipped={}",
               rfc3339(restored.wall_ms, 0), head_.seq, skipped.size());
  write_all(std::move(skipped));
  pending_.batch.restored_done = true;
}

void Dispatcher::try_writing() {
  const auto now_ms = parts_.clock.read().boottime_ms;
  if (now_ms - tried_writing_ms_ < kTryWritingMs || parts_.disk.read_only().empty()) return;
  tried_writing_ms_ = now_ms;
  pending_.try_writing = true;
  schedule_flush();
}

Result<void> Dispatcher::change_hall(HallSettings hall) {
  if (auto same = check_same_hall(hall_, hall); !same) return same;
  hall_ = std::move(hall);
  calendar_ = hall::Calendar(hall_);
  hall_differs_ = hall_ != state_.hall;
  const auto began = begin_without_day("");
  if (!began)
    spdlog::warn("the hall file is taken with the first command code={} why={}",
                 wire_name(began.error().code), link::log_value(began.error().detail));
  // What the new file brings with it at once; on a later day the day is turned first.
  else if (state_.opened && began->now.day == state_.day)
    wind(*began);
  tick();
  schedule_flush();
  return {};
}

}  // namespace antre::service
