// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
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

  /// True when there is a row. Errors: as `sqlite_error` has them.
  [[nodiscard]] Result<YesNo> step();
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
  /// kImmutable: neither locks nor anything beside the file are wanted. Only for a file without a
  /// WAL that nobody writes.
  enum class Mode { kReadWrite, kReadOnly, kImmutable };

  /// Opens the file; kReadWrite makes it when missing. Errors: as `sqlite_error` has them.
  [[nodiscard]] static Result<Database> open(const std::filesystem::path& file, Mode mode);

  [[nodiscard]] Result<Statement> prepare(std::string_view sql);
  /// Runs statements that give no rows of interest.
  [[nodiscard]] Result<void> execute(const char* sql);
  /// The one number that a statement gives.
  [[nodiscard]] Result<std::int64_t> number(std::string_view sql);
  /// Writes what this connection sees into another, empty one, some pages at a time; `go_on` is
  /// asked before each step, and false ends it with kUnavailable. While a read transaction is open
  /// here, all of it is of one moment. Errors: as `sqlite_error` has them, of the side that failed.
  [[nodiscard]] Result<void> copy_to(Database& copy, const std::function<bool()>& go_on);

 private:
  struct Closer {
    void operator()(sqlite3* database) const;
  };
  std::unique_ptr<sqlite3, Closer> database_;
};

/// What SQLite says about the last failure, as one sentence that names the file: kUnavailable when
/// the disk is full or nothing can be written there, kConflict when another process holds the file,
/// kInvalid when it is damaged or no database, else kIo.
[[nodiscard]] Error sqlite_error(sqlite3* database);

}  // namespace antre::store
