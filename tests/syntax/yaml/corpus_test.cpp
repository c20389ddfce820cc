// SPDX-License-Identifier: Apache-2.0
// Every YAML file of the shared folder: what must hold of any tree holds, and nearly all read without a complaint.
#include <iostream>

#include "syntax/yaml/invariants.h"
#include "syntax/yaml/read.h"
#include "test.h"

namespace s1::yaml {
namespace {

TEST_CASE("the YAML files of the corpus keep every property of a tree") {
  const std::filesystem::path shared = test::shared_dir();
  if (shared.empty()) {
    std::cout << "skipped: the YAML files of the corpus keep every property of a tree: no shared folder\n";
    return;
  }
  std::size_t files = 0, faulty = 0;
  for (const std::string_view folder : {"corpus", "bench/cases"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(shared / folder)) {
      const std::string extension = entry.path().extension().string();
      if (!entry.is_regular_file() || (extension != ".yaml" && extension != ".yml")) continue;
      const Source source(test::read_file(entry.path()));
      const data::File file = read(source);
      const std::string broken = Invariants::broken(file);
      if (!broken.empty()) FAIL_CHECK(entry.path().string() << ": " << broken);
      ++files;
      const auto is_syntax = [](const Diagnostic& one) { return one.code == "yaml-syntax"; };
      if (std::ranges::any_of(file.diagnostics, is_syntax)) ++faulty;
    }
  }
  CHECK(files >= 2000);
  // Helm's templates are no YAML.
  CHECK(faulty * 20 <= files);
  std::cout << files << " YAML files, " << faulty << " with errors of syntax\n";
}

}  // namespace
}  // namespace s1::yaml
