// SPDX-License-Identifier: Apache-2.0
// Monitoring, hand-off and what the audiences look for.
#include "report/evidence/repository.h"

using s1::test::Lines;
using s1::test::SmallRepository;

TEST_CASE("metrics, alerts and logging") {
  const SmallRepository repository(R"(--- monitor.yaml ---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  endpoints: [{port: metrics, path: /metrics, interval: 30s}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  template:
    metadata: {annotations: {prometheus.io/scrape: "true", prometheus.io/port: "9090", other: x}}
    spec:
      containers:
        - name: api
          image: acme/api
          ports: [{name: http, containerPort: 80}, {name: http-metrics, containerPort: 9090}]
          livenessProbe: {httpGet: {path: /, port: 80}}
---
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: logs}
spec: {template: {spec: {containers: [{name: f, image: "fluent/fluent-bit:3"}]}}}
--- rules.yaml ---
groups:
  - name: shop
    rules:
      - alert: Down
        expr: up == 0
        labels: {severity: critical}
        annotations: {runbook_url: "https://wiki.example.com/down"}
      - record: job:up:sum
        expr: sum(up)
      - alert: Slow
        expr: slow > 1
--- compose.yaml ---
services:
  web: {image: acme/web, logging: {driver: journald}}
  am: {image: "prom/alertmanager:v0.27.0"}
  plain: {image: acme/plain}
--- main.tf ---
resource "aws_cloudwatch_log_group" "app" {
  retention_in_days = 30
}
resource "aws_cloudwatch_metric_alarm" "cpu" {}
)");
  CHECK(repository.claims("monitoring.metrics") ==
        Lines{"ServiceMonitor web scrapes port metrics, path /metrics, every 30s @monitor.yaml:6",
              "Prometheus is told to scrape Deployment api, port 9090 @monitor.yaml:9",
              "container api of Deployment api has the port http-metrics (9090) @monitor.yaml:18",
              "container api of Deployment api is probed: liveness (http) @monitor.yaml:19",
              "Prometheus records job:up:sum @rules.yaml:8"});
  CHECK(repository.claims("monitoring.alerts") == Lines{"Compose service am runs Alertmanager @compose.yaml:3",
                                                        "Down (severity critical) @rules.yaml:4", "Slow @rules.yaml:10",
                                                        "CloudWatch alarm cpu @main.tf:4"});
  CHECK(repository.claims("monitoring.logging") ==
        Lines{"DaemonSet logs runs Fluent Bit @monitor.yaml:24",
              "Compose service web logs by the driver journald @compose.yaml:2",
              "CloudWatch log group app keeps 30 days @main.tf:1"});
  CHECK(repository.claims("handoff.runbooks") ==
        Lines{"alert Down names its runbook, https://wiki.example.com/down @rules.yaml:4"});
}

TEST_CASE("runbooks that exist, and how to test") {
  const SmallRepository repository(R"(--- docs/runbooks/db-down.md ---
x
--- docs/runbooks/README.md ---
x
--- docs/runbooks/picture.png ---
x
--- RUNBOOK.md ---
x
--- package.json ---
{
  "scripts": {
    "start": "node .",
    "test": "vitest run",
    "test:watch": "vitest",
    "lint": "eslint ."
  }
}
--- yarn.lock ---
--- api/Dockerfile ---
FROM debian:12
--- api/package.json ---
{"scripts": {"test": "echo \"Error: no test specified\" && exit 1"}}
--- api/Makefile ---
CHECK := 1
test-unit: deps
	go test ./...
testing:
	true
.PHONY: test
lint check: x
	true
--- compose.yaml ---
services: {a: {image: acme/a}}
--- infra/main.tf ---
resource "aws_sqs_queue" "q" {}
)");
  CHECK(repository.claims("handoff.runbooks") ==
        Lines{"docs/runbooks/db-down.md @docs/runbooks/db-down.md:0", "RUNBOOK.md @RUNBOOK.md:0"});
  CHECK(repository.claims("handoff.testing_notes") ==
        Lines{"`yarn test` @package.json:4", "`yarn run lint` @package.json:6",
              "`make test-unit` in api @api/Makefile:2",
              "`docker compose -f compose.yaml config --quiet` checks the Compose project @compose.yaml:0",
              "`terraform validate` in infra, after `terraform init -backend=false` @infra/main.tf:1"});
}

TEST_CASE("replicas, scaling, updates and the way back") {
  const SmallRepository repository(R"(--- k8s.yaml ---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 3
  strategy: {type: RollingUpdate}
  template:
    spec:
      containers:
        - name: web
          image: acme/web:1
          resources: {requests: {cpu: 100m, memory: 64Mi}}
          readinessProbe: {tcpSocket: {port: 80}}
          env:
            - {name: LEVEL, value: info}
            - {name: KEY, valueFrom: {secretKeyRef: {name: app, key: k}}}
            - {name: NODE, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}
            - {name: MODE, valueFrom: {configMapKeyRef: {name: conf, key: m}}}
          envFrom: [{configMapRef: {name: all}}]
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: web}
spec: {minReplicas: 2, maxReplicas: 9, scaleTargetRef: {kind: Deployment, name: web}}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: web}
spec: {minAvailable: 50%, selector: {matchLabels: {app: web}}}
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: db-backup}
spec: {schedule: "0 3 * * *", jobTemplate: {spec: {template: {spec: {containers: [{name: b, image: "acme/b"}]}}}}}
---
apiVersion: v1
kind: Service
metadata: {name: open}
spec: {type: LoadBalancer, ports: [{port: 80}]}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: one}
spec: {minReplicas: 1, maxReplicas: 3, scaleTargetRef: {kind: Deployment, name: one}}
--- main.tf ---
resource "aws_db_instance" "shop" {
  instance_class          = "db.t4g.medium"
  engine                  = "postgres"
  multi_az                = true
  backup_retention_period = 7
  password                = "never-told"
}
resource "aws_nat_gateway" "n" {}
)");
  CHECK(repository.claims("handoff.operational_notes") ==
        Lines{"Deployment web runs 3 replicas @k8s.yaml:5",
              "HorizontalPodAutoscaler web scales Deployment web from 2 to 9 replicas @k8s.yaml:22",
              "HorizontalPodAutoscaler one scales Deployment one from 1 to 3 replicas @k8s.yaml:42",
              "CronJob db-backup runs on the schedule 0 3 * * * @k8s.yaml:34",
              "Deployment web is updated by the strategy RollingUpdate @k8s.yaml:6",
              "`kubectl rollout undo` takes back the last revision of Deployment web @k8s.yaml:2"});
  CHECK(repository.claims("view", "reliability") ==
        Lines{"PodDisruptionBudget web sets minAvailable to 50% @k8s.yaml:29",
              "Deployment web runs 3 replicas @k8s.yaml:5",
              "container web of Deployment web has probes: readiness @k8s.yaml:13",
              "HorizontalPodAutoscaler web keeps at least 2 replicas @k8s.yaml:24",
              "RDS database shop sets multi_az to true @main.tf:4"});
  CHECK(
      repository.claims("view", "cost") ==
      Lines{
          "RDS database shop sets instance_class to db.t4g.medium @main.tf:2",
          "NAT gateway n (aws_nat_gateway) @main.tf:8", "Service open asks for a load balancer @k8s.yaml:37",
          "container web of Deployment web asks for 100m CPU and 64Mi of memory, in each of 3 replicas @k8s.yaml:10"});
  CHECK(repository.claims("view", "environment") ==
        Lines{"container web of Deployment web takes KEY from secret app @k8s.yaml:16",
              "container web of Deployment web takes MODE from config conf @k8s.yaml:18",
              "container web of Deployment web is given LEVEL @k8s.yaml:15",
              "container web of Deployment web takes all of config all @k8s.yaml:19"});
  CHECK(repository.claims("view", "backup") ==
        Lines{"CronJob db-backup by its name backs up, on the schedule 0 3 * * * @k8s.yaml:32",
              "RDS database shop sets backup_retention_period to 7 @main.tf:5"});
  CHECK(repository.claims("view", "database") == Lines{"RDS database shop (aws_db_instance) @main.tf:1",
                                                       "RDS database shop sets engine to postgres @main.tf:3"});
  for (const auto& each : repository.evidence()) CHECK(each.claim.find("never-told") == std::string::npos);
}

TEST_CASE("what Argo CD heals is not rolled back by hand") {
  const std::string_view files = R"(--- app.yaml ---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: shop}
spec:
  source: {repoURL: "https://git.example.com/shop.git", path: deploy}
  syncPolicy: {automated: {selfHeal: true}}
--- web.yaml ---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
)";
  CHECK(SmallRepository(files).claims("handoff.operational_notes", "rollback") ==
        Lines{"Argo CD Application shop deploys what Git says (automated, self-heal); reverting the commit rolls back "
              "@app.yaml:2"});
  std::string by_hand(files);
  by_hand.replace(by_hand.find("selfHeal: true"), 14, "prune: true");
  CHECK(SmallRepository(by_hand).claims("handoff.operational_notes", "rollback").back() ==
        "`kubectl rollout undo` takes back the last revision of Deployment web @web.yaml:2");
}

TEST_CASE("claims of one kind are bounded, and the rest counted") {
  std::string files = "--- compose.yaml ---\nservices:\n";
  for (int i = 0; i < 100; ++i) files += "  s" + std::to_string(i) + ": {image: acme/a}\n";
  const auto components = SmallRepository(files).claims("architecture.components");
  CHECK(components.size() == 61);
  CHECK(components.back() == "40 more claims of this kind are not listed @:0");
}
