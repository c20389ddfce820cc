// SPDX-License-Identifier: Apache-2.0
// Exports the rule kubernetes/unbuilt-image.
#include "model/infra_model.h"
#include "rules/rule.h"
#include "rules/unbuilt_images.h"

namespace s1::rules::kubernetes_unbuilt_image {
namespace {

void check(const model::InfraModel& model, Sink& out) {
  report_unbuilt_images(model, model::Entity::workload, out);
}

constexpr Bad bad[] = {
    {R"(--- Dockerfile ---
FROM scratch
--- .gitlab-ci.yml ---
publish:
  script:
    - docker build -t registry.example.com/acme/web_api:$CI_COMMIT_SHA .
    - docker push registry.example.com/acme/web_api:$CI_COMMIT_SHA
--- pod.yaml ---
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: «registry.example.com/acme/web-api:1.2»
)"},
};

constexpr std::string_view good[] = {
    // Another tag, another image of the owner, a public one.
    R"(--- Dockerfile ---
FROM scratch
--- compose.yaml ---
services:
  web:
    build: .
    image: acme/web
  worker:
    build: .
    image: worker:dev
--- pod.yaml ---
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: acme/web:1.2
    - name: worker
      image: worker:1.2
    - name: webs
      image: acme/webs
    - name: proxy
      image: nginx:1.29
)",
    // A kustomization may name it otherwise.
    R"(--- Dockerfile ---
FROM scratch
--- compose.yaml ---
services:
  web:
    build: .
    image: acme/web-api
--- kustomization.yaml ---
resources: [pod.yaml]
images:
  - name: acme/webapi
    newName: acme/web-api
--- pod.yaml ---
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: acme/webapi
)",
};

constexpr std::string_view references[] = {"https://kubernetes.io/docs/concepts/containers/images/"};

}  // namespace

extern constinit const Rule rule{
    .id = "kubernetes/unbuilt-image",
    .title = "A container runs an image that nothing builds, and one of almost the same name is built",
    .help = "Name the image as it is built",
    .severity = Severity::medium,
    .confidence = Confidence::medium,
    .docs =
        R"(No build of the repository gives an image this name, while one gives a name that is easily taken for it: `acme/web_api` for
`acme/web-api`. The kubelet does not find the image (`ErrImagePull`), or finds an old one.

Give both the same name.

Compared are the builds of Compose files and pipelines, and only images of the same registry and owner; tags are not, since those
of a release come from elsewhere. A name with an owner or a registry is reported where the two differ in the signs between words
alone; one without an owner also where they differ in one letter. Nothing is reported where a build has a name that is not
known, nor in a repository with kustomizations, which may change the names of images.

There is no fix: which of the two names is right has to be decided.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::kubernetes_unbuilt_image
