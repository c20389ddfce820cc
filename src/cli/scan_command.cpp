// SPDX-License-Identifier: Apache-2.0
// s1-infra scan: findings as text or JSON, with an exit code for CI.
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/path_hint.h"
#include "cli/terminal.h"
#include "engine/scan.h"
#include "report/json.h"
#include "report/text.h"
#include "workspace/target.h"

namespace s1::cli {
namespace {

struct ScanArguments {
  std::string path = ".";
  std::string root;
  std::string format = "text";
  std::string profile = "default";
  std::string fail_on = "low";
  std::string min_severity = "info";
  std::string color = "auto";
  std::vector<std::string> platforms;
  std::vector<std::string> rules;
};

rules::Severity severity_of(const std::string& name) {
  for (const auto severity :
       {rules::Severity::low, rules::Severity::medium, rules::Severity::high, rules::Severity::critical})
    if (rules::name(severity) == name) return severity;
  return rules::Severity::info;
}

engine::ScanOptions options_of(const ScanArguments& arguments) {
  engine::ScanOptions options;
  options.selection.profile = arguments.profile == "all"      ? engine::Depth::all
                              : arguments.profile == "strict" ? engine::Depth::strict
                                                              : engine::Depth::standard;
  options.selection.rules = arguments.rules;
  options.selection.platforms = arguments.platforms;
  options.min_severity = severity_of(arguments.min_severity);
  return options;
}

int exit_code(const engine::ScanResult& scan, const std::string& fail_on) {
  if (fail_on == "none") return kOk;
  const rules::Severity least = severity_of(fail_on);
  for (const engine::Finding& finding : scan.findings)
    if (finding.rule->severity >= least) return kFindings;
  return kOk;
}

int run_scan(const ScanArguments& arguments) {
  const auto begin = std::chrono::steady_clock::now();
  Result<workspace::Target> target = workspace::open_target(arguments.root, arguments.path);
  if (!target) {
    print_error(with_path_hint(target.error(), arguments.path));
    return kUsage;
  }
  engine::ScanOptions options = options_of(arguments);
  Result<engine::ScanResult> scan = [&] {
    ProgressLine progress;
    options.progress = [&](std::uint64_t done, std::uint64_t total) { progress.update(done, total); };
    return engine::scan(target->root, target->start, options);
  }();
  if (!scan) {
    print_error(scan.error());
    return kUsage;
  }

  if (arguments.format == "json") {
    const Result<report::Json> json = report::scan_to_json(*scan, {});
    print(json->dump(-1, ' ', false, report::Json::error_handler_t::replace) + "\n");
  } else {
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    print(report::render_text(*scan, {use_color(arguments.color), took.count()}));
  }
  return exit_code(*scan, arguments.fail_on);
}

}  // namespace

void add_scan(CLI::App& app, Run& run) {
  const auto arguments = std::make_shared<ScanArguments>();
  CLI::App* const command = app.add_subcommand("scan", "Find infrastructure files and check them");
  command->add_option("PATH", arguments->path, "File or folder; default the working directory");
  command->add_option("--root", arguments->root, "The folder that paths are relative to and nothing is read outside of")
      ->type_name("DIR");
  command->add_option("--format", arguments->format, "text or json")
      ->check(CLI::IsMember({"text", "json"}))
      ->type_name("FORMAT");
  command
      ->add_option("--profile", arguments->profile,
                   "default, strict (checks that many find noisy) or all (experimental ones too)")
      ->check(CLI::IsMember({"default", "strict", "all"}))
      ->type_name("PROFILE");
  command
      ->add_option("--fail-on", arguments->fail_on,
                   "Exit 1 from this severity upwards: none, info, low (default), medium, high, critical")
      ->check(CLI::IsMember({"none", "info", "low", "medium", "high", "critical"}))
      ->type_name("SEVERITY");
  command->add_option("--min-severity", arguments->min_severity, "Leave out what is less severe")
      ->check(CLI::IsMember({"info", "low", "medium", "high", "critical"}))
      ->type_name("SEVERITY");
  command->add_option("--platform", arguments->platforms, "Only this platform; may be repeated")
      ->type_name("PLATFORM")
      ->delimiter(',')
      ->allow_extra_args(false);
  command->add_option("--rule", arguments->rules, "Only this rule, by its id or another tool's; may be repeated")
      ->type_name("RULE")
      ->delimiter(',')
      ->allow_extra_args(false);
  command->add_option("--color", arguments->color, "auto, always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->type_name("WHEN");
  command->callback([&run, arguments] { run = [arguments] { return run_scan(*arguments); }; });
}

}  // namespace s1::cli
