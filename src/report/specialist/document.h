// SPDX-License-Identifier: Apache-2.0
// The specialist's report as a value: the fixed form, the evidence it stands on, and what is missing. Renderers take
// it as it is; all text in it is still to be scrubbed by whoever shows it.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "report/specialist/evidence.h"

namespace s1::report {

enum class Status : std::uint8_t { completed, partial, blocked };

// The fixed form: these keys and no others, every one there.
struct SpecialistReport {
  Status status = Status::partial;
  struct {
    std::vector<std::string> files_created;
    std::vector<std::string> files_modified;
    std::vector<std::string> resources_provisioned;  // what the code declares as new; nothing is ever provisioned
  } implementation;
  struct {
    std::string overview;
    std::vector<std::string> components;
    std::string data_flow;
  } architecture;
  struct {
    std::vector<std::string> pipeline_stages;  // in the order they run
    std::string triggers;
    std::string artifacts;
  } ci_cd;
  struct {
    std::string secrets_management;
    std::string access_control;
    std::vector<std::string> hardening;
  } security;
  struct {
    std::vector<std::string> metrics;
    std::vector<std::string> alerts;
    std::string logging;
  } monitoring;
  struct {
    std::string operational_notes;
    std::string runbooks;
    std::string testing_notes;
  } handoff;
};

// Why a field does not say, or the status does not hold, what was wished for.
struct Gap {
  std::string_view field;
  std::string why;
  std::string how_to_close;
};

// What the host said that no file shows: it stands in the report on the host's word alone.
struct Unverified {
  std::string_view field;
  std::string claim;
};

// What one audience looks for, from the evidence: a heading and its claims.
struct ViewSection {
  std::string audience;
  std::string title;
  std::vector<Evidence> claims;
  std::string none;  // what is said where there are no claims
};

struct Document {
  SpecialistReport report;
  std::vector<Evidence> evidence;
  std::vector<Gap> gaps;
  std::vector<Unverified> unverified;
  std::string task;                // in the words of the input; may be empty
  std::string audience;            // "reviewer", "backend", "database", "operations"; empty: all
  std::vector<ViewSection> views;  // of that audience, or of all of them
  std::string base;                // the commit that changes are told against, or why there is none
};

}  // namespace s1::report
