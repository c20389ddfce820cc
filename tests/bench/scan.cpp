// SPDX-License-Identifier: Apache-2.0
#include "scan.h"

#include <fmt/format.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

namespace s1::bench {

Scan scan(const std::string& program, const std::string& folder) {
  Process process({program, "scan", folder, "--format", "json"});
  // The summary stands at the front. To hold the rest would be measured too (process.h), and be most of it.
  std::string output = process.read_all(64UL * 1024);
  output = output.substr(0, output.find(",\"inventory\":")) + "}";
  Scan result{process.wait(), 0, 0};
  const nlohmann::json answer = nlohmann::json::parse(output, nullptr, false);
  if (result.finished.exit_code > 1 || !answer.contains("summary")) {
    fmt::print(stderr, "scan {}: exit code {}, {} bytes\n", folder, result.finished.exit_code, output.size());
    std::exit(2);
  }
  result.files = answer["summary"].value("files", 0L);
  result.findings = answer["summary"].value("findings", 0L);
  return result;
}

}  // namespace s1::bench
