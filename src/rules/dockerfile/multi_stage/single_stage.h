// SPDX-License-Identifier: Apache-2.0
// The one stage of a Dockerfile as those see it that divide it into a build stage and a runtime stage.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/dockerfile.h"
#include "model/dockerfile_stage.h"
#include "model/surroundings.h"
#include "text/span.h"

namespace s1::rules::multi_stage {

// An instruction, with what holds where it stands.
struct Step {
  const dockerfile::Instruction* instruction = nullptr;
  const model::Run* run = nullptr;  // of a RUN whose commands can be read
  std::string workdir;              // absolute; empty: not known
};

// Where COPY or ADD puts files.
struct Placed {
  std::string path;  // absolute; empty: not known
  const dockerfile::Instruction* copy = nullptr;
  std::string source;         // relative to the context; empty: all of it, or not from the context
  bool from_context = false;  // false: --from=…, a heredoc, an address
  bool is_folder = false;     // `path` is a folder into which files are put, or which a folder's contents become
};

// What a container starts, where that is one program with its arguments.
struct Started {
  std::vector<std::string> words;
  bool shell = false;  // a shell starts it
  Span span;
};

class SingleStage {
 public:
  // `file` has one stage. Both outlive this.
  SingleStage(const model::Dockerfile& file, const model::Surroundings& around);

  const model::Dockerfile& file;
  const dockerfile::File& tree;
  const model::Surroundings& around;
  const dockerfile::Stage& stage;
  model::Base base;
  std::string image;  // its short name: node, mcr.microsoft.com/dotnet/sdk; empty: not known
  std::string tag;    // without digest
  std::vector<Step> steps;
  std::string workdir;  // in which the container starts; empty: not known
  bool has_workdir = false;
  std::vector<Placed> placed;
  model::Command command;
  std::optional<Started> started;

  [[nodiscard]] Span from() const { return tree.instructions[stage.from].header; }
  [[nodiscard]] const model::BuildFiles* context() const { return around.context ? &*around.context : nullptr; }

  // Each command of the RUNs in order, with the folder that it is run in (`cd` followed; empty: not known).
  using Visit = std::function<void(const Step&, const model::Call&, const std::string& folder)>;
  void for_each_call(const Visit& visit) const;
  // The value that ENV has at the end of the stage, or before an instruction; nothing where none sets it.
  [[nodiscard]] std::optional<std::string> env(std::string_view name,
                                               const dockerfile::Instruction* before = nullptr) const;
  // The file or folder of the context that lies at a path of the image; nothing where that is not certain.
  [[nodiscard]] std::optional<std::string> source_of(std::string_view path) const;
};

// An absolute path, `path` being relative to `folder` where it is relative at all; empty where it is not known.
[[nodiscard]] std::string absolute(std::string_view folder, std::string_view path);
// Whether the path is the folder or lies in it.
[[nodiscard]] bool lies_in(std::string_view path, std::string_view folder);
// The part after the last slash.
[[nodiscard]] std::string_view file_name(std::string_view path);

}  // namespace s1::rules::multi_stage
