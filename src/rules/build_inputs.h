// SPDX-License-Identifier: Apache-2.0
// For the rules that hold the build arguments and secrets of a build against its Dockerfile.
#pragma once
#include <string_view>

#include "model/infra_model.h"
#include "rules/rule.h"

namespace s1::rules {

inline constexpr std::string_view kUnusedBuildArgDocs =
    R"(The build is given an argument that no ARG of its Dockerfile declares. It has no effect: the Dockerfile's default, or
nothing, holds in its place. Mostly the ARG was renamed, or never written, and the image is built with another version or
setting than the one that stands here.

Declare it with `ARG NAME` in the stage that uses it (before the first FROM for use in FROM), or take it out here.

Passed over are the arguments that BuildKit itself takes (`HTTP_PROXY`, `BUILDKIT_INLINE_CACHE`, `SOURCE_DATE_EPOCH`, …), Dockerfiles
with a frontend of their own (`# syntax`) or an ONBUILD base image, and names with unknown variables.

There is no fix: whether the name is wrong here, or the ARG is missing there, has to be decided.)";

inline constexpr std::string_view kUnusedBuildSecretDocs =
    R"(The build is given a secret that no `RUN --mount=type=secret` of its Dockerfile reads. The step that was meant to have it
runs without it, or does not need it any more; a secret that nobody needs should not be handed out.

Read it with `RUN --mount=type=secret,id=NAME`, or take it out here. The `id` there is the name here; without one it is the last
part of the mount's `target`.

Passed over are Dockerfiles with a frontend of their own (`# syntax`), the token that BuildKit itself takes for git
(`GIT_AUTH_TOKEN`, `GIT_AUTH_HEADER`), and names with unknown variables.

There is no fix: whether the name is wrong, or the mount is missing, has to be decided.)";

// Of the platform's builds ("compose" or a pipeline's) whose Dockerfile is in the repository.
void report_unused_build_args(const model::InfraModel& model, std::string_view platform, Sink& out);
void report_unused_build_secrets(const model::InfraModel& model, std::string_view platform, Sink& out);

}  // namespace s1::rules
