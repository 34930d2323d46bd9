// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "protocol/result.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace antre::store {

class Database;

/// A prepared statement. Bound texts and blobs are not copied: they must live until the step.
/// Belongs to its database's thread. An error of any call is kept and told by the next `step`.
class Statement {
 public:
  Statement() = default;

  Statement& bind(int index, std::int64_t value);
  Statement& bind_text(int index, std::string_view value);
  Statement& bind_blob(int index, std::string_view value);
  Statement& bind_null(int index);
  Statement& bind(int index, const std::optional<std::int64_t>& value) {
    return value ? bind(index, *value) : bind_null(index);
  }

  /// True when there is a row. Errors: kIo with what SQLite says.
  [[nodiscard]] Result<bool> step();
  /// Steps a statement that gives no rows, and makes it ready for the next use.
  [[nodiscard]] Result<void> run();
  /// Ready for other values.
  void reset();

  [[nodiscard]] std::int64_t number(int column) const;
  [[nodiscard]] std::optional<std::int64_t> number_or_null(int column) const;
  /// Text or blob; valid until the next step or reset.
  [[nodiscard]] std::string_view bytes(int column) const;

 private:
  friend class Database;
  struct Finalizer {
    void operator()(sqlite3_stmt* statement) const;
  };
  std::unique_ptr<sqlite3_stmt, Finalizer> statement_;
  int bind_error_ = 0;
};

/// A connection. Used by one thread at a time.
class Database {
 public:
  enum class Mode { kReadWrite, kReadOnly };

  /// Opens the file; kReadWrite makes it when missing. Errors: kIo.
  [[nodiscard]] static Result<Database> open(const std::filesystem::path& file, Mode mode);

  [[nodiscard]] Result<Statement> prepare(std::string_view sql);
  /// Runs statements that give no rows of interest.
  [[nodiscard]] Result<void> execute(const char* sql);
  /// The one number that a statement gives.
  [[nodiscard]] Result<std::int64_t> number(std::string_view sql);

 private:
  struct Closer {
    void operator()(sqlite3* database) const;
  };
  std::unique_ptr<sqlite3, Closer> database_;
};

/// What SQLite says about a failure, as kIo: "WHAT: why".
[[nodiscard]] Error sqlite_error(sqlite3* database, std::string_view what);

}  // namespace antre::store
