// SPDX-License-Identifier: Apache-2.0
// The fields of the fixed form, once: whatever goes over all of them (merging, encoding, counting) takes them from
// here.
#pragma once
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "report/specialist/document.h"

namespace s1::report {

// Calls visit(path, field) for each field but the status, in the order of the form. A field is a vector of strings or a
// string.
template <class Report, class Visit>
  requires std::is_same_v<std::remove_const_t<Report>, SpecialistReport>
void visit_fields(Report& report, Visit visit) {
  visit(std::string_view("implementation.files_created"), report.implementation.files_created);
  visit(std::string_view("implementation.files_modified"), report.implementation.files_modified);
  visit(std::string_view("implementation.resources_provisioned"), report.implementation.resources_provisioned);
  visit(std::string_view("architecture.overview"), report.architecture.overview);
  visit(std::string_view("architecture.components"), report.architecture.components);
  visit(std::string_view("architecture.data_flow"), report.architecture.data_flow);
  visit(std::string_view("ci_cd.pipeline_stages"), report.ci_cd.pipeline_stages);
  visit(std::string_view("ci_cd.triggers"), report.ci_cd.triggers);
  visit(std::string_view("ci_cd.artifacts"), report.ci_cd.artifacts);
  visit(std::string_view("security.secrets_management"), report.security.secrets_management);
  visit(std::string_view("security.access_control"), report.security.access_control);
  visit(std::string_view("security.hardening"), report.security.hardening);
  visit(std::string_view("monitoring.metrics"), report.monitoring.metrics);
  visit(std::string_view("monitoring.alerts"), report.monitoring.alerts);
  visit(std::string_view("monitoring.logging"), report.monitoring.logging);
  visit(std::string_view("handoff.operational_notes"), report.handoff.operational_notes);
  visit(std::string_view("handoff.runbooks"), report.handoff.runbooks);
  visit(std::string_view("handoff.testing_notes"), report.handoff.testing_notes);
}

[[nodiscard]] constexpr std::string_view name(Status status) {
  return status == Status::completed ? "completed" : status == Status::partial ? "partial" : "blocked";
}

}  // namespace s1::report
