// SPDX-License-Identifier: Apache-2.0
#include "syntax/yaml/report.h"

#include <utility>

#include "text/utf8.h"

namespace s1::yaml {
namespace {

constexpr std::size_t kMostDiagnostics = 100;
constexpr std::size_t kLongestQuote = 60;

}  // namespace

bool Reporter::full() const {
  return file_.diagnostics.size() > kMostDiagnostics;
}

void Reporter::add(Span span, std::string_view code, std::string message, std::string hint) {
  if (full()) return;
  if (file_.diagnostics.size() == kMostDiagnostics) {
    file_.diagnostics.push_back(
        {span, "too-many-diagnostics", "More problems follow; they are not listed", "check that this file is YAML"});
    return;
  }
  file_.diagnostics.push_back({span, code, std::move(message), std::move(hint)});
}

std::string quoted(std::string_view text) {
  std::string result = "\"";
  if (text.size() <= kLongestQuote) return result.append(text).append("\"");
  std::size_t end = 0;
  while (end < kLongestQuote) end += utf8::decode(text.substr(end)).length;
  return result.append(text.substr(0, end)).append("…\"");
}

}  // namespace s1::yaml
