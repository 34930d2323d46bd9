// SPDX-License-Identifier: Apache-2.0
#include "counter/scenes/sheet.hpp"

namespace antre::counter {

using ui::Rect;
namespace type = ui::type;

namespace {

Rect sheet_of(const Frame& frame) {
  return frame.band(kSheetTop, frame.foot_y - kSheetTop);
}

}  // namespace

SheetScope::SheetScope(Frame& frame)
    : inside_(frame.canvas, sheet_of(frame)),
      rise_(frame.canvas, 0, (1 - frame.sheet_in) * sheet_of(frame).height) {
  const Rect sheet = sheet_of(frame);
  frame.cover(sheet);
  if (frame.theme().shadows()) {
    frame.canvas.shadow(sheet, 0, ui::ShadowKind::kHigh, frame.theme().ink);
  }
  frame.canvas.fill_rect(sheet, frame.theme().surface);
  frame.canvas.fill_rect(frame.band(kSheetTop, 1), frame.theme().line);
}

Rect draw_escape(Frame& frame, double y) {
  const auto& theme = frame.theme();
  const std::string key = frame.words.text("counter.key.escape");
  const double width = frame.canvas.text_width(key, type::kCounterKey) + 18;
  const Rect cap{frame.left + 404 - width, y, width, 24};
  ui::key_cap(frame.canvas, cap, key, type::kCounterKey, theme.edge, theme.surface, theme.ink);
  frame.reach({Element::kCancel}, cap.inset(-8));
  return cap;
}

void draw_sheet_title(Frame& frame, const char* icon, const std::string& title) {
  if (draw_strip(frame, frame.band(kSheetTop, kSheetTitle - 4), true)) {
    return;
  }
  const auto& theme = frame.theme();
  frame.canvas.icon(icon, frame.at(16, kSheetTop + 16, 22, 22), theme.accent);
  const Rect cap = draw_escape(frame, kSheetTop + 15);
  frame.canvas.text_in(title, frame.at(50, kSheetTop + 13, cap.x - frame.left - 62, 28),
                       type::kCounterHead, theme.ink);
}

}  // namespace antre::counter
