// SPDX-License-Identifier: Apache-2.0
// What infrastructure code declares, by type and name; read lightly: attributes are not evaluated.
#pragma once
#include <string>

#include "model/place.h"

namespace s1::model {

struct Resource {
  std::string platform;  // terraform, cloudformation, pulumi
  std::string type;      // aws_s3_bucket, AWS::S3::Bucket, aws:s3:Bucket; "module", "data.aws_ami" likewise
  std::string name;
  Place place;
};

}  // namespace s1::model
