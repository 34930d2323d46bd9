// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <utility>

#include "printer/cups_client.hpp"
#include "printer/cups_ipp.hpp"

/// What a queue or a printer says of itself.
namespace antre::printer {
namespace {

constexpr std::array kStateNames = {"printer-state", "printer-state-reasons",
                                    "printer-state-message", "printer-is-accepting-jobs",
                                    "device-uri"};
constexpr std::array kAbilityNames = {
    "pwg-raster-document-resolution-supported", "pwg-raster-document-type-supported",
    "printer-resolution-supported", "finishings-supported", "media-size-supported"};

Ipp device_request(const std::string& uri) {
  Ipp request(ippNewRequest(IPP_OP_GET_PRINTER_ATTRIBUTES));
  ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", nullptr, uri.c_str());
  return request;
}

std::string resource_of_uri(const std::string& uri) {
  const auto scheme = uri.find("://");
  const auto path = scheme == std::string::npos ? scheme : uri.find('/', scheme + 3);
  return path == std::string::npos ? "/" : uri.substr(path, uri.find('?', path) - path);
}

void add_resolutions(ipp_t* message, const char* name, std::vector<int>& resolutions) {
  ipp_attribute_t* attribute = ippFindAttribute(message, name, IPP_TAG_RESOLUTION);
  for (int index = 0; index < (attribute == nullptr ? 0 : ippGetCount(attribute)); ++index) {
    int down = 0;
    ipp_res_t units = IPP_RES_PER_INCH;
    const int across = ippGetResolution(attribute, index, &down, &units);
    if (across == down && across > 0) {
      resolutions.push_back(units == IPP_RES_PER_CM ? static_cast<int>(std::lround(across * 2.54))
                                                    : across);
    }
  }
}

/// A dimension is a number or a range.
std::pair<int, int> dimension_of(ipp_t* size, const char* name) {
  ipp_attribute_t* attribute = ippFindAttribute(size, name, IPP_TAG_ZERO);
  if (attribute == nullptr) {
    return {0, 0};
  }
  if (ippGetValueTag(attribute) == IPP_TAG_RANGE) {
    int most = 0;
    const int least = ippGetRange(attribute, 0, &most);
    return {least, most};
  }
  return {ippGetInteger(attribute, 0), ippGetInteger(attribute, 0)};
}

std::vector<MediaRange> sizes_of(ipp_t* message) {
  std::vector<MediaRange> sizes;
  ipp_attribute_t* attribute =
      ippFindAttribute(message, "media-size-supported", IPP_TAG_BEGIN_COLLECTION);
  for (int index = 0; index < (attribute == nullptr ? 0 : ippGetCount(attribute)); ++index) {
    ipp_t* size = ippGetCollection(attribute, index);
    const auto [narrow, wide] = dimension_of(size, "x-dimension");
    const auto [brief, tall] = dimension_of(size, "y-dimension");
    sizes.push_back({{narrow, brief}, {wide, tall}});
  }
  return sizes;
}

PageAbilities abilities_of(ipp_t* message) {
  PageAbilities able;
  add_resolutions(message, kAbilityNames[0], able.resolutions);
  if (able.resolutions.empty()) {
    add_resolutions(message, kAbilityNames[2], able.resolutions);
  }
  able.color_types = words_of(message, kAbilityNames[1]);
  able.sizes = sizes_of(message);
  ipp_attribute_t* finishings = ippFindAttribute(message, kAbilityNames[3], IPP_TAG_ENUM);
  able.trim = finishings != nullptr && ippContainsInteger(finishings, IPP_FINISHINGS_TRIM) != 0;
  return able;
}

}  // namespace

std::vector<std::string> words_of(ipp_t* message, const char* name) {
  std::vector<std::string> words;
  ipp_attribute_t* attribute = ippFindAttribute(message, name, IPP_TAG_KEYWORD);
  for (int index = 0; index < (attribute == nullptr ? 0 : ippGetCount(attribute)); ++index) {
    if (const char* word = ippGetString(attribute, index, nullptr)) {
      words.emplace_back(word);
    }
  }
  return words;
}

PrinterSeen printer_of(ipp_t* message) {
  PrinterSeen seen;
  seen.stopped =
      number_of(message, "printer-state", IPP_TAG_ENUM, IPP_PSTATE_IDLE) == IPP_PSTATE_STOPPED;
  seen.message = text_of(message, "printer-state-message");
  seen.device_uri = text_of(message, "device-uri");
  if (ipp_attribute_t* accepting =
          ippFindAttribute(message, "printer-is-accepting-jobs", IPP_TAG_BOOLEAN)) {
    seen.accepting = ippGetBoolean(accepting, 0) != 0;
  }
  seen.reasons = words_of(message, "printer-state-reasons");
  std::erase(seen.reasons, "none");
  return seen;
}

Result<PrinterSeen> CupsConnection::printer(const std::string& queue) {
  Ipp request = new_request(IPP_OP_GET_PRINTER_ATTRIBUTES, queue);
  ask_for(request.get(), kStateNames);
  const Ipp response = impl_->ask(std::move(request), "/");
  if (failed(response)) {
    return last_error("the queue " + queue + " cannot be asked");
  }
  return printer_of(response.get());
}

Result<PrinterSeen> CupsConnection::device(const std::string& uri) {
  Ipp request = device_request(uri);
  ask_for(request.get(), kStateNames);
  const Ipp response = impl_->ask(std::move(request), resource_of_uri(uri));
  if (failed(response)) {
    return last_error("the printer at " + uri + " cannot be asked");
  }
  return printer_of(response.get());
}

Result<PageAbilities> CupsConnection::abilities(const std::string& queue) {
  Ipp request = new_request(IPP_OP_GET_PRINTER_ATTRIBUTES, queue);
  ask_for(request.get(), kAbilityNames);
  const Ipp response = impl_->ask(std::move(request), "/");
  if (failed(response)) {
    return last_error("the queue " + queue + " cannot be asked what it takes");
  }
  return abilities_of(response.get());
}

Result<PageAbilities> CupsConnection::device_abilities(const std::string& uri) {
  Ipp request = device_request(uri);
  ask_for(request.get(), kAbilityNames);
  const Ipp response = impl_->ask(std::move(request), resource_of_uri(uri));
  if (failed(response)) {
    return last_error("the printer at " + uri + " cannot be asked what it takes");
  }
  return abilities_of(response.get());
}

}  // namespace antre::printer
