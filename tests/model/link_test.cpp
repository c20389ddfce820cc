// SPDX-License-Identifier: Apache-2.0
// link(): who has to do with whom.
#include "model/link.h"

#include <algorithm>

#include "growth.h"
#include "model/infra_model.h"
#include "test.h"

namespace {

using namespace s1::model;

Value known(std::string text) {
  return {State::known, std::move(text), {0, 1, {}}, {}};
}

// A model whose files have these paths; entities name them by index.
InfraModel with_paths(std::vector<std::string> paths) {
  InfraModel model;
  model.paths = std::move(paths);
  return model;
}

void add_image(InfraModel& model, FileId file, std::string stage, bool is_final) {
  Image image;
  image.place = {file, 1, {}};
  image.stage = std::move(stage);
  image.is_final = is_final;
  model.images.push_back(std::move(image));
}

void add_workload(InfraModel& model, FileId file, Labels labels, std::string image, std::string name_space = {}) {
  Workload workload;
  workload.platform = "kubernetes";
  workload.kind = "Deployment";
  workload.place = {file, 1, {}};
  workload.pod_labels = std::move(labels);
  workload.name_space = std::move(name_space);
  Container container;
  container.image = known(std::move(image));
  workload.containers.push_back(std::move(container));
  model.workloads.push_back(std::move(workload));
}

void add_service(InfraModel& model, FileId file, Labels selector, std::string name_space = {}) {
  KubernetesObject object;
  object.kind = "Service";
  object.name_space = std::move(name_space);
  object.place = {file, 1, {}};
  model.objects.push_back(std::move(object));
  KubernetesService service;
  service.object = static_cast<std::uint32_t>(model.objects.size() - 1);
  service.selector = std::move(selector);
  model.kubernetes_services.push_back(std::move(service));
}

bool has(const InfraModel& model, LinkKind kind, Ref from, Ref to) {
  return std::ranges::any_of(model.links,
                             [&](const Link& link) { return link.kind == kind && link.from == from && link.to == to; });
}

std::size_t count(const InfraModel& model, LinkKind kind) {
  return static_cast<std::size_t>(std::ranges::count(model.links, kind, &Link::kind));
}

Build build_of(std::string dockerfile) {
  Build build;
  build.dockerfile_path = std::move(dockerfile);
  return build;
}

}  // namespace

TEST_CASE("a service runs the stage that it builds, the last one unless it names another") {
  InfraModel model = with_paths({"app/Dockerfile", "compose.yaml"});
  add_image(model, 0, "build", false);
  add_image(model, 0, "", true);
  Service service;
  service.build = build_of("app/Dockerfile");
  model.services.push_back(service);
  service.build->target = known("BUILD");
  model.services.push_back(service);
  service.build->target.state = State::unknown;
  model.services.push_back(service);
  link(model);
  CHECK(has(model, LinkKind::builds, {Entity::service, 0}, {Entity::image, 1}));
  CHECK(has(model, LinkKind::runs, {Entity::service, 0}, {Entity::image, 1}));
  CHECK(has(model, LinkKind::builds, {Entity::service, 1}, {Entity::image, 0}));
  CHECK(count(model, LinkKind::builds) == 2);
}

TEST_CASE("a workload runs the image that a pipeline gives its name, whatever the tag") {
  InfraModel model = with_paths({".github/workflows/ci.yaml", "app/Dockerfile", "k8s/web.yaml"});
  add_image(model, 1, "", true);
  Pipeline pipeline;
  Job job;
  job.builds.push_back(build_of("app/Dockerfile"));
  job.builds[0].pushes = true;
  Value tag{State::unknown, "ghcr.io/acme/web:${{ github.sha }}", {0, 9, {}}, {}};
  job.builds[0].tags.push_back(tag);
  pipeline.jobs.push_back(job);
  model.pipelines.push_back(pipeline);
  add_workload(model, 2, {}, "ghcr.io/acme/web:1.4");
  add_workload(model, 2, {}, "ghcr.io/acme/website:1.4");
  link(model);
  CHECK(has(model, LinkKind::pushes, {Entity::pipeline, 0}, {Entity::image, 0}));
  CHECK(has(model, LinkKind::runs, {Entity::workload, 0}, {Entity::image, 0}));
  CHECK(count(model, LinkKind::runs) == 1);
  CHECK(std::ranges::none_of(model.links, &Link::by_name));
}

TEST_CASE("builds of one name are told apart by the tag, else by what lies nearest") {
  InfraModel model = with_paths({"a/Dockerfile", "a/k8s.yaml", "b/Dockerfile", "b/k8s.yaml", "ci.yaml"});
  add_image(model, 0, "dev", false);
  add_image(model, 0, "prod", true);
  add_image(model, 2, "", true);
  model.pipelines.emplace_back().jobs.emplace_back();
  const auto add_build = [&](std::string dockerfile, std::string target, std::string tag) {
    Build build = build_of(std::move(dockerfile));
    if (!target.empty()) build.target = known(std::move(target));
    build.tags.push_back(known(std::move(tag)));
    model.pipelines[0].jobs[0].builds.push_back(std::move(build));
  };
  add_build("a/Dockerfile", "dev", "acme/web:dev");
  add_build("a/Dockerfile", "prod", "acme/web:1.0");
  add_build("a/Dockerfile", "prod", "acme/app");
  add_build("b/Dockerfile", "", "acme/app:latest");
  struct Row {
    FileId file;
    std::string image;
    int runs;  // -1: nothing
  };
  const Row rows[] = {
      {1, "acme/web:1.0", 1},    {4, "acme/web:dev", 0}, {1, "acme/web:2.0", -1}, {1, "acme/app", 1},
      {3, "acme/app:latest", 2}, {3, "acme/app:0.9", 2}, {4, "acme/app", -1},
  };
  for (const Row& row : rows) add_workload(model, row.file, {}, row.image);
  link(model);
  for (std::uint32_t i = 0; i < std::size(rows); ++i) {
    INFO(rows[i].image << " in " << model.paths[rows[i].file]);
    for (std::uint32_t image = 0; image < 3; ++image)
      CHECK(has(model, LinkKind::runs, {Entity::workload, i}, {Entity::image, image}) ==
            (rows[i].runs == static_cast<int>(image)));
  }
}

TEST_CASE("a name like the folder of one Dockerfile is a guess, and only where it can be ours") {
  InfraModel model = with_paths(
      {"src/cache/Dockerfile", "src/redis/Dockerfile", "src/web/Dockerfile", "web.yaml", "x/web/Dockerfile"});
  add_image(model, 0, "", true);
  add_image(model, 1, "", true);
  add_image(model, 2, "", true);
  add_workload(model, 3, {}, "cache:8");
  add_workload(model, 3, {}, "redis:8");  // the official image
  add_workload(model, 3, {}, "bitnami/cache");
  add_workload(model, 3, {}, "web");
  link(model);
  REQUIRE(count(model, LinkKind::runs) == 2);
  CHECK(std::ranges::all_of(model.links, &Link::by_name));
  CHECK_FALSE(has(model, LinkKind::runs, {Entity::workload, 1}, {Entity::image, 1}));
  add_image(model, 4, "", true);  // now there are two folders web/
  link(model);
  CHECK(count(model, LinkKind::runs) == 1);
}

TEST_CASE("a Service selects the nearest workloads that have all its labels, in its namespace") {
  InfraModel model = with_paths({"a/deployment.yaml", "a/service.yaml", "b/deployment.yaml", "c/service.yaml"});
  const Labels web = {{"app", "web"}};
  add_workload(model, 0, {{"app", "web"}, {"tier", "front"}}, "x");
  add_workload(model, 2, web, "x");
  add_workload(model, 2, web, "x", "prod");
  add_service(model, 1, web);
  add_service(model, 3, web, "prod");
  add_service(model, 3, {{"app", "web"}, {"tier", "front"}});
  add_service(model, 3, {{"app", "api"}});
  link(model);
  const auto selects = [&](std::uint32_t service, std::uint32_t workload) {
    return has(model, LinkKind::selects, {Entity::kubernetes_service, service}, {Entity::workload, workload});
  };
  CHECK(selects(0, 0));
  CHECK_FALSE(selects(0, 1));
  CHECK(selects(1, 2));
  CHECK(selects(2, 0));
  CHECK_FALSE(selects(2, 1));
  CHECK(std::ranges::none_of(model.links, [](const Link& each) { return each.from.index == 3; }));
}

TEST_CASE("containers are linked to the secrets that they take, Compose's within their project") {
  InfraModel model = with_paths({"compose.yaml", "other/compose.yaml", "secret.yaml", "web.yaml"});
  const auto add_config = [&](FileId file, ConfigKind kind, std::string name, std::string project) {
    ConfigObject config;
    config.kind = kind;
    config.name = std::move(name);
    config.project = std::move(project);
    config.place = {file, 1, {}};
    model.configs.push_back(std::move(config));
  };
  add_config(0, ConfigKind::secret, "db", "compose.yaml");
  add_config(1, ConfigKind::secret, "db", "other/compose.yaml");
  add_config(2, ConfigKind::secret, "db", "");
  add_config(2, ConfigKind::config, "db", "");
  Service service;
  service.project = "compose.yaml";
  service.container.uses.push_back({ConfigKind::secret, known("db"), {}, false, {0, 3, {}}});
  model.services.push_back(service);
  add_workload(model, 3, {}, "x");
  model.workloads[0].containers[0].uses.push_back({ConfigKind::config, known("db"), {}, false, {3, 3, {}}});
  link(model);
  CHECK(count(model, LinkKind::consumes) == 2);
  CHECK(has(model, LinkKind::consumes, {Entity::service, 0}, {Entity::config, 0}));
  CHECK(has(model, LinkKind::consumes, {Entity::workload, 0}, {Entity::config, 3}));
}

TEST_CASE("what everyone shares does not link everything with everything") {
  const auto selected_of = [](std::uint32_t workloads) {
    InfraModel model = with_paths({"all.yaml"});
    for (std::uint32_t i = 0; i < workloads; ++i) add_workload(model, 0, {{"app", "web"}}, "x");
    add_service(model, 0, {{"app", "web"}});
    ConfigObject config;
    config.name = "db";
    config.place = {0, 1, {}};
    model.configs.assign(workloads, config);
    for (int i = 0; i < 3; ++i)
      model.workloads[0].containers[0].uses.push_back({config.kind, known("db"), {}, false, {0, 3, {}}});
    link(model);
    CHECK(count(model, LinkKind::selects) == count(model, LinkKind::consumes));
    return count(model, LinkKind::selects);
  };
  CHECK(selected_of(7) == 7);
  CHECK(selected_of(900) == 20);
  CHECK(selected_of(1'100) == 0);  // too many to look at
}

TEST_CASE("labels that controllers give are no reason to select nothing") {
  InfraModel model = with_paths({"db.yaml"});
  add_workload(model, 0, {{"app", "db"}}, "x");
  add_service(model, 0, {{"app", "db"}, {"statefulset.kubernetes.io/pod-name", "db-0"}});
  add_service(model, 0, {{"batch.kubernetes.io/job-name", "load"}});
  link(model);
  REQUIRE(count(model, LinkKind::selects) == 1);
  CHECK(has(model, LinkKind::selects, {Entity::kubernetes_service, 0}, {Entity::workload, 0}));
}

TEST_CASE("an application deploys the chart at its path") {
  InfraModel model = with_paths({"apps/web.yaml", "charts/web/Chart.yaml"});
  Chart chart;
  chart.folder = "charts/web";
  model.charts.push_back(chart);
  model.objects.emplace_back();
  Application application;
  application.path = known("./charts/web/");
  model.applications.push_back(application);
  link(model);
  CHECK(has(model, LinkKind::deploys, {Entity::application, 0}, {Entity::chart, 0}));
}

TEST_CASE("linking is linear, though all labels are the same") {
  InfraModel model;
  std::uint32_t at = 0;
  const auto piece = [](InfraModel& into, std::uint32_t i) {
    into.paths.push_back("m" + std::to_string(1'000'000 + i) + "/all.yaml");
    add_workload(into, i, {{"app", "web"}}, "x", "n" + std::to_string(i));
    add_service(into, i, {{"app", "web"}}, "m");
  };
  const auto measure = [&](std::uint32_t size) {
    model = {};
    for (at = 0; at < size; ++at) piece(model, at);
    return s1::test::seconds([&] { link(model); });
  };
  const double small = measure(4'000), large = measure(32'000);
  CHECK(large / small < 8 * 3);
}
