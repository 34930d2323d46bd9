// SPDX-License-Identifier: Apache-2.0
#include "cli/completion.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "cli/completion_values.hpp"

namespace antre::cli {
namespace {

bool is_option(const std::string& word) {
  return word.size() > 1 && word.front() == '-';
}

/// The options and arguments of an app and of its option groups, which are apps without a name.
std::vector<const CLI::Option*> all_options(const CLI::App& app) {
  std::vector<const CLI::Option*> found = app.get_options();
  for (const CLI::App* group : app.get_subcommands([](const CLI::App*) { return true; })) {
    if (!group->get_name().empty()) continue;
    // CLI11 gives a group a --help of its own, which is the command's.
    for (const CLI::Option* option : all_options(*group)) {
      if (option != group->get_help_ptr()) found.push_back(option);
    }
  }
  return found;
}

/// Everything that is known of a command line up to the word being typed.
class Line {
 public:
  explicit Line(const CLI::App& app) : app_(&app) {}

  /// One word that is finished.
  void take(const std::string& word) {
    if (const auto* option = std::exchange(pending_, nullptr)) {
      value_of(*option, word);
      return;
    }
    if (!only_arguments_ && word == "--") {
      only_arguments_ = true;
      return;
    }
    if (!only_arguments_ && is_option(word)) {
      take_option(word);
      return;
    }
    const CLI::App* command = only_arguments_ ? nullptr : command_named(word);
    arguments_ = command == nullptr ? arguments_ + 1 : 0;
    if (command != nullptr) app_ = command;
  }

  /// The option whose value is being typed; null: none.
  [[nodiscard]] const CLI::Option* pending() const { return pending_; }
  [[nodiscard]] const CLI::App& app() const { return *app_; }
  [[nodiscard]] bool may_be_option() const { return !only_arguments_; }
  [[nodiscard]] const Connection& connection() const { return connection_; }
  [[nodiscard]] bool used(const CLI::Option* option) const {
    return std::ranges::find(used_, option) != used_.end();
  }

  /// Options that may stand here: the command's, then those of what it belongs to.
  [[nodiscard]] std::vector<const CLI::Option*> options() const {
    std::vector<const CLI::Option*> found;
    for (const CLI::App* app = app_; app != nullptr; app = app->get_parent()) {
      for (const CLI::Option* option : all_options(*app)) {
        // Each command has its own --help.
        const bool again = app != app_ && option == app->get_help_ptr();
        if (!option->get_positional() && !option->get_group().empty() && !again)
          found.push_back(option);
      }
    }
    return found;
  }

  [[nodiscard]] const CLI::Option* option_named(const std::string& name) const {
    const auto all = options();
    const auto found = std::ranges::find_if(
        all, [&](const CLI::Option* option) { return option->check_name(name); });
    return found == all.end() ? nullptr : *found;
  }

  /// The argument being typed; null: there may be no more.
  [[nodiscard]] const CLI::Option* argument() const {
    std::vector<const CLI::Option*> all = all_options(*app_);
    std::erase_if(all, [](const CLI::Option* option) { return !option->get_positional(); });
    return arguments_ < all.size() ? all[arguments_] : nullptr;
  }

 private:
  void take_option(const std::string& word) {
    const auto equals = word.find('=');
    const CLI::Option* option = option_named(word.substr(0, equals));
    if (option == nullptr) return;
    used_.push_back(option);
    if (option->get_items_expected_max() == 0 || option->get_type_size() == 0) return;
    if (equals == std::string::npos) {
      pending_ = option;
    } else {
      value_of(*option, word.substr(equals + 1));
    }
  }

  void value_of(const CLI::Option& option, const std::string& value) {
    if (option.check_name("--dispatcher")) connection_.dispatcher = value;
    if (option.check_name("--key")) connection_.key_file = value;
  }

  [[nodiscard]] const CLI::App* command_named(const std::string& word) const {
    const auto named = app_->get_subcommands(
        [&](const CLI::App* sub) { return !sub->get_name().empty() && sub->get_name() == word; });
    return named.empty() ? nullptr : named.front();
  }

  const CLI::App* app_;
  const CLI::Option* pending_ = nullptr;
  std::size_t arguments_ = 0;
  bool only_arguments_ = false;
  Connection connection_ = connection_of_environment();
  std::vector<const CLI::Option*> used_;
};

/// "TEXT:{served,incomplete}" has a closed set.
std::vector<Candidate> set_of(const std::string& type) {
  const auto begin = type.find('{');
  const auto end = type.find('}', begin == std::string::npos ? 0 : begin);
  if (begin == std::string::npos || end == std::string::npos) return {};
  std::vector<Candidate> found;
  for (const std::string& value : CLI::detail::split(type.substr(begin + 1, end - begin - 1), ','))
    found.push_back({value, ""});
  return found;
}

void keep_beginning(std::vector<Candidate>& candidates, const std::string& typed) {
  std::erase_if(candidates, [&](const Candidate& one) { return !one.value.starts_with(typed); });
}

Offer values(const Line& line, const CLI::Option& option, const std::string& typed,
             const OpenShortly& open) {
  const std::string type = option.get_type_name();
  const auto is = [&](std::string_view kind) {
    return type == kind || type.starts_with(std::string{kind} + ':');
  };
  Offer found;
  if (is("FILE")) {
    found.files = Offer::Files::kFiles;
  } else if (is("DIR")) {
    found.files = Offer::Files::kFolders;
  } else if (found.candidates = set_of(type); found.candidates.empty()) {
    found.candidates = values_of_hall(line.app().get_name(), type.substr(0, type.find(':')),
                                      line.connection(), open);
  }
  keep_beginning(found.candidates, typed);
  return found;
}

std::vector<Candidate> option_names(const Line& line) {
  std::vector<Candidate> found;
  for (const CLI::Option* option : line.options()) {
    const bool repeats = option->get_expected_max() > 1;
    if (line.used(option) && !repeats) continue;
    for (const std::string& name : option->get_lnames())
      found.push_back({"--" + name, option->get_description()});
  }
  return found;
}

std::vector<Candidate> commands(const CLI::App& app) {
  std::vector<Candidate> found;
  for (const CLI::App* sub : app.get_subcommands([](const CLI::App*) { return true; })) {
    if (!sub->get_name().empty() && !sub->get_group().empty())
      found.push_back({sub->get_name(), sub->get_description()});
  }
  return found;
}

}  // namespace

Connection connection_of_environment() {
  Connection connection;
  const auto take = [](const char* name, std::string& into) {
    const char* value = std::getenv(name);
    if (value != nullptr && *value != '\0') into = value;
  };
  take("ANTRE_DISPATCHER", connection.dispatcher);
  take("ANTRE_KEY", connection.key_file);
  return connection;
}

Offer offer(const CLI::App& app, const std::vector<std::string>& words, const OpenShortly& open) {
  Line line{app};
  for (std::size_t i = 0; i + 1 < words.size(); ++i) line.take(words[i]);
  const std::string typed = words.empty() ? "" : words.back();
  if (const CLI::Option* option = line.pending()) return values(line, *option, typed, open);
  Offer found;
  if (line.may_be_option() && typed.starts_with('-')) {
    const auto equals = typed.find('=');
    if (equals != std::string::npos) {
      const CLI::Option* option = line.option_named(typed.substr(0, equals));
      return option == nullptr ? found : values(line, *option, typed.substr(equals + 1), open);
    }
    found.candidates = option_names(line);
  } else if (found.candidates = commands(line.app()); found.candidates.empty()) {
    const CLI::Option* argument = line.argument();
    return argument == nullptr ? found : values(line, *argument, typed, open);
  }
  keep_beginning(found.candidates, typed);
  return found;
}

std::string unquoted(const std::string& word) {
  std::string text;
  char quote = 0;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const char letter = word[i];
    if (quote == 0 && (letter == '"' || letter == '\'')) {
      quote = letter;
    } else if (letter == quote) {
      quote = 0;
    } else if (letter == '\\' && quote != '\'' && i + 1 < word.size()) {
      text += word[++i];
    } else {
      text += letter;
    }
  }
  const char* home = std::getenv("HOME");
  if (home != nullptr && word.starts_with("~/")) text = home + text.substr(1);
  return text;
}

std::string offer_text(const Offer& offer) {
  std::string text = offer.files == Offer::Files::kFiles     ? "files\n"
                     : offer.files == Offer::Files::kFolders ? "folders\n"
                                                             : "words\n";
  for (const Candidate& one : offer.candidates) {
    std::string line = one.about.empty() ? one.value : one.value + '\t' + one.about;
    // What people wrote somewhere must not make a second line, nor steer the terminal.
    std::ranges::replace_if(
        line,
        [](char letter) {
          const auto byte = static_cast<unsigned char>(letter);
          return (byte < 0x20 && letter != '\t') || byte == 0x7F;
        },
        ' ');
    text += line + '\n';
  }
  return text;
}

}  // namespace antre::cli
