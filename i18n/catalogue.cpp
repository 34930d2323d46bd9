// SPDX-License-Identifier: Apache-2.0
#include "i18n/catalogue.hpp"

#include <fmt/format.h>

#include <boost/locale.hpp>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <locale>
#include <stdexcept>
#include <system_error>
#include <vector>

namespace antre::i18n {
namespace {

namespace fs = std::filesystem;

constexpr const char* kDomain = "antre";
constexpr std::string_view kFallback = "id";

// Where catalogues may be, best first: $ANTRE_ASSETS (or its neighbour, as installed), then
// share/antre/i18n beside the program's bin or in a folder above it.
std::vector<fs::path> folders() {
  std::vector<fs::path> found;
  if (const char* given = std::getenv("ANTRE_ASSETS"); given != nullptr && *given != '\0') {
    found.push_back(fs::path{given} / "i18n");
    found.push_back(fs::path{given}.parent_path() / "i18n");
  }
  std::error_code ignored;
  const fs::path bin = fs::read_symlink("/proc/self/exe", ignored).parent_path();
  for (fs::path folder = bin; folder.has_relative_path(); folder = folder.parent_path()) {
    found.push_back(folder / "share" / "antre" / "i18n");
  }
  return found;
}

fs::path catalogue_file(const fs::path& folder, const std::string& language) {
  return folder / language / "LC_MESSAGES" / "antre.mo";
}

fs::path folder_of(const std::string& language) {
  std::error_code ignored;
  const auto all = folders();
  for (const fs::path& folder : all) {
    if (fs::is_regular_file(catalogue_file(folder, language), ignored)) return folder;
  }
  const std::string looked =
      all.empty() ? std::string{"share/antre/i18n"} : catalogue_file(all.back(), language).string();
  const std::string first = all.empty() ? looked : catalogue_file(all.front(), language).string();
  throw std::runtime_error{fmt::format(
      "no texts for the language '{}': {} is not there (nor in the folders above it); set "
      "ANTRE_ASSETS to the folder that has i18n/{}/LC_MESSAGES/antre.mo",
      language, first, language)};
}

std::locale messages_of(const std::string& language) {
  namespace bl = boost::locale;
  // `std` needs no system locale and no ICU data, so that Javanese works on every machine.
  auto backends = bl::localization_backend_manager::global();
  backends.select("std");
  bl::generator make{backends};
  make.categories(bl::category_t::message);
  make.characters(bl::char_facet_t::char_f);
  make.add_messages_path(folder_of(language).string());
  make.add_messages_domain(kDomain);
  return make(language + ".UTF-8");
}

}  // namespace

struct Catalogue::Texts {
  std::string language;
  std::locale own;
  std::locale fallback;
};

Catalogue Catalogue::load(const std::string& language) {
  Catalogue result;
  const std::locale fallback = messages_of(std::string{kFallback});
  const std::locale own = language == kFallback ? fallback : messages_of(language);
  result.texts_ = std::make_shared<const Texts>(Texts{language, own, fallback});
  return result;
}

const std::string& Catalogue::language() const {
  return texts_->language;
}

std::string Catalogue::text(std::string_view key) const {
  const std::string name{key};
  std::string found = boost::locale::dgettext(kDomain, name.c_str(), texts_->own);
  if (found != name) return found;
  return boost::locale::dgettext(kDomain, name.c_str(), texts_->fallback);
}

std::string Catalogue::count(std::string_view key, int n) const {
  const std::string name{key};
  const auto form = [&](const std::locale& where) {
    return boost::locale::dngettext(kDomain, name.c_str(), name.c_str(), n, where);
  };
  std::string found = form(texts_->own);
  if (found == name) found = form(texts_->fallback);
  return fill(std::move(found), fmt::make_format_args(n));
}

std::string Catalogue::fill(std::string text, fmt::format_args args) {
  try {
    return fmt::vformat(text, args);
  } catch (const fmt::format_error&) {
    return text;  // a slip in a catalogue must not stop a hall
  }
}

}  // namespace antre::i18n
