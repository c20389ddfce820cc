// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <string_view>

#include "growth.h"
#include "model/read.h"
#include "model_dump.h"
#include "read_texts.h"
#include "test.h"

namespace {

s1::model::InfraModel model_of(std::string_view text) {
  const s1::test::Texts texts(text, "k8s.yaml");
  s1::model::InfraModel model;
  read_kubernetes(texts.inputs().front(), model);
  return model;
}

std::string read(std::string_view text) {
  return s1::test::model_dump(model_of(text));
}

struct Case {
  const char* what;
  const char* text;
  const char* dump;
};

}  // namespace

TEST_CASE("Kubernetes objects are read by kind") {
  const auto [what, text, dump] = GENERATE(values<Case>({
      {"several documents, unknown kinds, and what is no object", R"(apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {a: b, n: 1}, annotations: {c: d}}
---
# nothing
---
kind: 5
metadata: text
---
name: no kind
---
apiVersion: example.com/v1
metadata: {name: x, namespace: shop}
kind: Whatever
---
- kind: InAList
)",
       R"(object v1 Namespace shop a=b n=1 @2
  annotation c=d
object  5 ? @7
object example.com/v1 Whatever x in shop @14
)"},
      {"names that are not known", R"(kind: A
metadata: {generateName: a-}
---
kind: B
metadata: {name: "${NAME}"}
---
kind: C
metadata: {name: c, namespace: <your namespace>}
)",
       R"(object  A ? @1
object  B ?${NAME} @4
object  C ?c in <your namespace> @7
)"},
      {"lists", R"(apiVersion: v1
kind: List
items:
- kind: Namespace
  metadata: {name: a}
- apiVersion: v1
  kind: List
  items: [{kind: Namespace, metadata: {name: b}}]
---
kind: ConfigMapList
items:
- metadata: {name: c}
  data: {k: v}
)",
       R"(object  Namespace a @4
object  Namespace b @8
object  ConfigMap c @12
config kubernetes c from ConfigMap @12
  key k
)"},
      {"JSON",
       "--- a.json ---\n{\"kind\": \"Service\", \"metadata\": {\"name\": \"a\"},\n \"spec\": {\"ports\": [{\"port\": "
       "80}]}}\n",
       "object  Service a @1\nkubernetes_service Service/a ClusterIP\n  port 80 @2 @2\n"},
      {"a kind of the same name in another group", R"(apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: a}
spec: {selector: {a: b}}
)",
       "object serving.knative.dev/v1 Service a @2\n"},
  }));
  CAPTURE(what);
  CHECK(read(text) == dump);
}

TEST_CASE("Kubernetes workloads are read") {
  const auto [what, text, dump] = GENERATE(values<Case>({
      {"a deployment", R"(apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  replicas: 2
  template:
    metadata: {labels: {app: web}}
    spec:
      serviceAccountName: web
      imagePullSecrets: [{name: registry}]
      securityContext: {runAsUser: 1000, runAsNonRoot: true}
      initContainers:
      - name: wait
        image: busybox:1
        securityContext: {runAsUser: 0, runAsNonRoot: }
      containers:
      - name: web
        image: web:${TAG}
        ports:
        - name: http
          containerPort: 8080
        - {containerPort: 53, protocol: UDP, hostPort: 5353}
        securityContext: {privileged: false, readOnlyRootFilesystem: true}
        livenessProbe:
          httpGet: {path: /, port: http}
        readinessProbe: {tcpSocket: {port: 8080}}
        startupProbe: {exec: {command: ["true"]}}
      - image: side
        livenessProbe: {grpc: {port: 9}}
        readinessProbe: {}
      ephemeralContainers:
      - {name: debug, image: <debug image>, imagePullPolicy: Never, command: [sh, $(X)], args: [a, b]}
)",
       R"(object apps/v1 Deployment web in shop @2
workload kubernetes Deployment web in shop app=web @2
  replicas 2 @5
  service_account web @9
  init wait @13
    image busybox:1 @14
    user 0 @15
    run_as_non_root true @11
  container web @17
    image ?web:${TAG} @18
    port 8080-8080/tcp 8080 @21 name http @20
    port 53-53/udp 53 @22 published 5353 @22 @22
    probe liveness http port http @25 path / @25 @24
    probe readiness tcp port 8080 @26 @26
    probe startup exec @27
    user 1000 @11
    run_as_non_root true @11
    privileged false @23
    read_only_root true @23
  container  @28
    image side @28
    probe liveness grpc port 9 @29 @29
    user 1000 @11
    run_as_non_root true @11
  container debug @32
    image ?<debug image> @32
    pull_policy Never @32
    entrypoint ?sh $(X) @32
    command a b @32
    user 1000 @11
    run_as_non_root true @11
reference Deployment/web to Secret registry @10 @10
)"},
      {"where each kind has its pods", R"(apiVersion: v1
kind: Pod
metadata: {name: p, labels: {a: p}}
spec: {containers: [{name: c}]}
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: c}
spec: {jobTemplate: {spec: {template: {metadata: {labels: {a: c}}, spec: {containers: [{name: c}]}}}}}
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: r}
spec: {template: {spec: {containers: [{name: c}]}}}
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: s}
spec: {workloadRef: {apiVersion: apps/v1, kind: Deployment, name: d}}
)",
       R"(object v1 Pod p a=p @2
object batch/v1 CronJob c @7
object argoproj.io/v1alpha1 Rollout r @12
object argoproj.io/v1alpha1 Rollout s @17
workload kubernetes Pod p a=p @2
  container c @4
workload kubernetes CronJob c a=c @7
  container c @9
workload kubernetes Rollout r @12
  container c @14
workload kubernetes Rollout s ?labels @17
reference Rollout/s to Deployment d @19 @19
)"},
      {"configuration", R"(apiVersion: v1
kind: Pod
metadata: {name: p}
spec:
  volumes:
  - {name: all, secret: {secretName: s-all, optional: true}}
  - name: some
    configMap:
      name: c-some
      items: [{key: a, path: a}, {key: b, path: b}]
  - name: both
    projected:
      sources:
      - secret: {name: s-both}
      - configMap: {name: c-both}
      - downwardAPI: {}
  - {name: host, hostPath: {path: /var/run/docker.sock}}
  - {name: data, persistentVolumeClaim: {claimName: claim}}
  - {name: rest, secret: {secretName: s-rest}}
  containers:
  - name: a
    env:
    - {name: A, value: "1"}
    - {name: B, value: $(A)-x}
    - name: C
      valueFrom: {secretKeyRef: {name: s, key: k, optional: true}}
    - {name: D, valueFrom: {configMapKeyRef: {name: c, key: k}}}
    - {name: E, valueFrom: {fieldRef: {fieldPath: status.podIP}}}
    envFrom:
    - secretRef: {name: s2}
    - {prefix: X_, configMapRef: {name: c2}}
    volumeMounts:
    - {name: all, mountPath: /all, readOnly: true}
    - {name: host, mountPath: /sock}
    - {name: data, mountPath: /data}
    - {name: gone, mountPath: /gone}
  - name: b
    volumeMounts:
    - {name: all, mountPath: /all}
    - {name: some, mountPath: /some}
    - {name: both, mountPath: /both}
)",
       R"(object v1 Pod p @2
workload kubernetes Pod p @2
  container a @21
    env A=1 @23 @23
    env B=?$(A)-x @24 @24
    env C= @25
    env D= @27
    env E= @28
    use secret s @26 key k @26 optional @26
    use config c @27 key k @27 @27
    use secret s2 @30 @30
    use config c2 @31 @31
    use secret s-all @6 optional @6
    use secret s-rest @19 @19
    mount all:/all ro @33
    mount /var/run/docker.sock:/sock @34
    mount data:/data @35
    mount gone:/gone @36
  container b @37
    use secret s-all @6 optional @6
    use config c-some @9 key a @10 @10
    use config c-some @9 key b @10 @10
    use secret s-both @14 @14
    use config c-both @15 @15
    mount all:/all @39
    mount some:/some @40
    mount both:/both @41
reference Pod/p to PersistentVolumeClaim claim @18 @18
)"},
      {"the wrong things", R"(apiVersion: apps/v1
kind: Deployment
metadata: {name: d, labels: [a], annotations: 5}
spec:
  replicas: [1]
  template:
    metadata: {labels: {a: {b: c}}}
    spec:
      volumes: {a: b}
      containers:
      - text
      - {image: [x], ports: 80, env: {A: 1}, envFrom: [x, [y]], volumeMounts: [z], livenessProbe: 5, securityContext: [6]}
      - {ports: [80, {containerPort: {}}], env: [A], name: [n], readinessProbe: {httpGet: 5, tcpSocket: {}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: [d]
spec: text
)",
       R"(object apps/v1 Deployment d @2
object apps/v1 Deployment ? @16
workload kubernetes Deployment d ?labels @2
  replicas ? @5
  container  @12
    image ? @12
  container  @13
    port 0-0/tcp ? @13 @13
    probe readiness tcp @13
workload kubernetes Deployment  @16
)"},
  }));
  CAPTURE(what);
  CHECK(read(text) == dump);
}

TEST_CASE("What leads to Kubernetes workloads is read") {
  const auto [what, text, dump] = GENERATE(values<Case>({
      {"services", R"(apiVersion: v1
kind: Service
metadata: {name: a}
spec:
  type: NodePort
  selector:
    app: a
  ports:
  - {name: http, port: 80, targetPort: web}
  - port: ${PORT}
---
apiVersion: v1
kind: Service
metadata: {name: b}
spec: {selector: {app: "${APP}"}, ports: {port: 80}}
---
apiVersion: v1
kind: Service
metadata: {name: c}
spec: {type: ExternalName, externalName: example.com, selector: {}}
---
apiVersion: v1
kind: Service
metadata: {name: d}
spec: {selector: [x]}
)",
       R"(object v1 Service a @2
object v1 Service b @13
object v1 Service c @18
object v1 Service d @23
kubernetes_service Service/a NodePort app=a @6
  port 80 @9 to web @9 http @9
  port ?${PORT} @10 @10
kubernetes_service Service/b ClusterIP ?selector @15
kubernetes_service Service/c ExternalName
kubernetes_service Service/d ClusterIP ?selector @25
)"},
      {"ingresses and routes", R"(apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: a}
spec:
  defaultBackend: {service: {name: other, port: {name: http}}}
  tls: [{hosts: [x], secretName: cert}]
  rules:
  - http:
      paths:
      - backend:
          service:
            name: web
            port: {number: 80}
---
apiVersion: extensions/v1beta1
kind: Ingress
metadata: {name: b}
spec: {rules: [{http: {paths: [{backend: {serviceName: old, servicePort: 81}}]}}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: c}
spec:
  parentRefs: [{name: edge}]
  rules:
  - backendRefs: [{name: web, port: 80}, {kind: Bucket, name: b}]
)",
       R"(object networking.k8s.io/v1 Ingress a @2
object extensions/v1beta1 Ingress b @16
object gateway.networking.k8s.io/v1 HTTPRoute c @21
reference Ingress/a to Service other @5 port http @5 @5
reference Ingress/a to Service web @12 port 80 @13 @12
reference Ingress/a to Secret cert @6 @6
reference Ingress/b to Service old @18 port 81 @18 @18
reference HTTPRoute/c to Gateway edge @24 @24
reference HTTPRoute/c to Service web @26 port 80 @26 @26
reference HTTPRoute/c to Bucket b @26 @26
)"},
      {"selectors and references", R"(apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: a}
spec:
  podSelector: {}
  ingress:
  - from:
    - podSelector: {matchLabels: {app: web}}
    - namespaceSelector: {}
      podSelector: {matchLabels: {app: far}}
  egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}]}]
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: b}
spec:
  selector:
    matchLabels: {app: web}
    matchExpressions: [{key: a, operator: Exists}]
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: c}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: StatefulSet, name: db}}
---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: d}
spec: {selector: {matchLabels: {app: web}}}
---
apiVersion: monitoring.coreos.com/v1
kind: PodMonitor
metadata: {name: e}
spec: {selector: {matchLabels: {app: web}}, namespaceSelector: {any: true}}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: f}
roleRef: {kind: Role, name: reader}
subjects: [{kind: ServiceAccount, name: web, namespace: shop}, {kind: Group, name: g}]
)",
       R"(object networking.k8s.io/v1 NetworkPolicy a @2
object policy/v1 PodDisruptionBudget b @14
object autoscaling/v2 HorizontalPodAutoscaler c @22
object monitoring.coreos.com/v1 ServiceMonitor d @27
object monitoring.coreos.com/v1 PodMonitor e @32
object rbac.authorization.k8s.io/v1 RoleBinding f @37
reference HorizontalPodAutoscaler/c to StatefulSet db @24 @24
reference RoleBinding/f to Role reader @39 @39
reference RoleBinding/f to ServiceAccount web @40 @40
reference RoleBinding/f to Group g @40 @40
selector NetworkPolicy/a of Pod @5
selector NetworkPolicy/a of Pod app=web @8
selector PodDisruptionBudget/b of Pod app=web ? @17
selector ServiceMonitor/d of Service app=web @29
selector PodMonitor/e of Pod app=web ? @34
)"},
  }));
  CAPTURE(what);
  CHECK(read(text) == dump);
}

TEST_CASE("Secrets, ConfigMaps and Argo CD's applications are read") {
  const auto [what, text, dump] = GENERATE(values<Case>({
      {"configuration", R"(apiVersion: v1
kind: ConfigMap
metadata: {name: a, namespace: n}
data: {x: "1"}
binaryData: {y: "2"}
---
apiVersion: v1
kind: Secret
metadata: {name: b}
stringData: {password: hunter2}
---
apiVersion: v1
kind: Secret
metadata: {name: c}
data: ${DATA}
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: d}
spec: {data: [{secretKey: k, remoteRef: {key: r}}], target: {name: d2}}
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: e}
spec:
  dataFrom: [{extract: {key: r}}]
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: f}
spec: {data: [{secretKey: k}], target: {template: {data: {url: "x"}}}}
---
apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata: {name: g}
spec: {encryptedData: {k: AgB}, template: {metadata: {name: g2}}}
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: {name: h}
spec: {secretName: h-tls}
)",
       R"(object v1 ConfigMap a in n @2
object v1 Secret b @8
object v1 Secret c @13
object external-secrets.io/v1 ExternalSecret d @18
object external-secrets.io/v1 ExternalSecret e @23
object external-secrets.io/v1 ExternalSecret f @29
object bitnami.com/v1alpha1 SealedSecret g @34
object cert-manager.io/v1 Certificate h @39
config kubernetes a from ConfigMap in n @2
  key x
  key y
secret kubernetes b from Secret @8
  key password
secret kubernetes c from Secret @13
  ?keys
secret kubernetes d2 from ExternalSecret @18
  key k
secret kubernetes e from ExternalSecret @23
  ?keys
secret kubernetes f from ExternalSecret @29
  key url
secret kubernetes g2 from SealedSecret @34
  key k
secret kubernetes h-tls from Certificate @39
  key tls.crt
  key tls.key
  key ca.crt
)"},
      {"applications", R"(apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: a}
spec:
  source:
    repoURL: https://example.com/r.git
    path: apps/a
    targetRevision: HEAD
  destination: {namespace: a}
---
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: b}
spec: {sources: [{repoURL: r, chart: c, targetRevision: 1.2.0}, {repoURL: s, ref: v}]}
---
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: c}
spec: {template: {spec: {source: {repoURL: r, path: "{{path}}"}}}}
---
apiVersion: app.k8s.io/v1beta1
kind: Application
metadata: {name: d}
spec: {source: {repoURL: no}}
)",
       R"(object argoproj.io/v1alpha1 Application a @2
object argoproj.io/v1alpha1 Application b @12
object argoproj.io/v1alpha1 ApplicationSet c @17
object app.k8s.io/v1beta1 Application d @22
application Application/a @6
  repository https://example.com/r.git @6
  path apps/a @7
  revision HEAD @8
  namespace a @9
application Application/b @14
  repository r @14
  chart c @14
  revision 1.2.0 @14
application Application/b @14
  repository s @14
application ApplicationSet/c @19
  repository r @19
  path ?{{path}} @19
)"},
      {"Prometheus rules", R"(apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: {name: a}
spec:
  groups:
  - name: g
    rules:
    - alert: Down
      expr: up == 0
      labels: {severity: page}
    - record: job:up:sum
      expr: sum(up)
    - expr: nothing
)",
       R"(object monitoring.coreos.com/v1 PrometheusRule a @2
alert g/Down page @8
record g/job:up:sum @11
)"},
  }));
  CAPTURE(what);
  CHECK(read(text) == dump);
}

TEST_CASE("No value of a Secret is in the model") {
  const std::string dump = read(
      "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData: {password: hunter2}\ndata: {b: aHVudGVyMg==}\n");
  CHECK(dump.find("hunter2") == std::string::npos);
  CHECK(dump.find("aHVudGVyMg") == std::string::npos);
}

TEST_CASE("A volume that many containers mount is bounded") {
  std::string text =
      "apiVersion: v1\nkind: Pod\nspec:\n  volumes:\n  - name: v\n    secret:\n      secretName: s\n      items:\n";
  for (int i = 0; i < 1000; ++i) text += "      - {key: k}\n";
  text += "  containers:\n";
  for (int i = 0; i < 1000; ++i) text += "  - volumeMounts: [{name: v}]\n";
  const s1::model::InfraModel model = model_of(text);
  std::size_t count = 0;
  for (const s1::model::Container& container : model.workloads.at(0).containers) count += container.uses.size();
  CHECK(count == 101'000);
}

TEST_CASE("Kubernetes manifests take linear time") {
  const auto work = [](const std::string& text) { (void)model_of(text); };
  using s1::test::growth;
  using s1::test::kMostGrowth;
  CHECK(growth(work, "", "---\nkind: A\nmetadata: {name: x}\n", "") < kMostGrowth);
  CHECK(growth(work, "kind: List\nitems:\n", "- {kind: Service, spec: {selector: {a: b}}}\n", "") < kMostGrowth);
  CHECK(growth(work, "kind: Pod\nspec:\n  containers:\n", "  - {name: a, image: b}\n", "") < kMostGrowth);
  CHECK(growth(work, "kind: Pod\nspec:\n  containers:\n  - env:\n", "    - {name: a, value: $(b)}\n", "") <
        kMostGrowth);
  CHECK(growth(work, "kind: Pod\nspec:\n  volumes:\n", "  - {name: a, secret: {secretName: b}}\n",
               "  containers:\n  - name: a\n") < kMostGrowth);
  CHECK(growth(work, "kind: ConfigMap\ndata:\n", "  a: b\n", "") < kMostGrowth);
}
