// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "link/file.hpp"

namespace antre::test {

/// Two machines and a cable between them: network namespaces of their own, removed with the object.
class Cable {
 public:
  /// Why this machine allows none; empty when it does.
  [[nodiscard]] static std::string why_not();

  /// Throws std::runtime_error with what `ip` said.
  Cable();
  ~Cable();
  Cable(const Cable&) = delete;
  Cable& operator=(const Cable&) = delete;

  [[nodiscard]] const std::string& left() const { return left_; }
  [[nodiscard]] const std::string& right() const { return right_; }
  [[nodiscard]] const std::string& left_address() const { return left_address_; }
  /// Pulled out at the right end, or put in again.
  void set(bool there) const;

  /// This thread, and what it starts meanwhile, is in that machine.
  class In {
   public:
    explicit In(const std::string& name);
    ~In();
    In(const In&) = delete;
    In& operator=(const In&) = delete;

   private:
    link::Descriptor before_;
  };

 private:
  void remove() const;
  std::string left_;
  std::string right_;
  std::string left_address_ = "10.83.71.1";
};

}  // namespace antre::test
