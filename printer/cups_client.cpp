// SPDX-License-Identifier: Apache-2.0
#include "printer/cups_client.hpp"

#include <cups/cups.h>
#include <sys/socket.h>

#include <array>
#include <charconv>
#include <utility>

namespace antre::printer {
namespace {

struct IppDeleter {
  void operator()(ipp_t* message) const { ippDelete(message); }
};
using Ipp = std::unique_ptr<ipp_t, IppDeleter>;

struct HttpDeleter {
  void operator()(http_t* http) const { httpClose(http); }
};

/// libcups would ask for a password on a terminal.
const char* no_password(const char* /*prompt*/, http_t* /*http*/, const char* /*method*/,
                        const char* /*resource*/, void* /*data*/) {
  return nullptr;
}

/// Called when a read or write has taken the timeout: 0 gives up.
int give_up(http_t* /*http*/, void* /*data*/) {
  return 0;
}

Ipp new_request(ipp_op_t operation, const std::string& queue) {
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

std::string resource_of(const std::string& queue) {
  return "/printers/" + queue;
}

/// The failure of the last request of this thread.
Error last_error(const std::string& what) {
  const ipp_status_t status = cupsLastError();
  const char* text = cupsLastErrorString();
  const std::string detail = what + ": " + (text == nullptr ? "no answer" : text);
  // libcups reports a broken or silent connection as one of these.
  const bool silent = status == IPP_STATUS_ERROR_SERVICE_UNAVAILABLE ||
                      status == IPP_STATUS_ERROR_INTERNAL || status == IPP_STATUS_ERROR_TIMEOUT ||
                      status == IPP_STATUS_OK;
  return {silent ? ErrorCode::kUnreachable : ErrorCode::kInvalid, detail};
}

bool failed(const Ipp& response) {
  return response == nullptr || ippGetStatusCode(response.get()) >= IPP_STATUS_ERROR_BAD_REQUEST;
}

std::string text_of(ipp_t* message, const char* name) {
  ipp_attribute_t* attribute = ippFindAttribute(message, name, IPP_TAG_ZERO);
  const char* text = attribute == nullptr ? nullptr : ippGetString(attribute, 0, nullptr);
  return text == nullptr ? std::string() : std::string(text);
}

int number_of(ipp_t* message, const char* name, ipp_tag_t tag, int otherwise) {
  ipp_attribute_t* attribute = ippFindAttribute(message, name, tag);
  return attribute == nullptr ? otherwise : ippGetInteger(attribute, 0);
}

JobPhase phase_of(int state) {
  switch (state) {
    case IPP_JSTATE_HELD:
      return JobPhase::kHeld;
    case IPP_JSTATE_PROCESSING:
      return JobPhase::kProcessing;
    case IPP_JSTATE_STOPPED:
      return JobPhase::kStopped;
    case IPP_JSTATE_CANCELED:
      return JobPhase::kCanceled;
    case IPP_JSTATE_ABORTED:
      return JobPhase::kAborted;
    case IPP_JSTATE_COMPLETED:
      return JobPhase::kCompleted;
    default:
      return JobPhase::kPending;
  }
}

}  // namespace

struct CupsConnection::Impl {
  std::unique_ptr<http_t, HttpDeleter> http;

  [[nodiscard]] Ipp ask(Ipp request, const std::string& resource) const {
    // cupsDoRequest frees the request.
    return Ipp(cupsDoRequest(http.get(), request.release(), resource.c_str()));
  }
};

Result<CupsAddress> parse_cups_address(const std::string& text) {
  CupsAddress address;
  const auto colon = text.rfind(':');
  const bool bare_v6 = text.find(':') != colon && text.find(']') == std::string::npos;
  if (text.starts_with('/') || colon == std::string::npos || bare_v6 || text.ends_with(']')) {
    address.host = text;
  } else {
    address.host = text.substr(0, colon);
    const char* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data() + colon + 1, end, address.port);
    if (error != std::errc() || stopped != end || address.port < 1 || address.port > 65535) {
      return Error{ErrorCode::kInvalid,
                   "the print server \"" + text + "\" does not end in a port (1 to 65535)"};
    }
  }
  if (address.host.starts_with('[') && address.host.ends_with(']')) {
    address.host = address.host.substr(1, address.host.size() - 2);
  }
  return address;
}

CupsConnection::CupsConnection(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
CupsConnection::CupsConnection(CupsConnection&&) noexcept = default;
CupsConnection& CupsConnection::operator=(CupsConnection&&) noexcept = default;
CupsConnection::~CupsConnection() = default;

Result<CupsConnection> CupsConnection::open(const CupsAddress& address,
                                            std::chrono::milliseconds timeout) {
  cupsSetPasswordCB2(no_password, nullptr);  // kept by thread
  const std::string host = address.host.empty() ? std::string(cupsServer()) : address.host;
  const int port = address.port == 0 ? ippPort() : address.port;
  auto impl = std::make_unique<Impl>();
  impl->http.reset(httpConnect2(host.c_str(), port, nullptr, AF_UNSPEC,
                                HTTP_ENCRYPTION_IF_REQUESTED, 1, static_cast<int>(timeout.count()),
                                nullptr));
  if (impl->http == nullptr) {
    return Error{ErrorCode::kUnreachable,
                 "the print server at " + host +
                     (host.starts_with('/') ? "" : ":" + std::to_string(port)) +
                     " is not reached; is CUPS running?"};
  }
  httpSetTimeout(impl->http.get(), std::chrono::duration<double>(timeout).count(), give_up,
                 nullptr);
  return CupsConnection(std::move(impl));
}

Result<PrinterSeen> CupsConnection::printer(const std::string& queue) {
  Ipp request = new_request(IPP_OP_GET_PRINTER_ATTRIBUTES, queue);
  ask_for(request.get(), std::array{"printer-state", "printer-state-reasons",
                                    "printer-state-message", "printer-is-accepting-jobs"});
  const Ipp response = impl_->ask(std::move(request), "/");
  if (failed(response)) {
    return last_error("the queue " + queue + " cannot be asked");
  }
  PrinterSeen seen;
  seen.stopped = number_of(response.get(), "printer-state", IPP_TAG_ENUM, IPP_PSTATE_IDLE) ==
                 IPP_PSTATE_STOPPED;
  seen.message = text_of(response.get(), "printer-state-message");
  if (ipp_attribute_t* accepting =
          ippFindAttribute(response.get(), "printer-is-accepting-jobs", IPP_TAG_BOOLEAN)) {
    seen.accepting = ippGetBoolean(accepting, 0) != 0;
  }
  if (ipp_attribute_t* reasons =
          ippFindAttribute(response.get(), "printer-state-reasons", IPP_TAG_KEYWORD)) {
    for (int index = 0; index < ippGetCount(reasons); ++index) {
      std::string reason = ippGetString(reasons, index, nullptr);
      if (reason != "none") {
        seen.reasons.push_back(std::move(reason));
      }
    }
  }
  return seen;
}

Result<int> CupsConnection::create_job(const std::string& queue, const std::string& title) {
  Ipp request = new_request(IPP_OP_CREATE_JOB, queue);
  ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", nullptr, title.c_str());
  const Ipp response = impl_->ask(std::move(request), resource_of(queue));
  if (failed(response)) {
    return last_error("the queue " + queue + " takes no job");
  }
  const int job = number_of(response.get(), "job-id", IPP_TAG_INTEGER, 0);
  if (job <= 0) {
    return Error{ErrorCode::kInvalid, "the print server gave the job no number"};
  }
  return job;
}

Result<void> CupsConnection::send_document(const std::string& queue, int job,
                                           std::span<const std::uint8_t> bytes) {
  const Ipp request = new_request(IPP_OP_SEND_DOCUMENT, queue);
  ippAddInteger(request.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
  ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", nullptr,
               CUPS_FORMAT_RAW);
  ippAddBoolean(request.get(), IPP_TAG_OPERATION, "last-document", 1);
  const std::string resource = resource_of(queue);
  http_t* http = impl_->http.get();
  http_status_t status =
      cupsSendRequest(http, request.get(), resource.c_str(), CUPS_LENGTH_VARIABLE);
  if (status == HTTP_STATUS_CONTINUE) {
    status = cupsWriteRequestData(http, reinterpret_cast<const char*>(bytes.data()), bytes.size());
  }
  // Also after a failure: the answer says why.
  const Ipp response(cupsGetResponse(http, resource.c_str()));
  if (status != HTTP_STATUS_CONTINUE || failed(response)) {
    return last_error("the ticket could not be sent to the queue " + queue);
  }
  return {};
}

Result<JobSeen> CupsConnection::job(const std::string& queue, int job) {
  Ipp request = new_request(IPP_OP_GET_JOB_ATTRIBUTES, queue);
  ippAddInteger(request.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
  ask_for(request.get(), std::array{"job-state", "job-state-reasons", "job-printer-state-message"});
  const Ipp response = impl_->ask(std::move(request), "/");
  JobSeen seen;
  if (response != nullptr && ippGetStatusCode(response.get()) == IPP_STATUS_ERROR_NOT_FOUND) {
    seen.phase = JobPhase::kGone;
    return seen;
  }
  if (failed(response)) {
    return last_error("job " + std::to_string(job) + " cannot be asked after");
  }
  seen.phase = phase_of(number_of(response.get(), "job-state", IPP_TAG_ENUM, IPP_JSTATE_PENDING));
  seen.message = text_of(response.get(), "job-printer-state-message");
  return seen;
}

Result<void> CupsConnection::cancel(const std::string& queue, int job) {
  Ipp request = new_request(IPP_OP_CANCEL_JOB, queue);
  ippAddInteger(request.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
  const Ipp response = impl_->ask(std::move(request), "/jobs");
  if (failed(response)) {
    return last_error("job " + std::to_string(job) + " cannot be cancelled");
  }
  return {};
}

Result<std::vector<int>> CupsConnection::waiting_jobs(const std::string& queue,
                                                      const std::string& title_start) {
  Ipp request = new_request(IPP_OP_GET_JOBS, queue);
  ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "which-jobs", nullptr,
               "not-completed");
  ippAddBoolean(request.get(), IPP_TAG_OPERATION, "my-jobs", 1);
  ask_for(request.get(), std::array{"job-id", "job-name"});
  const Ipp response = impl_->ask(std::move(request), "/");
  if (failed(response)) {
    return last_error("the jobs of the queue " + queue + " cannot be listed");
  }
  // The answer is a row of attributes; an attribute without a name parts the jobs.
  std::vector<int> jobs;
  int job = 0;
  bool ours = false;
  const auto end_of_job = [&] {
    if (ours && job > 0) {
      jobs.push_back(job);
    }
    job = 0;
    ours = false;
  };
  for (ipp_attribute_t* attribute = ippFirstAttribute(response.get()); attribute != nullptr;
       attribute = ippNextAttribute(response.get())) {
    const char* name = ippGetName(attribute);
    if (name == nullptr) {
      end_of_job();
    } else if (std::string_view(name) == "job-id") {
      job = ippGetInteger(attribute, 0);
    } else if (std::string_view(name) == "job-name") {
      const char* title = ippGetString(attribute, 0, nullptr);
      ours = title != nullptr && std::string_view(title).starts_with(title_start);
    }
  }
  end_of_job();
  return jobs;
}

}  // namespace antre::printer
