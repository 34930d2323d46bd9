// SPDX-License-Identifier: Apache-2.0
#include "tests/machine/cable.hpp"

#include <fcntl.h>
#include <sched.h>
#include <unistd.h>

#include <atomic>
#include <stdexcept>
#include <vector>

#include "tests/support/process.hpp"

namespace antre::test {
namespace {

void ip(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "ip");
  const auto ran = run(arguments);
  if (ran.status != 0) throw std::runtime_error("ip: " + ran.err);
}

link::Descriptor network(const std::string& path) {
  link::Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file) throw std::runtime_error("no network namespace " + path);
  return file;
}

std::string unique(const char* side) {
  static std::atomic<int> count{0};
  return "antre-" + std::to_string(getpid()) + "-" + std::to_string(++count) + side;
}

}  // namespace

std::string Cable::why_not() {
  try {
    const Cable probe;
    const In there(probe.left());
    return {};
  } catch (const std::exception& refused) {
    return refused.what();
  }
}

Cable::Cable() : left_(unique("l")), right_(unique("r")) {
  try {
    for (const auto* name : {&left_, &right_}) {
      ip({"netns", "add", *name});
      ip({"-n", *name, "link", "set", "lo", "up"});
    }
    ip({"link", "add", "cable", "netns", left_, "type", "veth", "peer", "name", "cable", "netns",
        right_});
    ip({"-n", left_, "addr", "add", left_address_ + "/24", "dev", "cable"});
    ip({"-n", right_, "addr", "add", "10.83.71.2/24", "dev", "cable"});
    ip({"-n", left_, "link", "set", "cable", "up"});
    set(true);
  } catch (const std::exception&) {
    remove();
    throw;
  }
}

Cable::~Cable() {
  remove();
}

void Cable::remove() const {
  for (const auto* name : {&left_, &right_}) run({"ip", "netns", "del", *name});
}

void Cable::set(bool there) const {
  ip({"-n", right_, "link", "set", "cable", there ? "up" : "down"});
}

Cable::In::In(const std::string& name) : before_(network("/proc/thread-self/ns/net")) {
  const auto there = network("/run/netns/" + name);
  if (setns(there.get(), CLONE_NEWNET) != 0) throw std::runtime_error("cannot enter " + name);
}

Cable::In::~In() {
  setns(before_.get(), CLONE_NEWNET);
}

}  // namespace antre::test
