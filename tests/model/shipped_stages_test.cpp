// SPDX-License-Identifier: Apache-2.0
#include "model/shipped_stages.h"

#include <string>
#include <vector>

#include "model/build.h"
#include "model/surroundings.h"
#include "test.h"
#include "text/source.h"

namespace s1 {
namespace {

std::string shipped(const std::string& text, const model::Surroundings& around) {
  const Source source(text);
  std::string digits;
  for (const bool flag : model::shipped_images(dockerfile::File::parse(source), &around)) digits += flag ? '1' : '0';
  return digits;
}

model::Build build_of(const std::string& target, bool pushes = false) {
  model::Build build;
  build.pushes = pushes;
  if (!target.empty()) build.target = {model::State::known, target, {}, {}};
  return build;
}

}  // namespace

TEST_CASE("what builds name ships, and what docker build makes without a name") {
  const std::string app = "FROM x AS dev\nCMD a\nFROM x AS tools\nCMD b\nFROM y\n";
  const std::string variant = "FROM x AS app\nCMD a\nFROM app AS base\nFROM base AS debug\nCMD b\n";
  const std::string files = "FROM x AS app\nCMD a\nFROM scratch\nCOPY --from=app /a /a\n";
  const model::Build dev = build_of("dev");
  const model::Build made = build_of("app");
  const model::Build last = build_of("");
  const model::Build pushed = build_of("dev", true);
  const model::Build missing = build_of("gone");
  model::Surroundings around;
  CHECK(shipped(app, around) == "111");
  around.builds = {&missing};
  CHECK(shipped(app, around) == "111");
  around.builds = {&dev};
  CHECK(shipped(app, around) == "101");
  around.builds = {&last};
  CHECK(shipped(app, around) == "001");
  around.builds = {&pushed};
  CHECK(shipped(app, around) == "100");
  around.builds = {&made};
  CHECK(shipped(variant, around) == "100");
  CHECK(shipped(files, around) == "10");
  around.last_stage_alone = true;
  CHECK(shipped(variant, around) == "001");
  CHECK(shipped("# none\n", around).empty());
}

}  // namespace s1
