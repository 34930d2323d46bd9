// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cli/door.hpp"

namespace CLI {  // NOLINT(readability-identifier-naming): the library's own
class App;
}

/// What a shell offers while somebody types a command line: made of the very description of the
/// commands that --help shows.
namespace antre::cli {

/// One thing that may stand at the cursor.
struct Candidate {
  std::string value;
  std::string about;  ///< may be empty
  bool operator==(const Candidate&) const = default;
};

/// What may stand at the cursor.
struct Offer {
  enum class Files { kNone, kFiles, kFolders };
  std::vector<Candidate> candidates;  ///< those only that begin with what is typed
  Files files = Files::kNone;         ///< the shell offers these itself
};

/// Asks the hall for a short moment; an error when it does not answer.
using OpenShortly = std::function<Result<std::unique_ptr<Door>>(const Connection&)>;

/// What may come at the end of `words`, of which the last is being typed and may be empty.
/// Services, counters and tickets are asked of the dispatcher that the words or the environment
/// name; where it does not answer there are none. Never an error.
[[nodiscard]] Offer offer(const CLI::App& app, const std::vector<std::string>& words,
                          const OpenShortly& open);

/// Words as bash has them, with quotes, backslashes and a "~" as they were typed.
[[nodiscard]] std::string unquoted(const std::string& word);

/// The lines that the shells' scripts read: first "files", "folders" or "words", then a line
/// "VALUE<tab>ABOUT" each.
[[nodiscard]] std::string offer_text(const Offer& offer);

/// The script that a shell reads at its start. `shell`: "bash" or "zsh".
[[nodiscard]] std::string completion_script(const std::string& shell);

}  // namespace antre::cli
