// SPDX-License-Identifier: Apache-2.0
#include "display/picture_folder.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "tests/support/process.hpp"
#include "ui/offscreen.hpp"

namespace antre::display {
namespace {

constexpr int kWidth = 64;
constexpr int kHeight = 32;

/// A folder of small drawings and the thread that reads them.
struct Folder {
  Folder()
      : pictures(
            [this] {
              const std::lock_guard lock(mutex);
              ++ready;
              changed.notify_all();
            },
            [this](const std::string& sentence) {
              const std::lock_guard lock(mutex);
              warnings.push_back(sentence);
            }) {}

  /// A drawing of one colour.
  void draw(const std::string& name, const std::string& colour) const {
    std::ofstream(path(name)) << fmt::format(
        R"(<svg xmlns="http://www.w3.org/2000/svg" width="64" height="32"><rect width="64" )"
        R"(height="32" fill="{}"/></svg>)",
        colour);
  }
  void write(const std::string& name, const std::string& bytes) const {
    std::ofstream(path(name), std::ios::binary) << bytes;
  }
  std::string path(const std::string& name) const { return temporary / name; }
  PictureWish wish() const { return {temporary.path(), kWidth, kHeight, ui::kWhite}; }

  /// The next picture; nullptr when the folder has none.
  PicturePtr next() { return next(wish()); }
  PicturePtr next(const PictureWish& wanted) {
    std::unique_lock lock(mutex);
    const int before = ready;
    lock.unlock();
    pictures.want(wanted);
    lock.lock();
    REQUIRE(changed.wait_for(lock, std::chrono::seconds{60}, [&] { return ready > before; }));
    lock.unlock();
    auto taken = pictures.take();
    REQUIRE(taken);
    return *taken;
  }
  std::uint32_t colour_of_next() {
    const auto picture = next();
    REQUIRE(picture != nullptr);
    return picture->pixels[static_cast<std::size_t>(kWidth) * kHeight / 2];
  }

  test::TempDir temporary;
  std::mutex mutex;
  std::condition_variable changed;
  int ready = 0;
  std::vector<std::string> warnings;
  PictureFolder pictures;
};

constexpr std::uint32_t kRed = 0xffff0000;
constexpr std::uint32_t kGreen = 0xff00ff00;
constexpr std::uint32_t kBlue = 0xff0000ff;

TEST_SUITE("display/picture_folder") {
  TEST_CASE("pictures come in the order of their names and then from the first again") {
    Folder folder;
    folder.draw("c.svg", "#0000ff");
    folder.draw("a.svg", "#ff0000");
    folder.draw("b.SVG", "#00ff00");
    folder.write("notes.txt", "no picture");
    for (int round = 0; round < 2; ++round) {
      CHECK(folder.colour_of_next() == kRed);
      CHECK(folder.colour_of_next() == kGreen);
      CHECK(folder.colour_of_next() == kBlue);
    }
    CHECK(folder.warnings.empty());
  }

  TEST_CASE("a file that comes is shown in its place, one that goes is not shown any more") {
    Folder folder;
    folder.draw("a.svg", "#ff0000");
    folder.draw("c.svg", "#0000ff");
    CHECK(folder.colour_of_next() == kRed);
    folder.draw("b.svg", "#00ff00");
    CHECK(folder.colour_of_next() == kGreen);
    std::filesystem::remove(folder.path("c.svg"));
    CHECK(folder.colour_of_next() == kRed);
  }

  TEST_CASE("damaged files are passed over with one line each, until they change") {
    Folder folder;
    folder.write("a.png", "this is no picture");
    folder.write("b.jpg", std::string("\xff\xd8\xff\xe0", 4));
    folder.write("c.svg", "<svg");
    folder.draw("d.svg", "#ff0000");
    CHECK(folder.colour_of_next() == kRed);
    CHECK(folder.colour_of_next() == kRed);
    CHECK(folder.warnings.size() == 3);
    folder.draw("c.svg", "#00ff00");
    CHECK(folder.colour_of_next() == kGreen);
    CHECK(folder.warnings.size() == 3);
  }

  TEST_CASE("a PNG that is cut short or says it is enormous is not unpacked") {
    Folder folder;
    const auto screen = ui::Offscreen::open({64, 32}, {64, 32});
    REQUIRE(screen);
    REQUIRE((*screen)->save_png(folder.path("whole.png")));
    std::ifstream file(folder.path("whole.png"), std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), {});
    folder.write("cut.png", bytes.substr(0, bytes.size() / 2));
    auto enormous = bytes;
    enormous[16] = enormous[20] = '\x01';  // 16 million px each way
    folder.write("enormous.png", enormous);
    const auto picture = folder.next();
    REQUIRE(picture != nullptr);
    CHECK(picture->width == kWidth);
    CHECK_FALSE(ui::load_picture(folder.path("enormous.png"), 1, 64, 32, ui::kWhite));
    CHECK_FALSE(ui::load_picture(folder.path("missing.png"), 1, 64, 32, ui::kWhite));
  }

  TEST_CASE("an empty folder and one that is not there give no picture; the latter is said once") {
    Folder folder;
    CHECK(folder.next() == nullptr);
    CHECK(folder.warnings.empty());
    auto missing = folder.wish();
    missing.folder = folder.path("not-there");
    CHECK(folder.next(missing) == nullptr);
    CHECK(folder.next(missing) == nullptr);
    CHECK(folder.warnings.size() == 1);
  }

  TEST_CASE("the only picture is not read again and again") {
    Folder folder;
    folder.draw("a.svg", "#ff0000");
    const auto first = folder.next();
    CHECK(folder.next() == first);
    folder.draw("a.svg", "#0000ff00");
    CHECK(folder.next() != first);
  }

  TEST_CASE("of a thousand pictures only those shown and made ready are in memory") {
    Folder folder;
    for (int i = 0; i < 1000; ++i) folder.draw(fmt::format("{:04}.svg", i), "#ff0000");
    std::vector<std::weak_ptr<const ui::Picture>> all;
    std::set<std::uint64_t> ids;
    PicturePtr shown;
    for (int i = 0; i < 1000; ++i) {
      shown = folder.next();
      REQUIRE(shown != nullptr);
      ids.insert(shown->id);
      all.push_back(shown);
    }
    CHECK(ids.size() == 1000);
    const auto alive =
        std::count_if(all.begin(), all.end(), [](const auto& one) { return !one.expired(); });
    CHECK(alive <= 2);
  }

  TEST_CASE("a picture covers its place whole, over the given colour where it is clear") {
    Folder folder;
    folder.write("a.svg",
                 R"(<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"></svg>)");
    folder.draw("b.svg", "#ff0000");
    const auto picture = folder.next();
    REQUIRE(picture != nullptr);
    CHECK(picture->pixels.size() == static_cast<std::size_t>(kWidth) * kHeight);
  }

  TEST_CASE("closing in the middle of the work ends the thread") {
    Folder folder;
    for (int i = 0; i < 50; ++i) folder.write(fmt::format("{}.png", i), "damaged");
    folder.pictures.want(folder.wish());
  }
}

}  // namespace
}  // namespace antre::display
