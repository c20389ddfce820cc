// SPDX-License-Identifier: Apache-2.0
// What rules between files say where there is much to say.
#include <string>

#include "model/infra_model.h"
#include "rules/build_checks.h"
#include "rules/port_checks.h"
#include "rules/run_rule.h"
#include "test.h"

namespace {

using namespace s1::model;

Value known(std::string text) {
  return {State::known, std::move(text), {0, 1, {}}, {}};
}

// A Dockerfile with so many stages, "stage0" and on.
InfraModel with_stages(int count) {
  InfraModel model;
  model.paths = {"Dockerfile"};
  for (int i = 0; i < count; ++i) {
    Image image;
    image.place = {0, 1, {}};
    image.stage = "stage" + std::to_string(i);
    image.root_base = "scratch";
    model.images.push_back(std::move(image));
  }
  return model;
}

}  // namespace

TEST_CASE("a stage is suggested for the first findings, and not among very many") {
  const auto suggestions = [](int stages) {
    InfraModel model = with_stages(stages);
    Service service;
    service.build.emplace();
    service.build->dockerfile_path = "Dockerfile";
    service.build->target = known("STAGE0");
    model.services.push_back(service);
    service.build->target = known("stake0");
    model.services.insert(model.services.end(), 150, service);
    s1::test::Collect found;
    s1::rules::report_unknown_targets(model, "compose", found);
    CHECK(found.reports.size() == 150);
    return std::ranges::count_if(
        found.reports, [](const s1::rules::Report& report) { return report.message.ends_with("; is stage0 meant?"); });
  };
  CHECK(suggestions(100) == 100);
  CHECK(suggestions(101) == 0);
}

TEST_CASE("the first of many exposed ports are shown") {
  InfraModel model = with_stages(1);
  for (int port = 1; port <= 9; ++port) model.images[0].ports.push_back(known(std::to_string(port)));
  model.images[0].ports.push_back(known("20-30/udp"));
  Service service;
  for (const char* port : {"9", "25", "31"}) service.container.ports.emplace_back().container = known(port);
  model.services.push_back(service);
  model.links.push_back({LinkKind::runs, {Entity::service, 0, 0}, {Entity::image, 0, 0}});
  s1::test::Collect found;
  s1::rules::report_ports_not_exposed(model, Entity::service, found);
  REQUIRE(found.reports.size() == 1);
  CHECK(found.reports[0].message == "The image does not expose port 31, but 1, 2, 3, 4, 5 and 5 more");
}
