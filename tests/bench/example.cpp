// SPDX-License-Identifier: Apache-2.0
// The specialist's tools on the bundled example, from the command line in its folder: medians of whole processes.
// `example S1_INFRA FOLDER [RUNS]`
#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>

#include "process.h"

int main(int argc, char* argv[]) {
  if (argc < 3) return fmt::print(stderr, "usage: example S1_INFRA FOLDER [RUNS]\n"), 2;
  const int runs = argc > 3 ? std::atoi(argv[3]) : 31;
  const std::string program = std::filesystem::absolute(argv[1]).string();
  std::filesystem::current_path(argv[2]);
  bool met = true;
  for (const std::string tool : {"read_vsm_state", "emit_report"}) {
    std::vector<double> times;
    for (int i = 0; i <= runs; ++i) {
      s1::bench::Process process({program, "call", tool});
      const bool answered = process.read_all().starts_with('{');
      const s1::bench::Finished finished = process.wait();
      if (!answered || finished.exit_code != 0) return fmt::print(stderr, "{} failed\n", tool), 2;
      if (i > 0) times.push_back(finished.milliseconds);  // the first reads from the disk
    }
    const double time = s1::bench::median(times);
    s1::bench::row(tool + " of the example", "15 ms", fmt::format("{:.1f} ms", time), time < 15);
    met = met && time < 15;
  }
  return met ? 0 : 1;
}
