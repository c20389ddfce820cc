// SPDX-License-Identifier: Apache-2.0
// How fast JSON is read on one core, in megabytes a second: `json [FILE…]` reads a CloudFormation template, a Terraform
// plan and a package lock of its own making, and the files, again and again, and has nlohmann's parser read the same
// for comparison. Exits 1 where one of its own is read at less than the target.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

#include "syntax/json/read.h"

namespace {

constexpr double kTarget = 300;
constexpr int kPieces = 4000;  // some megabytes each

double processor_seconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

// The best of the runs of one second.
template <class Work>
double megabytes_a_second(std::size_t bytes, const Work& work) {
  double best = 0;
  for (const double end = processor_seconds() + 1; processor_seconds() < end;) {
    const double begin = processor_seconds();
    work();
    best = std::max(best, static_cast<double>(bytes) / 1e6 / (processor_seconds() - begin));
  }
  return best;
}

bool measure(std::string_view name, std::string text) {
  const s1::Source source(std::move(text));
  const double ours = megabytes_a_second(source.size(), [&] { (void)s1::json::read(source); });
  const double baseline = megabytes_a_second(source.size(), [&] {
    const nlohmann::json read = nlohmann::json::parse(source.bytes(), nullptr, /*allow_exceptions=*/false);
  });
  fmt::print("{:<28} {:6.1f} MB {:8.1f} MB/s   nlohmann {:7.1f} MB/s\n", name, source.size() / 1e6, ours, baseline);
  return ours >= kTarget;
}

std::string cloudformation() {
  std::string text = "{\n  \"AWSTemplateFormatVersion\": \"2010-09-09\",\n  \"Resources\": {\n";
  for (int i = 0; i < kPieces; ++i)
    text += fmt::format(R"(    "Bucket{0}": {{
      "Type": "AWS::S3::Bucket",
      "DeletionPolicy": "Retain",
      "Properties": {{
        "BucketName": {{ "Fn::Sub": "${{AWS::StackName}}-logs-{0}" }},
        "VersioningConfiguration": {{ "Status": "Enabled" }},
        "PublicAccessBlockConfiguration": {{
          "BlockPublicAcls": true,
          "BlockPublicPolicy": true
        }},
        "LifecycleConfiguration": {{
          "Rules": [
            {{ "Id": "expire", "Status": "Enabled", "ExpirationInDays": {0} }}
          ]
        }},
        "Tags": [
          {{ "Key": "team", "Value": "storage" }},
          {{ "Key": "description", "Value": "Logs of the \"{0}\" stack\nkept for a year" }}
        ]
      }}
    }}{1}
)",
                        i, i + 1 < kPieces ? "," : "");
  return text + "  }\n}\n";
}

std::string terraform_plan() {
  std::string text = R"({"format_version":"1.2","terraform_version":"1.9.5","resource_changes":[)";
  for (int i = 0; i < kPieces; ++i)
    text += fmt::format(
        R"({1}{{"address":"module.net.aws_subnet.private[{0}]","mode":"managed","type":"aws_subnet","index":{0},)"
        R"("provider_name":"registry.terraform.io/hashicorp/aws","change":{{"actions":["create"],"before":null,)"
        R"("after":{{"availability_zone":"eu-central-1a","cidr_block":"10.0.{0}.0/24","ipv6_native":false,"ports":[80,)"
        R"(443,8080],"ratio":0.25,"tags":{{"Name":"private-{0}","Owner":"platform"}},"timeouts":null}},)"
        R"("after_unknown":{{"arn":true,"id":true,"tags":{{}}}},"before_sensitive":false}}}})",
        i, i > 0 ? "," : "");
  return text + "]}";
}

std::string package_lock() {
  std::string text = "{\n  \"name\": \"shop\",\n  \"lockfileVersion\": 3,\n  \"requires\": true,\n  \"packages\": {\n";
  for (int i = 0; i < kPieces; ++i)
    text += fmt::format(R"(    "node_modules/@scope/package-{0}": {{
      "version": "4.{0}.2",
      "resolved": "https://registry.example.com/@scope/package-{0}/-/package-{0}-4.{0}.2.tgz",
      "integrity": "sha512-6Cw1kPIcx5XUF3eXKnMHFuF1bjz7UPHQuLc1GUDYBzYBzlz1w5nvUVS4SODAbEMvMcGx3p4t+Yj8iqkQ=={0}",
      "dev": true,
      "license": "MIT",
      "dependencies": {{
        "ansi-styles": "^4.1.0",
        "supports-color": "^7.1.0"
      }},
      "engines": {{
        "node": ">=10"
      }}
    }}{1}
)",
                        i, i + 1 < kPieces ? "," : "");
  return text + "  }\n}\n";
}

}  // namespace

int main(int argc, char* argv[]) {
  bool reached = measure("CloudFormation template", cloudformation());
  reached &= measure("Terraform plan", terraform_plan());
  reached &= measure("package lock", package_lock());
  for (int i = 1; i < argc; ++i) {
    std::ifstream in(argv[i], std::ios::binary);
    (void)measure(argv[i], {std::istreambuf_iterator<char>(in), {}});
  }
  return reached ? 0 : 1;
}
