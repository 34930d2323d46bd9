// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string_view>

namespace antre::ui {

/// Where the pictures, themes and texts are: $ANTRE_ASSETS; else share/antre/assets beside the
/// program's bin; else the assets folder of the source tree that the build folder lies in. Looked
/// up at each call, nothing is compiled in.
[[nodiscard]] std::filesystem::path asset_folder();
/// A file below it, for example "icons/bell.svg"; it may not exist.
[[nodiscard]] std::filesystem::path asset_path(std::string_view relative);

}  // namespace antre::ui
