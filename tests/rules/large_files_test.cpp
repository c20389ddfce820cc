// SPDX-License-Identifier: Apache-2.0
// Fixes that hold steps against the whole of a file: made in a long one too, and where that would be too much the
// finding says so.
#include <string>

#include "model/dockerfile.h"
#include "model/surroundings.h"
#include "rules/cache_mount.h"
#include "rules/manifest_first.h"
#include "test.h"
#include "text/source.h"

namespace {

std::string repeated(std::string_view line, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += line;
  return text;
}

// What `look` gives for the text, and whether the first has a hindrance.
template <class Look>
std::pair<std::size_t, bool> found(const std::string& text, Look look) {
  const s1::Source source(text);
  s1::dockerfile::File file = s1::dockerfile::File::parse(source);
  s1::dockerfile::parse_scripts(file);
  const s1::model::Dockerfile model(file);
  const auto result = look(model, s1::model::Surroundings());
  return {result.size(), !result.empty() && result.front().rewrite.hindrance.has_value()};
}

}  // namespace

TEST_CASE("a long Dockerfile is looked through, and one with very many installs says that it is not") {
  const std::string lines = repeated("ENV A=1\n", 2000);
  CHECK(found("FROM node:22\n" + lines + "RUN npm ci\n", s1::rules::missing_cache_mounts) == std::pair(1UZ, false));
  CHECK(found("FROM node:22\n" + repeated("RUN npm ci\n", 600), s1::rules::missing_cache_mounts) ==
        std::pair(1UZ, true));
  CHECK(found("FROM node:22\nWORKDIR /a\n" + lines + "COPY . .\nRUN npm ci\n", s1::rules::sources_copied_first).first ==
        1);
}
