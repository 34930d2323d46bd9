// SPDX-License-Identifier: Apache-2.0
#include "ui/assets.hpp"

#include <array>
#include <cstdlib>
#include <system_error>

namespace antre::ui {
namespace fs = std::filesystem;

fs::path asset_folder() {
  if (const char* given = std::getenv("ANTRE_ASSETS"); given != nullptr && *given != '\0') {
    return given;
  }
  std::error_code ignored;
  const fs::path bin = fs::read_symlink("/proc/self/exe", ignored).parent_path();
  // A test program lies in a folder of the build tree that is as deep as its own name, so each
  // folder above is tried; an installed program finds its own share first.
  for (fs::path folder = bin; folder.has_relative_path(); folder = folder.parent_path()) {
    for (const fs::path& candidate : {folder / "share/antre/assets", folder / "assets"}) {
      if (fs::is_directory(candidate / "icons", ignored)) {
        return candidate;
      }
    }
  }
  return "assets";
}

fs::path asset_path(std::string_view relative) {
  return asset_folder() / relative;
}

}  // namespace antre::ui
