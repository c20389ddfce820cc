// SPDX-License-Identifier: Apache-2.0
// Which commands work as root alone, or write where only root may.
#pragma once
#include <optional>
#include <string>

#include "model/start.h"

namespace s1::rules {

// Why the command will not do without root, as the end of a sentence ("starts as root by itself"); nothing: nothing
// speaks for that.
[[nodiscard]] std::optional<std::string> need_of_root(const model::Started& command);

}  // namespace s1::rules
