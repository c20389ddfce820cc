// SPDX-License-Identifier: Apache-2.0
// Which findings of an edited text are those of the text before. Fingerprints cannot say: when the first of two equal
// findings is fixed, the other takes over its name. Places can, since edits say where everything moved.
#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "engine/finding.h"
#include "fix/edit_map.h"

namespace s1::fix {

inline constexpr std::size_t kNew = SIZE_MAX;

// For each finding after, the index of the one before that it is, or kNew; none is taken twice. All are of one file.
// A finding that no edit touches is the one of the same rule at the same place. One whose text was edited is one of the
// same rule that stood there: with the same message if there is one, and rather not one of those that the edits were to
// fix (`targets`, by the index before). One in text that an edit made is, at last, one of the same rule that stood
// elsewhere and is gone: it was moved.
[[nodiscard]] std::vector<std::size_t> match_findings(std::span<const engine::Finding> before,
                                                      std::span<const engine::Finding> after, const EditMap& map,
                                                      const std::vector<bool>& targets);

}  // namespace s1::fix
