// SPDX-License-Identifier: Apache-2.0
// s1-infra rules: the list of rules, or the page of one.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>

#include "cli/commands.h"
#include "cli/terminal.h"
#include "engine/select.h"
#include "report/json.h"
#include "report/rule_page.h"
#include "rules/registry.h"

namespace s1::cli {
namespace {

struct RulesArguments {
  std::string id;
  std::string format = "text";
  std::string platform;
};

int run_rules(const RulesArguments& arguments) {
  engine::Selection selection{engine::Depth::all, {}, {}};
  if (!arguments.id.empty()) selection.rules.push_back(arguments.id);
  if (!arguments.platform.empty()) selection.platforms.push_back(arguments.platform);
  const auto rules = engine::select(selection);
  if (!rules) {
    print_error(rules.error());
    return kUsage;
  }

  if (arguments.format == "json") {
    report::Json list = report::Json::array();
    for (const rules::Rule* rule : *rules) list.push_back(report::rule_to_json(*rule, !arguments.id.empty()));
    print(list.dump(-1, ' ', false, report::Json::error_handler_t::replace) + "\n");
  } else if (!arguments.id.empty()) {
    for (const rules::Rule* rule : *rules) print(report::rule_page(*rule) + (rule == rules->back() ? "" : "\n"));
  } else if (arguments.format == "markdown") {
    for (const std::string_view platform : engine::platforms())
      if (std::ranges::any_of(*rules, [&](const rules::Rule* rule) { return rules::platform(*rule) == platform; }))
        print(report::platform_page(platform));
  } else {
    std::size_t width = 0;
    for (const rules::Rule* rule : *rules) width = std::max(width, rule->id.size());
    for (const rules::Rule* rule : *rules)
      print(fmt::format("{:<{}}  {:<8}  {:<12}  {}\n", rule->id, width, rules::name(rule->severity),
                        rules::name(rule->profile), rule->title));
  }
  return kOk;
}

}  // namespace

void add_rules(CLI::App& app, Run& run) {
  const auto arguments = std::make_shared<RulesArguments>();
  CLI::App* const command = app.add_subcommand("rules", "List the rules, or show one");
  command->add_option("ID", arguments->id,
                      "A rule's id, or another tool's id for the check (DL3002, CKV_DOCKER_8, DS-0002)");
  command->add_option("--format", arguments->format, "text, json or markdown")
      ->check(CLI::IsMember({"text", "json", "markdown"}))
      ->type_name("FORMAT");
  command->add_option("--platform", arguments->platform, "Only this platform's")->type_name("PLATFORM");
  command->callback([&run, arguments] { run = [arguments] { return run_rules(*arguments); }; });
}

}  // namespace s1::cli
