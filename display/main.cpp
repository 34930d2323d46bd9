// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "client/hall_client.hpp"
#include "display/feed.hpp"
#include "display/look_of_hall.hpp"
#include "display/picture_folder.hpp"
#include "display/scenes/board_scene.hpp"
#include "display/sound.hpp"
#include "display/sound_sdl.hpp"
#include "hall/hall_file.hpp"
#include "link/endpoint.hpp"
#include "link/keys.hpp"
#include "link/log.hpp"
#include "manual/manual_page.hpp"
#include "ui/app.hpp"

namespace antre::display {
namespace {

constexpr int kUsage = 2;  // usage or configuration

struct Options {
  std::string dispatcher = "tcp://127.0.0.1:7300";
  std::string key;
  std::string size = "1920x1080";
  std::string hall;
  std::string language;
  std::string zone;
  std::string output;
  int sign = 0;  ///< a counter; 0: the whole board
  bool fullscreen = false;
  bool reduced_motion = false;
  bool mute = false;
};

/// One clear line on the error output: what, and where.
int fail(const std::string& sentence) {
  fmt::print(stderr, "antre-display: {}\n", sentence);
  return kUsage;
}

void describe(CLI::App& app, Options& options) {
  app.set_version_flag("--version", "antre-display " ANTRE_VERSION);
  app.add_option("--dispatcher", options.dispatcher,
                 "Address of the dispatcher's command port (or $ANTRE_DISPATCHER)")
      ->envname("ANTRE_DISPATCHER")
      ->capture_default_str();
  app.add_option("--key", options.key,
                 "This display's key file (or $ANTRE_KEY); without it plaintext, on this machine")
      ->envname("ANTRE_KEY");
  app.add_flag("--fullscreen", options.fullscreen, "Fill the screen");
  app.add_option("--size", options.size, "Size of the window, or 1080x1920 for an upright one")
      ->capture_default_str();
  app.add_option("--hall", options.hall,
                 "Hall file of this machine: its volume; folders that it names lie beside it");
  app.add_option("--zone", options.zone,
                 "Part of the hall to show; else the one that names this display's key");
  app.add_option("--sign", options.sign, "Only this counter, for the small screen above it")
      ->check(CLI::PositiveNumber);
  app.add_option("--output", options.output,
                 "Output that --fullscreen fills: a part of its name, as HDMI-2");
  app.add_option("--language", options.language, "id, en or jv; else the hall's first");
  app.add_flag("--reduced-motion", options.reduced_motion,
               "Nothing moves; a frame around the number takes the place of the pulse");
  app.add_flag("--mute", options.mute, "No sound");
  app.footer(
      "Examples:\n"
      "  antre-display --dispatcher tcp://10.0.0.5:7300 --key hall.key --fullscreen\n"
      "  antre-display --size 1280x720 --language en --mute\n"
      "  antre-display --size 1080x1920 --reduced-motion\n"
      "  antre-display --zone upstairs --fullscreen --output HDMI-2\n"
      "  antre-display --sign 3 --size 800x480\n");
  manual::offer_page(app, "antre-display " ANTRE_VERSION);
}

std::optional<std::pair<int, int>> parse_size(const std::string& text) {
  int width = 0;
  int height = 0;
  char rest = 0;
  // More than the largest wall of screens is a slip of the finger.
  constexpr int kLargest = 16'384;
  if (std::sscanf(text.c_str(), "%5dx%5d%c", &width, &height, &rest) != 2) return std::nullopt;
  // The smallest is a sign above a counter.
  if (width < 320 || height < 240 || width > kLargest || height > kLargest) return std::nullopt;
  return std::pair{width, height};
}

LinkState state_of(antre::LinkState state) {
  switch (state) {
    case antre::LinkState::kConnecting:
      return LinkState::kConnecting;
    case antre::LinkState::kOnline:
      return LinkState::kOnline;
    case antre::LinkState::kOffline:
      return LinkState::kOffline;
    case antre::LinkState::kNotAuthorised:
      break;
  }
  return LinkState::kNotAuthorised;
}

/// The link's thread on one side, the loop's on the other.
class Live : public Feed {
 public:
  Live(client::Settings settings, ui::App& app)
      : app_(app), client_(std::move(settings), callbacks()) {}

  [[nodiscard]] Result<void> start() { return client_.start(); }
  void stop() { client_.stop(); }
  void sound_done(std::uint64_t seq) {
    mailbox_.put_sound_done(seq);
    app_.wake();
  }

  [[nodiscard]] News take() override {
    const auto status = client_.status();
    Link link{state_of(status.state), 0};
    // While online the time of the last data changes every second and is not shown.
    if (link.state != LinkState::kOnline && status.last_data) {
      if (last_data_ != status.last_data) last_shown_ms_ = shown(*status.last_data);
      last_data_ = status.last_data;
      link.last_data_ms = last_shown_ms_;
    }
    mailbox_.put_link(link);
    mailbox_.put_view(client_.view());
    return mailbox_.take();
  }
  [[nodiscard]] Clocks clocks() override {
    const auto now = client_.now();
    return {now.engine_ms, now.wall_ms, now.utc_offset_s};
  }

 private:
  client::HallClient::Callbacks callbacks() {
    client::HallClient::Callbacks made;
    made.on_change = [this] { app_.wake(); };
    made.on_entry = [this](const Entry& entry, bool fresh) { mailbox_.put_entry(entry, fresh); };
    made.on_problem = [](const std::string& sentence) { spdlog::warn("{}", sentence); };
    return made;
  }
  /// A moment of this machine's clock on the hall's, which is the one shown.
  [[nodiscard]] std::int64_t shown(std::chrono::system_clock::time_point moment) const {
    const auto ago = std::chrono::system_clock::now() - moment;
    return client_.now().wall_ms -
           std::chrono::duration_cast<std::chrono::milliseconds>(ago).count();
  }

  ui::App& app_;
  Mailbox mailbox_;
  client::HallClient client_;
  std::optional<std::chrono::system_clock::time_point> last_data_;
  std::int64_t last_shown_ms_ = 0;
};

/// Silence where it is wanted; that there is no sound to be had is said once.
std::unique_ptr<SoundOutput> open_sound(bool mute, SoundOutput::Done done) {
  if (mute) return std::make_unique<SilentOutput>(std::move(done));
  return open_sdl_sound(std::move(done), [](const std::string& why) {
    spdlog::warn("calls are shown without sound: {}", why);
  });
}

Result<client::Settings> link_settings(const Options& options) {
  client::Settings settings;
  auto endpoint = link::Endpoint::parse(options.dispatcher);
  if (!endpoint) return endpoint.error();
  settings.dispatcher = *endpoint;
  settings.program = "antre-display " ANTRE_VERSION;
  if (!options.key.empty()) {
    auto key = link::load_device(options.key);
    if (!key) return key.error();
    settings.key = *key;
  } else if (auto allowed = link::check_plaintext(*endpoint); !allowed) {
    return allowed.error();
  }
  return settings;
}

int show(const Options& options) {
  const auto size = parse_size(options.size);
  if (!size) return fail(fmt::format("--size {}: write WIDTHxHEIGHT, as 1920x1080", options.size));
  SceneOptions scene_options;
  scene_options.language = options.language;
  scene_options.reduced_motion = options.reduced_motion;
  scene_options.zone = options.zone;
  if (options.sign > 0) scene_options.sign = options.sign;
  if (!options.hall.empty()) {
    const auto hall = hall::load(options.hall);
    if (!hall) return fail(hall.text());
    scene_options.volume = hall.hall->display.volume;
    scene_options.folder = std::filesystem::absolute(options.hall).parent_path().string();
  }
  const auto look = look_of({});
  if (!look) return fail(look.error().detail);
  scene_options.look = *look;
  auto settings = link_settings(options);
  if (!settings) return fail(settings.error().detail);
  if (settings->key) scene_options.name = settings->key->owner.name;

  ui::WindowOptions window;
  window.title = "Antre";
  window.width = size->first;
  window.height = size->second;
  window.fullscreen = options.fullscreen;
  window.output = options.output;
  window.hide_pointer = true;
  auto app = ui::App::open(window);
  if (!app) return fail(app.error().detail);

  Live live(std::move(*settings), **app);
  const auto warn = [](const std::string& sentence) { spdlog::warn("{}", sentence); };
  PictureFolder pictures([&app] { (*app)->wake(); }, warn);
  scene_options.pictures = &pictures;
  // A sign hangs where the hall's own display is heard.
  const bool mute = options.mute || options.sign > 0;
  const auto sound = open_sound(mute, [&live](std::uint64_t seq) { live.sound_done(seq); });
  BoardScene scene(live, *sound, std::move(scene_options), warn);
  if (auto started = live.start(); !started) return fail(started.error().detail);
  const int status = (*app)->run(scene);
  live.stop();
  sound->stop();
  return status;
}

}  // namespace
}  // namespace antre::display

int main(int argc, char** argv) {
  try {
    CLI::App app{"The hall display of Antre: calls numbers to counters, on a screen and by sound."};
    antre::display::Options options;
    antre::display::describe(app, options);
    try {
      app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
      return app.exit(error) == 0 ? 0 : antre::display::kUsage;
    }
    antre::link::log_for("antre-display");
    return antre::display::show(options);
  } catch (const std::exception& error) {
    return antre::display::fail(error.what());
  }
}
