// SPDX-License-Identifier: Apache-2.0
#include "strace.h"

#include <map>
#include <sstream>

#include "process.h"

namespace s1::test {

std::string why_no_strace() {
  const Outcome probe = run({{"/usr/bin/env", "strace", "-f", "-o", "/dev/null", "true"}, {}, {}, {}});
  if (probe.exit_code == 0) return {};
  return probe.err.empty() ? "it fails" : probe.err;
}

std::vector<Call> calls_from(std::string_view first, const std::string& trace) {
  std::istringstream lines(trace);
  std::map<std::string, int> counts;
  std::vector<Call> calls;
  bool begun = false;
  for (std::string line; std::getline(lines, line);) {
    const std::size_t begin = line.find(' ') == std::string::npos ? 0 : line.find_first_not_of(' ', line.find(' '));
    const std::size_t end = line.find('(', begin);
    if (end == std::string::npos) continue;
    const std::string name = line.substr(begin, end - begin);
    if (name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") != std::string::npos) continue;
    const int nth = ++counts[name];
    begun = begun || name == first;
    if (begun && name != "exit_group") calls.push_back({name, nth});
  }
  return calls;
}

}  // namespace s1::test
