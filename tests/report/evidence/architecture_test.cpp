// SPDX-License-Identifier: Apache-2.0
// What runs and what talks to what, and how it is told.
#include "report/architecture.h"

#include "report/evidence/repository.h"

using s1::test::Lines;
using s1::test::SmallRepository;

TEST_CASE("a Compose project: ports, addresses, what waits for what") {
  const SmallRepository repository(R"(--- compose.yaml ---
services:
  web:
    build: .
    ports: ["8080:80", "127.0.0.1:9000:9000/udp"]
    depends_on: [api, mail]
    environment:
      API_URL: http://api:8080/v1
  api:
    image: acme/api:1
    environment:
      DATABASE_URL: postgres://app:${PASSWORD}@db:5432/shop
      REDIS_HOST: cache
      CACHE_DRIVER: mail
      CORS_ORIGIN: http://web
      OTHER: http://elsewhere:80
  db:
    image: postgres:16@sha256:0000000000000000000000000000000000000000000000000000000000000000
  cache:
    image: docker.io/bitnami/redis:7
  mail:
    image: acme/redis-exporter
--- other/compose.yaml ---
services:
  worker:
    image: acme/worker
    environment: ["DATABASE_URL=postgres://db:5432/shop"]
--- Dockerfile ---
FROM debian:12
)");
  CHECK(repository.edges() ==
        Lines{"Compose service api -DATABASE_URL-> PostgreSQL db", "Compose service api -REDIS_HOST-> Redis cache",
              "Compose service web -API_URL-> Compose service api",
              "Compose service web -depends_on-> Compose service mail", "image of Dockerfile --> Compose service web",
              "port 8080 -port 80-> Compose service web", "port 9000/udp -port 9000-> Compose service web"});
  CHECK(repository.claims("architecture.data_flow") ==
        Lines{"Traffic to port 8080 of the host goes to Compose service web port 80 @compose.yaml:4",
              "Traffic to port 9000/udp of the host goes to Compose service web port 9000 @compose.yaml:4",
              "Compose service web reaches Compose service api through API_URL @compose.yaml:7",
              "Compose service web starts after Compose service mail @compose.yaml:5",
              "Compose service api reaches PostgreSQL db through DATABASE_URL @compose.yaml:11",
              "Compose service api reaches Redis cache through REDIS_HOST @compose.yaml:12"});
  for (const auto& each : repository.evidence()) CHECK(each.claim.find("app:") == std::string::npos);
}

TEST_CASE("Kubernetes: Ingress, Services, workloads, addresses; patches are no objects of their own") {
  const SmallRepository repository(R"(--- base/all.yaml ---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web}
spec:
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend: {service: {name: web, port: {number: 80}}}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  selector: {app: web}
  ports: [{port: 80, targetPort: http}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - name: web
          image: acme/web:1
          ports: [{name: http, containerPort: 8080}]
          env:
            - {name: DB, value: "postgres://db.default.svc.cluster.local:5432/shop"}
            - {name: OUTSIDE, value: "https://db.example.com"}
---
apiVersion: v1
kind: Service
metadata: {name: db}
spec:
  selector: {app: db}
  ports: [{port: 5432}]
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec:
      containers: [{name: db, image: "postgres:16"}]
--- base/kustomization.yaml ---
resources: [all.yaml]
--- prod/kustomization.yaml ---
resources: [../base]
patches: [{path: more.yaml}]
--- prod/more.yaml ---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 3
  template: {spec: {containers: [{name: web, image: "acme/web:2"}]}}
)");
  CHECK(repository.claims("architecture.data_flow") ==
        Lines{"Traffic for shop.example.com enters at Ingress web and goes to Service web port 80, to Deployment web "
              "port 8080 @base/all.yaml:11",
              "Deployment web reaches PostgreSQL db through DB @base/all.yaml:33"});
  CHECK(repository.nodes() == Lines{"Deployment web", "Ingress web", "PostgreSQL db", "Service db", "Service web"});
  CHECK(repository.claims("architecture.components") == Lines{"Deployment web (acme/web:1) @base/all.yaml:21",
                                                              "PostgreSQL db (postgres:16) @base/all.yaml:44",
                                                              "Ingress web @base/all.yaml:2"});
}

TEST_CASE("clouds, charts, pipelines and secrets stand in the graph too") {
  const SmallRepository repository(R"(--- infra/main.tf ---
resource "aws_db_instance" "shop" {
  instance_class = "db.t4g.micro"
}
resource "aws_subnet" "a" {}
--- chart/Chart.yaml ---
apiVersion: v2
name: shop
version: 1.2.3
dependencies:
  - {name: postgresql, version: 16.0.0, repository: "https://charts.example.com"}
  - {name: common, version: 1.0.0, repository: "https://charts.example.com"}
--- argo/app.yaml ---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: shop}
spec:
  source: {repoURL: "https://git.example.com/shop", path: chart, targetRevision: main}
--- k8s/secret.yaml ---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: db}
spec:
  secretStoreRef: {name: vault, kind: ClusterSecretStore}
  data: [{secretKey: password, remoteRef: {key: shop/db}}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  template:
    spec:
      containers:
        - name: api
          image: acme/api
          envFrom: [{secretRef: {name: db}}]
--- .github/workflows/ci.yml ---
name: CI
on: push
jobs:
  image:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: docker build -t acme/api:1 . && docker push acme/api:1
--- Dockerfile ---
FROM debian:12
)");
  CHECK(repository.edges() ==
        Lines{"Argo CD Application shop -chart-> Helm chart shop", "Deployment api --> ExternalSecret db",
              "ExternalSecret db --> ClusterSecretStore vault", "Helm chart shop -dependency-> PostgreSQL postgresql",
              "image of Dockerfile --> Deployment api", "workflow CI -image-> image of Dockerfile"});
  const auto components = repository.claims("architecture.components");
  CHECK(std::ranges::count(components, "RDS database shop (aws_db_instance) @infra/main.tf:1") == 1);
  for (const std::string& each : components) CHECK(each.find("subnet") == std::string::npos);
}

TEST_CASE("an address in a ConfigMap, and what Argo CD deploys through kustomizations") {
  const SmallRepository repository(R"(--- base/kustomization.yaml ---
resources: [web.yaml]
--- base/web.yaml ---
apiVersion: v1
kind: ConfigMap
metadata: {name: web}
data: {API_URL: "http://api:8080", API_KIND: api, file: "http://api\nhttp://api"}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template: {spec: {containers: [{name: web, image: "acme/web", envFrom: [{configMapRef: {name: web}}]}]}}
---
apiVersion: v1
kind: Service
metadata: {name: api}
spec: {ports: [{port: 8080}]}
--- base/other.yaml ---
apiVersion: apps/v1
kind: Deployment
metadata: {name: not-taken}
spec: {template: {spec: {containers: [{name: a, image: "acme/a"}]}}}
--- prod/kustomization.yaml ---
resources: [../base]
--- argo/app.yaml ---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: shop}
spec:
  source: {repoURL: "https://git.example.com/shop", path: prod, targetRevision: main}
)");
  CHECK(repository.edges() ==
        Lines{"Argo CD Application shop -prod-> Deployment web", "Deployment web -API_URL-> Service api"});
}
