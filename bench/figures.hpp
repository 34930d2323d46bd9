// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace antre::bench {

/// Microseconds of repeated runs of one thing.
class Samples {
 public:
  void add(double micros) { values_.push_back(micros); }
  [[nodiscard]] std::size_t count() const { return values_.size(); }
  /// `part` of the samples are at most this; 0.5 is the median.
  [[nodiscard]] double quantile(double part) const;

 private:
  std::vector<double> values_;
};

/// One line of the table: our figure, the limit measured in the same run, and what was asked for.
struct Figure {
  std::string name;
  double ours = 0;
  double limit = 0;
  std::string unit;
  double ratio = 0;
  std::string target;
  bool met = false;
};

/// Prints a figure, and keeps it for `write_results`.
void report(std::vector<Figure>& figures, Figure figure);
/// Writes the figures as JSON; throws std::runtime_error when the file cannot be written.
void write_results(const std::vector<Figure>& figures, const std::string& file);

/// Microseconds on the steady clock.
[[nodiscard]] double now_us();

}  // namespace antre::bench
