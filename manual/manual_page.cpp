// SPDX-License-Identifier: Apache-2.0
#include "manual/manual_page.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <ctime>
#include <string_view>
#include <utility>
#include <vector>

namespace antre::manual {
namespace {

constexpr std::array<std::string_view, 5> kPrograms{"antre", "antre-counter", "antre-dispatcher",
                                                    "antre-display", "antre-kiosk"};

/// Text as man(7) wants it; every hyphen as it is typed, so that what is copied works.
std::string escaped(std::string_view text) {
  std::string result;
  for (const char letter : text) {
    switch (letter) {
      case '\\':
        result += "\\e";
        break;
      case '-':
        result += "\\-";
        break;
      case '\'':
        result += "\\(aq";
        break;
      case '`':
        result += "\\(ga";
        break;
      case '^':
        result += "\\(ha";
        break;
      case '~':
        result += "\\(ti";
        break;
      default:
        result += letter;
    }
  }
  return result;
}

/// A line of its own: one that begins as a request would must not be one.
std::string line(std::string_view text) {
  return text.starts_with('.') ? "\\&" + escaped(text) : escaped(text);
}

std::string upper(std::string_view text) {
  std::string result{text};
  std::ranges::transform(result, result.begin(), [](unsigned char letter) {
    return static_cast<char>(std::toupper(letter));
  });
  return result;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const auto end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

/// A part of what stands at the end of a help.
struct Part {
  std::string heading;             ///< "Examples"; empty: running text
  std::vector<std::string> lines;  ///< as they stand, indented ones, too
};

std::vector<Part> parts_of(const std::string& footer) {
  std::vector<Part> parts;
  bool begins = true;
  for (const std::string& text : lines_of(footer)) {
    if (text.empty()) {
      begins = true;
      continue;
    }
    constexpr std::string_view kStatus = "Exit status: ";
    const bool heading = text.ends_with(':') && !text.starts_with(' ');
    if (heading) {
      parts.push_back({text.substr(0, text.size() - 1), {}});
    } else if (text.starts_with(kStatus)) {
      parts.push_back({"Exit status", {text.substr(kStatus.size())}});
    } else {
      if (std::exchange(begins, false) && (parts.empty() || !text.starts_with(' ')))
        parts.push_back({});
      parts.back().lines.push_back(text);
    }
    begins = false;
  }
  std::erase_if(parts, [](const Part& part) { return part.lines.empty(); });
  return parts;
}

bool kept_as_it_is(const Part& part) {
  return std::ranges::any_of(part.lines,
                             [](const std::string& text) { return text.starts_with(' '); });
}

void add_lines(std::string& page, const Part& part) {
  if (!kept_as_it_is(part)) {
    for (const std::string& text : part.lines) page += line(text) + '\n';
    return;
  }
  page += ".nf\n";
  for (const std::string& text : part.lines) page += line(text) + '\n';
  page += ".fi\n";
}

/// "served|incomplete" of "TEXT:{served,incomplete}", "FILE", "N" of a plain number.
std::string kind_of(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  const auto open = type.find('{');
  const auto close = type.find('}');
  if (open != std::string::npos && close != std::string::npos && close > open) {
    std::string values = type.substr(open + 1, close - open - 1);
    std::ranges::replace(values, ',', '|');
    return values;
  }
  if (type.starts_with("INT") || type.starts_with("UINT") || type.starts_with("FLOAT")) return "N";
  return type == "HH:MM" ? type : type.substr(0, type.find(':'));
}

std::string names_of(const CLI::Option& option) {
  if (option.get_positional()) return fmt::format("\\fI{}\\fR", escaped(option.get_name(true)));
  std::string names;
  const auto add = [&](const std::string& name) {
    names += fmt::format("{}\\fB{}\\fR", names.empty() ? "" : ", ", escaped(name));
  };
  for (const std::string& name : option.get_snames()) add("-" + name);
  for (const std::string& name : option.get_lnames()) add("--" + name);
  if (option.get_type_size() != 0) names += fmt::format(" \\fI{}\\fR", escaped(kind_of(option)));
  return names;
}

void add_option(std::string& page, const CLI::Option& option) {
  page += fmt::format(".TP\n{}\n{}\n", names_of(option), line(option.get_description()));
  if (option.get_positional() && kind_of(option).find('|') != std::string::npos)
    page += fmt::format("One of {}.\n", escaped(kind_of(option)));
  if (!option.get_default_str().empty())
    page += fmt::format("(default: {})\n", escaped(option.get_default_str()));
  if (!option.get_envname().empty())
    page += fmt::format("(or ${})\n", escaped(option.get_envname()));
}

/// Of an app and of its option groups, which are apps without a name.
std::vector<const CLI::Option*> options_of(const CLI::App& app) {
  std::vector<const CLI::Option*> options;
  for (const CLI::Option* option : app.get_options()) {
    if (!option->get_group().empty()) options.push_back(option);
  }
  for (const CLI::App* group : app.get_subcommands([](const CLI::App*) { return true; })) {
    if (!group->get_name().empty()) continue;
    // CLI11 gives a group a --help of its own, which is the command's.
    for (const CLI::Option* option : options_of(*group)) {
      if (option != group->get_help_ptr()) options.push_back(option);
    }
  }
  return options;
}

std::vector<const CLI::App*> commands_of(const CLI::App& app) {
  return app.get_subcommands(
      [](const CLI::App* sub) { return !sub->get_name().empty() && !sub->get_group().empty(); });
}

/// "antre keys new ROLE NAME [OPTIONS]", without fonts.
std::string usage(const std::string& name, const CLI::App& app) {
  std::string text = name;
  bool options = false;
  for (const CLI::Option* option : options_of(app)) {
    if (!option->get_positional()) {
      options = options || option != app.get_help_ptr();
      continue;
    }
    const std::string argument = upper(option->get_name(true));
    text += option->get_required() ? ' ' + argument : fmt::format(" [{}]", argument);
  }
  if (options) text += " [OPTIONS]";
  return text;
}

void add_commands(std::string& page, const CLI::App& app, const std::string& name,
                  const std::string& inherited) {
  for (const CLI::App* command : commands_of(app)) {
    const std::string full = name + ' ' + command->get_name();
    const auto below = commands_of(*command);
    if (below.empty()) {
      page += fmt::format(".SS \"{}\"\n{}\n", escaped(usage(full, *command)),
                          line(command->get_description()));
      for (const CLI::Option* option : options_of(*command)) {
        if (option != command->get_help_ptr()) add_option(page, *option);
      }
      if (command->get_footer() == inherited) continue;
      for (const Part& part : parts_of(command->get_footer())) {
        page += ".PP\n";
        if (!part.heading.empty()) page += fmt::format("{}:\n.br\n", escaped(part.heading));
        add_lines(page, part);
      }
    } else {
      add_commands(page, *command, full, inherited);
    }
  }
}

void add_environment(std::string& page, const CLI::App& app) {
  std::string text;
  for (const CLI::Option* option : options_of(app)) {
    if (option->get_envname().empty()) continue;
    text += fmt::format(".TP\n\\fB{}\\fR\nstands in for {}\n", escaped(option->get_envname()),
                        escaped("--" + option->get_lnames().front()));
  }
  if (!text.empty()) page += ".SH ENVIRONMENT\n" + text;
}

std::string today() {
  const char* told = std::getenv("SOURCE_DATE_EPOCH");
  const std::time_t now = told == nullptr
                              ? std::time(nullptr)
                              : static_cast<std::time_t>(std::strtoll(told, nullptr, 10));
  return fmt::format("{:%Y-%m-%d}", fmt::gmtime(now));
}

}  // namespace

std::string page(const CLI::App& app, const std::string& program, const std::string& date) {
  const std::string name = program.substr(0, program.find(' '));
  std::string about = app.get_description();
  if (about.ends_with('.')) about.pop_back();
  std::string text = fmt::format(
      ".TH {} 1 \"{}\" \"{}\" \"Antre\"\n.SH NAME\n{} \\- {}\n.SH SYNOPSIS\n\\fB{}\\fR {}\n",
      upper(name), date, escaped(program), escaped(name), escaped(about), escaped(name),
      commands_of(app).empty() ? R"([\fIOPTIONS\fR])" : R"([\fIOPTIONS\fR] \fICOMMAND\fR)");
  const auto parts = parts_of(app.get_footer());
  text += ".SH DESCRIPTION\n" + line(app.get_description()) + '\n';
  for (const Part& part : parts) {
    if (!part.heading.empty()) continue;
    text += ".PP\n";
    add_lines(text, part);
  }
  text += ".SH OPTIONS\n";
  for (const CLI::Option* option : options_of(app)) add_option(text, *option);
  if (!commands_of(app).empty()) text += ".SH COMMANDS\n";
  add_commands(text, app, name, app.get_footer());
  add_environment(text, app);
  for (const Part& part : parts) {
    if (part.heading.empty()) continue;
    text += fmt::format(".SH {}\n", escaped(upper(part.heading)));
    add_lines(text, part);
  }
  text += ".SH SEE ALSO\n";
  std::string others;
  for (const std::string_view other : kPrograms) {
    if (other == name) continue;
    if (!others.empty()) others += " ,\n";
    others += fmt::format(".BR {} (1)", escaped(other));
  }
  return text + others + '\n';
}

void offer_page(CLI::App& app, const std::string& program) {
  app.add_flag_callback("--man",
                        [&app, program] {
                          std::string text = page(app, program, today());
                          text.pop_back();  // what prints it ends the line
                          throw CLI::CallForVersion(text, 0);
                        })
      ->group("");
}

}  // namespace antre::manual
