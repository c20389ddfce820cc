// SPDX-License-Identifier: Apache-2.0
// ECS task definitions, Prometheus rules, Helm charts.
#include <string>
#include <string_view>

#include "growth.h"
#include "model/read.h"
#include "model_dump.h"
#include "read_texts.h"
#include "test.h"

namespace {

using s1::model::InfraModel;
using s1::test::Texts;

std::string read_task(std::string_view text) {
  const Texts texts(text, "task.json");
  InfraModel model;
  read_ecs_task(texts.inputs().front(), model);
  return s1::test::model_dump(model);
}

std::string read_chart(std::string_view text) {
  const Texts texts(text, "Chart.yaml");
  InfraModel model;
  read_chart(texts.inputs()[0], texts.inputs().size() > 1 ? &texts.inputs()[1] : nullptr, model);
  return s1::test::model_dump(model);
}

std::string read_rules(std::string_view text) {
  const Texts texts(text, "rules.yaml");
  InfraModel model;
  read_prometheus_rules(texts.inputs().front(), model);
  return s1::test::model_dump(model);
}

}  // namespace

TEST_CASE("An ECS task definition is read") {
  CHECK(read_task(R"({
  "family": "web",
  "taskRoleArn": "arn:aws:iam::1:role/web",
  "volumes": [{"name": "sock", "host": {"sourcePath": "/var/run/docker.sock"}}, {"name": "data"}],
  "containerDefinitions": [
    {
      "name": "app",
      "image": "web:1",
      "user": "1000",
      "privileged": false,
      "readonlyRootFilesystem": true,
      "portMappings": [{"containerPort": 8080, "hostPort": 80, "protocol": "udp", "name": "http"},
                       {"containerPortRange": "9000-9010"}],
      "healthCheck": {"command": ["CMD-SHELL", "curl -f localhost || exit 1"]},
      "environment": [{"name": "A", "value": "1"}],
      "secrets": [
        {"name": "B", "valueFrom": "arn:aws:secretsmanager:eu-west-1:1:secret:db-AbCdEf:password::"},
        {"name": "C", "valueFrom": "arn:aws:secretsmanager:eu-west-1:1:secret:db-AbCdEf"},
        {"name": "D", "valueFrom": "arn:aws:ssm:eu-west-1:1:parameter/x"}],
      "mountPoints": [{"sourceVolume": "sock", "containerPath": "/sock", "readOnly": true},
                      {"sourceVolume": "data", "containerPath": "/data"}]
    },
    {"name": "log", "image": "<IMAGE>"}
  ]
})") == R"(workload ecs TaskDefinition web @2
  service_account arn:aws:iam::1:role/web @3
  container app @7
    image web:1 @8
    port 8080-8080/udp 8080 @12 name http published 80 @12 @12
    port 9000-9010/tcp 9000-9010 @13 @13
    user 1000 @9
    privileged false @10
    read_only_root true @11
    healthcheck curl -f localhost || exit 1 @14
    env A=1 @15 @15
    env B= @17
    env C= @18
    env D= @19
    use secret arn:aws:secretsmanager:eu-west-1:1:secret:db-AbCdEf @17 key password @17 @17
    use secret arn:aws:secretsmanager:eu-west-1:1:secret:db-AbCdEf @18 @18
    use secret arn:aws:ssm:eu-west-1:1:parameter/x @19 @19
    mount /var/run/docker.sock:/sock ro @20
    mount data:/data @21
  container log @23
    image ?<IMAGE> @23
)");
  CHECK(read_task(R"({"taskDefinition": {"containerDefinitions": [{"image": "a"}]}})") ==
        "workload ecs TaskDefinition  @1\n  container  @1\n    image a @1\n");
  CHECK(read_task(R"({"containerDefinitions": {"a": 1}, "family": [1], "volumes": 5})") ==
        "workload ecs TaskDefinition  @1\n");
  CHECK(read_task(R"({"containerDefinitions": [1, [2], {"portMappings": [3], "secrets": {}, "healthCheck": 4}]})") ==
        "workload ecs TaskDefinition  @1\n  container  @1\n");
  CHECK(read_task(R"({"family": "x"})").empty());
  CHECK(read_task("[]").empty());
  CHECK(read_task("").empty());
}

TEST_CASE("Prometheus rules are read") {
  CHECK(read_rules(R"(groups:
- name: a
  rules:
  - alert: Down
    expr: up == 0
    labels:
      severity: critical
  - record: r
- name: b
  rules: {alert: no}
- text
- rules: [x, {alert: {}}, {alert: y, labels: z}]
)") == "alert a/Down critical @4\nrecord a/r @8\nalert /y @12\n");
  CHECK(read_rules("groups: 5\n").empty());
  CHECK(read_rules("").empty());
}

TEST_CASE("A Helm chart is read") {
  CHECK(read_chart(R"(--- charts/shop/Chart.yaml ---
apiVersion: v2
name: shop
version: 1.2.3
appVersion: "4.5"
dependencies:
- name: redis
  version: ^19.0.0
  repository: https://example.com/charts
- x
--- charts/shop/values.yaml ---
image:
  registry: ghcr.io
  repository: shop/web
  tag: "4.5"
worker:
  image: {repository: shop/worker, tag: ""}
pinned: {repository: a, tag: b, digest: "sha256:c"}
list:
- image: {repository: d, digest: "sha256:e"}
- image: {repository: "${R}", tag: f}
notes: {repository: g}
wrong: {repository: [h], tag: i}
nested: {repository: j, tag: [k], inner: {repository: l, tag: 1}}
)") == R"(chart charts/shop shop 1.2.3 app 4.5 @1
  dependency redis ^19.0.0 https://example.com/charts @6
  image ghcr.io/shop/web:4.5 @1:3 <1:2 <1:4
  image ?shop/worker @1:6
  image a:b@sha256:c @1:7 <1:7 <1:7
  image d@sha256:e @1:9 <1:9
  image ?${R}:f @1:10 <1:10
  image ?j @1:13
  image l:1 @1:13 <1:13
)");
  CHECK(read_chart("name: a\ndependencies: 5\n") == "chart . a  @1\n");
  CHECK(read_chart("name: [a]\ndependencies: {a: b}\n") == "chart .   @1\n");
  CHECK(read_chart("- name\n").empty());
  CHECK(read_chart("").empty());
}

TEST_CASE("Tasks, rules and charts take linear time") {
  using s1::test::growth;
  using s1::test::kMostGrowth;
  CHECK(growth([](const std::string& text) { (void)read_task(text); }, R"({"containerDefinitions": [)",
               R"({"mountPoints": [{"sourceVolume": "a"}]},)", "{}]}") < kMostGrowth);
  CHECK(growth([](const std::string& text) { (void)read_rules(text); }, "groups:\n- rules:\n", "  - alert: a\n", "") <
        kMostGrowth);
  CHECK(growth([](const std::string& text) { (void)read_chart(text); },
               "--- Chart.yaml ---\nname: a\n--- values.yaml ---\n", "- {repository: a, tag: b}\n", "") < kMostGrowth);
}
