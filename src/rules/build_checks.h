// SPDX-License-Identifier: Apache-2.0
// For the rules about builds that Compose files and pipelines ask for: the same questions on each platform.
#pragma once
#include <string_view>

#include "model/infra_model.h"
#include "rules/rule.h"

namespace s1::rules {

inline constexpr std::string_view kMissingBuildFileDocs =
    R"(The build context or the Dockerfile that is named here is not in the repository, so the build fails before its first step.
Often a folder was renamed, or a path is relative to another folder than the author thought.

Name a context that is there; the Dockerfile is looked for in it unless another one is named. Passed over is what a
pipeline may make before it builds: paths of which an earlier step of the job names a part, and what comes in by artifacts,
stashes and caches. So are addresses, inline Dockerfiles, names with unknown variables, folders that builds commonly
write to and what git ignores. What else only exists once something ran cannot be seen here: say so with a suppression.

There is no fix: what the folder or the file was meant to be cannot be told from its absence.)";

inline constexpr std::string_view kUnknownTargetDocs =
    R"(The target is none of the stages that the Dockerfile names, so the build fails. With a typing error it may also be that
a stage was renamed in the Dockerfile alone.

Name a stage of the Dockerfile (letter case does not count), or leave the target out: then the last stage is built.
A target with an unknown variable is not judged.

There is no fix: which stage is meant has to be decided, and another one may build without being the right one.)";

// Which of the model's builds a rule is about: "compose" or a pipeline's platform.
// Reports those whose context or Dockerfile is not there.
void report_missing_build_files(const model::InfraModel& model, std::string_view platform, Sink& out);
// Reports those whose target is no stage of their Dockerfile.
void report_unknown_targets(const model::InfraModel& model, std::string_view platform, Sink& out);

}  // namespace s1::rules
