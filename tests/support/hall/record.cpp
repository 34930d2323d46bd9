// SPDX-License-Identifier: Apache-2.0
#include "tests/support/hall/record.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <optional>
#include <sstream>

#include "tests/support/process.hpp"

namespace antre::test {
namespace {

constexpr std::string_view kEnd = " .";  // a line without it was torn

struct Line {
  Record::What what = Record::What::kProblem;
  std::string session;
  std::uint64_t n = 0;
  std::string text;
};

/// Takes the next word off; nothing when there is none.
std::optional<std::string_view> word(std::string_view& rest) {
  const auto space = rest.find(' ');
  if (space == std::string_view::npos) return std::nullopt;
  const auto taken = rest.substr(0, space);
  rest.remove_prefix(space + 1);
  return taken;
}

std::optional<Line> parse(std::string_view text) {
  if (!text.ends_with(kEnd)) return std::nullopt;
  text.remove_suffix(kEnd.size());
  const auto what = word(text);
  const auto session = word(text);
  const auto n = word(text);
  if (!what || what->size() != 1 || !session || !n) return std::nullopt;
  Line line{Record::What(what->front()), std::string(*session), 0, std::string(text)};
  const auto read = std::from_chars(n->data(), n->data() + n->size(), line.n);
  if (read.ec != std::errc{}) return std::nullopt;
  return line;
}

}  // namespace

Result<Record> Record::open(const std::filesystem::path& file) {
  const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (fd < 0) return link::io_error("open", file, errno);
  Record record{link::Descriptor(fd)};
  // Whatever the last run was torn away from ends here.
  if (::write(fd, "\n", 1) != 1) return link::io_error("write", file, errno);
  return record;
}

void Record::write(What what, const std::string& session, std::uint64_t n, std::string_view text) {
  const auto line = fmt::format("{} {} {} {}{}\n", static_cast<char>(what),
                                session.empty() ? "-" : session, n, text, kEnd);
  // One write: a killed process has written all of it or none.
  const auto written = ::write(file_.get(), line.data(), line.size());
  ANTRE_ASSERT(written == static_cast<ssize_t>(line.size()));
}

Book read_book(const std::filesystem::path& file) {
  Book book;
  std::istringstream lines(read_file(file));
  for (std::string text; std::getline(lines, text);) {
    const auto line = parse(text);
    if (!line) continue;
    auto& told = book.requests[{line->session, line->n}];
    switch (line->what) {
      case Record::What::kSent:
        told.request = line->text;
        break;
      case Record::What::kReply:
        told.replies.insert(line->text);
        ++told.times;
        break;
      case Record::What::kNotDone:
        told.not_done = true;
        break;
      case Record::What::kUnknown:
        told.unknown = true;
        break;
      case Record::What::kProblem:
        book.problems.insert(line->text);
        book.requests.erase({line->session, line->n});
        break;
    }
  }
  return book;
}

}  // namespace antre::test
