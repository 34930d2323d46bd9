// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "ui/colour.hpp"
#include "ui/motion.hpp"
#include "ui/picture.hpp"

namespace antre::display {

using PicturePtr = std::shared_ptr<const ui::Picture>;

/// What pictures are wanted: from which folder, in which size, over what.
struct PictureWish {
  std::string folder;  ///< empty: none
  int width = 0;       ///< device px
  int height = 0;
  ui::Colour beneath;
  bool operator==(const PictureWish&) const = default;
};

/// Gives the pictures of a folder one after another (display/picture_folder.hpp, or a fake).
class PictureSource {
 public:
  PictureSource() = default;
  PictureSource(const PictureSource&) = delete;
  PictureSource& operator=(const PictureSource&) = delete;
  virtual ~PictureSource() = default;

  /// The next picture is to be made ready. Forgets one that was ready for another wish.
  virtual void want(const PictureWish& wish) = 0;
  /// The picture that was made ready since; empty: not yet. nullptr: there is none.
  [[nodiscard]] virtual std::optional<PicturePtr> take() = 0;
};

/// Which picture is to be seen between calls: each for as long as the hall says, then a cross-fade
/// to the next, as soon as that is ready. Time stands still while they are not seen. Pure but for
/// its source; one thread.
class Slides {
 public:
  explicit Slides(PictureSource* source, bool reduced_motion = false)
      : source_(source), reduced_(reduced_motion) {}

  /// What to show, from the hall file and from the size of the screen.
  void set(const PictureWish& wish, std::chrono::seconds each);
  /// Time passes. `seen`: nobody is called. True: there is something new to be seen.
  bool update(ui::TimePoint now, bool seen);
  [[nodiscard]] std::optional<ui::TimePoint> next_deadline(ui::TimePoint now) const;

  /// The picture to be seen; nullptr: none.
  [[nodiscard]] const ui::Picture* shown() const { return shown_.get(); }
  /// The one that fades out beneath it, while `share(now)` is under 1.
  [[nodiscard]] const ui::Picture* before() const { return before_.get(); }
  [[nodiscard]] double share(ui::TimePoint now) const { return fade_.value(now); }

 private:
  [[nodiscard]] bool active() const {
    return source_ != nullptr && !wish_.folder.empty() && wish_.width > 0 && wish_.height > 0;
  }
  void begin(PicturePtr picture, ui::TimePoint now);
  [[nodiscard]] bool ask(ui::TimePoint now);

  PictureSource* source_;
  bool reduced_;
  PictureWish wish_;
  std::chrono::seconds each_{15};
  PicturePtr shown_;
  PicturePtr before_;
  PicturePtr ready_;
  bool asked_ = false;
  bool seen_ = false;
  ui::Animation fade_;
  ui::TimePoint until_{};     ///< the next picture may come
  ui::TimePoint ask_from_{};  ///< the next one may be asked for
  ui::TimePoint last_update_{};
};

}  // namespace antre::display
