// SPDX-License-Identifier: Apache-2.0
// What ARG and ENV declare, by stage, with values worked out as far as the file tells them.
#pragma once
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "syntax/dockerfile/ast.h"
#include "syntax/dockerfile/expander.h"

namespace s1::dockerfile {

class Variables {
 public:
  // Stages as lookups see them: -1 is what stands before the first FROM.
  static constexpr std::int32_t kGlobal = -1;

  // Takes the declarations of an ARG or ENV; in the order of the file, each after all stages before it are in
  // file.stages. Values that are not in the file as they are go to file.storage.
  void declare(File& file, const Instruction& instruction);

  // The value that a name has at a place of the file, in a stage.
  [[nodiscard]] VariableValue find(const File& file, std::string_view name, std::int32_t stage,
                                   std::uint32_t place) const;

 private:
  struct Declaration {
    std::uint32_t place;  // it holds from here on, to the end of the stage
    std::int32_t stage;
    VariableValue value;
  };
  [[nodiscard]] const Declaration* declaration(const File& file, std::string_view name, std::int32_t stage,
                                               std::uint32_t place) const;
  [[nodiscard]] VariableValue evaluate(File& file, std::string_view raw, const Instruction& at, std::uint32_t place);
  [[nodiscard]] std::string_view unquoted(File& file, std::string_view key, const Instruction& at, std::uint32_t place);

  std::unordered_map<std::string_view, std::vector<Declaration>>
      declarations_;        // of each name, in the order of the file
  std::size_t stored_ = 0;  // bytes in storage
};

}  // namespace s1::dockerfile
