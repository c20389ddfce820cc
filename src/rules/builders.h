// SPDX-License-Identifier: Apache-2.0
// Guards: whether all that is known to build a Dockerfile takes what a fix writes. That is the frontend (BuildKit's
// docker/dockerfile, in the version that `# syntax` names), the pipelines, and the services whose files lie beside it.
#pragma once
#include <cstdint>
#include <string_view>

#include "model/dockerfile.h"
#include "model/surroundings.h"
#include "rules/rewrite.h"
#include "syntax/dockerfile/ast.h"

namespace s1::rules {

// What older builders do not take, and the docker/dockerfile 1.`since` that brought it. Without `# syntax` the builder
// brings a frontend of its own, which has been new enough since Docker 23.
struct NewSyntax {
  std::string_view text;
  std::uint32_t since;
};
inline constexpr NewSyntax kCopyChmod{"COPY --chmod", 2};
inline constexpr NewSyntax kRunMount{"RUN --mount", 2};
inline constexpr NewSyntax kAddChecksum{"ADD --checksum", 6};
inline constexpr NewSyntax kHeredoc{"COPY <<EOF", 4};
inline constexpr NewSyntax kSecretInVariable{"RUN --mount=type=secret,env=", 10};

// False where the frontend is older or another one, or BuildKit is switched off; `rewrite` then says where.
bool builders_take(NewSyntax what, const dockerfile::File& file, const model::Surroundings& around, Rewrite& rewrite);

// `RUN --mount=type=cache`, which some builders with mounts do not take either.
bool builders_take_cache_mounts(const model::Dockerfile& file, const model::Surroundings& around, Rewrite& rewrite);

}  // namespace s1::rules
