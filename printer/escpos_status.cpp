// SPDX-License-Identifier: Apache-2.0
#include "printer/escpos_status.hpp"

#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <span>

namespace antre::printer {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::array<std::uint8_t, 9> kQuestions = {0x10, 4, 2, 0x10, 4, 3, 0x10, 4, 4};
constexpr unsigned kFixedMask = 0x93;
constexpr unsigned kFixedBits = 0x12;

struct AddressDeleter {
  void operator()(addrinfo* list) const { freeaddrinfo(list); }
};

class Socket {
 public:
  explicit Socket(const addrinfo& address)
      : fd_(::socket(address.ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)) {}
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;
  ~Socket() {
    if (fd_ >= 0) {
      ::close(fd_);
    }
  }

  bool connect(const addrinfo& address, Clock::time_point until) const {
    if (fd_ < 0) {
      return false;
    }
    if (::connect(fd_, address.ai_addr, address.ai_addrlen) == 0) {
      return true;
    }
    int error = 0;
    socklen_t size = sizeof(error);
    return errno == EINPROGRESS && ready(POLLOUT, until) &&
           ::getsockopt(fd_, SOL_SOCKET, SO_ERROR, &error, &size) == 0 && error == 0;
  }

  bool send(std::span<const std::uint8_t> bytes) const {
    // Nine bytes always fit into an empty buffer.
    return ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL) ==
           static_cast<ssize_t>(bytes.size());
  }

  bool receive(std::span<std::uint8_t> bytes, Clock::time_point until) const {
    while (!bytes.empty()) {
      if (!ready(POLLIN, until)) {
        return false;
      }
      const auto got = ::recv(fd_, bytes.data(), bytes.size(), 0);
      if (got <= 0) {
        return false;
      }
      bytes = bytes.subspan(static_cast<std::size_t>(got));
    }
    return true;
  }

 private:
  [[nodiscard]] bool ready(short events, Clock::time_point until) const {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
    pollfd waiting{fd_, events, 0};
    return ::poll(&waiting, 1, static_cast<int>(std::max<std::int64_t>(0, left))) == 1;
  }

  int fd_;
};

}  // namespace

std::optional<std::vector<std::string>> escpos_reasons(const EscposStatus& status) {
  for (const unsigned byte : status) {
    if ((byte & kFixedMask) != kFixedBits) {
      return std::nullopt;
    }
  }
  const unsigned offline = status[0];
  const unsigned error = status[1];
  const unsigned paper = status[2];
  std::vector<std::string> reasons;
  if ((paper & 0x60U) != 0 || (offline & 0x20U) != 0) {
    reasons.emplace_back("media-empty-error");
  } else if ((paper & 0x0CU) != 0) {
    reasons.emplace_back("media-low-warning");
  }
  if ((offline & 0x04U) != 0) {
    reasons.emplace_back("cover-open-error");
  }
  if ((error & 0x08U) != 0) {
    reasons.emplace_back("cutter-error-error");
  } else if ((error & 0x60U) != 0) {
    reasons.emplace_back("media-jam-error");
  }
  return reasons;
}

Result<PrinterSeen> ask_escpos_status(const std::string& host, int port,
                                      std::chrono::milliseconds timeout) {
  const Error silent{ErrorCode::kUnreachable, "the printer at " + host + ":" +
                                                  std::to_string(port) + " does not say how it is"};
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  // A name would be looked up for as long as the resolver likes; printers have fixed addresses.
  hints.ai_flags = AI_NUMERICSERV | AI_NUMERICHOST;
  addrinfo* found = nullptr;
  const std::string service = std::to_string(port);
  if (getaddrinfo(host == "localhost" ? "127.0.0.1" : host.c_str(), service.c_str(), &hints,
                  &found) != 0) {
    return silent;
  }
  const std::unique_ptr<addrinfo, AddressDeleter> address(found);
  const Socket socket(*address);
  EscposStatus status{};
  if (!socket.connect(*address, Clock::now() + timeout) || !socket.send(kQuestions) ||
      !socket.receive(status, Clock::now() + timeout)) {
    return silent;
  }
  auto reasons = escpos_reasons(status);
  if (!reasons) {
    return silent;
  }
  PrinterSeen seen;
  seen.reasons = std::move(*reasons);
  return seen;
}

}  // namespace antre::printer
