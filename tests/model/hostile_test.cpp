// SPDX-License-Identifier: Apache-2.0
// Files that are wrong in every place: no reader fails, and every place that comes out lies in its file.
#include <string>
#include <string_view>
#include <utility>

#include "growth.h"
#include "places.h"
#include "read_texts.h"
#include "test.h"

namespace {

using s1::model::InfraModel;
using s1::test::Texts;

// What is wrong with the places that come out of all the readers; empty: nothing.
std::string problem(const std::string& text, const char* path = "a.yaml") {
  Texts texts;
  texts.add(path, text);
  texts.add(".env", "A=1\n");
  texts.add("b.yaml", text);
  InfraModel model;
  read_compose(texts.inputs(), model);
  read_kubernetes(texts.inputs()[0], model);
  read_ecs_task(texts.inputs()[0], model);
  read_prometheus_rules(texts.inputs()[0], model);
  read_chart(texts.inputs()[0], &texts.inputs()[2], model);
  std::string result;
  s1::test::for_each_place(model, [&](const s1::model::Place& place) {
    const bool is_file = place.file < texts.inputs().size();
    if (is_file && place.exists()) {
      const s1::Source& source = *texts.inputs()[place.file].source;
      if (place.span.begin <= place.span.end && place.span.end <= source.size() &&
          source.line_of(place.span.begin) == place.line)
        return;
    }
    result = "no place: line " + std::to_string(place.line);
  });
  return result;
}

// One of everything that the readers look at.
constexpr std::string_view kCompose = R"(include: [b.yaml, {path: [c.yaml], env_file: .env, project_directory: x}]
x-base: &base {user: a, environment: {A: $A}}
services:
  web:
    <<: *base
    image: nginx:${A:-1}
    build: {context: ., dockerfile: D, target: t, tags: [u], additional_contexts: {n: v}, dockerfile_inline: f}
    ports: ["80:80", {target: 80, published: "81", host_ip: h, name: n, protocol: udp}]
    expose: [90]
    env_file: [a, {path: b}]
    healthcheck: {test: [CMD, x], disable: false}
    secrets: [s, {source: s, target: t}]
    depends_on: {db: {condition: c}}
    networks: {n: {aliases: [a]}}
    profiles: [p]
    volumes: ["a:b:ro", {type: bind, source: s, target: t, read_only: true}]
    extends: {service: db, file: a.yaml}
  db: {extends: web, environment: [A=1, B]}
secrets: {s: {file: f, external: true}}
configs: {c: {content: x}}
)";

constexpr std::string_view kPod = R"(apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: n, namespace: s, labels: {a: b}, annotations: {c: d}}
spec:
  replicas: 2
  workloadRef: {kind: Deployment, name: d}
  template:
    metadata: {labels: {a: b}}
    spec:
      serviceAccountName: s
      imagePullSecrets: [{name: p}]
      securityContext: {runAsUser: 1, runAsNonRoot: true}
      volumes:
      - {name: v, secret: {secretName: s, optional: true, items: [{key: k}]}, hostPath: {path: /x}}
      - {name: w, projected: {sources: [{configMap: {name: c}}]}, persistentVolumeClaim: {claimName: c}}
      containers:
      - name: c
        image: i
        ports: [{containerPort: 80, name: h, protocol: TCP, hostPort: 81, hostIP: h}]
        livenessProbe: {httpGet: {port: h}}
        securityContext: {runAsUser: 2, privileged: true, readOnlyRootFilesystem: true}
        env: [{name: A, value: b}, {name: B, valueFrom: {secretKeyRef: {name: s, key: k, optional: true}}}]
        envFrom: [{configMapRef: {name: c}}]
        volumeMounts: [{name: v, mountPath: /v, readOnly: true}]
)";

constexpr std::string_view kObjects = R"(kind: List
items:
- {kind: Service, metadata: {name: a}, spec: {type: t, selector: {a: b}, ports: [{port: 80, targetPort: x, name: n}]}}
- {kind: Ingress, spec: {defaultBackend: {service: {name: n, port: {number: 1}}}, tls: [{secretName: s}], rules: [{http: {paths: [{backend: {serviceName: s, servicePort: 1}}]}}]}}
- {kind: HTTPRoute, spec: {parentRefs: [{name: p}], rules: [{backendRefs: [{kind: k, name: n, port: 1}]}]}}
- {kind: NetworkPolicy, apiVersion: networking.k8s.io/v1, spec: {podSelector: {matchLabels: {a: b}}, ingress: [{from: [{podSelector: {matchExpressions: [x]}}]}]}}
- {kind: HorizontalPodAutoscaler, spec: {scaleTargetRef: {kind: k, name: n}}}
- {kind: PodMonitor, spec: {selector: {matchLabels: {a: b}}, namespaceSelector: {any: true}}}
- {kind: RoleBinding, roleRef: {kind: r, name: n}, subjects: [{kind: s, name: n}]}
- {kind: Secret, metadata: {name: a}, type: t, data: {a: b}, stringData: {c: d}}
- {kind: ExternalSecret, spec: {target: {name: t, template: {data: {a: b}, templateFrom: [x]}}, data: [{secretKey: k}], dataFrom: [x]}}
- {kind: SealedSecret, spec: {encryptedData: {a: b}, template: {metadata: {name: n}, data: {c: d}}}}
- {kind: Certificate, apiVersion: cert-manager.io/v1, spec: {secretName: s, keystores: {a: b}}}
- {kind: ApplicationSet, apiVersion: argoproj.io/v1alpha1, spec: {template: {spec: {sources: [{repoURL: r, path: p}], destination: {namespace: n}}}}}
- {kind: PrometheusRule, spec: {groups: [{name: g, rules: [{alert: a, labels: {severity: s}}]}]}}
)";

constexpr std::string_view kTask = R"(taskDefinition:
  family: f
  taskRoleArn: r
  volumes: [{name: v, host: {sourcePath: /x}}]
  containerDefinitions:
  - name: c
    image: i
    portMappings: [{containerPort: 80, containerPortRange: 80-90, hostPort: 1, protocol: tcp, name: n}]
    healthCheck: {command: [CMD, x]}
    environment: [{name: A, value: b}]
    secrets: [{name: A, valueFrom: "arn:aws:secretsmanager:r:1:secret:n:k::"}]
    mountPoints: [{sourceVolume: v, containerPath: /v, readOnly: true}]
)";

constexpr std::string_view kChart = R"(name: n
version: 1
dependencies: [{name: d, version: v, repository: r}]
image: {registry: r, repository: i, tag: t, digest: d}
groups: [{name: g, rules: [{record: r}]}]
)";

}  // namespace

TEST_CASE("Any value may be of the wrong kind") {
  const std::string_view text = GENERATE(kCompose, kPod, kObjects, kTask, kChart);
  REQUIRE(problem(std::string(text)).empty());
  const s1::Source source{std::string(text)};
  const s1::data::File tree = s1::yaml::read(source);
  REQUIRE(tree.diagnostics.empty());
  for (const s1::data::Node& node : tree.nodes) {
    for (const std::string_view wrong : {"", "~", "5", "text", "true", "${B}", "[]", "{}", "[[a]]", "{a: {b: c}}",
                                         "[{a: b}, ~, *x]", "*base", "!reset null", "&a [*a]"}) {
      std::string changed(text);
      changed.replace(node.span.begin, node.span.size(), wrong);
      CAPTURE(changed);
      const std::string found = problem(changed);
      if (!found.empty()) CHECK(found.empty());
    }
  }
}

TEST_CASE("Deep, cut and garbled files are read") {
  using s1::test::repeat;
  for (const std::string_view begin :
       {"services: ", "services: {a: ", "kind: Pod\nspec: ", "containerDefinitions: ", ""})
    for (const std::string_view piece :
         {"{a: ", "[", "- ", "{<<: ", "{services: {a: {build: ", "{kind: List, items: ["})
      CHECK(problem(std::string(begin) + repeat(piece, 5000)).empty());
  CHECK(problem(repeat("[", 100'000), "a.json").empty());
  for (const std::string_view text : {kCompose, kPod, kObjects, kTask, kChart})
    for (std::size_t size = 0; size < text.size(); size += 7) {
      CHECK(problem(std::string(text.substr(0, size))).empty());
      CHECK(problem(std::string(text.substr(size))).empty());
    }
  CHECK(problem(std::string("services:\n  \xff\xfe: {image: \"\x80\", ports: [\"\xc3:\"]}\n")).empty());
}

TEST_CASE("A hundred thousand of everything") {
  using s1::test::repeat;
  for (const auto& [begin, piece] : {std::pair<std::string_view, std::string_view>{"services:\n", "  a: {}\n"},
                                     {"services:\n  a:\n    ports:\n", "    - 1\n"},
                                     {"kind: List\nitems:\n", "- kind: A\n"},
                                     {"kind: Pod\nspec:\n  containers:\n", "  - a:\n"},
                                     {"groups:\n- rules:\n", "  - alert: a\n"}})
    CHECK(problem(std::string(begin) + repeat(piece, 100'000)).empty());
}

TEST_CASE("Aliases of aliases do not multiply what is read") {
  std::string text = "x0: &x0 {image: a, environment: [A=1, B=2]}\n";
  for (int i = 1; i < 30; ++i) {
    const std::string before = "*x" + std::to_string(i - 1);
    text += "x" + std::to_string(i) + ": &x" + std::to_string(i) + " {a: " + before + ", b: " + before + "}\n";
  }
  text += "services: *x29\nkind: Deployment\nspec: *x29\ncontainerDefinitions: [*x29]\nname: *x29\n";
  CHECK(problem(text).empty());
}
