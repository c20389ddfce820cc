// SPDX-License-Identifier: Apache-2.0
// From a state file's bytes to the JSON in it, however it was put there.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "vsm/document.h"
#include "vsm/problems.h"
#include "vsm/state_file.h"

namespace s1::vsm {

struct Opened {
  const Document* document = nullptr;
  data::Value root;  // an object, or of coordination-plan.json also a list of objects
  Extra around;      // members of the objects that wrap it
};

// The object may be the file, stand in a text (a Markdown fence, prose around it, a JSON string), or be wrapped in
// another object ({"coordination_plan": …}, {"result": "```json …"}). What is not so is a problem. Documents are added
// to `documents`.
[[nodiscard]] std::optional<Opened> open_json(StateFile file, std::string path, std::string bytes,
                                              std::vector<std::unique_ptr<const Document>>& documents,
                                              Problems& problems);

}  // namespace s1::vsm
