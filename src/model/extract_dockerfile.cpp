// SPDX-License-Identifier: Apache-2.0
// Brings a Dockerfile's stages into the model.
#include "model/infra_model.h"
#include "syntax/dockerfile/ast.h"

namespace s1::model {

void extract(const dockerfile::File& file, const std::string& path, InfraModel& model) {
  for (const dockerfile::Stage& stage : file.stages) {
    Image image;
    image.path = path;
    image.line = file.source->line_of(file.instructions[stage.from].span.begin);
    if (stage.name) image.stage = stage.name->raw;
    image.base = stage.image_value;
    image.is_final = stage.is_final;
    for (const std::uint32_t index : stage.instructions) {
      const dockerfile::Instruction& instruction = file.instructions[index];
      if (instruction.kind == dockerfile::Kind::user) image.user = instruction.arguments.text();
      if (instruction.kind == dockerfile::Kind::expose)
        for (const dockerfile::Word& port : instruction.words) image.ports.emplace_back(port.raw);
    }
    model.images.push_back(std::move(image));
  }
}

}  // namespace s1::model
