// SPDX-License-Identifier: Apache-2.0
// A scan of real repositories: wall-clock time and peak memory, medians. `corpus S1_INFRA FOLDER [RUNS]`
#include <fmt/format.h>

#include <cstdlib>

#include "scan.h"

int main(int argc, char* argv[]) {
  if (argc < 3) return fmt::print(stderr, "usage: corpus S1_INFRA FOLDER [RUNS]\n"), 2;
  const int runs = argc > 3 ? std::atoi(argv[3]) : 11;
  std::vector<double> times, peaks;
  s1::bench::Scan last = s1::bench::scan(argv[1], argv[2]);  // the first reads from the disk, and is not counted
  for (int i = 0; i < runs; ++i) {
    last = s1::bench::scan(argv[1], argv[2]);
    times.push_back(last.finished.milliseconds);
    peaks.push_back(last.finished.mebibytes);
  }
  const double time = s1::bench::median(times), peak = s1::bench::median(peaks);
  s1::bench::row(fmt::format("scan of {} files, {} findings", last.files, last.findings), "600 ms",
                 fmt::format("{:.0f} ms", time), time <= 600);
  s1::bench::row("  its peak memory", "96 MiB", fmt::format("{:.1f} MiB", peak), peak <= 96);
  return time <= 600 && peak <= 96 ? 0 : 1;
}
