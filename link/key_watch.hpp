// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <filesystem>
#include <functional>
#include <memory>

#include "protocol/result.hpp"

namespace antre::link {

/// Says when something in the registry of keys has changed (inotify). The call may come more often
/// than changes do. Lives in the loop's thread.
class KeyWatch {
 public:
  KeyWatch(boost::asio::io_context& io, std::function<void()> on_change);
  KeyWatch(const KeyWatch&) = delete;
  KeyWatch& operator=(const KeyWatch&) = delete;

  /// Begins to watch the folders of all roles, which must be there (`load_keys` makes them).
  [[nodiscard]] Result<void> start(const std::filesystem::path& data);

 private:
  void read();

  /// Held weakly by the handler of a read, which may run after this object is gone.
  std::shared_ptr<std::function<void()>> on_change_;
  boost::asio::posix::stream_descriptor fd_;
  std::array<char, 4096> events_{};
};

}  // namespace antre::link
