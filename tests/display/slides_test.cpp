// SPDX-License-Identifier: Apache-2.0
#include "display/slides.hpp"

#include <doctest/doctest.h>

#include <deque>
#include <vector>

namespace antre::display {
namespace {

using namespace std::chrono_literals;

/// Has a picture ready as soon as the test says so.
class FakePictures : public PictureSource {
 public:
  void want(const PictureWish& wish) override { wishes.push_back(wish); }
  std::optional<PicturePtr> take() override {
    if (ready.empty()) return std::nullopt;
    auto first = ready.front();
    ready.pop_front();
    return first;
  }
  void give(std::uint64_t id) {
    auto picture = std::make_shared<ui::Picture>();
    picture->id = id;
    ready.emplace_back(std::move(picture));
  }

  std::vector<PictureWish> wishes;
  std::deque<PicturePtr> ready;
};

const PictureWish kWish{"/pictures", 1280, 416, ui::kWhite};

struct Show {
  explicit Show(bool reduced = false) : slides(&source, reduced) {
    slides.set(kWish, 15s);
    slides.update(now, true);
  }
  bool step(ui::Millis by, bool seen = true) {
    now += by;
    return slides.update(now, seen);
  }
  std::uint64_t shown() const { return slides.shown() == nullptr ? 0 : slides.shown()->id; }

  FakePictures source;
  Slides slides;
  ui::TimePoint now{1h};
};

TEST_SUITE("display/slides") {
  TEST_CASE("the first picture is shown as soon as it is ready, without a motion") {
    Show show;
    REQUIRE(show.source.wishes.size() == 1);
    CHECK(show.source.wishes[0] == kWish);
    CHECK_FALSE(show.step(5s));
    show.source.give(1);
    CHECK(show.step(1ms));
    CHECK(show.shown() == 1);
    CHECK(show.slides.before() == nullptr);
  }

  TEST_CASE("each picture has its time, then the next fades in within 800 ms") {
    Show show;
    show.source.give(1);
    show.step(1ms);
    show.step(1ms);
    show.source.give(2);
    show.step(1ms);
    CHECK(show.source.wishes.size() == 2);
    CHECK_FALSE(show.step(14s));
    CHECK(show.shown() == 1);
    CHECK(show.step(2s));
    CHECK(show.shown() == 2);
    REQUIRE(show.slides.before() != nullptr);
    CHECK(show.slides.before()->id == 1);
    CHECK(*show.slides.next_deadline(show.now) == show.now + ui::kFrame);
    CHECK(show.step(400ms));
    CHECK(show.slides.share(show.now) == doctest::Approx(0.5));
    CHECK(show.step(400ms));
    CHECK(show.slides.before() == nullptr);
    CHECK_FALSE(show.step(400ms));
  }

  TEST_CASE("during a call time stands still, and nothing fades when it is over") {
    Show show;
    show.source.give(1);
    show.step(1ms);
    show.source.give(2);
    show.step(10s);
    CHECK_FALSE(show.step(60s, false));
    CHECK_FALSE(show.slides.next_deadline(show.now));
    CHECK(show.step(1ms));
    CHECK(show.shown() == 1);
    CHECK_FALSE(show.step(4s));
    CHECK(show.step(1s + 1ms));
    CHECK(show.shown() == 2);
  }

  TEST_CASE("a folder that is empty is asked again, and one that was emptied shows nothing") {
    Show show;
    show.source.ready.emplace_back(nullptr);
    CHECK_FALSE(show.step(1ms));
    CHECK(show.source.wishes.size() == 1);
    show.step(*show.slides.next_deadline(show.now) - show.now > 14s ? 15s : 0s);
    CHECK(show.source.wishes.size() == 2);
    show.source.give(1);
    CHECK(show.step(1ms));
    show.step(1ms);
    show.source.ready.emplace_back(nullptr);
    CHECK(show.step(1ms));
    CHECK(show.slides.shown() == nullptr);
  }

  TEST_CASE("the only picture of a folder stands still") {
    Show show;
    for (int i = 0; i < 20; ++i) {
      show.source.give(1);
      const bool changed = show.step(5s);
      CHECK(changed == (i == 0));
      CHECK(show.slides.before() == nullptr);
    }
    CHECK(show.shown() == 1);
  }

  TEST_CASE("with reduced motion pictures change at once") {
    Show show(true);
    show.source.give(1);
    show.step(1ms);
    show.source.give(2);
    show.step(1ms);
    CHECK(show.step(16s));
    CHECK(show.shown() == 2);
    CHECK(show.slides.before() == nullptr);
  }

  TEST_CASE("another size or folder drops what was made for the one before") {
    Show show;
    show.source.give(1);
    show.step(1ms);
    auto other = kWish;
    other.width = 2560;
    show.slides.set(other, 15s);
    CHECK(show.slides.shown() == nullptr);
    show.step(1ms);
    CHECK(show.source.wishes.back() == other);
    show.slides.set({}, 15s);
    CHECK_FALSE(show.slides.next_deadline(show.now));
  }
}

}  // namespace
}  // namespace antre::display
