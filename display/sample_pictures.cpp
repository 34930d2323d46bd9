// SPDX-License-Identifier: Apache-2.0
#include "display/sample_pictures.hpp"

#include <system_error>
#include <utility>

#include "display/look_of_hall.hpp"
#include "ui/assets.hpp"

namespace antre::display {
namespace {

using namespace std::chrono_literals;
using Act = std::function<void(SampleFeed&)>;

constexpr ui::Size kWide{1920, 1080};
constexpr ui::Size kTall{1080, 1920};
constexpr std::int64_t kTwoMinutes = 120'000;
constexpr int kSignCounter = 2;

/// The one picture that comes with the programs, made at once.
class SamplePictures : public PictureSource {
 public:
  void want(const PictureWish& wish) override {
    const auto file = ui::asset_path("pictures/hills.svg");
    const auto made = ui::load_picture(file, ++id_, wish.width, wish.height, wish.beneath);
    made_ = made ? PicturePtr(*made) : nullptr;
  }
  std::optional<PicturePtr> take() override { return std::exchange(made_, std::nullopt); }

 private:
  std::uint64_t id_ = 0;
  std::optional<PicturePtr> made_;
};

Act nothing() {
  return [](SampleFeed& feed) { feed.pass(kTwoMinutes); };
}
Act call() {
  return [](SampleFeed& feed) { feed.call_now(); };
}
Act lose() {
  return [](SampleFeed& feed) { feed.lose_link(9); };
}
Act revoke() {
  return [](SampleFeed& feed) { feed.revoke(); };
}
Act say(const std::string& language) {
  const bool english = language == "en";
  const std::string text =
      english ? "The library closes at 14.00 today. Books may be returned at counter 1."
              : "Perpustakaan hari ini tutup pukul 14.00. Buku dapat dikembalikan di Loket 1.";
  return [text](SampleFeed& feed) {
    feed.pass(kTwoMinutes);
    feed.announce(text, true);
  };
}

}  // namespace

std::unique_ptr<PictureSource> sample_picture_source() {
  return std::make_unique<SamplePictures>();
}

std::vector<SamplePicture> sample_states(const std::string& language, const std::string& theme,
                                         ui::Size size) {
  SampleHall hall;
  hall.language = language;
  hall.theme = theme;
  const auto with = [&](auto&& change) {
    SampleHall other = hall;
    change(other);
    return other;
  };
  const auto counters = [&](int n) { return with([n](SampleHall& one) { one.counters = n; }); };
  const auto night = [](SampleFeed& feed) { feed.close_hall(); };
  return {{"calm", hall, nothing(), size},
          {"picture", with([](SampleHall& one) { one.pictures = "pictures"; }), nothing(), size},
          {"call", hall, call(), size},
          {"recall", hall, [](SampleFeed& feed) { feed.recall_now(); }, size},
          {"burst", counters(12), [](SampleFeed& feed) { feed.call_many(12); }, size},
          {"message", hall, say(language), size},
          {"offline", hall, lose(), size},
          {"not-authorised", hall, revoke(), size},
          {"closed", with([](SampleHall& one) { one.night_percent = 100; }), night, size},
          {"night", hall, night, size},
          {"empty", with([](SampleHall& one) { one.calls = false; }), nothing(), size},
          {"1-counter", counters(1), call(), size},
          {"20-counters", counters(20), call(), size},
          {"longest", with([](SampleHall& one) { one.longest_names = true; }), call(), size},
          {"zone", with([](SampleHall& one) { one.zone = "Lantai 2"; }), call(), size}};
}

std::vector<SamplePicture> sample_signs(const std::string& language, const std::string& theme,
                                        ui::Size size) {
  SampleHall hall;
  hall.language = language;
  hall.theme = theme;
  const auto act = [](void (SampleFeed::*what)(int)) {
    return [what](SampleFeed& feed) { (feed.*what)(kSignCounter); };
  };
  const auto sign = [&](const char* name, Act what) {
    return SamplePicture{name, hall, std::move(what), size, kSignCounter};
  };
  return {sign("sign-called", call()),
          sign("sign-recalled", [](SampleFeed& feed) { feed.recall_now(); }),
          sign("sign-served", act(&SampleFeed::serve)),
          sign("sign-free", act(&SampleFeed::finish)),
          sign("sign-break", act(&SampleFeed::pause)),
          sign("sign-closed", act(&SampleFeed::close)),
          sign("sign-offline", lose()),
          sign("sign-night", [](SampleFeed& feed) { feed.close_hall(); })};
}

Result<std::unique_ptr<ui::Offscreen>> draw_sample(const SamplePicture& picture) {
  const auto look = look_of({});
  if (!look) return look.error();
  SampleFeed feed(picture.hall);
  SilentOutput silent([](std::uint64_t) {});
  const auto pictures = sample_picture_source();
  SceneOptions options;
  options.look = *look;
  options.sign = picture.sign;
  options.reduced_motion = picture.reduced_motion;
  options.pictures = pictures.get();
  if (!picture.hall.zone.empty()) options.zone = kSampleZone;
  std::string warning;
  BoardScene scene(feed, silent, options, [&](const std::string& text) { warning = text; });
  auto screen = ui::Offscreen::open(picture.size, scene.reference_size(picture.size));
  if (!screen) return screen.error();
  auto& canvas = (*screen)->canvas();
  const ui::TimePoint start{1h};
  scene.update(start);
  picture.act(feed);
  scene.update(start + 1s);
  // Only who draws knows how large a picture has to be.
  scene.draw(canvas, start + 1s);
  scene.update(start + 2s);
  scene.update(start + 4s);
  scene.draw(canvas, start + 4s);
  if (!warning.empty()) return Error{ErrorCode::kIo, warning};
  return std::move(*screen);
}

namespace {

std::vector<SamplePicture> all_pictures() {
  std::vector<SamplePicture> all;
  const auto add = [&](std::vector<SamplePicture> some, const std::string& before,
                       const std::string& after) {
    for (auto& one : some) {
      one.name.insert(0, before).append(after);
      all.push_back(std::move(one));
    }
  };
  add(sample_states("id", "light", kWide), "display-", "");
  add(sample_states("id", "light", kTall), "display-upright-", "");
  add(sample_states("en", "light", kWide), "display-", "-en");
  add(sample_states("jv", "light", kWide), "display-", "-jv");
  add(sample_states("id", "dark", kWide), "display-", "-dark");
  add(sample_states("id", "high_contrast", kWide), "display-", "-high-contrast");
  add(sample_signs("id", "light", {800, 480}), "display-", "");
  add(sample_signs("id", "light", {480, 320}), "display-", "-480x320");
  add(sample_signs("id", "light", {1280, 400}), "display-", "-1280x400");
  SampleHall many;
  many.counters = 12;
  SampleHall most;
  most.counters = 24;
  SampleHall thousand;
  thousand.number = "R1000";
  SampleHall services;
  services.services = 8;
  SampleHall green;
  green.accent = "#1B5E20";
  // By their names the README and the pictures in docs/ find the first two.
  add({{"display-board", SampleHall{}, call(), kWide},
       {"display-many-counters", many, call(), kWide},
       {"display-24-counters", most, call(), kWide},
       {"display-24-counters-offline", most, lose(), kWide},
       {"display-r1000", thousand, call(), kWide},
       {"display-8-services", services, call(), kWide},
       {"display-green", green, call(), kWide},
       {"display-upright", SampleHall{}, call(), kTall},
       {"display-upright-12", many, call(), kTall},
       {"display-upright-24", most, call(), kTall},
       {"display-720p", SampleHall{}, call(), {1280, 720}},
       {"display-2160p", SampleHall{}, call(), {3840, 2160}},
       {"display-4-3", SampleHall{}, call(), {1280, 1024}}},
      "", "");
  return all;
}

}  // namespace

Result<std::vector<std::string>> render_samples(const std::filesystem::path& folder) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) return Error{ErrorCode::kIo, folder.string() + ": " + failed.message()};
  std::vector<std::string> names;
  for (const auto& picture : all_pictures()) {
    const auto name = picture.name + ".png";
    const auto drawn = draw_sample(picture);
    if (!drawn) return drawn.error();
    if (auto saved = (*drawn)->save_png((folder / name).string()); !saved) return saved.error();
    names.push_back(name);
  }
  return names;
}

}  // namespace antre::display
