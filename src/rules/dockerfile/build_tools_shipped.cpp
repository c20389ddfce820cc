// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/build-tools-shipped.
#include <array>
#include <string>

#include "model/dockerfile.h"
#include "model/surroundings.h"
#include "rules/dockerfile/multi_stage/examples.h"
#include "rules/dockerfile/multi_stage/plan.h"
#include "rules/dockerfile/multi_stage/split.h"
#include "rules/rule.h"

namespace s1::rules::dockerfile_build_tools_shipped {
namespace {

using multi_stage::Ecosystem;

void check(const model::Dockerfile& dockerfile, const model::Surroundings& around, Sink& out) {
  if (dockerfile.tree.stages.size() != 1) return;
  const multi_stage::SingleStage stage(dockerfile, around);
  if (stage.base.windows || stage.base.scratch || stage.image.empty()) return;
  for (const Ecosystem* each :
       {&multi_stage::go, &multi_stage::rust, &multi_stage::java, &multi_stage::dotnet, &multi_stage::static_site,
        &multi_stage::node, &multi_stage::python, &multi_stage::ruby, &multi_stage::php}) {
    if (!each->applies(stage)) continue;
    Report report{.span = stage.from(),
                  .message = "The image is built and run in one stage, and ships " + std::string(each->tools)};
    multi_stage::split(stage, *each).offer(report, "Build in one stage, run in another");
    out.report(std::move(report));
    return;
  }
}

constexpr std::string_view references[] = {
    "https://docs.docker.com/build/building/multi-stage/",
    "https://docs.docker.com/build/building/best-practices/#use-multi-stage-builds"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/build-tools-shipped",
    .title = "The image ships the tools that it was built with",
    .help = "Build in one stage, and copy what is run into a second one that is FROM a runtime image",
    .severity = Severity::low,
    .confidence = Confidence::medium,
    .profile = Profile::strict,
    .fix = Fix::unsafe,
    .docs =
        R"(A stage that compiles and then starts what it made ships the compiler, the package manager and the sources with it: hundreds of
megabytes to store and to pull, and tools that whoever breaks in finds at hand.

Build in one stage, and start from a runtime image in another, into which `COPY --from` takes what is run. Where the ecosystem has a slim
image of the same version, the program finds the same interpreter and C library there.

Reported where a Dockerfile has one stage, which is FROM an image with build tools and has a RUN that builds with them: Go, Rust, Java (Maven, Gradle),
.NET, Node.js with a build step, Python and Ruby with compilers, PHP with Composer.

The fix divides the stage. The first part stays as it is; the second one has the runtime image, the working directory, the variables, accounts and
system packages that are needed there, what was built, and the instructions that say how it is run. Go and Rust programs get a distroless image with
the C library that they are linked to, Java programs the JRE of the same distribution and version, .NET programs the ASP.NET runtime of the SDK's
version; Node.js, Python and Ruby programs the slim image of the same tag, with their folder whole, the packages without those for development
(`npm prune --omit=dev`), in a virtual environment, or in `/usr/local/bundle`; PHP programs the stage with their extensions, without Composer;
static sites that `serve` or `http-server` served get nginx without root, with a configuration that keeps port and fallback.

It is offered where all of this can be read: which command built what is started; that no RUN does something else whose result would be missing; that
what the sources open by name is there, and that they start no other program; which libraries of the system the packages need; that CMD, ENTRYPOINT and
health checks, those of Compose files and probes too, need no shell or tool that the runtime image does not have; that nobody builds the stage by its name or
mounts something over its folder. Commands that compile or watch when the container starts are for development, and are left alone. A tag is never
made up, and a pinned digest never dropped. The fix is unsafe all the
same, as what a program opens by a name that it is given at run time cannot be read, and may be missing: build the image and try it.)",
    .references = references,
    .bad = multi_stage::bad_examples,
    .good = multi_stage::good_examples,
    .check = check};

}  // namespace s1::rules::dockerfile_build_tools_shipped
