// SPDX-License-Identifier: Apache-2.0
#include "printer/cups_device.hpp"

#include <cups/cups.h>

#include <array>

#include "printer/escpos_status.hpp"

namespace antre::printer {
namespace {

struct Place {
  std::string scheme;
  CupsAddress address;
};

Result<Place> place_of(const std::string& uri) {
  std::array<char, 32> scheme{};
  std::array<char, HTTP_MAX_URI> user{};
  std::array<char, HTTP_MAX_URI> host{};
  std::array<char, HTTP_MAX_URI> path{};
  int port = 0;
  const auto status = httpSeparateURI(
      HTTP_URI_CODING_ALL, uri.c_str(), scheme.data(), static_cast<int>(scheme.size()), user.data(),
      static_cast<int>(user.size()), host.data(), static_cast<int>(host.size()), &port, path.data(),
      static_cast<int>(path.size()));
  Place place{scheme.data(), {host.data(), port, false}};
  place.address.encrypted = place.scheme == "ipps";
  const bool asked = place.scheme == "ipp" || place.scheme == "ipps" || place.scheme == "socket";
  if (status < HTTP_URI_STATUS_OK || !asked || place.address.host.empty()) {
    return Error{ErrorCode::kInvalid, "the printer at \"" + uri + "\" cannot be asked directly"};
  }
  return place;
}

}  // namespace

Result<PrinterSeen> ask_device(const std::string& uri, std::chrono::milliseconds timeout) {
  const auto place = place_of(uri);
  if (!place) {
    return place.error();
  }
  if (place->scheme == "socket") {
    return ask_escpos_status(place->address.host, place->address.port, timeout);
  }
  auto connection = CupsConnection::open(place->address, timeout);
  if (!connection) {
    return connection.error();
  }
  return connection->device(uri);
}

Result<PageAbilities> device_abilities(const std::string& uri, std::chrono::milliseconds timeout) {
  const auto place = place_of(uri);
  if (!place) {
    return place.error();
  }
  if (place->scheme == "socket") {
    return Error{ErrorCode::kInvalid, "the printer at \"" + uri + "\" does not speak IPP"};
  }
  auto connection = CupsConnection::open(place->address, timeout);
  if (!connection) {
    return connection.error();
  }
  return connection->device_abilities(uri);
}

}  // namespace antre::printer
