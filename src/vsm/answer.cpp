// SPDX-License-Identifier: Apache-2.0
#include "vsm/answer.h"

#include <algorithm>
#include <array>

#include "vsm/briefing.h"
#include "vsm/briefing_json.h"
#include "vsm/state_json.h"
#include "vsm/text.h"
#include "workspace/names.h"

namespace s1::vsm {
namespace {

// Tried in turn until the answer fits. The last one fits always: a list within a list within a list is the deepest.
constexpr Room kRooms[] = {
    // text, items, events, problems, open
    {.text = 4000, .items = 200, .events = 50, .problems = 100, .open = 16'000},
    {.text = 1000, .items = 60, .events = 50, .problems = 60, .open = 2000},
    {.text = 400, .items = 30, .events = 50, .problems = 40, .open = 400},
    {.text = 200, .items = 15, .events = 25, .problems = 30, .open = 200},
    {.text = 120, .items = 8, .events = 12, .problems = 20, .open = 0},
    {.text = 80, .items = 4, .events = 6, .problems = 10, .open = 0},
    {.text = 60, .items = 2, .events = 2, .problems = 5, .open = 0},
};

bool is_chosen(const Problem& problem, std::span<const StateFile> files, const State& state) {
  if (problem.place.path == state.folder) return true;
  return std::ranges::any_of(
      files, [&](StateFile file) { return workspace::base_name(problem.place.path) == file_name(file); });
}

Json problems_to_json(const State& state, std::span<const StateFile> files, const Room& room, std::size_t& left_out) {
  Json json = Json::array();
  left_out = state.problems.left_out();
  for (const Problem& problem : state.problems.worst_first()) {
    if (!is_chosen(problem, files, state)) continue;
    if (json.size() == room.problems) {
      ++left_out;
      continue;
    }
    Json each = Json::object();
    each["path"] = workspace::for_display(problem.place.path);
    each["line"] = problem.place.line;
    each["problem"] = cut(problem.problem, std::max<std::size_t>(room.text, 200));
    each["hint"] = cut(problem.hint, std::max<std::size_t>(room.text, 200));
    json.push_back(std::move(each));
  }
  return json;
}

Json render(const State& state, const Briefing& briefing, std::span<const StateFile> files, const Room& room) {
  Encoder encoder(room);
  Json json = Json::object();
  json["briefing"] = to_json(briefing, encoder);
  json["input"] = to_json(briefing.input, encoder);
  json["state"] = Json::object();
  for (const StateFile file : files)
    if (Json part = part_to_json(state, file, encoder); !part.is_null())
      json["state"][std::string(field_name(file))] = std::move(part);
  std::size_t problems = 0;
  json["problems"] = problems_to_json(state, files, room, problems);
  Json omitted = encoder.omitted();
  if (problems > 0) omitted["problems"] = problems;
  if (!omitted.is_null()) json["omitted"] = std::move(omitted);
  return json;
}

}  // namespace

Json answer(const State& state, std::span<const StateFile> files, std::size_t bytes) {
  const Briefing briefing = brief(state);
  Json json;
  for (const Room& room : kRooms) {
    json = render(state, briefing, files, room);
    if (json.dump(-1, ' ', false, Json::error_handler_t::replace).size() <= bytes) break;
  }
  return json;
}

Result<std::vector<StateFile>> choose_files(std::span<const std::string> names) {
  if (names.empty()) return std::vector<StateFile>(kStateFiles.begin(), kStateFiles.end());
  std::array<bool, kStateFiles.size()> chosen{};
  for (const std::string& name : names) {
    if (const std::optional<StateFile> file = find_state_file(name)) {
      chosen[static_cast<std::size_t>(*file)] = true;
      continue;
    }
    std::string hint;
    if (const std::string_view near = nearest_file_name(name); !near.empty())
      hint = "Did you mean " + std::string(near) + "? ";
    hint += "One of: ";
    for (const std::string_view known : file_names()) hint += (hint.ends_with(": ") ? "" : ", ") + std::string(known);
    return std::unexpected(
        Error{"bad-arguments", "files", "there is no state file `" + shown(name) + "`", std::move(hint)});
  }
  std::vector<StateFile> files;
  for (const StateFile file : kStateFiles)
    if (chosen[static_cast<std::size_t>(file)]) files.push_back(file);
  return files;
}

}  // namespace s1::vsm
