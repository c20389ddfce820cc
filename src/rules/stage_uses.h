// SPDX-License-Identifier: Apache-2.0
// Where a Dockerfile names a stage, for the rules that give stages other names.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "model/dockerfile_stage.h"
#include "syntax/dockerfile/ast.h"
#include "text/span.h"

namespace s1::rules {

// The place of the name alone: within `type=bind,from=build` that of `build`. No value where it is not written out in
// one piece.
[[nodiscard]] std::optional<Span> name_span(const dockerfile::File& file, const model::FileSource& source);

struct StageUse {
  std::string_view name;
  Span span;
  const dockerfile::Stage* stage = nullptr;  // where it stands
};
// Every name that is written out: FROM name, COPY --from=name, RUN --mount=from=name.
[[nodiscard]] std::vector<StageUse> stage_uses(const dockerfile::File& file);

}  // namespace s1::rules
