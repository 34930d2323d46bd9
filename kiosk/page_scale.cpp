// SPDX-License-Identifier: Apache-2.0
#include "kiosk/page_scale.hpp"

#include <algorithm>

namespace antre::kiosk {
namespace {

/// What pages of one shape are designed for, and the smallest sides in there (a test holds them).
struct Design {
  ui::Size size;
  double least_target = 0;
  double least_key = 0;
};

constexpr Design kUpright{{1080, 1920}, 112, 83};
constexpr Design kLandscape{{1920, 1080}, 104, 88};

}  // namespace

PageScale page_scale(ui::Size window, double px_per_mm) {
  const Design& design = window.width > window.height ? kLandscape : kUpright;
  const double scale =
      std::min(window.width / design.size.width, window.height / design.size.height);
  if (scale <= 0) {
    return {design.size};
  }
  PageScale page{{window.width / scale, window.height / scale}};
  if (px_per_mm > 0) {
    page.target_mm = design.least_target * scale / px_per_mm;
    page.key_mm = design.least_key * scale / px_per_mm;
  }
  return page;
}

}  // namespace antre::kiosk
