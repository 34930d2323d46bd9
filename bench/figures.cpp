// SPDX-License-Identifier: Apache-2.0
#include "bench/figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <fstream>
#include <stdexcept>

namespace antre::bench {

double Samples::quantile(double part) const {
  if (values_.empty()) return 0;
  auto sorted = values_;
  std::ranges::sort(sorted);
  const auto last = static_cast<double>(sorted.size() - 1);
  return sorted.at(static_cast<std::size_t>(std::lround(part * last)));
}

void report(std::vector<Figure>& figures, Figure figure) {
  fmt::print("{:<44} {:>10.1f} {:<10} limit {:>10.1f}  ratio {:>5.2f}  asked {:<10} {}\n",
             figure.name, figure.ours, figure.unit, figure.limit, figure.ratio, figure.target,
             figure.met ? "met" : "NOT MET");
  std::fflush(stdout);
  figures.push_back(std::move(figure));
}

void write_results(const std::vector<Figure>& figures, const std::string& file) {
  std::ofstream out(file, std::ios::trunc);
  out << "[\n";
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const auto& f = figures[i];
    out << fmt::format(
        R"(  {{"name": "{}", "ours": {:.2f}, "limit": {:.2f}, "unit": "{}", "ratio": {:.3f}, )"
        R"("asked": "{}", "met": {}}}{})",
        f.name, f.ours, f.limit, f.unit, f.ratio, f.target, f.met,
        i + 1 == figures.size() ? "\n" : ",\n");
  }
  out << "]\n";
  if (!out.flush()) throw std::runtime_error("cannot write " + file);
}

double now_us() {
  using namespace std::chrono;
  return duration<double, std::micro>(steady_clock::now().time_since_epoch()).count();
}

}  // namespace antre::bench
