// SPDX-License-Identifier: Apache-2.0
#include "model/read.h"
#include "pipeline_dump.h"
#include "pipeline_input.h"
#include "test.h"

namespace s1 {
namespace {

struct Row {
  std::string path;
  std::string text;
  std::string dump;
};

void check(test::Reader reader, const Row& row) {
  INFO(row.text);
  CHECK(test::dump(test::read_one(reader, row.path, row.text)) == row.dump);
}

TEST_CASE("CloudFormation's resources by logical id and type") {
  const Row rows[] = {
      {"t.yaml",
       "AWSTemplateFormatVersion: 2010-09-09\nTransform: AWS::Serverless-2016-10-31\nResources:\n"
       "  Bucket:\n    Type: AWS::S3::Bucket\n    Properties: {BucketName: !Sub '${A}-x', Tags: !If [C, [], !Ref T]}\n"
       "  Fn:\n    Type: AWS::Serverless::Function\n"
       "  'Fn::ForEach::Topics': [T, [a], {'X${T}': {Type: AWS::SNS::Topic}}]\n",
       "cloudformation AWS::S3::Bucket Bucket @4\ncloudformation AWS::Serverless::Function Fn @7\n"},
      {"t.json", "{\"Resources\": {\"A\": {\"Type\": \"AWS::EC2::VPC\"},\n\"B\": {\"Type\": 1}, \"C\": null}}",
       "cloudformation AWS::EC2::VPC A @1\n"},
      {"t.yaml", "Resources: [a]\n", ""},
      {"t.yaml", "- Resources\n", ""},
      {"t.yaml", "", ""},
      {"t.json", "{\"Resources\": {\"A\": {\"Type\": \"X\"}, \"B\": {\"Ty", "cloudformation X A @1\n"},
  };
  for (const Row& row : rows) check(model::read_cloudformation, row);
}

TEST_CASE("Pulumi's resources by name and type, and projects in other languages") {
  const Row rows[] = {
      {"Pulumi.yaml",
       "name: web\nruntime: yaml\nresources:\n  bucket:\n    type: aws:s3:Bucket\n  none: {}\n  bad: {type: [x]}\n",
       "pulumi aws:s3:Bucket bucket @4\n"},
      {"Pulumi.yaml", "name: app\nruntime:\n  name: nodejs\n  options: {typescript: true}\n",
       "pulumi pulumi:project:nodejs app @2\n"},
      {"Pulumi.yaml", "runtime: go\nname: app\n", "pulumi pulumi:project:go app @1\n"},
      {"Pulumi.dev.yaml", "config:\n  aws:region: eu-west-1\n", ""},
      {"Pulumi.yaml", "name: [x]\nruntime: {}\nresources: 3\n", ""},
      {"Pulumi.yaml", "", ""},
  };
  for (const Row& row : rows) check(model::read_pulumi, row);
}

TEST_CASE("Terraform in JSON") {
  const Row rows[] = {
      {"main.tf.json",
       "{\"resource\": {\"aws_vpc\": {\"main\": {}, \"other\": {}}},\n \"data\": [{\"aws_ami\": {\"u\": {}}}],\n"
       " \"module\": {\"eks\": {\"source\": \"x\"}},\n \"variable\": {\"v\": {}}, \"//\": \"comment\"}",
       "terraform aws_vpc main @1\nterraform aws_vpc other @1\nterraform data.aws_ami u @2\nterraform module eks @3\n"},
      {"x.tf.json", "[{\"resource\": {}}]", ""},
      {"x.tf.json", "{\"resource\": {\"a\": 1, \"b\": [2]}, \"module\": 3}", ""},
  };
  for (const Row& row : rows) check(model::read_terraform, row);
}

}  // namespace
}  // namespace s1
