// SPDX-License-Identifier: Apache-2.0
// The scripts of a Dockerfile by the shell that reads them: `bash -c '…'` in a RUN is another shell's than the RUN.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "model/dockerfile_run.h"
#include "syntax/dockerfile/ast.h"
#include "syntax/shell/ast.h"

namespace s1::model {

// What kind of shell it is, as SHELL, #!, the exec form or the base image's /bin/sh say.
enum class Dialect : std::uint8_t {
  unknown,
  dash,     // POSIX and `local`
  busybox,  // ash, with some of what bash has
  bash,
};

struct ShellScript {
  const dockerfile::File* file = nullptr;
  const dockerfile::Instruction* instruction = nullptr;  // RUN, CMD, ENTRYPOINT; of HEALTHCHECK and ONBUILD the inner
  const dockerfile::Instruction* owner = nullptr;        // what stands in File::instructions
  const shell::Script* script = nullptr;
  Dialect dialect = Dialect::unknown;
  shell::Options options;  // those that the shell is started with
  bool editable = true;    // the file has the script as the shell reads it: it is in no JSON string, in no quotes
};

// All of the file, in order; what a shell is given by another one comes after that one's. `runs` is model::runs(file).
[[nodiscard]] std::vector<ShellScript> shell_scripts(const dockerfile::File& file, const std::vector<Run>& runs);

// Where a command stands in its script.
struct ShellPlace {
  const shell::Script* list = nullptr;
  std::size_t item = 0;  // in the list
  std::size_t at = 0;    // in the item's pipeline
  shell::Options options;
  bool tested = false;   // it is (in) a condition of if, while or until, before && or ||, or negated: -e does not count
  bool editable = true;  // as ShellScript::editable; false between backquotes too
  bool in_child = false;  // a subshell, a substitution or one of several in a pipeline: what it sets ends with it
  bool in_function = false;

  [[nodiscard]] const shell::Item& here() const { return list->items[item]; }
  [[nodiscard]] const shell::Item* next() const {
    return item + 1 < list->items.size() ? &list->items[item + 1] : nullptr;
  }
};

// Calls `visit` for every command of the shell itself, simple and compound, in the order in which they begin; what it
// starts another shell for is left out.
void for_each_shell_command(const ShellScript& shell,
                            const std::function<void(const shell::Command&, const ShellPlace&)>& visit);

}  // namespace s1::model
