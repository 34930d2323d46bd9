// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "protocol/codec.hpp"

namespace antre::sim {

/// Reads what goes over the wire, the same bytes once: a reply is looked at by the checker and then
/// by its client, an update by every client of the hall, and reading them was most of what a seed
/// costs. Reading is a pure function of the bytes, so nobody sees a difference.
class Reader {
 public:
  template <class T>
  using Read = std::shared_ptr<const Result<T>>;

  [[nodiscard]] Read<Reply> reply(std::string_view bytes) { return replies_.get(bytes); }
  [[nodiscard]] Read<Update> update(std::string_view bytes) { return updates_.get(bytes); }

 private:
  template <class T, Result<T> (*kDecode)(std::string_view, const codec::Limits&)>
  class Memo {
   public:
    [[nodiscard]] Read<T> get(std::string_view bytes) {
      std::string key(bytes);
      if (const auto found = known_.find(key); found != known_.end()) return found->second;
      auto read = std::make_shared<const Result<T>>(kDecode(bytes, codec::kTrusted));
      if (order_.size() == kMost) {
        known_.erase(order_.front());
        order_.pop_front();
      }
      order_.push_back(key);
      known_.emplace(std::move(key), read);
      return read;
    }

   private:
    // What is late by more than this many others is read again.
    static constexpr std::size_t kMost = 256;
    std::unordered_map<std::string, Read<T>> known_;
    std::deque<std::string> order_;
  };

  Memo<Reply, codec::decode_reply> replies_;
  Memo<Update, codec::decode_update> updates_;
};

}  // namespace antre::sim
