// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "link/file.hpp"
#include "protocol/result.hpp"

namespace antre::test {

/// What a client keeps for the test: one line an occurrence, written before the client acts on it,
/// so that a kill at any moment leaves a record of all that anybody could have seen.
class Record {
 public:
  enum class What : char {
    kSent = 'S',     ///< a request, before it is kept and sent for the first time
    kReply = 'R',    ///< the bytes of its reply, whether they came by themselves or in a settle
    kNotDone = 'N',  ///< settled as not executed
    kUnknown = 'U',  ///< settled, and nobody knows
    kProblem = 'P'   ///< something that should not have happened; the text
  };

  [[nodiscard]] static Result<Record> open(const std::filesystem::path& file);
  void write(What what, const std::string& session, std::uint64_t n, std::string_view text);

 private:
  explicit Record(link::Descriptor file) : file_(std::move(file)) {}
  link::Descriptor file_;
};

/// Everything that one client knows of one of its requests.
struct Told {
  std::string request;
  std::set<std::string> replies;  ///< each different one
  int times = 0;                  ///< replies in all
  bool not_done = false;
  bool unknown = false;
};
struct Book {
  std::map<std::pair<std::string, std::uint64_t>, Told> requests;  ///< by session and n
  std::set<std::string> problems;
};
/// Reads a record; a last line that a kill tore apart is left out.
[[nodiscard]] Book read_book(const std::filesystem::path& file);

}  // namespace antre::test
