// SPDX-License-Identifier: Apache-2.0
#include "link/key_watch.hpp"

#include <sys/inotify.h>

#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <cerrno>
#include <utility>

#include "link/file.hpp"
#include "link/keys.hpp"

namespace antre::link {
namespace {

// Complete files only (IN_CLOSE_WRITE and moves, not IN_MODIFY), and every way of going away.
constexpr std::uint32_t kChanges = IN_CLOSE_WRITE | IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM |
                                   IN_DELETE | IN_DELETE_SELF | IN_MOVE_SELF;

}  // namespace

KeyWatch::KeyWatch(boost::asio::io_context& io, std::function<void()> on_change)
    : on_change_(std::make_shared<std::function<void()>>(std::move(on_change))), fd_(io) {}

Result<void> KeyWatch::start(const std::filesystem::path& data) {
  Descriptor fd(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC));
  if (!fd) return io_error("watch", keys_folder(data), errno);
  for (const auto role : kRoles) {
    const auto folder = keys_folder(data) / role;
    if (::inotify_add_watch(fd.get(), folder.c_str(), kChanges) < 0) {
      return io_error("watch", folder, errno);
    }
  }
  fd_.assign(fd.release());
  read();
  return {};
}

void KeyWatch::read() {
  // The events are not looked at: the whole registry is read again, it is small.
  fd_.async_read_some(boost::asio::buffer(events_),
                      [this, held = std::weak_ptr<std::function<void()>>(on_change_)](
                          boost::system::error_code problem, std::size_t /*size*/) {
                        const auto on_change = held.lock();
                        if (problem || !on_change) return;
                        read();
                        (*on_change)();
                      });
}

}  // namespace antre::link
