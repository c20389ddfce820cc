// SPDX-License-Identifier: Apache-2.0
// Finds the state folder and reads its files. What goes wrong with one of them is a problem, and the others are read.
#include <fmt/format.h>

#include <algorithm>

#include "vsm/consistency.h"
#include "vsm/instructions.h"
#include "vsm/state.h"
#include "vsm/state_text.h"
#include "workspace/look.h"
#include "workspace/names.h"
#include "workspace/read_tail.h"

namespace s1::vsm {
namespace {

constexpr std::uint64_t kMostBytes = 4U * 1024 * 1024;  // of a file that is read whole
constexpr std::uint64_t kTailBytes = 2U * 1024 * 1024;  // of the log

bool open_folder(const workspace::Root& root, State& state) {
  const workspace::Found found = workspace::look(root, state.folder);
  if (found == workspace::Found::folder) return true;
  if (found == workspace::Found::nothing)
    state.problems.add(
        Weight::absent, {state.folder, 1}, "there is no state folder",
        "run in the project that the orchestrator works in, or name it with `path`; without one, all that "
        "is known of the task is what you were told");
  else
    state.problems.add(Weight::unreadable, {state.folder, 1},
                       found == workspace::Found::file
                           ? "a file stands where the state folder should be"
                           : "the state folder cannot be opened, or is a link out of the root",
                       "put a folder in its place");
  return false;
}

void unreadable(State& state, StateFile file, const std::string& path, const Error& error) {
  if (error.code == "not-found") {
    const bool core =
        file == StateFile::current_task || file == StateFile::s4_environment || file == StateFile::coordination_plan;
    state.problems.add(Weight::absent, {path, 1}, "there is no such file",
                       core ? "let the orchestrator write it; the briefing goes without what it would say"
                            : "nothing to do where the orchestrator does not write it");
    return;
  }
  const bool large = error.code == "too-large";
  state.problems.add(Weight::unreadable, {path, 1}, "the file cannot be read: " + error.what,
                     large ? "shorten the file; nothing of it is read" : error.hint + "; the other files are read");
}

void read_log(const workspace::Root& root, State& state, const std::string& path) {
  Result<workspace::Tail> tail = workspace::read_tail(root, path, kTailBytes);
  if (!tail) return unreadable(state, StateFile::execution_log, path, tail.error());
  read_file(state, StateFile::execution_log, std::move(tail->bytes), tail->first_line);
  if (tail->whole || !state.execution_log) return;
  state.execution_log->whole = false;
  state.problems.add(Weight::unreadable, {path, tail->first_line},
                     fmt::format("the log is long: its last {} lines are read", state.execution_log->events.size()),
                     "nothing to do; older events are not in the history");
}

}  // namespace

State read_state(const workspace::Root& root, std::string_view project) {
  State state;
  state.folder = state_folder(root, project);
  state.has_folder = open_folder(root, state);
  if (!state.has_folder) return state;
  for (const StateFile file : kStateFiles) {
    const std::string path = workspace::join(state.folder, file_name(file));
    if (file == StateFile::execution_log) {
      read_log(root, state, path);
      continue;
    }
    Result<std::string> bytes = root.read(path, kMostBytes);
    // The orchestrator may be writing it.
    if (!bytes && bytes.error().code == "changed-while-read") bytes = root.read(path, kMostBytes);
    if (bytes)
      read_file(state, file, *std::move(bytes));
    else
      unreadable(state, file, path, bytes.error());
  }
  check_instructions(state);
  check_consistency(state, [&](std::string_view path) { return workspace::look(root, path); });
  return state;
}

}  // namespace s1::vsm
