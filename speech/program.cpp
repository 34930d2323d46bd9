// SPDX-License-Identifier: Apache-2.0
#include "speech/program.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <optional>
#include <utility>

#include "speech/child.hpp"

namespace antre::speech {
namespace {

using Clock = Child::Clock;

/// A minute and a half of sound at the program's rate is 4 MB; a program that writes for ever is
/// not read for ever.
constexpr std::size_t kMostBytes = 64U << 20U;

/// Reads to the end of `output`; empty when time is over, `waker` was rung or it is too much.
std::optional<std::string> read_until(int output, int waker, Clock::time_point deadline) {
  std::string bytes;
  std::array<char, 16'384> block{};
  for (;;) {
    const int left = left_ms(deadline);
    if (left == 0 || bytes.size() > kMostBytes) return std::nullopt;
    std::array<pollfd, 2> waiting{{{output, POLLIN, 0}, {waker, POLLIN, 0}}};
    if (::poll(waiting.data(), waiting.size(), left) < 0 && errno != EINTR) return std::nullopt;
    if (waiting[1].revents != 0) return std::nullopt;
    if (waiting[0].revents == 0) continue;
    const auto n = ::read(output, block.data(), block.size());
    if (n == 0) return bytes;
    if (n > 0) bytes.append(block.data(), static_cast<std::size_t>(n));
    if (n < 0 && errno != EINTR) return std::nullopt;
  }
}

}  // namespace

Result<std::string> Program::run(Task task, const std::stop_token& stop) const {
  const auto failed = [this](const std::string& why, ErrorCode code = ErrorCode::kIo) {
    return Error{code, fmt::format("{}: {}", options_.program, why)};
  };
  // A socket for what it reads: writing to a program that has ended must not raise SIGPIPE.
  std::array<int, 2> in{};
  std::array<int, 2> out{-1, -1};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, in.data()) != 0)
    return failed(std::strerror(errno));
  Descriptor words(in[0]);
  Descriptor its_input(in[1]);
  if (task.keep_output && ::pipe2(out.data(), O_CLOEXEC) != 0) return failed(std::strerror(errno));
  const Descriptor sound(out[0]);
  Descriptor its_output(out[1]);
  const Descriptor waker(::eventfd(0, EFD_CLOEXEC));

  const auto deadline = Clock::now() + task.limit;
  task.arguments.insert(task.arguments.begin(), options_.program);
  auto child = Child::start(std::move(task.arguments), its_input.get(), its_output.get());
  if (!child) return child.error();
  its_input.close();
  its_output.close();
  // Far less than a socket holds, so this does not wait for the program.
  static_cast<void>(::send(words.get(), task.input.data(), task.input.size(), MSG_NOSIGNAL));
  words.close();
  const std::stop_callback ring(stop, [&waker] {
    const std::uint64_t one = 1;
    static_cast<void>(::write(waker.get(), &one, sizeof one));
  });
  auto bytes = task.keep_output ? read_until(sound.get(), waker.get(), deadline)
                                : std::optional<std::string>(std::in_place);
  const int status = child->end(bytes ? deadline : Clock::now(), waker.get());
  const bool unwanted = stop.stop_requested();
  if (!bytes || unwanted || Clock::now() >= deadline)
    return failed(unwanted ? "no longer wanted" : "took too long", ErrorCode::kTimeout);
  if (status != 0) return failed(fmt::format("ended with status {}", status));
  return std::move(*bytes);
}

std::vector<std::string> Program::arguments_of(const Words& words) {
  return {"-v", words.voice, "-s", std::to_string(words.words_per_minute), "-b", "1", "--stdin"};
}

Result<std::string> Program::sound_of(const Words& words, const std::stop_token& stop) const {
  auto arguments = arguments_of(words);
  arguments.emplace_back("--stdout");
  return run({std::move(arguments), readable(words.text), true, options_.limit}, stop);
}

Result<void> Program::say_aloud(const Words& words, const std::stop_token& stop) const {
  auto said = run({arguments_of(words), readable(words.text), false, options_.aloud_limit}, stop);
  if (!said) return said.error();
  return {};
}

Result<std::string> Program::version(const std::stop_token& stop) const {
  return run({{"--version"}, {}, true, options_.limit}, stop);
}

std::string readable(const std::string& text) {
  // UTF-8's later bytes are 10xxxxxx: a text is cut in front of a character, never within one.
  const auto later = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; };
  std::size_t size = std::min(text.size(), kMaxSpoken);
  while (size > 0 && size < text.size() && later(text[size])) --size;
  std::string clean = text.substr(0, size);
  std::ranges::replace_if(
      clean,
      [](char c) {
        return (static_cast<unsigned char>(c) < ' ' && c != '\n') || c == '[' || c == ']';
      },
      ' ');
  return clean;
}

std::string voice_of(std::string_view language) {
  return language == "en" ? "en" : "id";
}

}  // namespace antre::speech
