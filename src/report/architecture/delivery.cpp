// SPDX-License-Identifier: Apache-2.0
// Where what runs comes from: images and who builds them, pipelines, charts, what Argo CD deploys.
#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

#include "report/architecture/graph.h"
#include "workspace/names.h"

namespace s1::report {
namespace {

using model::Entity;
using model::LinkKind;

constexpr std::size_t kMostDeployed = 50;  // of one application

std::uint32_t image_node(Graph& graph, std::uint32_t i) {
  std::uint32_t& index = graph.images[i];
  if (index != Graph::kNone) return index;
  const model::Image& image = graph.model.images[i];
  Node node;
  node.kind = NodeKind::image;
  node.what = "image of";
  node.label = graph.path_of(image.place);
  if (!image.is_final && !image.stage.empty()) node.label += ", stage " + image.stage;
  node.detail = image.base.empty() ? "" : "FROM " + image.base.substr(0, image.base.find('@'));
  node.group = graph.folder_of(image.place);
  node.place = image.place;
  return index = graph.add(std::move(node));
}

void add_pipelines(Graph& graph) {
  for (std::size_t i = 0; i < graph.model.pipelines.size(); ++i) {
    const model::Pipeline& pipeline = graph.model.pipelines[i];
    if (pipeline.jobs.empty()) continue;
    Node node;
    node.kind = NodeKind::pipeline;
    node.what = pipeline.platform == "github-actions" ? "workflow"
                : pipeline.platform == "gitlab-ci"    ? "GitLab pipeline"
                                                      : "Jenkins pipeline";
    node.label = pipeline.name.empty() ? std::string(graph.path_of(pipeline.place)) : pipeline.name;
    node.detail = graph.path_of(pipeline.place);
    node.place = pipeline.place;
    graph.pipelines[i] = graph.add(std::move(node));
  }
}

void add_image_links(Graph& graph) {
  for (const model::Link& link : graph.model.links) {
    if (link.to.entity != Entity::image) continue;
    Edge edge;
    const model::Place& image = graph.model.images[link.to.index].place;
    edge.place = image;
    if (link.kind == LinkKind::runs) {
      const bool is_service = link.from.entity == Entity::service;
      const std::uint32_t runner = is_service ? graph.services[link.from.index] : graph.workloads[link.from.index];
      if (runner == Graph::kNone) continue;
      edge.kind = EdgeKind::runs;
      edge.place = graph.node(runner).place;
      graph.connect(image_node(graph, link.to.index), runner, std::move(edge));
    } else if (link.kind == LinkKind::builds && link.from.entity == Entity::pipeline) {
      const std::uint32_t pipeline = graph.pipelines[link.from.index];
      const auto& jobs = graph.model.pipelines[link.from.index].jobs;
      edge.kind = EdgeKind::builds;
      if (link.from.part < jobs.size()) {
        edge.label = jobs[link.from.part].id;
        edge.place = jobs[link.from.part].place;
      }
      graph.connect(pipeline, image_node(graph, link.to.index), std::move(edge));
    }
  }
}

void add_charts(Graph& graph) {
  for (std::size_t i = 0; i < graph.model.charts.size(); ++i) {
    const model::Chart& chart = graph.model.charts[i];
    Node node;
    node.kind = NodeKind::service;
    node.what = "Helm chart";
    node.label = chart.name;
    node.detail = chart.version.empty() ? "Helm chart" : "version " + chart.version;
    node.group = chart.folder;
    node.place = chart.place;
    graph.charts[i] = graph.add(std::move(node));
    for (const model::ChartDependency& dependency : chart.dependencies) {
      model::Value image;
      image.state = model::State::known;
      image.text = dependency.name;
      const std::string_view store = data_store_of(image);
      if (store.empty()) continue;
      Node other;
      other.kind = NodeKind::data_store;
      other.what = store;
      other.label = dependency.name;
      other.detail = "chart dependency";
      other.group = chart.folder;
      other.place = dependency.place;
      Edge edge;
      edge.kind = EdgeKind::data;
      edge.label = "dependency";
      edge.place = dependency.place;
      graph.connect(graph.charts[i], graph.add(std::move(other)), std::move(edge));
    }
  }
}

// Which workloads a path deploys: those that its kustomization takes, through others, or else all below it.
class DeployedFrom {
 public:
  explicit DeployedFrom(const Graph& graph) {
    for (std::size_t i = 0; i < graph.workloads.size(); ++i)
      if (graph.workloads[i] != Graph::kNone)
        workloads_.emplace_back(graph.path_of(graph.model.workloads[i].place), graph.workloads[i]);
    std::ranges::sort(workloads_);
    for (const model::Kustomization& each : graph.model.kustomizations) kustomizations_.emplace(each.folder, &each);
  }

  [[nodiscard]] std::vector<std::uint32_t> of(const std::string& path) const {
    std::vector<std::uint32_t> found;
    if (!kustomizations_.contains(path)) {
      add(path + "/", false, found);
      return found;
    }
    std::vector<std::string_view> open = {path};
    for (std::size_t i = 0; i < open.size(); ++i) {
      const auto kustomization = kustomizations_.find(open[i]);
      if (kustomization == kustomizations_.end()) {
        add(open[i], true, found);
        continue;
      }
      for (const auto* const names : {&kustomization->second->resources, &kustomization->second->components})
        for (const std::string& name : *names)
          if (open.size() < kMostTaken && std::ranges::find(open, name) == open.end()) open.push_back(name);
    }
    return found;
  }

 private:
  static constexpr std::size_t kMostTaken = 64;  // files and folders of one path

  void add(std::string_view path, bool is_file, std::vector<std::uint32_t>& found) const {
    for (auto at = std::ranges::lower_bound(workloads_, std::pair(path, 0U));
         at != workloads_.end() && (is_file ? at->first == path : at->first.starts_with(path)) &&
         found.size() < kMostDeployed;
         ++at)
      found.push_back(at->second);
  }

  std::vector<std::pair<std::string_view, std::uint32_t>> workloads_;  // by path
  std::unordered_map<std::string_view, const model::Kustomization*> kustomizations_;
};

void add_applications(Graph& graph) {
  const DeployedFrom deployed(graph);
  std::unordered_map<std::uint32_t, std::uint32_t> by_object;
  for (std::size_t i = 0; i < graph.model.applications.size(); ++i) {
    const model::Application& application = graph.model.applications[i];
    const model::KubernetesObject& object = graph.model.objects[application.object];
    const auto [at, is_new] = by_object.try_emplace(application.object, Graph::kNone);
    if (is_new) {
      Node node;
      node.kind = NodeKind::pipeline;
      node.what = "Argo CD " + object.kind;
      node.label = object.name;
      node.detail = "Argo CD";
      node.group = graph.group_of(object.name_space, object.place);
      node.place = object.place;
      at->second = graph.add(std::move(node));
    }
    Edge edge;
    edge.kind = EdgeKind::deploys;
    edge.place = application.place;
    if (!application.path.known()) continue;
    edge.label = application.path.text;
    const auto path = workspace::normalised(application.path.text);
    if (!path || path->empty()) continue;
    for (const std::uint32_t workload : deployed.of(*path)) graph.connect(at->second, workload, edge);
  }
  for (const model::Link& link : graph.model.links) {
    if (link.kind != LinkKind::deploys || link.from.entity != Entity::application) continue;
    const model::Application& application = graph.model.applications[link.from.index];
    Edge edge;
    edge.kind = EdgeKind::deploys;
    edge.label = application.path.text;
    edge.place = application.place;
    graph.connect(by_object.at(application.object), graph.charts[link.to.index], std::move(edge));
  }
}

}  // namespace

void add_delivery(Graph& graph) {
  add_pipelines(graph);
  add_image_links(graph);
  add_charts(graph);
  add_applications(graph);
}

}  // namespace s1::report
