// SPDX-License-Identifier: Apache-2.0
#include "engine/unit.h"

#include <algorithm>
#include <string>

#include "test.h"

namespace {

using s1::engine::UnitKind;
using s1::workspace::File;
using s1::workspace::FileKind;

// "kind: path path", one line a unit.
std::string units_of(std::vector<File> files) {
  std::ranges::sort(files, {}, &File::path);
  std::string out;
  for (const s1::engine::Unit& unit : s1::engine::form_units(files)) {
    out += unit.kind == UnitKind::file              ? "file:"
           : unit.kind == UnitKind::compose_project ? "compose:"
           : unit.kind == UnitKind::gitlab_pipeline ? "gitlab:"
                                                    : "chart:";
    for (const auto id : unit.files) out += " " + files[id].path;
    out += "\n";
  }
  return out;
}

}  // namespace

TEST_CASE("a Compose project has its overrides and its folder's .env") {
  CHECK(units_of({{"a/compose.yaml", FileKind::compose},
                  {"a/compose.override.yml", FileKind::compose},
                  {"a/.env", FileKind::env_file, 0, true},
                  {"a/docker-compose.prod.yml", FileKind::compose},
                  {"b/compose.override.yaml", FileKind::compose},
                  {".env", FileKind::env_file}}) ==
        "compose: a/compose.yaml a/compose.override.yml a/.env\n"
        "compose: a/docker-compose.prod.yml a/.env\n"
        "compose: b/compose.override.yaml\n");
}

TEST_CASE("a file of GitLab's is a pipeline until it is known who includes it") {
  CHECK(units_of({{".gitlab-ci.yml", FileKind::gitlab_ci},
                  {"ci/build.gitlab-ci.yml", FileKind::gitlab_ci},
                  {"sub/.gitlab-ci.yml", FileKind::gitlab_ci}}) ==
        "gitlab: .gitlab-ci.yml\ngitlab: ci/build.gitlab-ci.yml\ngitlab: sub/.gitlab-ci.yml\n");
}

TEST_CASE("a chart has its values, other values stand alone") {
  CHECK(units_of({{"c/Chart.yaml", FileKind::helm_chart},
                  {"c/values.yaml", FileKind::helm_values},
                  {"c/values-prod.yaml", FileKind::helm_values},
                  {"d/values.yaml", FileKind::helm_values},
                  {"c/templates/x.yaml", FileKind::helm_template}}) ==
        "chart: c/Chart.yaml c/values.yaml\n"
        "file: c/values-prod.yaml\n"
        "file: d/values.yaml\n");
}

TEST_CASE("ignored files are in no unit, .env apart") {
  CHECK(units_of({{"Dockerfile", FileKind::dockerfile, 0, true}, {"x/Dockerfile", FileKind::dockerfile}}) ==
        "file: x/Dockerfile\n");
}
