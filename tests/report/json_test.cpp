// SPDX-License-Identifier: Apache-2.0
#include "report/json.h"

#include "sample.h"
#include "test.h"

using s1::engine::ScanResult;
using s1::report::Json;

namespace {

std::string written(const ScanResult& scan, const std::vector<s1::fix::Offer>& offers) {
  return s1::test::text_of(s1::report::render_json, scan, offers);
}

// The tool's answer with everything in it.
std::string answer(const ScanResult& scan, const std::vector<s1::fix::Offer>& offers) {
  s1::report::Page all;
  if (!offers.empty()) all.offers = [&](std::span<const s1::engine::Finding>) { return offers; };
  return s1::report::scan_to_json(scan, all).value().dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

TEST_CASE("the JSON of a scan is the tool's answer, whole") {
  ScanResult scan = s1::test::hostile_scan();
  scan.model.paths = {"a"};
  s1::model::Workload workload;
  workload.kind = "Deployment";
  workload.name = "web";
  scan.model.workloads = {workload, workload};
  std::vector<s1::fix::Offer> offers(scan.findings.size());
  offers[0].fix = s1::fix::OfferedFix{s1::rules::Fix::safe, "Close it", {{"a", {1, 1}, {1, 2}, "\xFF"}}, false};
  offers[1].fix = s1::fix::OfferedFix{s1::rules::Fix::unsafe, "Close it", {}, true};
  offers[2].dropped = "it fails";
  for (const bool has_fixed : {false, true}) {
    if (has_fixed) scan.fixed = {{"v1:0", "sample/low", "a", "r", "m", ""}};
    CHECK(written(scan, offers) == answer(scan, offers));
    CHECK(written(scan, {}) == answer(scan, {}));
  }
  CHECK(written({}, {}) == answer({}, {}));
}
