// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <csignal>
#include <exception>

#include "tests/support/hall/recorded_client.hpp"

namespace {

int run(int argc, char** argv) {
  CLI::App app{"A client that tests may kill: asks, and records what it was told."};
  std::string url;
  std::string key;
  std::string outbox;
  std::string record;
  antre::test::RecordedClient::Settings settings;
  app.add_option("--dispatcher", url)->required();
  app.add_option("--key", key)->required();
  app.add_option("--outbox", outbox)->required();
  app.add_option("--record", record)->required();
  app.add_option("--seed", settings.seed);
  app.add_option("--service", settings.services);
  app.add_option("--counter", settings.counter);
  app.add_option("--pause", settings.most_pause_ms);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& wrong) {
    return app.exit(wrong);
  }
  settings.dispatcher = antre::link::Endpoint::parse(url).value();
  settings.key = antre::link::load_device(key).value();
  settings.outbox = outbox;
  settings.record = record;
  boost::asio::io_context io(1);
  antre::test::RecordedClient client(io, settings);
  client.start().value();
  boost::asio::signal_set signals(io, SIGTERM);
  signals.async_wait([&client](boost::system::error_code, int) { client.finish(); });
  io.run();
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& failed) {
    fmt::print(stderr, "antre-test-client: {}\n", failed.what());
    return 1;
  }
}
