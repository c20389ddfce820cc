// SPDX-License-Identifier: Apache-2.0
// An image that a Dockerfile builds: one for each stage that can be a target.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "model/place.h"
#include "model/value.h"

namespace s1::model {

struct CopySource {
  std::string path;  // as written, variables put in; with '/' where `\` is no escape
  Place place;
  bool is_pattern = false;  // has * ? [
};

struct ImageLabel {
  std::string key;
  bool key_known = true;
  Value value;
  Place place;  // of the key
};

struct Image {
  Place place;            // of the stage's FROM
  std::string stage;      // its name; empty without one
  std::string base;       // as FROM names it, known variables put in; the stage's name where it is FROM one
  std::string root_base;  // the image that the chain of FROMs begins with; empty where it is not known
  // The stages of the file that it is FROM or copies from, by index; none are told of a file with very many.
  std::vector<std::uint32_t> uses;
  bool is_final = false;           // built when no target is named
  Value user;                      // the last USER of the stage, that of the stage it is FROM if it has none
  Value healthcheck;               // likewise its HEALTHCHECK: "CMD" or "NONE"
  std::vector<Value> ports;        // EXPOSE, those of the stage it is FROM too
  std::vector<ImageLabel> labels;  // LABEL, those of the stages it is FROM too; of the final one alone
  // Of the final image alone, for all of its file: what a build may give it by name.
  std::vector<std::string> args;     // ARG
  std::vector<std::string> secrets;  // `id` of RUN --mount=type=secret
  bool inputs_known = false;         // false: another frontend, an ONBUILD of a base image or a variable may name more
  std::vector<CopySource> sources;   // COPY and ADD from the build context, in this stage alone
};

}  // namespace s1::model
