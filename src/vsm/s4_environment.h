// SPDX-License-Identifier: Apache-2.0
// s4-environment.json: the strategic analysis. Its two shapes, the flat and the nested one, are brought to one.
#pragma once
#include "vsm/risk.h"

namespace s1::vsm {

struct Opportunity {
  std::string opportunity;
  std::string benefit;  // empty where it is not said
  Place place;
  Extra extra;
};

struct Environment {
  Place place;
  Said task_id;
  Said analysis;  // nested: task_analysis.summary
  Said scope;
  std::vector<Said> domains_involved;
  std::vector<Said> relevant_files;
  std::vector<Said> dependencies;
  std::vector<Said> constraints;
  std::vector<Said> external_context;  // flat
  std::vector<Said> best_practices;    // nested: external_research
  std::vector<Said> patterns;
  std::vector<Said> documentation;
  std::vector<Risk> risks;
  std::vector<Opportunity> opportunities;
  Said recommended_approach;  // nested: strategic_recommendation.approach
  std::vector<Said> priorities;
  Said complexity_assessment;
  std::vector<Said> specialist_recommendation;  // names
  Time created_at;
  Extra extra;  // of all objects of the file
};

[[nodiscard]] Environment read_s4_environment(Fields& fields);

}  // namespace s1::vsm
