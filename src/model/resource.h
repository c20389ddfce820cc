// SPDX-License-Identifier: Apache-2.0
// What infrastructure code declares, by type and name; read lightly: expressions are not evaluated.
#pragma once
#include <string>
#include <vector>

#include "model/place.h"
#include "model/value.h"

namespace s1::model {

// One that says what it costs, how it is kept alive, backed up or protected: facts/resource_attributes.tsv.
struct Attribute {
  std::string name;  // as written; within a block with its name before: "settings.tier"
  Value value;       // known ones alone
};

struct Resource {
  std::string platform;  // terraform, cloudformation, pulumi
  std::string type;      // aws_s3_bucket, AWS::S3::Bucket, aws:s3:Bucket; "module", "data.aws_ami" likewise
  std::string name;
  std::vector<Attribute> attributes;  // literals alone; of types that facts/resource_roles.tsv knows
  Place place;
};

}  // namespace s1::model
