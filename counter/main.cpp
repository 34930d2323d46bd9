// SPDX-License-Identifier: Apache-2.0
#include <spdlog/spdlog.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <exception>
#include <filesystem>
#include <iostream>
#include <optional>
#include <string>

#include "counter/counter_scene.hpp"
#include "counter/desk.hpp"
#include "counter/memory.hpp"
#include "counter/speaker.hpp"
#include "counter/supervisor/control_room.hpp"
#include "counter/supervisor/supervisor_scene.hpp"
#include "link/file.hpp"
#include "link/keys.hpp"
#include "link/log.hpp"
#include "manual/manual_page.hpp"
#include "ui/app.hpp"

namespace {

using antre::Error;
using antre::ErrorCode;
using antre::Result;

constexpr const char* kProgram = "antre-counter " ANTRE_VERSION;
constexpr int kExitFine = 0;
constexpr int kExitFailed = 1;
constexpr int kExitUsage = 2;

constexpr const char* kExamples = R"(Keys:
  Space the big button   R call again   N not there   G or L list   B break   O sign out
  H hold   T transfer   Q back into the line   S serve without a number   Z undo   X more
  F1 supervisor   M notes   A why a target was missed   I give a number   K take a code
  V sounds   in a sheet with a field: type, Enter, Esc
  in the list: arrows, digits, Enter (a held number waits again); at the outcome: 1 to 4, Enter
  in a transfer: digits or arrows, R back to this counter afterwards, Enter; F11 full screen

Examples:
  antre-counter --dispatcher tcp://192.168.1.10:7300 --key loket-2.key
      the window of counter 2; its key says which counter it is
  antre-counter --dispatcher tcp://127.0.0.1:7300 --counter 2 --officer "Sari Wulandari"
      for trying out, on the dispatcher's machine (it runs with --plaintext-loopback)
  antre-counter --dispatcher tcp://192.168.1.10:7300 --key pengawas.key
      the supervisor's page: the whole hall, and what can be done about it (with --counter N: the
      window of that counter)

The window keeps its open request and the last officer's name in --state.
Exit status: 0 fine, 1 failed, 2 usage or configuration.)";

struct Options {
  std::string dispatcher = "tcp://127.0.0.1:7300";
  std::string key;
  std::string size;
  std::string language;
  std::string officer;
  std::string state;
  std::optional<int> counter;
  std::optional<double> scale;
  bool dark = false;
  bool fullscreen = false;
  bool on_top = true;
};

void add_options(CLI::App& app, Options& options) {
  app.add_option("--dispatcher", options.dispatcher, "Address of the dispatcher")
      ->type_name("URL")
      ->envname("ANTRE_DISPATCHER")
      ->capture_default_str();
  app.add_option("--key", options.key, "Key file of this counter; without one: this machine only")
      ->type_name("FILE")
      ->envname("ANTRE_KEY");
  app.add_option("--counter", options.counter, "Number of the counter, where the key names none")
      ->type_name("N")
      ->check(CLI::Range(1, 999));
  app.add_option("--officer", options.officer, "Name to begin with when signing in")
      ->type_name("NAME");
  app.add_option("--state", options.state, "Folder of what is kept between runs")->type_name("DIR");
  app.add_flag("--fullscreen", options.fullscreen, "Fill the screen; F11 leaves and comes back");
  app.add_option("--size", options.size, "Size of the window in pixels, 420x760 at first")
      ->type_name("WxH");
  app.add_option("--scale", options.scale, "How large everything is drawn; 1 is for 96 dpi")
      ->type_name("N")
      ->check(CLI::Range(0.5, 4.0));
  app.add_flag("--dark", options.dark, "Dark colours, whatever the hall's are");
  app.add_option("--language", options.language, "Language of the window; the hall's otherwise")
      ->type_name("LANG")
      ->check(CLI::IsMember({"id", "en", "jv"}));
  app.add_flag_callback(
      "--always-on-top", [&options] { options.on_top = true; },
      "Stay above other windows, as it does when not told otherwise");
  app.add_flag_callback(
      "--no-always-on-top", [&options] { options.on_top = false; },
      "Let other windows cover this one");
  app.set_version_flag("--version", std::string(kProgram));
  app.footer(kExamples);
  antre::manual::offer_page(app, kProgram);
}

Error wrong(std::string sentence) {
  return {ErrorCode::kInvalid, std::move(sentence)};
}

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [at, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && at == text.data() + text.size() ? std::optional(value)
                                                                 : std::nullopt;
}

Result<antre::ui::WindowOptions> window_of(const Options& options, antre::ui::Size reference) {
  antre::ui::WindowOptions window;
  const double scale = options.scale.value_or(1);
  window.width = static_cast<int>(reference.width * scale);
  window.height = static_cast<int>(reference.height * scale);
  if (!options.size.empty()) {
    const auto cross = options.size.find('x');
    const auto width = number(std::string_view(options.size).substr(0, cross));
    const auto height = cross == std::string::npos
                            ? std::nullopt
                            : number(std::string_view(options.size).substr(cross + 1));
    constexpr int kLeast = 200;
    constexpr int kMost = 16'384;
    const auto fits = [](int px) { return px >= kLeast && px <= kMost; };
    if (!width || !height || !fits(*width) || !fits(*height)) {
      return wrong("--size " + options.size + ": write WIDTHxHEIGHT in pixels, such as 420x760");
    }
    window.width = *width;
    window.height = *height;
  }
  window.fullscreen = options.fullscreen;
  window.always_on_top = options.on_top;
  return window;
}

/// The link's settings, and the counter that this window is bound to (nothing: chosen in it).
struct Who {
  antre::client::Settings settings;
  std::optional<antre::CounterId> counter;
  std::string name;        ///< of the folder for what is kept
  std::string supervisor;  ///< whose page it is; empty: an officer's window
};

Result<Who> who_of(const Options& options) {
  Who who;
  auto endpoint = antre::link::Endpoint::parse(options.dispatcher);
  if (!endpoint) {
    return endpoint.error();
  }
  who.settings.dispatcher = *endpoint;
  who.settings.program = kProgram;
  if (options.counter) {
    who.counter = antre::CounterId{*options.counter};
  }
  if (options.key.empty()) {
    if (const auto allowed = antre::link::check_plaintext(*endpoint); !allowed) {
      return allowed.error();
    }
    if (!options.counter) {
      return wrong("without a key file --counter must say which counter this is, e.g. --counter 2");
    }
  } else {
    auto key = antre::link::load_device(options.key);
    if (!key) {
      return key.error();
    }
    const auto own = key->owner.role == "counter" ? number(key->owner.name) : std::nullopt;
    if (own && options.counter && *own != *options.counter) {
      return wrong(options.key + " is the key of counter " + key->owner.name +
                   "; leave --counter out");
    }
    if (own) {
      who.counter = antre::CounterId{*own};
    }
    const bool leads = key->owner.role == "supervisor" || key->owner.role == "admin";
    if (leads && !options.counter) {
      who.supervisor = key->owner.name;
    }
    who.name = key->owner.role + "-" + key->owner.name;
    who.settings.key = std::move(*key);
  }
  if (who.name.empty()) {
    who.name = "counter-" + std::to_string(*options.counter);
  }
  return who;
}

int fail(const Error& error) {
  std::cerr << "antre-counter: " << error.detail << '\n';
  return error.code == ErrorCode::kInvalid ? kExitUsage : kExitFailed;
}

/// The supervisor's page, until its window is closed.
int run_supervisor(const Options& options, Who who, const std::filesystem::path& state,
                   antre::ui::WindowOptions window) {
  namespace counter = antre::counter;
  namespace supervisor = antre::counter::supervisor;
  window.title = "Antre – " + who.supervisor;
  // It is looked at beside other work, and large.
  window.always_on_top = false;
  auto app = antre::ui::App::open(window);
  if (!app) {
    return fail(app.error());
  }
  antre::ui::App& screen = **app;
  supervisor::SupervisorModel model;
  supervisor::ControlRoom room(
      std::move(who.settings), state, model,
      {[&screen] { screen.wake(); }, [](const std::string& line) { spdlog::warn("{}", line); }});
  if (const auto begun = room.start(); !begun) {
    return fail(begun.error());
  }
  bool full = options.fullscreen;
  supervisor::SupervisorScene scene(
      model, {who.supervisor, options.dark, options.language, options.scale},
      {[&room](counter::Ms now) { room.take_in(now); }, [&room] { room.act(); },
       [&screen](bool on) { screen.set_text_input(on); },
       [&screen, &full] {
         full = !full;
         screen.set_fullscreen(full);
       }});
  return screen.run(scene);
}

int run(const Options& options) {
  namespace counter = antre::counter;
  auto who = who_of(options);
  if (!who) {
    return fail(who.error());
  }
  auto window = window_of(
      options, who->supervisor.empty() ? counter::kReference : counter::supervisor::kPageReference);
  if (!window) {
    return fail(window.error());
  }
  const std::filesystem::path state = options.state.empty()
                                          ? counter::default_state_folder(who->name)
                                          : std::filesystem::path(options.state);
  counter::Setup setup{who->counter, options.officer, {}, {}, true};
  if (!state.empty()) {
    if (const auto made = antre::link::make_private_folder(state); !made) {
      return fail(made.error());
    }
  }
  if (!who->supervisor.empty()) {
    return run_supervisor(options, std::move(*who), state, *window);
  }
  if (!state.empty()) {
    setup.sounds = counter::read_sounds(state);
    if (const auto last = counter::read_memory(state)) {
      setup.last_counter = last->counter;
      setup.last_officer = last->officer;
    }
  }
  if (setup.officer.empty()) {
    setup.officer = setup.last_officer;
  }
  window->title = who->counter ? "Antre – " + std::to_string(who->counter->value) : "Antre";

  auto app = antre::ui::App::open(*window);
  if (!app) {
    return fail(app.error());
  }
  antre::ui::App& screen = **app;
  counter::CounterModel model(setup, counter::model_time(std::chrono::steady_clock::now()));
  counter::Speaker speaker;
  counter::Desk desk(
      std::move(who->settings), state, model,
      {[&screen] { screen.wake(); }, [](const std::string& line) { spdlog::warn("{}", line); },
       [&screen, &speaker](const counter::Alert& alert) {
         speaker.play(alert.tone);
         if (alert.raise) {
           screen.raise();
         }
       }});
  if (const auto begun = desk.start(); !begun) {
    return fail(begun.error());
  }
  bool full = options.fullscreen;
  counter::CounterScene scene(
      model, {options.dark, options.language, options.scale, false},
      {[&desk](counter::Ms now) { desk.take_in(now); }, [&desk] { desk.act(); },
       [&screen](bool on) { screen.set_text_input(on); },
       [&screen, &full] {
         full = !full;
         screen.set_fullscreen(full);
       }});
  return screen.run(scene);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    antre::link::log_for("antre-counter");
    CLI::App app{"The officer's window at a counter.", "antre-counter"};
    Options options;
    add_options(app, options);
    try {
      app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
      return app.exit(error) == 0 ? kExitFine : kExitUsage;
    }
    return run(options);
  } catch (const std::exception& failed) {
    std::cerr << "antre-counter: " << failed.what() << '\n';
    return kExitFailed;
  }
}
