// SPDX-License-Identifier: Apache-2.0
// Exports the rule compose/unbuilt-image.
#include "model/infra_model.h"
#include "rules/rule.h"
#include "rules/unbuilt_images.h"

namespace s1::rules::compose_unbuilt_image {
namespace {

void check(const model::InfraModel& model, Sink& out) {
  report_unbuilt_images(model, model::Entity::service, out);
}

constexpr Bad bad[] = {
    {R"(--- Dockerfile ---
FROM scratch
--- compose.yaml ---
services:
  web:
    build: .
    image: acme/web-api
  worker:
    image: «acme/webapi»
)"},
    {R"(--- Dockerfile ---
FROM scratch
--- compose.yaml ---
services:
  web:
    build: .
    image: billing:dev
  worker:
    image: «billing:local»
  other:
    image: «biling:dev»
)"},
};

constexpr std::string_view good[] = {
    // Built under the name, here or by a pipeline, with another tag that it may have in a registry.
    R"(--- Dockerfile ---
FROM scratch
--- compose.yaml ---
services:
  web:
    build: .
    image: acme/web:1
  worker:
    image: acme/web:2
  job:
    image: docker.io/acme/web
  sums:
    image: acme/sums
  sum1:
    image: acme/sum1
  proxy:
    image: nginx
--- .gitlab-ci.yml ---
publish:
  script:
    - docker build -t acme/sum2 .
)",
    // The tag is not known, a project of its own is run, the name is the one that Compose gives.
    R"(--- a/compose.yaml ---
services:
  web:
    build: .
    image: billing:${TAG}
  worker:
    image: billing:local
  api:
    build: .
  runner:
    image: a-api
--- b/compose.yaml ---
services:
  web:
    image: billing:3
)",
    // A build gives a name that is not known.
    R"(--- compose.yaml ---
services:
  web:
    build: .
    image: ${NAME}
  api:
    build: .
    image: web-api
  worker:
    image: webapi
)",
};

constexpr std::string_view references[] = {"https://docs.docker.com/reference/compose-file/services/#image",
                                           "https://docs.docker.com/reference/compose-file/build/"};

}  // namespace

extern constinit const Rule rule{
    .id = "compose/unbuilt-image",
    .title = "A service runs an image that nothing builds, and one of almost the same name is built",
    .help = "Name the image as it is built",
    .severity = Severity::medium,
    .confidence = Confidence::medium,
    .docs =
        R"(The service has no `build` and runs an image by its name. No build of the repository gives that name, while one gives a name
that is easily taken for it: `acme/web-api` for `acme/webapi`, a letter more, another tag. Compose then looks for the
image in a registry, does not find it, and does not start; or it finds an old one.

Give both the same name. Within a project, `image: billing:dev` beside `build:` and in the other service is enough.

Compared are the builds of Compose files and pipelines. A name with an owner or a registry is reported only where the two
differ in the signs between words; one without an owner, which no registry can have, also where they differ in one letter, or
where the project that builds it gives other tags. Nothing is reported where a build has a name that is not known, nor for the official images.

There is no fix: which of the two names is right has to be decided.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::compose_unbuilt_image
