// SPDX-License-Identifier: Apache-2.0
// What a stage of a Dockerfile means: the image that a build of it gives, with what it inherits through FROM.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/dockerfile/ast.h"

namespace s1::facts {
struct BaseImage;
}

namespace s1::model {

// The stages that a build can be made for: the last one, and those that no other stage is FROM or copies from (nothing
// but `--target` can want them). By index.
[[nodiscard]] std::vector<bool> targets(const dockerfile::File& file);

// A place that names a stage or an image to take files from: COPY --from=NAME, RUN --mount=from=NAME.
struct FileSource {
  const dockerfile::Stage* stage = nullptr;  // where it is written
  Span span;                                 // of the name or, in --mount, of the flag
  std::string name;                          // variables put in
  bool known = true;                         // false: a variable without a value is in it
};
[[nodiscard]] std::vector<FileSource> file_sources(const dockerfile::File& file);
// Whether the name is that of the stage it is written in.
[[nodiscard]] bool is_own_stage(const FileSource& source);

// The name by which a build gives the secret of RUN --mount=type=secret: its `id`, else the last part of its target.
[[nodiscard]] std::string secret_id(const dockerfile::Flag& mount);

// All that is done to make the stage, in order: first in the stages that it is FROM, then what those have in ONBUILD,
// then in itself.
[[nodiscard]] std::vector<const dockerfile::Instruction*> history(const dockerfile::File& file,
                                                                  const dockerfile::Stage& stage);

// Where the chain of FROMs ends.
struct Base {
  dockerfile::ImageRef ref;  // empty where variables without a value are in it
  bool scratch = false;
  bool windows = false;
  const facts::BaseImage* facts = nullptr;  // null: nothing is known of it
};
[[nodiscard]] Base base(const dockerfile::File& file, const dockerfile::Stage& stage);

enum class Answer : std::uint8_t { no, yes, unknown };

// Whom a container of the stage runs as.
struct User {
  std::string value;                                     // node, 1000:1000; empty where the base image's is not known
  const dockerfile::Instruction* instruction = nullptr;  // the USER that says so; null: the base image does
  Answer root = Answer::unknown;
};
[[nodiscard]] User user(const dockerfile::File& file, const dockerfile::Stage& stage);

// By instruction: whether it is carried out as root, as the last USER before it says.
[[nodiscard]] std::vector<Answer> runs_as_root(const dockerfile::File& file);

// What a container starts. Null: what the base image says, or nothing.
struct Command {
  const dockerfile::Instruction* entrypoint = nullptr;
  const dockerfile::Instruction* cmd = nullptr;
};
// Of every stage, by index. What ONBUILD would add in a later stage is not in it.
[[nodiscard]] std::vector<Command> commands(const dockerfile::File& file);

// Whether a container that starts as root gives that up by itself: through gosu or the like, or because the base
// image's own entrypoint does and is still in force.
[[nodiscard]] bool steps_down(const dockerfile::File& file, const dockerfile::Stage& stage);

enum class PathKind : std::uint8_t {
  absolute,
  relative,
  unknown
};  // unknown: it opens with a variable without a value
// Of a path as expand() gives it; Windows paths (C:\app, C:/app) are absolute too.
[[nodiscard]] PathKind path_kind(std::string_view path);

struct Workdir {
  std::string path;  // as it is written and put together; relative: to the base image's
  PathKind kind = PathKind::relative;
  bool literal = true;  // no variable is in any WORKDIR that leads to it
};
// Calls `visit` with each WORKDIR of the file, in order, and the working directory just before it.
void for_each_workdir(const dockerfile::File& file,
                      const std::function<void(const dockerfile::Instruction& workdir, const Workdir& before)>& visit);

}  // namespace s1::model
