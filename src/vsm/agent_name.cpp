// SPDX-License-Identifier: Apache-2.0
#include "vsm/agent_name.h"

#include <algorithm>

#include "text/lower_case.h"

namespace s1::vsm {
namespace {

constexpr std::string_view kThisSpecialist[] = {
    "infrastructure",    "infra", "infrastructure-engineer", "infra-engineer", "devops", "dev-ops", "devops-engineer",
    "platform-engineer", "sre",
};
constexpr std::size_t kLongestList = 4000;  // bytes of a text that lists names
constexpr std::size_t kLongestName = 200;   // longer ones are prose; they are compared as far as that
constexpr std::ptrdiff_t kMostBlanks = 2;   // in a name: "Site reliability engineer"

bool is_prose(std::string_view name) {
  return std::ranges::count(name, ' ') > kMostBlanks;
}

}  // namespace

std::string plain_agent_name(std::string_view name) {
  std::string plain;
  for (const char c : name.substr(0, kLongestName)) {
    const char lower = lower_case(c);
    plain += lower == '_' || lower == ' ' ? '-' : lower;
  }
  for (const std::string_view prefix : {"s1-", "system-1-", "system1-"})
    if (plain.starts_with(prefix)) {
      plain.erase(0, prefix.size());
      break;
    }
  for (const std::string_view suffix : {"-specialist", "-agent"})
    if (plain.ends_with(suffix)) plain.resize(plain.size() - suffix.size());
  return plain;
}

bool same_agent(std::string_view a, std::string_view b) {
  return (is_this_specialist(a) && is_this_specialist(b)) || plain_agent_name(a) == plain_agent_name(b);
}

bool is_this_specialist(std::string_view name) {
  return std::ranges::find(kThisSpecialist, plain_agent_name(name)) != std::end(kThisSpecialist);
}

std::vector<std::string> split_agent_names(std::string_view text) {
  text = text.substr(0, kLongestList);
  const std::string_view whole = text;
  std::vector<std::string> names;
  const auto add = [&](std::string_view name) {
    const std::size_t begin = name.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return;
    names.emplace_back(name.substr(begin, name.find_last_not_of(" \t\r\n") - begin + 1));
  };
  while (!text.empty()) {
    std::size_t end = text.find_first_of(",;+&|");
    std::size_t length = 1;
    for (const std::string_view word : {" and ", " then ", " -> "})
      if (const std::size_t at = text.find(word); at < end) {
        end = at;
        length = word.size();
      }
    add(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + length);
  }
  if (std::ranges::any_of(names, is_prose)) return {std::string(whole)};
  return names;
}

}  // namespace s1::vsm
