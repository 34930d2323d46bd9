// SPDX-License-Identifier: Apache-2.0
#include "printer/whole_file.hpp"

#include <cerrno>
#include <fstream>
#include <string>
#include <system_error>

namespace antre::printer {
namespace {

Error io_error(const std::filesystem::path& path, const std::error_code& code) {
  return {ErrorCode::kIo, path.string() + " cannot be written: " + code.message()};
}

}  // namespace

Result<void> write_whole(const std::filesystem::path& file, std::string_view bytes) {
  const auto temporary = file.parent_path() / ("." + file.filename().string() + ".new");
  std::error_code failed;
  errno = 0;
  std::ofstream stream(temporary, std::ios::binary | std::ios::trunc);
  stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  // A full disk may show only when the last bytes leave the buffer.
  stream.close();
  if (!stream) {
    const std::error_code reason(errno == 0 ? EIO : errno, std::generic_category());
    std::filesystem::remove(temporary, failed);
    return io_error(file, reason);
  }
  std::filesystem::rename(temporary, file, failed);
  if (failed) {
    const Error error = io_error(file, failed);
    std::filesystem::remove(temporary, failed);
    return error;
  }
  return {};
}

}  // namespace antre::printer
