// SPDX-License-Identifier: Apache-2.0
// What the infrastructure specialist needs of the state, joined from all files; each entry says where it is from.
#pragma once
#include <string>
#include <vector>

#include "vsm/find_input.h"
#include "vsm/locks.h"
#include "vsm/state.h"

namespace s1::vsm {

// What comes before or after this specialist's work: a phase of others, or a hand-off.
struct Neighbour {
  Place place;
  std::string text;
  bool is_handoff = false;
  std::string phase;                // of a phase
  std::vector<std::string> agents;  // who works in the phase; the other side of the hand-off
};

struct LockedFile {
  Place place;
  std::string path;
  std::vector<std::string> agents;
  std::string phase;
};

// Something that was tried or happened before.
struct Past {
  Place place;  // of the last time
  std::string text;
  std::string event_type;
  std::string timestamp;  // empty where it is not said
  std::size_t times = 1;
  bool failure = false;
};

// What is not said, and where it would stand.
struct Missing {
  Place place;
  std::string field;
  std::string text;
};

struct Briefing {
  FoundInput input;
  Said phase;  // of the first phase that this specialist is part of
  Said role;   // primary, support
  Said approach;
  std::vector<Neighbour> upstream;    // the last first; hand-offs awaited
  std::vector<Neighbour> downstream;  // hand-offs owed; then what comes next
  std::vector<LockedFile> locked_files;
  std::vector<ConflictZone> conflicts;
  std::vector<Said> constraints;
  std::vector<Risk> risks;  // the worst first
  std::vector<Said> priorities;
  std::vector<Past> history;  // failures first, each part the newest first
  std::vector<Alarm> alarms;
  std::vector<Missing> missing;
};

[[nodiscard]] Briefing brief(const State& state);

// history.cpp: of the log, what concerns this specialist or the task, and every failure.
[[nodiscard]] std::vector<Past> history_of(const State& state);
// missing.cpp
[[nodiscard]] std::vector<Missing> missing_in(const Briefing& briefing, const State& state);

}  // namespace s1::vsm
