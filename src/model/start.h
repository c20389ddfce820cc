// SPDX-License-Identifier: Apache-2.0
// What a container of a stage starts, as far as it can be read: its ENTRYPOINT and CMD, the scripts of the build
// context that these name, and the scripts of package.json that npm and its like are asked for.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/dockerfile.h"
#include "model/surroundings.h"
#include "text/span.h"

namespace s1::model {

// A command that is run, directly or from a script.
struct Started {
  std::string program;                 // without its folder
  std::vector<std::string> arguments;  // with variables as they are written
  std::string file;  // of the context, where it is written in a script or package.json; empty: in the Dockerfile
  Span span;         // of the ENTRYPOINT or CMD that leads to it
  // Files that it writes by redirection, as written.
  std::vector<std::string> writes;
};

struct Start {
  std::vector<Started> commands;  // in their order
  // What could not be read: `what` is a sentence's subject ("/entrypoint.sh").
  struct Unread {
    std::string what;
    Span span;
  };
  std::vector<Unread> unread;
  bool inherited = false;  // the base image's ENTRYPOINT or CMD is started: neither is set here

  // Whether all of it is known.
  [[nodiscard]] bool known() const { return unread.empty() && !inherited; }
};

[[nodiscard]] Start start_of(const Dockerfile& file, const Surroundings& around, const dockerfile::Stage& stage);

// Whether the container says what is started in place of ENTRYPOINT or CMD.
[[nodiscard]] bool starts_another_command(const Container& container);
// What it starts then; all spans are that of the stage's FROM.
[[nodiscard]] Start start_of(const Dockerfile& file, const Surroundings& around, const dockerfile::Stage& stage,
                             const Container& container);

}  // namespace s1::model
