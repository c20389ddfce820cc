// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/healthcheck-path-differs.
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/dockerfile.h"
#include "model/dockerfile_stage.h"
#include "model/shipped_stages.h"
#include "model/source_search.h"
#include "model/surroundings.h"
#include "rules/between_files.h"
#include "rules/dockerfile_edits.h"
#include "rules/known_endpoint.h"
#include "rules/rule.h"
#include "workspace/names.h"

namespace s1::rules::dockerfile_healthcheck_path_differs {
namespace {

using dockerfile::Instruction;
using dockerfile::Kind;

// Whether a file of the sources has the path as a text, or the last part of it: a router may put the rest before it.
// Nothing where not all of them could be looked at.
std::optional<bool> sources_have(const model::BuildFiles& files, std::string_view path, bool last_part_alone) {
  std::string text(path);
  if (last_part_alone) text = "/" + std::string(workspace::base_name(path));
  bool found = false;
  const bool complete =
      model::for_each_source(files, {}, server_sources(), [&](const std::string& /*path*/, const std::string& source) {
        for (std::size_t at = source.find(text); at != std::string::npos && !found; at = source.find(text, at + 1)) {
          const char next = at + text.size() < source.size() ? source[at + text.size()] : ' ';
          const char before = at > 0 ? source[at - 1] : ' ';
          const bool begins = last_part_alone || before == '"' || before == '\'' || before == '`' || before == ' ';
          const bool ends = next != '-' && next != '_' && !(next >= '0' && next <= '9') &&
                            !(next >= 'a' && next <= 'z') && !(next >= 'A' && next <= 'Z');
          found = begins && ends;
        }
        return !found;
      });
  if (!found && !complete) return std::nullopt;
  return found;
}

// Frameworks answer these without a word in the sources, and files are served by their name.
bool may_be_built_in(std::string_view path) {
  constexpr std::array<std::string_view, 6> kBuiltIn = {"/actuator", "/management", "/q/", "/-/", "/metrics", "/_"};
  for (const std::string_view each : kBuiltIn)
    if (path.starts_with(each)) return true;
  return path.ends_with('/') || workspace::base_name(path).contains('.');
}

struct Asked {
  std::string path;
  const model::Place* place = nullptr;
  std::string by;  // "the liveness probe"
};

// Another path that somebody who runs the image asks on the same port.
std::optional<Asked> asked_elsewhere(const model::Surroundings& around, const dockerfile::Stage& stage,
                                     const Endpoint& own) {
  for (const model::Runner* runner : around.runners_of(stage)) {
    if (runner->by_name) continue;
    for (const model::Probe& probe : runner->container->probes) {
      const std::optional<Endpoint> asked = asked_by(*runner->container, probe);
      if (asked && asked->port == own.port && asked->path.size() > 1 && asked->path != own.path)
        return Asked{asked->path, &probe.place, "the " + probe.type + " probe"};
    }
    if (const std::optional<Endpoint> asked = asked_by(runner->container->healthcheck.text);
        asked && asked->port == own.port && asked->path.size() > 1 && asked->path != own.path)
      return Asked{asked->path, &runner->container->healthcheck.place, "the healthcheck of " + runner->container->name};
  }
  return std::nullopt;
}

void check_stage(const model::Dockerfile& file, const model::Surroundings& around, const dockerfile::Stage& stage,
                 std::vector<bool>& said, Sink& out) {
  const Instruction* health = nullptr;
  for (const Instruction* each : model::history(file.tree, stage))
    if (each->kind == Kind::healthcheck) health = each;
  if (health == nullptr || !health->inner || said[health->index]) return;
  const std::string_view text = health->inner->arguments.text();
  const std::optional<Endpoint> own = asked_by(text);
  if (!own || own->path.size() < 2 || may_be_built_in(own->path) || text.find("://") != text.rfind("://")) return;
  const std::optional<Asked> other = asked_elsewhere(around, stage, *own);
  if (!other || !around.context) return;
  if (sources_have(*around.context, own->path, true) != false ||
      sources_have(*around.context, other->path, false) != true)
    return;
  Report report{.span = health->inner->span,
                .message = "The health check asks " + own->path + ", which the sources do not have; " + other->by +
                           " asks " + other->path + ", which they have"};
  report.related.push_back(related_at(*other->place, other->by));
  const std::string_view source = file.tree.source->slice(health->inner->span);
  const std::size_t at = source.find(own->path);
  if (at != std::string_view::npos && source.find(own->path, at + 1) == std::string_view::npos &&
      !holds_comment(file.tree, health->inner->span)) {
    const auto begin = health->inner->span.begin + static_cast<std::uint32_t>(at);
    report.edits.push_back({{begin, begin + static_cast<std::uint32_t>(own->path.size())}, other->path});
    report.fix_description = "Ask the path that the sources have";
  }
  said[health->index] = true;
  out.report(std::move(report));
}

void check(const model::Dockerfile& file, const model::Surroundings& around, Sink& out) {
  if (!around.context) return;
  std::vector<bool> said(file.tree.instructions.size());  // a check that several stages have is said once
  for (const dockerfile::Stage* stage : model::shipped_stages(file.tree, around))
    check_stage(file, around, *stage, said, out);
}

constexpr Bad bad[] = {
    {R"(--- Dockerfile ---
FROM node:22
COPY . .
HEALTHCHECK --interval=5s «CMD curl -f http://localhost:3000/health || exit 1»
CMD ["node", "server.js"]
--- server.js ---
app.get('/healthz', (request, response) => response.end())
--- compose.yaml ---
services:
  web:
    build: .
    image: acme/web
--- pod.yaml ---
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: acme/web
      ports:
        - {name: http, containerPort: 3000}
      livenessProbe:
        httpGet: {path: /healthz, port: http}
)",
     R"(--- Dockerfile ---
FROM node:22
COPY . .
HEALTHCHECK --interval=5s CMD curl -f http://localhost:3000/healthz || exit 1
CMD ["node", "server.js"]
)"},
};

constexpr std::string_view good[] = {
    // The program has both, or puts a part before it.
    R"(--- Dockerfile ---
FROM node:22
COPY . .
HEALTHCHECK CMD curl -f http://localhost:3000/api/health || exit 1
CMD ["node", "server.js"]
--- server.js ---
router.get("/health", health); app.get("/ready", ready)
--- compose.yaml ---
services:
  web:
    build: .
    healthcheck:
      test: curl -f http://localhost:3000/ready
)",
    // Nothing shows that the other one is right; another port; what a framework answers.
    R"(--- Dockerfile ---
FROM node:22
COPY . .
HEALTHCHECK CMD curl -f http://localhost:3000/health || exit 1
CMD ["node", "server.js"]
--- server.js ---
listen(3000)
--- compose.yaml ---
services:
  web:
    build: .
    healthcheck:
      test: curl -f http://localhost:3000/ready
)",
    R"(--- Dockerfile ---
FROM eclipse-temurin:21
COPY . .
HEALTHCHECK CMD curl -f http://localhost:8080/actuator/health || exit 1
CMD ["java", "-jar", "a.jar"]
--- A.java ---
@Get("/ready")
--- compose.yaml ---
services:
  web:
    build: .
    healthcheck:
      test: curl -f http://localhost:8080/ready
)",
};

constexpr std::string_view references[] = {
    "https://docs.docker.com/reference/dockerfile/#healthcheck",
    "https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/healthcheck-path-differs",
    .title = "The health check asks a path that the program does not have, unlike its probes",
    .help = "Ask the path that the program answers",
    .severity = Severity::medium,
    .confidence = Confidence::medium,
    .fix = Fix::unsafe,
    .docs =
        R"(The image's `HEALTHCHECK` and a probe of Kubernetes, or the `healthcheck` of a Compose service, ask the same port on different
paths. The sources have the one, and nowhere the other: it was renamed in one place only, the program answers 404, and Docker calls
the container unhealthy.

Ask the same path in both.

Reported only where all sources of the build context could be looked at, none has the path or its last part, and one has the other path as a
text. Paths that frameworks answer by themselves (`/actuator/…`, `/metrics`) and files are passed over.

The fix asks the other path. It is unsafe: what answers a path may be made up of parts that are not seen.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_healthcheck_path_differs
