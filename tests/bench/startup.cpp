// SPDX-License-Identifier: Apache-2.0
// How fast the server is there: spawn, initialize, tools/list, against `node -e 0` in the same run, turn by turn so
// that a busy machine slows both. `startup S1_INFRA [RUNS]`
#include <fmt/format.h>

#include <cstdlib>

#include "process.h"

namespace {

constexpr std::string_view kInitialize =
    R"({"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},)"
    R"("clientInfo":{"name":"bench","version":"1"}}})"
    "\n";
constexpr std::string_view kList = R"({"jsonrpc":"2.0","method":"notifications/initialized"})"
                                   "\n"
                                   R"({"jsonrpc":"2.0","id":1,"method":"tools/list"})"
                                   "\n";

s1::bench::Finished serve(const std::string& program) {
  s1::bench::Process server({program, "mcp"});
  server.write(kInitialize);
  const bool greeted = server.read_line().find("protocolVersion") != std::string::npos;
  server.write(kList);
  const bool listed = server.read_line().find("scan_infra") != std::string::npos;
  server.stop_clock();
  const s1::bench::Finished finished = server.wait();
  if (!greeted || !listed || finished.exit_code != 0) {
    fmt::print(stderr, "{} did not answer as it should\n", program);
    std::exit(2);
  }
  return finished;
}

}  // namespace

int main(int argc, char* argv[]) {
  if (argc < 2) return fmt::print(stderr, "usage: startup S1_INFRA [RUNS]\n"), 2;
  const int runs = argc > 2 ? std::atoi(argv[2]) : 40;
  std::vector<double> ours, peaks, nodes;
  for (int i = 0; i < runs; ++i) {
    const s1::bench::Finished finished = serve(argv[1]);
    ours.push_back(finished.milliseconds);
    peaks.push_back(finished.mebibytes);
    nodes.push_back(s1::bench::Process({"node", "-e", "0"}).wait().milliseconds);
  }
  const double our = s1::bench::median(ours), node = s1::bench::median(nodes), peak = s1::bench::median(peaks);
  const bool fast = our <= node / 8, small = peak <= 16;
  s1::bench::row("spawn, initialize, tools/list", fmt::format("1/8 of node: {:.1f} ms", node / 8),
                 fmt::format("1/{:.1f} of node: {:.2f} ms", node / our, our), fast);
  s1::bench::row("  its peak memory", "16 MiB", fmt::format("{:.1f} MiB", peak), small);
  return fast && small ? 0 : 1;
}
