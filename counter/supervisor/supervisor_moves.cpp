// SPDX-License-Identifier: Apache-2.0
// What the arrows do: three parts, the counters' cards over the lines, the side to their right.
#include <algorithm>
#include <utility>

#include "counter/supervisor/supervisor_model.hpp"

namespace antre::counter::supervisor {
namespace {

enum class Part { kCounters, kLines, kSide };
constexpr std::size_t kPage = 5;

Part part_of(const Item& item) {
  switch (item.kind) {
    case Item::Kind::kNone:
    case Item::Kind::kCounter:
      return Part::kCounters;
    case Item::Kind::kLine:
      return Part::kLines;
    default:
      return Part::kSide;
  }
}

}  // namespace

std::vector<Item> SupervisorModel::items_of(Item::Kind kind) const {
  std::vector<Item> items;
  if (kind == Item::Kind::kCounter) {
    for (const CounterCard& card : overview_.counters) {
      items.push_back({kind, card.counter->id, {}, {}, {}});
    }
  } else {
    for (const LineRow& row : overview_.lines) {
      items.push_back({Item::Kind::kLine, {}, row.service, {}, {}});
    }
  }
  return items;
}

/// The same thing stays selected; one that is gone leaves its place to what stands there now.
void SupervisorModel::keep_selection() {
  const Part part = part_of(selected_);
  const auto items = part == Part::kCounters ? items_of(Item::Kind::kCounter)
                     : part == Part::kLines  ? items_of(Item::Kind::kLine)
                                             : side_;
  const auto found = std::ranges::find(items, selected_);
  if (found != items.end()) {
    selected_at_ = static_cast<std::size_t>(found - items.begin());
  } else if (!items.empty()) {
    selected_at_ = std::min(selected_at_, items.size() - 1);
    selected_ = items[selected_at_];
  } else {
    const auto cards = items_of(Item::Kind::kCounter);
    selected_at_ = 0;
    selected_ = cards.empty() ? Item{} : cards.front();
  }
}

void SupervisorModel::select(Item item) {
  selected_ = std::move(item);
  selected_at_ = 0;
  keep_selection();
  changed();
}

void SupervisorModel::go_to(const std::vector<Item>& items, std::size_t at) {
  if (!items.empty()) {
    select(items[std::min(at, items.size() - 1)]);
  }
}

void SupervisorModel::change_part(bool forward) {
  const std::vector<std::vector<Item>> parts{items_of(Item::Kind::kCounter),
                                             items_of(Item::Kind::kLine), side_};
  auto at = static_cast<std::size_t>(part_of(selected_));
  for (std::size_t tried = 0; tried < parts.size(); ++tried) {
    at = (at + (forward ? 1 : parts.size() - 1)) % parts.size();
    if (!parts[at].empty()) {
      go_to(parts[at], 0);
      return;
    }
  }
}

void SupervisorModel::move(Press::Kind kind) {
  const auto cards = items_of(Item::Kind::kCounter);
  const auto lines = items_of(Item::Kind::kLine);
  const Part part = part_of(selected_);
  const auto& items = part == Part::kCounters ? cards : part == Part::kLines ? lines : side_;
  switch (kind) {
    case Press::Kind::kNextPart:
      return change_part(true);
    case Press::Kind::kPreviousPart:
      return change_part(false);
    case Press::Kind::kFirst:
      return go_to(items, 0);
    case Press::Kind::kLast:
      return go_to(items, items.empty() ? 0 : items.size() - 1);
    case Press::Kind::kPageUp:
      return go_to(items, selected_at_ - std::min(selected_at_, kPage));
    case Press::Kind::kPageDown:
      return go_to(items, selected_at_ + kPage);
    default:
      break;
  }
  if (part == Part::kSide) {
    move_on_side(kind, side_, selected_at_);
  } else if (part == Part::kCounters) {
    move_in_counters(kind, cards, selected_at_);
  } else {
    move_in_lines(kind, lines, selected_at_);
  }
}

void SupervisorModel::move_on_side(Press::Kind kind, const std::vector<Item>& side,
                                   std::size_t at) {
  if (kind == Press::Kind::kLeft) {
    go_to(items_of(Item::Kind::kCounter), 0);
  } else if (kind == Press::Kind::kUp && at > 0) {
    go_to(side, at - 1);
  } else if (kind == Press::Kind::kDown) {
    go_to(side, at + 1);
  }
}

void SupervisorModel::move_in_counters(Press::Kind kind, const std::vector<Item>& cards,
                                       std::size_t at) {
  const bool at_edge = at % columns_ + 1 == columns_ || at + 1 >= cards.size();
  if (kind == Press::Kind::kLeft && at % columns_ > 0) {
    go_to(cards, at - 1);
  } else if (kind == Press::Kind::kRight && at_edge) {
    go_to(side_, 0);
  } else if (kind == Press::Kind::kRight) {
    go_to(cards, at + 1);
  } else if (kind == Press::Kind::kUp && at >= columns_) {
    go_to(cards, at - columns_);
  } else if (kind == Press::Kind::kDown) {
    // Below the last full row there may be a shorter one; below that are the lines.
    const bool last_row = at / columns_ == (cards.empty() ? 0 : (cards.size() - 1) / columns_);
    if (last_row) {
      go_to(items_of(Item::Kind::kLine), 0);
    } else {
      go_to(cards, at + columns_);
    }
  }
}

void SupervisorModel::move_in_lines(Press::Kind kind, const std::vector<Item>& lines,
                                    std::size_t at) {
  if (kind == Press::Kind::kRight) {
    go_to(side_, 0);
  } else if (kind == Press::Kind::kDown) {
    go_to(lines, at + 1);
  } else if (kind == Press::Kind::kUp && at > 0) {
    go_to(lines, at - 1);
  } else if (kind == Press::Kind::kUp) {
    const auto cards = items_of(Item::Kind::kCounter);
    go_to(cards, cards.empty() ? 0 : (cards.size() - 1) / columns_ * columns_);
  }
}

}  // namespace antre::counter::supervisor
