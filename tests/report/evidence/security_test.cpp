// SPDX-License-Identifier: Apache-2.0
// Secrets, access and hardening, outside of pipelines.
#include "report/evidence/repository.h"

using s1::test::Lines;
using s1::test::SmallRepository;

TEST_CASE("how secrets come and where values lie; no value is told") {
  const SmallRepository repository(R"(--- k8s.yaml ---
apiVersion: v1
kind: Secret
metadata: {name: plain}
stringData: {password: hunter2-value, user: app}
---
apiVersion: v1
kind: Secret
metadata: {name: empty}
---
apiVersion: v1
kind: Secret
metadata: {name: sealed-by-sops}
data: {key: ENC}
sops: {version: 3.9.0}
---
apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata: {name: sealed}
spec: {encryptedData: {token: AgBy}}
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: ext}
spec:
  secretStoreRef: {name: aws, kind: SecretStore}
  target: {name: app}
  data: [{secretKey: db, remoteRef: {key: prod/db}}]
---
apiVersion: external-secrets.io/v1
kind: SecretStore
metadata: {name: aws}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  template:
    metadata: {annotations: {vault.hashicorp.com/agent-inject: "true"}}
    spec:
      serviceAccountName: web
      automountServiceAccountToken: false
      containers:
        - name: web
          image: acme/web
          env:
            - {name: API_TOKEN, value: tok-value}
            - {name: TOKEN_URL, value: "https://x"}
            - {name: DB, valueFrom: {secretKeyRef: {name: app, key: db}}}
--- compose.yaml ---
services:
  db:
    image: postgres:16
    environment: {POSTGRES_PASSWORD: hunter2-value, POSTGRES_PASSWORD_FILE: /run/secrets/db, OTHER_PASSWORD: "${X}"}
secrets:
  db: {file: ./db.txt}
--- .sops.yaml ---
creation_rules: []
)");
  CHECK(repository.claims("security.secrets_management") ==
        Lines{"Compose secret db comes from a file @compose.yaml:6",
              "Secret plain has the values of 2 keys in the manifest itself (password and user) @k8s.yaml:2",
              "Secret empty is declared without values @k8s.yaml:7",
              "Secret sealed-by-sops is encrypted with SOPS (key) @k8s.yaml:11",
              "SealedSecret makes Secret sealed (token), encrypted in the manifest @k8s.yaml:17",
              "ExternalSecret makes Secret app (db) from SecretStore aws @k8s.yaml:22",
              "SecretStore aws is declared @k8s.yaml:30",
              "POSTGRES_PASSWORD of Compose service db is written in the file itself @compose.yaml:4",
              "API_TOKEN of Deployment web is written in the file itself @k8s.yaml:46",
              "Deployment web takes Secret app @k8s.yaml:34",
              "Vault's agent injects secrets into Deployment web @k8s.yaml:34",
              "SOPS is set up to encrypt files @.sops.yaml:0"});
  CHECK(repository.claims("security.access_control") ==
        Lines{"Deployment web runs as ServiceAccount web @k8s.yaml:40"});
  CHECK(repository.claims("security.hardening") ==
        Lines{"Deployment web mounts no token of its service account @k8s.yaml:41"});
  for (const auto& each : repository.evidence()) CHECK(each.claim.find("-value") == std::string::npos);
}

TEST_CASE("a network policy limits what its rules do not open to all") {
  const SmallRepository repository(R"(--- policy.yaml ---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: open}
spec: {podSelector: {}, policyTypes: [Ingress, Egress], ingress: [{}], egress: [{to: [], ports: []}]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: half}
spec: {podSelector: {}, policyTypes: [Ingress, Egress], ingress: [{from: [{podSelector: {}}]}, {ports: [{port: 80}]}], egress: [{}]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: both}
spec: {podSelector: {}, policyTypes: [Ingress, Egress], egress: [{to: [{podSelector: {}}]}]}
)");
  CHECK(repository.claims("security.hardening") ==
        Lines{"NetworkPolicy half limits Ingress of all pods @policy.yaml:7",
              "NetworkPolicy both denies all Ingress of all pods @policy.yaml:12",
              "NetworkPolicy both limits Egress of all pods @policy.yaml:12"});
}

TEST_CASE("a secret that only passes through a file is not written in it") {
  const SmallRepository repository(R"(--- compose.yaml ---
services:
  db:
    image: postgres:17
    environment:
      POSTGRES_PASSWORD: ${DB_PW}
      ROOT_PASSWORD: /run/secrets/root
      API_TOKEN: told-here
      API_KEY: API_KEY_VAL
      OTHER_KEY: <key of the other>
--- .env ---
# for developers
DB_PW=told-there
--- k8s.yaml ---
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers: [{name: web, image: acme/web, env: [{name: WEB_PASSWORD, value: $(FROM_SECRET)}]}]
)");
  CHECK(repository.claims("security.secrets_management") ==
        Lines{"POSTGRES_PASSWORD of Compose service db has its value in .env @.env:2",
              "API_TOKEN of Compose service db is written in the file itself @compose.yaml:7"});
}

TEST_CASE("roles, who has them, and identities of clouds") {
  const SmallRepository repository(R"(--- k8s.yaml ---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: reader}
rules:
  - {apiGroups: [""], resources: [pods, services], verbs: [get, list]}
  - {apiGroups: [""], resources: [], verbs: [get]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: web-reads}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
subjects: [{kind: ServiceAccount, name: web}, {kind: Group, name: ops}]
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: web, annotations: {eks.amazonaws.com/role-arn: "arn:aws:iam::1:role/web"}}
--- main.tf ---
resource "aws_iam_role" "web" {
  name = "web"
}
)");
  CHECK(repository.claims("security.access_control") ==
        Lines{"Role reader may get and list pods, services @k8s.yaml:5",
              "RoleBinding web-reads gives Role reader to ServiceAccount web and Group ops @k8s.yaml:9",
              "ServiceAccount web stands for an AWS IAM role (eks.amazonaws.com/role-arn) @k8s.yaml:15",
              "IAM role web (aws_iam_role) @main.tf:1"});
}

TEST_CASE("measures that are there, and near misses") {
  const SmallRepository repository(R"(--- Dockerfile ---
FROM debian:12@sha256:0000000000000000000000000000000000000000000000000000000000000000
HEALTHCHECK CMD ["/check"]
USER app
--- root/Dockerfile ---
FROM debian:12
HEALTHCHECK NONE
USER 0
--- compose.yaml ---
services:
  a:
    image: acme/a
    user: "1000:1000"
    read_only: true
    cap_drop: [ALL]
    security_opt: ["no-new-privileges:true"]
    mem_limit: 64m
    healthcheck: {test: ["CMD", "true"]}
  b:
    image: acme/b
    user: root
    read_only: false
    security_opt: ["seccomp:unconfined"]
    healthcheck: {disable: true}
--- k8s.yaml ---
apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
  containers:
    - name: good
      image: acme/p
      securityContext: {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: {drop: [ALL]}}
      resources: {limits: {cpu: 1, memory: 64Mi}}
    - name: own
      image: acme/p
      securityContext: {runAsNonRoot: false, seccompProfile: {type: Unconfined}, allowPrivilegeEscalation: true}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: deny}
spec: {podSelector: {}, policyTypes: [Ingress, Egress]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: web}
spec: {podSelector: {matchLabels: {app: web}}, ingress: [{from: [{podSelector: {}}]}]}
---
apiVersion: v1
kind: Namespace
metadata: {name: a, labels: {pod-security.kubernetes.io/enforce: restricted}}
---
apiVersion: v1
kind: Namespace
metadata: {name: b, labels: {pod-security.kubernetes.io/enforce: privileged}}
--- main.tf ---
resource "aws_db_instance" "a" {
  storage_encrypted   = true
  publicly_accessible = false
}
resource "aws_db_instance" "b" {
  storage_encrypted   = var.encrypted
  publicly_accessible = true
}
)");
  CHECK(
      repository.claims("security.hardening") ==
      Lines{"image of Dockerfile has the user app, a HEALTHCHECK and a base pinned by digest @Dockerfile:1",
            "Compose service a has a user other than root, read-only root file system, dropped capabilities (ALL), no "
            "privilege escalation, a limit of memory and a health check @compose.yaml:2",
            "container good of Pod p has a user other than root, read-only root file system, dropped capabilities "
            "(ALL), no privilege escalation, seccomp profile RuntimeDefault and limits of CPU and memory @k8s.yaml:7",
            "NetworkPolicy deny denies all Ingress, Egress of all pods @k8s.yaml:16",
            "NetworkPolicy web limits Ingress of the pods app=web @k8s.yaml:21",
            "Namespace a enforces the pod security standard restricted @k8s.yaml:26",
            "RDS database a sets storage_encrypted to true @main.tf:2",
            "RDS database a sets publicly_accessible to false @main.tf:3"});
}
