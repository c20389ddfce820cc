// SPDX-License-Identifier: Apache-2.0
// What an ecosystem says of the division of a stage into two: which image the program runs on, what is copied there,
// and which commands leave nothing else behind. One file an ecosystem; what they have in common is in split.cpp.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/dockerfile/multi_stage/single_stage.h"
#include "rules/rewrite.h"

namespace s1::rules::multi_stage {

struct Copied {
  std::string path;     // in both stages, absolute
  std::string to = {};  // where it goes by another path
};

struct Plan {
  std::string image;      // of the runtime stage, as FROM names it
  bool shell = true;      // it has one
  bool non_root = false;  // its own user is not root
  // What is there of system packages and accounts is made by the same means as in the base image: what the Dockerfile
  // adds can be added again.
  bool same_system = true;
  // No package that was installed for the build is needed, as the program uses no other program or library of the
  // image.
  bool needs_no_packages = false;
  // The first instruction of the build; what stands before it makes a stage of its own, `base`, that both others are
  // FROM. Null: there is none.
  const dockerfile::Instruction* shared_until = nullptr;
  std::vector<Copied> copied;
  // What was put there is for the build alone; what was put elsewhere is copied too.
  std::vector<std::string> build_folders;
  std::vector<std::string> copy_lines;  // into the runtime stage: "<<EOF /etc/a.conf" and the lines of the file
  // The runtime image starts what is wanted by itself, as its own user, in a folder of its own.
  bool starts_itself = false;
  std::vector<Edit> build_edits;                 // in the build stage
  std::vector<std::string> build_lines;          // at its end: RUN npm prune --omit=dev
  std::vector<std::string> env;                  // lines of the runtime stage
  std::vector<std::string> packages;             // of the system, needed at run time
  std::vector<std::string_view> build_packages;  // of the system, that this ecosystem builds with
  std::vector<std::string_view> build_env;       // prefixes of variables that only the build reads
};

struct Ecosystem {
  std::string_view name;   // "Go"
  std::string_view tools;  // what the image ships: "the Go toolchain"
  // Whether the stage builds something with the ecosystem's tools and starts it.
  bool (*applies)(const SingleStage& stage);
  // Fills `plan`; false where a guard does not hold, which `rewrite` then says.
  bool (*plan)(const SingleStage& stage, Plan& plan, Rewrite& rewrite);
  // Whether the command is one of the build's, which leaves what is needed in no other place than `plan.copied`.
  bool (*is_build_step)(const model::Call& call);
};

extern constinit const Ecosystem go;
extern constinit const Ecosystem rust;
extern constinit const Ecosystem java;
extern constinit const Ecosystem dotnet;
extern constinit const Ecosystem node;
extern constinit const Ecosystem python;
extern constinit const Ecosystem ruby;
extern constinit const Ecosystem php;
extern constinit const Ecosystem static_site;

}  // namespace s1::rules::multi_stage
