// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "link/file.hpp"
#include "protocol/result.hpp"

namespace antre::link {

/// The one request that a client has in flight, kept over a crash or a power cut: whoever starts
/// next asks what became of it (`settle`). Saved, with fsync, before the first send. One thread; a
/// lock on `PATH.lock` keeps a second program away.
///
/// The file: "ANTREOB1", then n (8 bytes, little-endian), the lengths of session and request (4
/// bytes each, little-endian), both, then BLAKE2b-256 of all that. A file that does not fit its
/// checksum was torn in writing; it is told by `problem()` and its content is ignored: what is not
/// whole on disk was never sent.
class Outbox {
 public:
  struct Pending {
    std::string session;
    std::uint64_t n = 0;
    std::string request;  ///< the encoded request as it was or would have been sent
    bool operator==(const Pending&) const = default;
  };

  /// Opens and locks. Errors: kIo; kInvalid when another program holds it, or when others may read
  /// or replace it.
  [[nodiscard]] static Result<Outbox> open(const std::filesystem::path& path);

  /// What was in flight; nothing when all is answered.
  [[nodiscard]] const std::optional<Pending>& pending() const { return pending_; }
  /// What was wrong with the file found by `open`; empty when nothing was.
  [[nodiscard]] const std::string& problem() const { return problem_; }

  /// Keeps a request, durably when it returns. Errors: kIo, kTooLarge; then it must not be sent.
  [[nodiscard]] Result<void> save(Pending pending);
  /// The request is answered.
  [[nodiscard]] Result<void> clear();

  /// The bytes of the file, and back. Errors: kInvalid for bytes that `write` did not make. Pure.
  [[nodiscard]] static std::string write(const Pending& pending);
  [[nodiscard]] static Result<Pending> parse(std::string_view bytes);

 private:
  Outbox(std::filesystem::path path, Descriptor lock);

  std::filesystem::path path_;
  Descriptor lock_;
  std::optional<Pending> pending_;
  std::string problem_;
};

}  // namespace antre::link
