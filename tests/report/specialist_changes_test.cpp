// SPDX-License-Identifier: Apache-2.0
// Which resources the infrastructure code declares as new.
#include <filesystem>

#include "engine/scan.h"
#include "report/specialist/changes.h"
#include "test.h"
#include "workspace/git_test_repository.h"

namespace {

using s1::test::GitRepository;

std::vector<std::string> new_resources(const GitRepository& repository, const std::string& since = {},
                                       const std::string& start = {}) {
  const auto root = s1::workspace::Root::open(repository.path());
  const auto scan = s1::engine::scan(*root, start, {});
  REQUIRE(scan.has_value());
  auto found = s1::report::find_changes(*root, start, since);
  REQUIRE(found.has_value());
  const s1::report::Changes changes = s1::report::changes_of(*std::move(found), scan->model);
  std::vector<std::string> result;
  for (const auto& place : changes.new_resources)
    result.push_back(scan->model.paths[place.file] + ":" + std::to_string(place.line));
  return result;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("resources that the base does not declare") {
  const GitRepository repository;
  repository.write("infra/main.tf",
                   "resource \"aws_s3_bucket\" \"a\" {}\nresource \"aws_s3_bucket\" \"b\" {}\n"
                   "resource \"aws_sqs_queue\" \"q\" {\n  name = \"a queue with a name\"\n}\n");
  repository.write("stack.yaml",
                   "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  One:\n    Type: AWS::S3::Bucket\n");
  repository.commit();
  CHECK(new_resources(repository).empty());

  // One more, one that moved to another file of its folder, one that is edited; and what provisions nothing.
  repository.write("infra/main.tf",
                   "resource \"aws_s3_bucket\" \"a\" {\n  bucket = \"x\"\n}\n"
                   "resource \"aws_sqs_queue\" \"q\" {\n  name = \"a queue with a name\"\n}\n"
                   "resource \"aws_db_instance\" \"new\" {}\ndata \"aws_ami\" \"d\" {}\n");
  repository.write("infra/buckets.tf", "resource \"aws_s3_bucket\" \"b\" {}\nmodule \"m\" {\n  source = \"./m\"\n}\n");
  repository.write("other/main.tf", "resource \"aws_s3_bucket\" \"a\" {}\n");
  repository.write("stack.yaml",
                   "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  One:\n    Type: AWS::S3::Bucket\n"
                   "  Two:\n    Type: AWS::SQS::Queue\n");
  repository.write("k8s.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n");
  CHECK(new_resources(repository) == Lines{"infra/buckets.tf:2", "infra/main.tf:7", "other/main.tf:1", "stack.yaml:5"});
}

TEST_CASE("a file that moved declares nothing new; before the first commit everything is") {
  const GitRepository repository;
  std::string text;
  for (int i = 0; i < 9; ++i) text += "resource \"aws_s3_bucket\" \"b" + std::to_string(i) + "\" {}\n";
  repository.write("a/main.tf", text);
  CHECK(new_resources(repository).size() == 9);
  repository.commit();
  std::filesystem::create_directories(repository / "b");
  std::filesystem::rename(repository / "a/main.tf", repository / "b/main.tf");
  CHECK(new_resources(repository).empty());
  repository.write("b/main.tf", text + "resource \"aws_s3_bucket\" \"more\" {}\n");
  CHECK(new_resources(repository) == Lines{"b/main.tf:10"});
  // Also where only what it moved to is asked for.
  CHECK(new_resources(repository, {}, "b") == Lines{"b/main.tf:10"});
  CHECK(new_resources(repository, {}, "b/main.tf") == Lines{"b/main.tf:10"});
}
