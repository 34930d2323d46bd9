// SPDX-License-Identifier: Apache-2.0
#include <exception>
#include <iostream>
#include <string>
#include <variant>

#include "kiosk/program.hpp"
#include "link/log.hpp"

namespace {

constexpr int kExitFailed = 1;
constexpr int kExitUsage = 2;

int run(int argc, char** argv) {
  const std::string program = "antre-kiosk " ANTRE_VERSION;
  const auto read = antre::kiosk::read_options(argc, argv, program);
  if (const auto* over = std::get_if<antre::kiosk::ExitNow>(&read)) {
    return over->status;
  }
  auto kiosk = antre::kiosk::Program::open(std::get<antre::kiosk::Options>(read), program);
  if (!kiosk) {
    std::cerr << "antre-kiosk: " << kiosk.error().detail << '\n';
    return kiosk.error().code == antre::ErrorCode::kInvalid ? kExitUsage : kExitFailed;
  }
  return (*kiosk)->run();
}

}  // namespace

int main(int argc, char** argv) {
  try {
    antre::link::log_for("antre-kiosk");
    return run(argc, argv);
  } catch (const std::exception& failed) {
    std::cerr << "antre-kiosk: " << failed.what() << '\n';
    return kExitFailed;
  }
}
