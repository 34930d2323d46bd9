// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string>

#include "printer/cups_client.hpp"

namespace antre::printer {

/// Asks a printer itself how it is, without a job: by IPP (ipp, ipps), or by the status bytes of
/// ESC/POS (socket, the usual port 9100). `uri` is the device-uri of its queue. Takes three times
/// `timeout` at most. Errors: kInvalid (an address at which nobody can be asked: usb, a file,
/// none), kUnreachable (no answer, or none that is understood).
[[nodiscard]] Result<PrinterSeen> ask_device(const std::string& uri,
                                             std::chrono::milliseconds timeout);

/// What a printer that speaks IPP takes. Errors as above; a socket printer is asked in vain.
[[nodiscard]] Result<PageAbilities> device_abilities(const std::string& uri,
                                                     std::chrono::milliseconds timeout);

}  // namespace antre::printer
