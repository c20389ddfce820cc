// SPDX-License-Identifier: Apache-2.0
#include "report/evidence/collect.h"

#include "report/evidence/collector.h"

namespace s1::report {

std::vector<Evidence> collect(const workspace::Root& root, std::string_view start, const engine::ScanResult& scan,
                              const Architecture& architecture) {
  Collector collector(root, start, scan, architecture);
  collect_architecture(collector);
  collect_data_flow(collector);
  collect_pipelines(collector);
  collect_artifacts(collector);
  collect_secrets(collector);
  collect_access(collector);
  collect_hardening(collector);
  collect_metrics(collector);
  collect_alerts(collector);
  collect_logging(collector);
  collect_operations(collector);
  collect_runbooks(collector);
  collect_testing(collector);
  collect_environment(collector);
  collect_databases(collector);
  collect_reliability(collector);
  collect_cost(collector);
  return collector.take();
}

}  // namespace s1::report
