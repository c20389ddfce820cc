// SPDX-License-Identifier: Apache-2.0
// execution-log.jsonl: what was done before, one event a line, the newest last.
#pragma once
#include <cstddef>
#include <memory>
#include <vector>

#include "vsm/fields.h"

namespace s1::vsm {

inline constexpr std::size_t kEventsInFull = 50;

struct LogEvent {
  Place place;
  Time timestamp;
  std::string event_type;
  std::string task_id;
  std::string agent;
  std::string session_id;
  std::string detail;  // what its data says in words; empty where it says nothing
  // The two below are kept for the last kEventsInFull events alone.
  data::Value data;  // absent where there is none
  Extra extra;
  std::shared_ptr<const Document> document;
};

struct ExecutionLog {
  Place place;
  std::vector<LogEvent> events;  // in the order of the file
  std::size_t broken_lines = 0;
  bool whole = true;  // false: the file is long, and its end alone was read
};

// `first_line` is the number of the first line of `bytes`. Lines that are no JSON object are problems.
[[nodiscard]] ExecutionLog read_execution_log(const std::string& path, std::string_view bytes, std::uint32_t first_line,
                                              Problems& problems);

}  // namespace s1::vsm
