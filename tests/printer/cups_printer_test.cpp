// SPDX-License-Identifier: Apache-2.0
#include "printer/cups_printer.hpp"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>

#include "printer/escpos.hpp"
#include "printer/printer_thread.hpp"
#include "printer/raster.hpp"
#include "tests/printer/report_listener.hpp"
#include "tests/printer/sample_ticket.hpp"
#include "tests/printer/scratch_dir.hpp"
#include "tests/support/private_cupsd.hpp"

namespace antre::printer {
namespace {

using test::PrivateCupsd;

std::string bytes_of(const TicketPaper& ticket) {
  const auto bytes = to_escpos(rasterise(lay_out(ticket, 80)), true);
  return {bytes.begin(), bytes.end()};
}

TicketPaper ticket_numbered(const std::string& number) {
  auto ticket = sample_ticket();
  ticket.number = number;
  return ticket;
}

std::unique_ptr<Printer> cups_printer(const std::string& server, const std::string& queue,
                                      ReportListener& listener) {
  PrinterOptions options;
  options.mode = "escpos";
  options.server = server;
  options.queue = queue;
  options.on_change = listener.on_change();
  auto printer = make_printer(options);
  REQUIRE(printer.has_value());
  return std::move(*printer);
}

/// A listening socket that never answers, as a server that hangs.
class SilentServer {
 public:
  SilentServer() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    REQUIRE(::bind(socket_, generic, size) == 0);
    REQUIRE(::getsockname(socket_, generic, &size) == 0);
    port_ = ntohs(address.sin_port);
  }
  SilentServer(const SilentServer&) = delete;
  SilentServer& operator=(const SilentServer&) = delete;
  ~SilentServer() { ::close(socket_); }
  void listen() const { REQUIRE(::listen(socket_, 16) == 0); }
  [[nodiscard]] int port() const { return port_; }

 private:
  int socket_;
  int port_ = 0;
};

}  // namespace

TEST_SUITE("printer/cups_printer") {
  TEST_CASE("tickets are printed in order, byte for byte, and reported printed") {
    const ScratchDir dir;
    const PrivateCupsd cups(dir.path());
    ReportListener listener;
    const auto printer = cups_printer(cups.server(), cups.queue(), listener);
    const auto first = printer->print({ticket_numbered("R001")});
    const auto second = printer->print({ticket_numbered("R002")});
    REQUIRE(listener.wait_for(*printer, *second, PrintState::kPrinted, PrintReason::kNone));
    REQUIRE(listener.wait_for(*printer, *first, PrintState::kPrinted, PrintReason::kNone));
    CHECK(cups.jobs() == std::vector<std::string>{bytes_of(ticket_numbered("R001")),
                                                  bytes_of(ticket_numbered("R002"))});
    CHECK(listener.reports.front() ==
          PrintStatus{*first, "R001", PrintState::kQueued, PrintReason::kNone, ""});
    CHECK(listener.wait(*printer, [&] { return printer->readiness().ready; }));
  }

  TEST_CASE("paper running out is told while the ticket waits, and it is printed with new paper") {
    const ScratchDir dir;
    const PrivateCupsd cups(dir.path());
    cups.set_paper(false);
    ReportListener listener;
    const auto printer = cups_printer(cups.server(), cups.queue(), listener);
    const auto job = printer->print({sample_ticket()});
    REQUIRE(listener.wait_for(*printer, *job, PrintState::kQueued, PrintReason::kMediaEmpty));
    CHECK(cups.jobs().empty());
    CHECK(listener.wait(*printer, [&] { return !printer->readiness().ready; }));
    CHECK(printer->readiness().reason == PrintReason::kMediaEmpty);
    cups.set_paper(true);
    REQUIRE(listener.wait_for(*printer, *job, PrintState::kPrinted, PrintReason::kNone));
    CHECK(cups.jobs().size() == 1);
  }

  TEST_CASE("a printer that is off is told as offline") {
    const ScratchDir dir;
    const PrivateCupsd cups(dir.path());
    cups.set_offline(true);
    ReportListener listener;
    const auto printer = cups_printer(cups.server(), cups.queue(), listener);
    const auto job = printer->print({sample_ticket()});
    REQUIRE(listener.wait_for(*printer, *job, PrintState::kQueued, PrintReason::kOffline));
    cups.set_offline(false);
    CHECK(listener.wait_for(*printer, *job, PrintState::kPrinted, PrintReason::kNone));
  }

  TEST_CASE("a paper jam is told while the ticket waits, and it is printed once that is cleared") {
    const ScratchDir dir;
    const PrivateCupsd cups(dir.path());
    cups.set_jam(true);
    ReportListener listener;
    const auto printer = cups_printer(cups.server(), cups.queue(), listener);
    const auto job = printer->print({sample_ticket()});
    REQUIRE(listener.wait_for(*printer, *job, PrintState::kQueued, PrintReason::kJam));
    CHECK(cups.jobs().empty());
    cups.set_jam(false);
    CHECK(listener.wait_for(*printer, *job, PrintState::kPrinted, PrintReason::kNone));
  }

  TEST_CASE("a ticket taken back does not come out with the new paper; the next one does") {
    const ScratchDir dir;
    const PrivateCupsd cups(dir.path());
    cups.set_paper(false);
    ReportListener listener;
    const auto printer = cups_printer(cups.server(), cups.queue(), listener);
    const auto job = printer->print({ticket_numbered("R001")});
    REQUIRE(listener.wait_for(*printer, *job, PrintState::kQueued, PrintReason::kMediaEmpty));
    printer->cancel(*job);
    REQUIRE(listener.wait_for(*printer, *job, PrintState::kFailed, PrintReason::kCancelled));
    cups.set_paper(true);
    const auto next = printer->print({ticket_numbered("R002")});
    REQUIRE(listener.wait_for(*printer, *next, PrintState::kPrinted, PrintReason::kNone));
    CHECK(cups.jobs() == std::vector<std::string>{bytes_of(ticket_numbered("R002"))});
    for (const auto& report : listener.reports) {
      // The trouble of the first ticket is not the second one's.
      CHECK((report.job != *next || report.reason == PrintReason::kNone));
    }
  }

  TEST_CASE("what an earlier run left waiting is cleared away before the first ticket") {
    const ScratchDir dir;
    const PrivateCupsd cups(dir.path());
    cups.set_paper(false);
    {
      ReportListener listener;
      const auto printer = cups_printer(cups.server(), cups.queue(), listener);
      const auto job = printer->print({ticket_numbered("R001")});
      REQUIRE(listener.wait_for(*printer, *job, PrintState::kQueued, PrintReason::kMediaEmpty));
    }
    ReportListener listener;
    const auto printer = cups_printer(cups.server(), cups.queue(), listener);
    REQUIRE(listener.wait(*printer, [&] { return printer->readiness().known; }));
    cups.set_paper(true);
    const auto job = printer->print({ticket_numbered("R002")});
    REQUIRE(listener.wait_for(*printer, *job, PrintState::kPrinted, PrintReason::kNone));
    CHECK(cups.jobs() == std::vector<std::string>{bytes_of(ticket_numbered("R002"))});
  }

  TEST_CASE("a queue that does not exist refuses the ticket by name") {
    const ScratchDir dir;
    const PrivateCupsd cups(dir.path());
    ReportListener listener;
    const auto printer = cups_printer(cups.server(), "nosuch", listener);
    const auto job = printer->print({sample_ticket()});
    REQUIRE(listener.wait_for(*printer, *job, PrintState::kFailed, PrintReason::kRefused));
    CHECK(listener.reports.back().detail.find("nosuch") != std::string::npos);
  }

  TEST_CASE("a server that is down fails the ticket at once and says so") {
    const SilentServer nobody;  // bound and not listening: refused
    ReportListener listener;
    const auto printer =
        cups_printer("127.0.0.1:" + std::to_string(nobody.port()), "ticket", listener);
    const auto job = printer->print({sample_ticket()});
    REQUIRE(listener.wait_for(*printer, *job, PrintState::kFailed, PrintReason::kUnreachable));
    CHECK(listener.reports.back().detail.find("is CUPS running?") != std::string::npos);
    REQUIRE(listener.wait(*printer, [&] { return printer->readiness().known; }));
    CHECK(printer->readiness().reason == PrintReason::kUnreachable);
  }

  TEST_CASE("a server that accepts and says nothing is given up on") {
    const SilentServer silent;
    silent.listen();
    ReportListener listener;
    CupsPrinterOptions options;
    options.server = {"127.0.0.1", silent.port()};
    options.queue = "ticket";
    options.timeout = std::chrono::milliseconds(200);
    PrinterThread printer(std::make_unique<CupsPrinter>(options), listener.on_change());
    const auto job = printer.print({sample_ticket()});
    CHECK(listener.wait_for(printer, *job, PrintState::kFailed, PrintReason::kUnreachable));
  }

  TEST_CASE("a spooler that restarts while a ticket waits does not lose it") {
    const ScratchDir dir;
    PrivateCupsd cups(dir.path());
    cups.set_paper(false);
    ReportListener listener;
    const auto printer = cups_printer(cups.server(), cups.queue(), listener);
    const auto job = printer->print({sample_ticket()});
    REQUIRE(listener.wait_for(*printer, *job, PrintState::kQueued, PrintReason::kMediaEmpty));
    cups.stop();
    REQUIRE(listener.wait(
        *printer, [&] { return printer->readiness().reason == PrintReason::kUnreachable; }));
    cups.set_paper(true);
    cups.start_again();
    REQUIRE(listener.wait_for(*printer, *job, PrintState::kPrinted, PrintReason::kNone));
    CHECK(cups.jobs() == std::vector<std::string>{bytes_of(sample_ticket())});
  }
}

TEST_SUITE("printer/cups_address") {
  TEST_CASE("a server is a host, a host and port, or a socket") {
    CHECK(parse_cups_address("")->host.empty());
    CHECK(parse_cups_address("spooler")->host == "spooler");
    CHECK(parse_cups_address("spooler:8631")->port == 8631);
    CHECK(parse_cups_address("/run/cups/cups.sock")->host == "/run/cups/cups.sock");
    CHECK(parse_cups_address("[::1]:631")->host == "::1");
    CHECK(parse_cups_address("::1")->host == "::1");
    CHECK_FALSE(parse_cups_address("spooler:").has_value());
    CHECK_FALSE(parse_cups_address("spooler:99999").has_value());
  }
}

}  // namespace antre::printer
