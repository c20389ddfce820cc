// SPDX-License-Identifier: Apache-2.0
// Any bytes as a Dockerfile, with all its fixes made: the edits give the text that was proven, nothing new is found in
// it, and a second run finds nothing to do.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "fix/file_fixer.h"
#include "rules/registry.h"
#include "text/edit.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

s1::fix::FileFixer fixed(const std::string& text) {
  s1::fix::FileFixer file("Dockerfile", s1::workspace::FileKind::dockerfile, text, s1::rules::all(), "2026-01-01",
                          {[](const s1::engine::Finding&) { return true; }, s1::fix::held_back_unless(true)});
  for (int round = 0; round < 10 && file.round(); ++round) {
  }
  return file;
}

std::size_t left_in(const s1::fix::FileFixer& file) {
  std::size_t left = 0;
  for (const s1::fix::FileFixer::Outcome& each : file.outcomes()) left += each.why.empty() ? 0 : 1;
  return left;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 4096) return 0;  // the bounds of work are another test's
  const std::string text(reinterpret_cast<const char*>(data), size);
  const s1::fix::FileFixer once = fixed(text);
  const s1::Result<std::string> applied = s1::apply(text, once.edits());
  require(applied && *applied == once.text());
  const s1::fix::FileFixer twice = fixed(once.text());
  require(twice.text() == once.text());
  require(left_in(twice) == left_in(once));
  return 0;
}
