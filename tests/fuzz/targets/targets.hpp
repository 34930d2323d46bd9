// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

/// What the fuzzers feed with bytes from outside. Each must return for any input; a crash, a hang
/// or a sanitizer's finding is a bug. Built twice: with libFuzzer (`./dev fuzz`), and with the
/// normal compiler, where a test plays the corpus and mutations of it.
namespace antre::fuzz {

void request(std::string_view bytes);     ///< a client's message: decoded, encoded, decoded again
void entry(std::string_view bytes);       ///< a journal row
void device_key(std::string_view bytes);  ///< a device's key file
void hall_file(std::string_view bytes);   ///< a hall file
void visits(std::string_view bytes);      ///< a file of visits, as for `antre replay`
void zap(std::string_view bytes);         ///< who may connect: frames, each after its length
void outbox(std::string_view bytes);      ///< a client's open request, as found at its start
void monitor(std::string_view bytes);     ///< what libzmq tells of connections, framed as for zap

}  // namespace antre::fuzz
