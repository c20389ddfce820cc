// SPDX-License-Identifier: Apache-2.0
// Environment variables by their names, and whence they come; no values.
#include <string>
#include <vector>

#include "report/evidence/collector.h"

namespace s1::report {
namespace {

constexpr std::size_t kMostNames = 40;

// What gives a variable its value that has none of its own: the use that stands within its item.
const model::ConfigUse* giver_of(const model::Container& container, std::size_t variable, std::size_t& next) {
  const model::Place& place = container.env[variable].place;
  const std::uint32_t end =
      variable + 1 < container.env.size() ? container.env[variable + 1].place.span.begin : UINT32_MAX;
  while (next < container.uses.size() && container.uses[next].place.span.begin < place.span.begin) ++next;
  if (next == container.uses.size()) return nullptr;
  const model::ConfigUse& use = container.uses[next];
  return use.place.file == place.file && use.place.span.begin < end && !use.key.text.empty() ? &use : nullptr;
}

std::string source_of(const model::ConfigUse& use) {
  return (use.kind == model::ConfigKind::secret ? "secret " : "config ") + use.name.text;
}

void add_container(Collector& to, const std::string& who, const model::Container& container,
                   const std::vector<model::Value>& files, bool has_uses) {
  std::vector<std::string> written;
  model::Place first;
  std::size_t next = 0;
  for (std::size_t i = 0; i < container.env.size(); ++i) {
    const model::EnvVar& variable = container.env[i];
    const bool is_given = has_uses && variable.value.state == model::State::absent;
    if (!is_given) {
      if (variable.value.state == model::State::absent) continue;
      if (written.empty()) first = variable.place;
      written.push_back(variable.name);
      continue;
    }
    if (const model::ConfigUse* const use = giver_of(container, i, next); use != nullptr && use->name.known())
      to.add(field::view, who + " takes " + variable.name + " from " + source_of(*use), variable.place,
             topic::environment);
  }
  if (!written.empty())
    to.add(field::view, who + " is given " + listed(written, kMostNames), first, topic::environment);
  for (const model::ConfigUse& use : container.uses)
    if (has_uses && use.name.known() && use.key.state == model::State::absent)
      to.add(field::view, who + " takes all of " + source_of(use), use.place, topic::environment);
  for (const model::Value& file : files)
    if (file.known()) to.add(field::view, who + " takes the variables of " + file.text, file.place, topic::environment);
}

}  // namespace

void collect_environment(Collector& to) {
  for (const model::Service& service : to.model.services)
    add_container(to, name_of(service), service.container, service.env_files, false);
  for (const model::Workload& workload : to.model.workloads)
    for (const model::Container& container : workload.containers)
      add_container(to, "container " + container.name + " of " + name_of(workload), container, {}, true);
}

}  // namespace s1::report
