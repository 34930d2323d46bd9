// SPDX-License-Identifier: Apache-2.0
#include "link/outbox.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <sys/file.h>

#include <array>
#include <cerrno>
#include <utility>

namespace antre::link {
namespace {

constexpr std::string_view kMagic = "ANTREOB1";
constexpr std::size_t kHash = 32;
constexpr std::size_t kHead = kMagic.size() + 8 + 4 + 4;
// A request is at most 64 KiB on the wire; the rest of the file is under a kilobyte.
constexpr std::size_t kMaxFile = std::size_t{80} * 1024;

void put(std::string& bytes, std::uint64_t value, int size) {
  for (int i = 0; i < size; ++i) bytes += static_cast<char>((value >> (8U * unsigned(i))) & 0xFFU);
}

std::uint64_t get(std::string_view bytes) {
  std::uint64_t value = 0;
  for (std::size_t i = bytes.size(); i > 0; --i) {
    value = (value << 8U) | static_cast<unsigned char>(bytes[i - 1]);
  }
  return value;
}

std::string hash(std::string_view bytes) {
  std::array<unsigned char, kHash> out{};
  const std::basic_string<unsigned char> in(bytes.begin(), bytes.end());
  crypto_generichash(out.data(), out.size(), in.data(), in.size(), nullptr, 0);
  return {out.begin(), out.end()};
}

}  // namespace

Outbox::Outbox(std::filesystem::path path, Descriptor lock)
    : path_(std::move(path)), lock_(std::move(lock)) {}

std::string Outbox::write(const Pending& pending) {
  std::string bytes(kMagic);
  put(bytes, pending.n, 8);
  put(bytes, pending.session.size(), 4);
  put(bytes, pending.request.size(), 4);
  bytes += pending.session;
  bytes += pending.request;
  return bytes += hash(bytes);
}

Result<Outbox::Pending> Outbox::parse(std::string_view bytes) {
  const Error torn{ErrorCode::kInvalid, "the file is torn or not an outbox"};
  if (bytes.size() < kHead + kHash || !bytes.starts_with(kMagic)) return torn;
  const std::string_view body = bytes.substr(0, bytes.size() - kHash);
  if (bytes.substr(body.size()) != hash(body)) return torn;
  const std::size_t session_size = get(bytes.substr(kMagic.size() + 8, 4));
  const std::size_t request_size = get(bytes.substr(kMagic.size() + 12, 4));
  if (kHead + session_size + request_size != body.size()) return torn;
  return Pending{std::string(body.substr(kHead, session_size)), get(bytes.substr(kMagic.size(), 8)),
                 std::string(body.substr(kHead + session_size))};
}

Result<Outbox> Outbox::open(const std::filesystem::path& path) {
  if (path.has_parent_path()) {
    if (const auto made = make_private_folder(path.parent_path()); !made) return made.error();
    if (const auto closed = check_folder(path.parent_path()); !closed) return closed.error();
  }
  std::filesystem::path lock_path = path;
  lock_path += ".lock";
  Descriptor lock(::open(lock_path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (!lock) return io_error("open", lock_path, errno);
  if (::flock(lock.get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return io_error("lock", lock_path, errno);
    return Error{ErrorCode::kInvalid,
                 fmt::format("{} is in use by another program; each needs an outbox of its own",
                             path.string())};
  }
  Outbox outbox(path, std::move(lock));
  std::error_code problem;
  if (!std::filesystem::exists(path, problem)) return outbox;
  // The request may hold what a visitor typed, and with its session it could be asked about.
  const auto bytes = read_secret_file(path, kMaxFile);
  if (!bytes && bytes.error().code != ErrorCode::kTooLarge) return bytes.error();
  auto pending = bytes ? parse(*bytes) : Result<Pending>(bytes.error());
  if (pending) {
    outbox.pending_ = std::move(*pending);
  } else {
    outbox.problem_ = fmt::format("{}: {}", path.string(), pending.error().detail);
  }
  return outbox;
}

Result<void> Outbox::save(Pending pending) {
  const std::string bytes = write(pending);
  if (bytes.size() > kMaxFile) {
    return Error{ErrorCode::kTooLarge, "the request is too large to be kept"};
  }
  const auto written = write_durably(path_, bytes, IfThere::kReplace);
  if (!written) return written.error();
  pending_ = std::move(pending);
  return {};
}

Result<void> Outbox::clear() {
  const auto removed = remove_durably(path_);
  if (!removed) return removed.error();
  pending_.reset();
  return {};
}

}  // namespace antre::link
