// SPDX-License-Identifier: Apache-2.0
// A Service that selects nothing, where kustomizations have a say in it.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/scan.h"
#include "test.h"
#include "workspace/temp_tree.h"

namespace {

using Files = std::vector<std::pair<std::string, std::string>>;

std::string service(const std::string& selector, const std::string& more = "") {
  return "apiVersion: v1\nkind: Service\nmetadata: {name: web" + more + "}\nspec:\n  selector: {" + selector +
         "}\n  ports: [{port: 80}]\n";
}

std::string pod(const std::string& labels, const std::string& more = "") {
  return "apiVersion: v1\nkind: Pod\nmetadata: {name: web, labels: {" + labels + "}" + more +
         "}\nspec:\n  containers: [{name: web, image: \"nginx:1.29\"}]\n";
}

bool is_found(const Files& files) {
  const s1::test::TempTree tree;
  for (const auto& [path, text] : files) tree.write(path, text);
  const auto root = s1::workspace::Root::open(tree.path());
  REQUIRE(root.has_value());
  s1::engine::ScanOptions options;
  options.selection.rules = {"kubernetes/service-selects-nothing"};
  options.threads = 1;
  const auto scan = s1::engine::scan(*root, "", options);
  REQUIRE(scan.has_value());
  CHECK(scan->diagnostics.empty());
  return !scan->findings.empty();
}

}  // namespace

TEST_CASE("a Service that no pod answers is found below kustomizations, where it is sure") {
  const std::string wrong = service("app: web");
  const std::string other = pod("app: other");
  struct Row {
    std::string_view what;
    Files files;
    bool found;
  };
  const Row rows[] = {
      {"nothing is changed",
       {{"k/kustomization.yaml", "resources: [s.yaml, p.yaml]\nnamePrefix: x-\n"},
        {"k/s.yaml", wrong},
        {"k/p.yaml", other}},
       true},
      {"a file that it does not take",
       {{"k/kustomization.yaml", "resources: [p.yaml]\n"}, {"k/s.yaml", wrong}, {"k/p.yaml", other}},
       true},
      {"labels for both",
       {{"k/kustomization.yaml", "resources: [s.yaml, p.yaml]\ncommonLabels: {team: shop}\n"},
        {"k/s.yaml", wrong},
        {"k/p.yaml", other}},
       true},
      {"one label for both stands for what is written",
       {{"k/kustomization.yaml", "resources: [s.yaml, p.yaml]\ncommonLabels: {app: shop}\n"},
        {"k/s.yaml", wrong},
        {"k/p.yaml", other}},
       false},
      {"labels with selectors",
       {{"k/kustomization.yaml",
         "resources: [s.yaml, p.yaml]\nlabels: [{pairs: {app: shop}, includeSelectors: true}]\n"},
        {"k/s.yaml", wrong},
        {"k/p.yaml", other}},
       false},
      {"labels of the pods alone",
       {{"k/kustomization.yaml",
         "resources: [s.yaml, p.yaml]\nlabels: [{pairs: {app: web}, includeTemplates: true}]\n"},
        {"k/s.yaml", wrong},
        {"k/p.yaml", other}},
       false},
      {"labels of neither",
       {{"k/kustomization.yaml", "resources: [s.yaml, p.yaml]\nlabels: [{pairs: {app: web}}]\n"},
        {"k/s.yaml", wrong},
        {"k/p.yaml", other}},
       true},
      {"labels of an overlay",
       {{"base/kustomization.yaml", "resources: [s.yaml, p.yaml]\n"},
        {"base/s.yaml", wrong},
        {"base/p.yaml", other},
        {"over/kustomization.yaml", "bases: [../base]\nlabels: [{pairs: {app: web}, includeTemplates: true}]\n"}},
       false},
      {"labels of a component",
       {{"k/kustomization.yaml", "resources: [s.yaml, p.yaml]\ncomponents: [../c]\n"},
        {"k/s.yaml", wrong},
        {"k/p.yaml", other},
        {"c/kustomization.yaml", "kind: Component\nlabels: [{pairs: {app: web}, includeTemplates: true}]\n"}},
       false},
      {"the namespace is set",
       {{"k/kustomization.yaml", "resources: [s.yaml, p.yaml]\nnamespace: c\n"},
        {"k/s.yaml", service("app: web", ", namespace: a")},
        {"k/p.yaml", pod("app: web", ", namespace: b")}},
       false},
      {"the namespaces are written",
       {{"k/kustomization.yaml", "resources: [s.yaml, p.yaml]\n"},
        {"k/s.yaml", service("app: web", ", namespace: a")},
        {"k/p.yaml", pod("app: web", ", namespace: b")}},
       true},
      {"resources from elsewhere",
       {{"k/kustomization.yaml", "resources: [s.yaml, 'github.com/a/b//c?ref=v1']\n"},
        {"k/s.yaml", wrong},
        {"k/p.yaml", other}},
       false},
      {"a resource that is not there",
       {{"k/kustomization.yaml", "resources: [s.yaml, gone.yaml]\n"}, {"k/s.yaml", wrong}, {"k/p.yaml", other}},
       false},
      {"a chart",
       {{"k/kustomization.yaml", "resources: [s.yaml]\nhelmCharts: [{name: x}]\n"},
        {"k/s.yaml", wrong},
        {"k/p.yaml", other}},
       false},
      {"beside one that is open",
       {{"k/open/kustomization.yaml", "resources: ['https://example.com/x']\n"},
        {"k/plain/s.yaml", wrong},
        {"k/plain/p.yaml", other}},
       false},
      {"far from one that is open",
       {{"a/open/kustomization.yaml", "resources: ['https://example.com/x']\n"},
        {"k/s.yaml", wrong},
        {"k/p.yaml", other}},
       true},
      {"a patch of labels",
       {{"k/kustomization.yaml",
         "resources: [s.yaml, p.yaml]\npatches:\n  - patch: |-\n      - {op: replace, path: /metadata/labels/app, "
         "value: web}\n"},
        {"k/s.yaml", wrong},
        {"k/p.yaml", other}},
       false},
      {"a patch of something else",
       {{"k/kustomization.yaml",
         "resources: [s.yaml, p.yaml]\npatches:\n  - patch: |-\n      - {op: replace, path: /spec/hostNetwork, value: "
         "true}\n"},
        {"k/s.yaml", wrong},
        {"k/p.yaml", other}},
       true},
      {"a file of a patch with labels",
       {{"k/kustomization.yaml", "resources: [s.yaml, p.yaml]\npatchesStrategicMerge: [patch.yaml]\n"},
        {"k/s.yaml", wrong},
        {"k/p.yaml", other},
        {"k/patch.yaml", pod("app: web")}},
       false},
      {"a file of a patch without",
       {{"k/kustomization.yaml", "resources: [s.yaml, p.yaml]\npatches: [{path: patch.yaml}]\n"},
        {"k/s.yaml", wrong},
        {"k/p.yaml", other},
        {"k/patch.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {hostNetwork: true}\n"}},
       true},
      {"a Service in a patch is a piece of one",
       {{"k/kustomization.yaml", "resources: [p.yaml]\npatches: [{path: s.yaml}]\n"},
        {"k/s.yaml", wrong},
        {"k/p.yaml", other}},
       false},
      {"in a circle",
       {{"a/kustomization.yaml", "resources: [../b, s.yaml, p.yaml]\n"},
        {"b/kustomization.yaml", "resources: [../a]\n"},
        {"a/s.yaml", wrong},
        {"a/p.yaml", other}},
       true},
  };
  for (const Row& row : rows) {
    INFO(row.what);
    CHECK(is_found(row.files) == row.found);
  }
}

TEST_CASE("a Service is linked to the pods whose label a kustomization sets") {
  const s1::test::TempTree tree;
  tree.write("kustomization.yaml",
             "resources: [s.yaml, p.yaml]\nlabels: [{pairs: {app: web}, includeTemplates: true}]\n");
  tree.write("s.yaml", service("app: web"));
  tree.write("p.yaml", pod("tier: front"));
  const auto root = s1::workspace::Root::open(tree.path());
  REQUIRE(root.has_value());
  const auto scan = s1::engine::scan(*root, "", {});
  REQUIRE(scan.has_value());
  REQUIRE(scan->model.links.size() == 1);
  CHECK(scan->model.links[0].kind == s1::model::LinkKind::selects);
}
