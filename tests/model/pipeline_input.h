// SPDX-License-Identifier: Apache-2.0
// Texts as the readers of pipelines and resources get them: parsed by the ending of their path.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/read.h"
#include "syntax/groovy/script.h"
#include "syntax/hcl/outline.h"
#include "syntax/json/read.h"
#include "syntax/yaml/read.h"

namespace s1::test {

class PipelineFiles {
 public:
  void add(std::string path, std::string text) {
    const auto id = static_cast<model::FileId>(files_.size());
    auto file = std::make_unique<File>(std::move(path), std::move(text));
    model::Input input;
    input.file = id;
    input.path = file->path;
    input.source = &file->source;
    if (input.path.ends_with(".json")) {
      file->tree = json::read(file->source);
      input.tree = &file->tree;
    } else if (input.path.ends_with(".yml") || input.path.ends_with(".yaml")) {
      file->tree = yaml::read(file->source);
      input.tree = &file->tree;
    } else if (input.path.ends_with(".tf")) {
      file->hcl = hcl::read_outline(file->source);
      input.hcl = &file->hcl;
    } else if (input.path == "Jenkinsfile") {
      file->groovy = groovy::read_script(file->source);
      input.groovy = &file->groovy;
    }
    files_.push_back(std::move(file));
    inputs_.push_back(input);
  }

  [[nodiscard]] const std::vector<model::Input>& inputs() const { return inputs_; }
  [[nodiscard]] std::vector<std::uint32_t> sizes() const {
    std::vector<std::uint32_t> sizes;
    for (const auto& file : files_) sizes.push_back(file->source.size());
    return sizes;
  }

 private:
  struct File {
    File(std::string at, std::string text) : path(std::move(at)), source(std::move(text)) {}
    std::string path;
    Source source;
    data::File tree;
    hcl::Outline hcl;
    groovy::Script groovy;
  };
  std::vector<std::unique_ptr<File>> files_;
  std::vector<model::Input> inputs_;
};

using Reader = void (*)(const model::Input&, model::InfraModel&);

inline model::InfraModel read_one(Reader reader, std::string path, std::string text) {
  PipelineFiles files;
  files.add(std::move(path), std::move(text));
  model::InfraModel infra;
  reader(files.inputs().front(), infra);
  return infra;
}

}  // namespace s1::test
