// SPDX-License-Identifier: Apache-2.0
#include "tools/resources.h"

#include <fmt/format.h>

#include "report/rule_page.h"
#include "rules/registry.h"
#include "rules/rule.h"

namespace s1::tools {
namespace {

constexpr std::string_view kRules = "s1-infra://rules";
constexpr std::string_view kMarkdown = "text/markdown";

std::string rule_list() {
  std::string out = "# Rules\n\n| rule | severity | profile | what it flags |\n|---|---|---|---|\n";
  for (const rules::Rule* rule : rules::all())
    out += fmt::format("| {} | {} | {} | {} |\n", rule->id, rules::name(rule->severity), rules::name(rule->profile),
                       rule->title);
  return out;
}

}  // namespace

std::vector<mcp::Resource> resources() {
  return {{std::string(kRules), "rules", "The list of rules",
           "Every rule with its severity and what it flags; s1-infra://rules/ID has its page", std::string(kMarkdown)}};
}

std::vector<mcp::ResourceTemplate> resource_templates() {
  return {{std::string(kRules) + "/{+id}", "rule", "A rule's page",
           "What a rule flags and why, examples, how to fix or silence it", std::string(kMarkdown)}};
}

Result<mcp::ResourceText> read_resource(std::string_view uri) {
  if (uri == kRules) return mcp::ResourceText{std::string(uri), std::string(kMarkdown), rule_list()};
  if (uri.starts_with(kRules) && uri.substr(kRules.size()).starts_with('/')) {
    const std::vector<const rules::Rule*> found = rules::find(uri.substr(kRules.size() + 1));
    if (!found.empty())
      return mcp::ResourceText{std::string(uri), std::string(kMarkdown), report::rule_page(*found.front())};
  }
  return std::unexpected(Error{"unknown-resource", std::string(uri), "there is no such resource",
                               "s1-infra://rules lists the rules; s1-infra://rules/ID is a rule's page"});
}

std::vector<std::string> complete_rule_id(std::string_view typed) {
  std::vector<std::string> values;
  for (const rules::Rule* rule : rules::all())
    if (rule->id.starts_with(typed)) values.emplace_back(rule->id);
  if (!values.empty()) return values;
  for (const rules::Rule* rule : rules::all())
    for (const std::string_view alias : rule->aliases)
      if (alias.starts_with(typed)) values.emplace_back(alias);
  return values;
}

}  // namespace s1::tools
