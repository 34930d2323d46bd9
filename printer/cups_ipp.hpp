// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cups/cups.h>

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "printer/cups_client.hpp"
#include "printer/spool_monitor.hpp"

/// What the files that speak IPP share. For them alone: it brings the headers of CUPS with it.
namespace antre::printer {

struct IppDeleter {
  void operator()(ipp_t* message) const { ippDelete(message); }
};
using Ipp = std::unique_ptr<ipp_t, IppDeleter>;

struct HttpDeleter {
  void operator()(http_t* http) const { httpClose(http); }
};

[[nodiscard]] inline Ipp new_request(ipp_op_t operation, const std::string& queue) {
  Ipp request(ippNewRequest(operation));
  std::array<char, HTTP_MAX_URI> uri{};
  httpAssembleURIf(HTTP_URI_CODING_ALL, uri.data(), static_cast<int>(uri.size()), "ipp", nullptr,
                   "localhost", 0, "/printers/%s", queue.c_str());
  ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", nullptr, uri.data());
  ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", nullptr,
               cupsUser());
  return request;
}

template <std::size_t N>
void ask_for(ipp_t* request, const std::array<const char*, N>& names) {
  ippAddStrings(request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes",
                static_cast<int>(N), nullptr, names.data());
}

/// The failure of the last request of this thread.
[[nodiscard]] inline Error last_error(const std::string& what) {
  const ipp_status_t status = cupsLastError();
  const char* text = cupsLastErrorString();
  const std::string detail = what + ": " + (text == nullptr ? "no answer" : text);
  // libcups reports a broken or silent connection as one of these.
  const bool silent = status == IPP_STATUS_ERROR_SERVICE_UNAVAILABLE ||
                      status == IPP_STATUS_ERROR_INTERNAL || status == IPP_STATUS_ERROR_TIMEOUT ||
                      status == IPP_STATUS_OK;
  return {silent ? ErrorCode::kUnreachable : ErrorCode::kInvalid, detail};
}

[[nodiscard]] inline bool failed(const Ipp& response) {
  return response == nullptr || ippGetStatusCode(response.get()) >= IPP_STATUS_ERROR_BAD_REQUEST;
}

[[nodiscard]] inline std::string text_of(ipp_t* message, const char* name) {
  ipp_attribute_t* attribute = ippFindAttribute(message, name, IPP_TAG_ZERO);
  const char* text = attribute == nullptr ? nullptr : ippGetString(attribute, 0, nullptr);
  return text == nullptr ? std::string() : std::string(text);
}

[[nodiscard]] inline int number_of(ipp_t* message, const char* name, ipp_tag_t tag, int otherwise) {
  ipp_attribute_t* attribute = ippFindAttribute(message, name, tag);
  return attribute == nullptr ? otherwise : ippGetInteger(attribute, 0);
}

/// The keywords or texts of an attribute; empty when it is not there.
[[nodiscard]] std::vector<std::string> words_of(ipp_t* message, const char* name);

/// printer-state and its reasons, as a queue and a printer give them.
[[nodiscard]] PrinterSeen printer_of(ipp_t* message);

struct CupsConnection::Impl {
  std::unique_ptr<http_t, HttpDeleter> http;

  [[nodiscard]] Ipp ask(Ipp request, const std::string& resource) const {
    // cupsDoRequest frees the request.
    return Ipp(cupsDoRequest(http.get(), request.release(), resource.c_str()));
  }
};

}  // namespace antre::printer
