// SPDX-License-Identifier: Apache-2.0
// What a repository shows, claim by claim, each with the place that shows it. The specialist's report is made of
// nothing else but this and what the host contributes (specialist/document.h).
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace s1::report {

// A field of the report as its path: "ci_cd.pipeline_stages". A claim about something that the fixed form has no field
// for, and that only an audience asks for, has the field "view" and a topic.
struct Evidence {
  std::string_view field;
  std::string claim;       // one fact as a phrase or a sentence without a full stop; cleaned and masked when encoded
  std::string path;        // of the file that shows it, relative to the root
  std::uint32_t line = 0;  // 1-based; 0: all of the file
  // What it is about, for the audiences (specialist/audience.h): "security", "cost", "reliability",
  // "deployment", "environment", "scaling", "database", "backup", "connections", "alerts", "runbooks", "rollback";
  // empty: none.
  std::string_view topic = {};
};

}  // namespace s1::report
