// SPDX-License-Identifier: Apache-2.0
// What the reader says about a text that is not JSON.
#include <algorithm>

#include "syntax/json/reader.h"
#include "text/utf8.h"

namespace s1::json {
namespace {

constexpr std::size_t kMostDiagnostics = 100;  // besides the error that ends the reading

}  // namespace

void Reader::note(Span span, std::string_view code, std::string message, std::string hint) {
  if (file_.diagnostics.size() < kMostDiagnostics)
    file_.diagnostics.push_back({span, code, std::move(message), std::move(hint)});
  else if (file_.diagnostics.size() == kMostDiagnostics)
    file_.diagnostics.push_back({span, "too-many-diagnostics", "More problems follow; they are not listed",
                                 "correct the ones before and read the file again"});
}

bool Reader::fail(std::uint32_t where, std::string_view expected, std::string hint) {
  const std::uint32_t length = utf8::decode(text_.substr(where)).length;
  if (text_.substr(where).starts_with('/') && !relaxed_) hint = "take the comment out; JSON has none";
  return fail_at({where, where + length}, "json-syntax",
                 "Expected " + std::string(expected) + ", found " + found(where), std::move(hint));
}

bool Reader::fail_at(Span span, std::string_view code, std::string message, std::string hint) {
  file_.diagnostics.push_back({span, code, std::move(message), std::move(hint)});
  return false;
}

std::string Reader::found(std::uint32_t where) const {
  const std::string_view rest = text_.substr(where);
  const utf8::Decoded next = utf8::decode(rest);
  if (next.length == 0) return "the end of the file";
  if (rest.starts_with('"')) return "a string";
  if (rest.starts_with("/*") && relaxed_) return "a comment that is not closed";
  if (!next.valid || next.code_point < 0x20 || next.code_point == 0x7F) return "a byte that no text has";
  return "\"" + std::string(rest.substr(0, next.length)) + "\"";
}

}  // namespace s1::json
