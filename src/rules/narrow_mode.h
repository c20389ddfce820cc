// SPDX-License-Identifier: Apache-2.0
// A mode that lets everyone write, as one that lets the owner write alone, and the owner that a container needs then.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/dockerfile.h"
#include "text/edit.h"

namespace s1::rules {

// 777 → 755, a+rwX → u+rwX,go+rX; empty where it is not plain.
[[nodiscard]] std::string narrowed(std::string_view mode);

// Of a chmod whose mode is `mode`: the narrower mode and, where the container does not run as root, a chown before it.
// Nothing where whom it runs as is not known or the program gives root up by itself.
[[nodiscard]] std::vector<Edit> narrow_chmod(const model::Dockerfile& file, const model::Run& run,
                                             const model::Call& call, const shell::Word& mode);
// Of `COPY --chmod`.
[[nodiscard]] std::vector<Edit> narrow_flag(const model::Dockerfile& file, const dockerfile::Instruction& copy,
                                            const dockerfile::Flag& flag);

}  // namespace s1::rules
