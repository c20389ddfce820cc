// SPDX-License-Identifier: Apache-2.0
// Any bytes as each kind of pipeline and of infrastructure code: they are read, and every place lies in its file. The
// first byte says which kind; GitLab's text is also its own include.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "../model/pipeline_dump.h"
#include "../model/pipeline_input.h"

using namespace s1;

namespace {

struct Kind {
  const char* path;
  test::Reader read;
};

constexpr Kind kKinds[] = {
    {"Jenkinsfile", model::read_jenkinsfile}, {".github/workflows/a.yml", model::read_github_workflow},
    {"main.tf", model::read_terraform},       {"main.tf.json", model::read_terraform},
    {"t.yaml", model::read_cloudformation},   {"Pulumi.yaml", model::read_pulumi},
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::size_t kind = data[0] % (std::size(kKinds) + 1);
  test::PipelineFiles files;
  model::InfraModel infra;
  if (kind < std::size(kKinds)) {
    files.add(kKinds[kind].path, text);
    kKinds[kind].read(files.inputs().front(), infra);
  } else {
    files.add(".gitlab-ci.yml", "include: a.yml\n" + text);
    files.add("a.yml", text);
    model::read_gitlab_ci(files.inputs(), infra);
  }
  if (!test::PlaceCheck(files.sizes()).holds(infra)) std::abort();
  (void)test::dump(infra);
  return 0;
}
