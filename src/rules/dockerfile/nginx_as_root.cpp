// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/nginx-as-root.
#include "facts/base_images.h"
#include "model/dockerfile.h"
#include "model/dockerfile_stage.h"
#include "model/shipped_stages.h"
#include "model/surroundings.h"
#include "rules/rewrite.h"
#include "rules/rule.h"
#include "rules/unprivileged_nginx.h"

namespace s1::rules::dockerfile_nginx_as_root {
namespace {

void check(const model::Dockerfile& file, const model::Surroundings& around, Sink& out) {
  for (const dockerfile::Stage* stage : model::shipped_stages(file.tree, around)) {
    if (stage->base || !stage->image_known) continue;
    const model::Base base = model::base(file.tree, *stage);
    if (facts::short_image_name(base.ref.name) != "nginx" || model::user(file.tree, *stage).instruction != nullptr)
      continue;
    Report report{.span = stage->image.span,
                  .message =
                      "nginx starts as root, only to open port 80; "
                      "nginx-unprivileged needs no root and listens on 8080",
                  .fix = Fix::unsafe};
    unprivileged_nginx(file, around, *stage).offer(report, "Take nginx-unprivileged, on port 8080");
    out.report(std::move(report));
  }
}

constexpr Bad bad[] = {
    {R"(--- Dockerfile ---
FROM node:22 AS build
RUN npm ci
FROM «nginx:1.29-alpine»
COPY --from=build /app/dist /usr/share/nginx/html
COPY site.conf /etc/nginx/conf.d/default.conf
EXPOSE 80
--- site.conf ---
server { listen 80 default_server; listen [::]:80; }
--- compose.yaml ---
services: {front: {build: ., ports: ["8000:80"]}}
)",
     R"(--- Dockerfile ---
FROM node:22 AS build
RUN npm ci
FROM nginxinc/nginx-unprivileged:1.29-alpine
COPY --from=build /app/dist /usr/share/nginx/html
COPY site.conf /etc/nginx/conf.d/default.conf
EXPOSE 8080
--- site.conf ---
server { listen 8080 default_server; listen [::]:8080; }
--- compose.yaml ---
services: {front: {build: ., ports: ["8000:8080"]}}
)"},
    // Which image is meant has to be plain, and to have a counterpart.
    {"ARG VERSION=1.29\nFROM «nginx:$VERSION»\n"},
    {"FROM «nginx:1.29@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef»\n"},
    {"FROM «nginx:1.29-perl»\n"},
    // It has no such tag, or may not.
    {"FROM «nginx:1.13-alpine»\n"},
    {"FROM «nginx:1.29.6»\n"},
    // Steps that need root, checks and programs that know the port, and other ports.
    {"FROM «nginx:1.29»\nRUN rm -rf /usr/share/nginx/html\n"},
    {"FROM «nginx:1.29»\nHEALTHCHECK CMD curl -f http://localhost/\n"},
    {"FROM «nginx:1.29»\nCOPY start.sh /\nCMD [\"/start.sh\"]\n"},
    {"FROM «nginx:1.29»\nEXPOSE 80 9113\n"},
    // Configurations that are the whole of it, not at hand, not read, or not of port 80.
    {"FROM «nginx:1.29»\nCOPY nginx.conf /etc/nginx/nginx.conf\n"},
    {"FROM «nginx:1.29»\nCOPY site.conf $CONFIGURATION\n"},
    {"FROM debian:12 AS made\nFROM «nginx:1.29»\nCOPY --from=made /site.conf /etc/nginx/conf.d/\n"},
    {"FROM «nginx:1.29»\nCOPY missing.conf /etc/nginx/conf.d/\n"},
    {"--- Dockerfile ---\nFROM «nginx:1.29»\nCOPY sites /etc/nginx/conf.d\n--- sites/a.conf ---\nserver { listen 443 "
     "ssl; "
     "}\n"},
    {"--- Dockerfile ---\nFROM «nginx:1.29»\nCOPY sites /etc/nginx/conf.d\n--- sites/a.conf ---\nserver { root /a; "
     "}\n"},
    {"--- Dockerfile ---\nFROM «nginx:1.29»\nCOPY a.conf /etc/nginx/conf.d/\n--- a.conf ---\nproxy_cache_path /a "
     "keys_zone=a:1m;\n"},
    // Who runs it: a port in another form, a mount made for root, and a neighbour that knows the port.
    {R"(--- Dockerfile ---
FROM «nginx:1.29»
--- compose.yaml ---
services: {front: {build: ., ports: [{target: 80, published: 8000}]}}
)"},
    {R"(--- Dockerfile ---
FROM «nginx:1.29»
--- compose.yaml ---
services: {front: {build: ., volumes: ["./sites:/etc/nginx/conf.d:ro"]}}
)"},
    {R"(--- Dockerfile ---
FROM «nginx:1.29»
--- compose.yaml ---
services: {front: {build: ., image: "example.com/front:1"}}
--- pod.yaml ---
apiVersion: v1
kind: Pod
metadata: {name: front}
spec: {containers: [{name: front, image: "example.com/front:1", ports: [{containerPort: 80}]}]}
)"},
    {R"(--- Dockerfile ---
FROM «nginx:1.29»
--- compose.yaml ---
services:
  front: {build: .}
  proxy: {image: "caddy:2", command: "caddy reverse-proxy --to http://front"}
)"},
};

constexpr std::string_view good[] = {
    "FROM nginxinc/nginx-unprivileged:1.29\n",
    "FROM nginx:1.29\nUSER 101\n",
    "FROM nginx:1.29 AS tools\nFROM debian:12\nCMD [\"/app\"]\n",
};

constexpr std::string_view references[] = {"https://github.com/nginxinc/docker-nginx-unprivileged"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/nginx-as-root",
    .title = "nginx starts as root",
    .help = "Take nginxinc/nginx-unprivileged, which listens on port 8080",
    .severity = Severity::info,
    .confidence = Confidence::high,
    .profile = Profile::strict,
    .fix = Fix::unsafe,
    .docs =
        R"(The image `nginx` starts as root, since it opens port 80 and writes its process id and its temporary files where only root may. Its workers are not root,
but the process that starts them is, and Kubernetes' `runAsNonRoot` refuses the image. `nginxinc/nginx-unprivileged` is the same software, made by the same
people, as user 101 on port 8080.

The fix takes that image with the same tag, and changes port 80 to 8080 in the configuration that is copied to `conf.d` or `templates`,
in `EXPOSE` and in the ports of Compose services. It is offered where no `RUN` works in the stage, `nginx.conf` is not replaced, nothing of nginx's is
mounted, no Kubernetes object runs the image, and no file speaks to the service by its name. It is unsafe: whoever reaches the container by port 80
in another way has to be told.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_nginx_as_root
