// SPDX-License-Identifier: Apache-2.0
#include "printer/cups_client.hpp"

#include <sys/socket.h>

#include <array>
#include <charconv>
#include <utility>

#include "printer/cups_ipp.hpp"

namespace antre::printer {
namespace {

/// libcups would ask for a password on a terminal.
const char* no_password(const char* /*prompt*/, http_t* /*http*/, const char* /*method*/,
                        const char* /*resource*/, void* /*data*/) {
  return nullptr;
}

/// Called when a read or write has taken the timeout: 0 gives up.
int give_up(http_t* /*http*/, void* /*data*/) {
  return 0;
}

std::string resource_of(const std::string& queue) {
  return "/printers/" + queue;
}

/// By its dimensions: many printers refuse the name of a size that they do not list.
void add_media(ipp_t* request, const MediaSize& size) {
  const Ipp dimensions(ippNew());
  ippAddInteger(dimensions.get(), IPP_TAG_ZERO, IPP_TAG_INTEGER, "x-dimension", size.width);
  ippAddInteger(dimensions.get(), IPP_TAG_ZERO, IPP_TAG_INTEGER, "y-dimension", size.length);
  const Ipp media(ippNew());
  ippAddCollection(media.get(), IPP_TAG_ZERO, "media-size", dimensions.get());
  ippAddCollection(request, IPP_TAG_JOB, "media-col", media.get());
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
  impl->http.reset(
      httpConnect2(host.c_str(), port, nullptr, AF_UNSPEC,
                   address.encrypted ? HTTP_ENCRYPTION_ALWAYS : HTTP_ENCRYPTION_IF_REQUESTED, 1,
                   static_cast<int>(timeout.count()), nullptr));
  if (impl->http == nullptr) {
    // Also of a printer that is asked itself, which is a print server too.
    return Error{ErrorCode::kUnreachable,
                 "the print server at " + host +
                     (host.starts_with('/') ? "" : ":" + std::to_string(port)) +
                     " is not reached; is CUPS running?"};
  }
  httpSetTimeout(impl->http.get(), std::chrono::duration<double>(timeout).count(), give_up,
                 nullptr);
  return CupsConnection(std::move(impl));
}

Result<int> CupsConnection::create_job(const std::string& queue, const std::string& title,
                                       const JobForm& form) {
  Ipp request = new_request(IPP_OP_CREATE_JOB, queue);
  ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", nullptr, title.c_str());
  if (form.size) {
    add_media(request.get(), *form.size);
  }
  if (form.trim) {
    ippAddInteger(request.get(), IPP_TAG_JOB, IPP_TAG_ENUM, "finishings", IPP_FINISHINGS_TRIM);
  }
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
                                           std::span<const std::uint8_t> bytes,
                                           const std::string& format) {
  const Ipp request = new_request(IPP_OP_SEND_DOCUMENT, queue);
  ippAddInteger(request.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
  ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", nullptr,
               format.c_str());
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
