// SPDX-License-Identifier: Apache-2.0
// Any bytes as a Dockerfile: every rule runs on it, and every fix is one that can be applied: in order, without
// overlap, inside the file, and not without effect.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "../rules/run_rule.h"
#include "rules/registry.h"
#include "text/edit.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const s1::Source source(std::string(reinterpret_cast<const char*>(data), size));
  s1::dockerfile::File file = s1::dockerfile::File::parse(source);
  s1::dockerfile::parse_scripts(file);
  const s1::model::Dockerfile model(file);
  for (const s1::rules::Rule* rule : s1::rules::all()) {
    for (const s1::rules::Report& report : s1::test::run_rule(*rule, model)) {
      if (report.edits.empty()) continue;
      const s1::Result<std::string> fixed = s1::apply(source.bytes(), report.edits);
      if (fixed && *fixed != source.bytes() && rule->fix != s1::rules::Fix::none) continue;
      std::fprintf(stderr, "%s: a fix that cannot be applied\n", std::string(rule->id).c_str());
      std::abort();
    }
  }
  return 0;
}
