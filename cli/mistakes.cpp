// SPDX-License-Identifier: Apache-2.0
#include "cli/mistakes.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>

#include "hall/suggest.hpp"

namespace antre::cli {
namespace {

using Apps = std::vector<const CLI::App*>;

Apps named_commands(const CLI::App& app) {
  return app.get_subcommands([](const CLI::App* sub) { return !sub->get_name().empty(); });
}

void add_options(const CLI::App& app, std::vector<const CLI::Option*>& options) {
  const auto own = app.get_options();
  options.insert(options.end(), own.begin(), own.end());
  for (const CLI::App* group : app.get_subcommands([](const CLI::App*) { return true; })) {
    if (group->get_name().empty()) add_options(*group, options);
  }
}

std::vector<const CLI::Option*> options_of(const CLI::App* app) {
  std::vector<const CLI::Option*> options;
  for (; app != nullptr; app = app->get_parent()) add_options(*app, options);
  return options;
}

bool takes_value(const CLI::Option& option) {
  return option.get_type_size() != 0 && option.get_items_expected_max() != 0;
}

std::string unknown_option(const CLI::App& app, const std::string& name) {
  std::vector<std::string> known;
  for (const CLI::Option* option : options_of(&app)) {
    if (option->get_group().empty()) continue;
    for (const std::string& one : option->get_lnames()) known.push_back("--" + one);
  }
  const std::string near = hall::nearest(name, known);
  const bool top = app.get_parent() == nullptr;
  return fmt::format("{} has no option '{}'{}", top ? "antre" : "'" + app.get_name() + "'", name,
                     near.empty() ? "" : fmt::format("; did you mean '{}'?", near));
}

std::string unknown_command(const CLI::App& app, const std::string& word) {
  std::vector<std::string> known;
  for (const CLI::App* sub : named_commands(app)) known.push_back(sub->get_name());
  const bool top = app.get_parent() == nullptr;
  const std::string near = hall::nearest(word, known);
  const std::string hint = !near.empty() ? fmt::format("did you mean '{}'?", near)
                           : top         ? "'antre --help' lists them"
                                         : fmt::format("there is {}", fmt::join(known, ", "));
  return fmt::format("there is no command '{}{}'; {}", top ? "" : app.get_name() + " ", word, hint);
}

}  // namespace

std::string forgotten_value(const CLI::App& app, const std::vector<std::string>& arguments) {
  const CLI::App* at = &app;
  const auto named = [&](const std::string& word) -> const CLI::Option* {
    const auto options = options_of(at);
    const auto found = std::ranges::find_if(
        options, [&](const CLI::Option* option) { return option->check_name(word); });
    return found == options.end() ? nullptr : *found;
  };
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& word = arguments[i];
    if (word == "--") return {};
    if (word.starts_with('-')) {
      const CLI::Option* option = named(word);
      if (option == nullptr || !takes_value(*option) || i + 1 == arguments.size()) continue;
      const std::string& value = arguments[++i];
      // A text may begin with a hyphen, but it is not one of the program's own options.
      if (value.starts_with("--") && named(value) != nullptr)
        return fmt::format("'{}' needs a value, and '{}' is an option", word, value);
      continue;
    }
    const Apps commands = named_commands(*at);
    const auto found = std::ranges::find(commands, word, &CLI::App::get_name);
    if (found != commands.end()) at = *found;
  }
  return {};
}

std::string slip_of_the_hand(const CLI::App& app, const std::vector<std::string>& arguments) {
  const CLI::App* at = &app;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& word = arguments[i];
    if (word == "--") return {};
    if (word.size() > 1 && word.front() == '-') {
      const auto equals = word.find('=');
      const std::string name = word.substr(0, equals);
      const auto options = options_of(at);
      const auto found = std::ranges::find_if(
          options, [&](const CLI::Option* option) { return option->check_name(name); });
      const bool number = word.find_first_not_of("-.0123456789") == std::string::npos;
      if (found == options.end()) return number ? std::string{} : unknown_option(*at, name);
      if (equals == std::string::npos && takes_value(**found)) ++i;
      continue;
    }
    const Apps commands = named_commands(*at);
    if (commands.empty()) continue;  // an argument
    const auto found = std::ranges::find(commands, word, &CLI::App::get_name);
    if (found == commands.end()) return unknown_command(*at, word);
    at = *found;
  }
  return {};
}

std::string suggested_service(const std::string& given, const HallView& view) {
  std::vector<std::string> known;
  std::vector<const ServiceSettings*> whose;
  std::string all;
  for (const ServiceSettings& service : view.hall.services) {
    known.push_back(service.id.value);
    whose.push_back(&service);
    for (const auto& [language, name] : service.name) {
      known.push_back(name);
      whose.push_back(&service);
    }
    all += fmt::format("{}{} ({})", all.empty() ? "" : ", ", service.id.value,
                       text_in(service.name, view.hall.default_language()));
  }
  const std::string near = hall::nearest(given, known);
  if (near.empty()) return fmt::format("the hall has {}", all);
  const auto at = std::ranges::find(known, near) - known.begin();
  const ServiceSettings& service = *whose[static_cast<std::size_t>(at)];
  return fmt::format("did you mean '{}' ({})?", service.id.value,
                     text_in(service.name, view.hall.default_language()));
}

}  // namespace antre::cli
