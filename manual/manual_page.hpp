// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace CLI {  // NOLINT(readability-identifier-naming): the library's own
class App;
}

/// Manual pages of our programs, made of the description of the command line that --help shows, so
/// that the two never differ.
namespace antre::manual {

/// The page of a program in the language of man(7). `program`: its name and version, "antre 0.1.0".
/// `date`: "2026-11-24". The end of each help becomes sections: what follows "Examples:" and other
/// headings is kept line for line, the rest is running text. Hidden options are left out.
[[nodiscard]] std::string page(const CLI::App& app, const std::string& program,
                               const std::string& date);

/// Gives a program the hidden option --man, which prints its page and ends it as --version does.
/// The page's date is $SOURCE_DATE_EPOCH's, else today's. `app` outlives the parse.
void offer_page(CLI::App& app, const std::string& program);

}  // namespace antre::manual
