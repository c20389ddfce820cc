// SPDX-License-Identifier: Apache-2.0
// s1-infra scan: findings in the form that is asked for, with an exit code for CI.
#include <chrono>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/baseline_file.h"
#include "cli/commands.h"
#include "cli/link_base.h"
#include "cli/output_file.h"
#include "cli/path_hint.h"
#include "cli/terminal.h"
#include "engine/request.h"
#include "fix/prove_for_scan.h"
#include "report/formats.h"
#include "version.h"
#include "workspace/target.h"

namespace s1::cli {
namespace {

struct ScanArguments {
  std::string path = ".";
  std::string root;
  std::string format{report::formats().front().name};
  std::string output;
  std::string profile;       // empty: what the configuration says
  std::string fail_on;       // likewise
  std::string min_severity;  // likewise
  std::string color = "auto";
  std::string baseline;
  std::string since;
  bool update_baseline = false;
  bool no_config = false;
  std::vector<std::string> platforms;
  std::vector<std::string> rules;
};

rules::Severity severity_of(const std::string& name) {
  for (const auto severity :
       {rules::Severity::low, rules::Severity::medium, rules::Severity::high, rules::Severity::critical})
    if (rules::name(severity) == name) return severity;
  return rules::Severity::info;
}

Result<engine::Request> request_of(const ScanArguments& arguments) {
  engine::Request request;
  if (!arguments.profile.empty())
    request.profile = arguments.profile == "all"      ? engine::Depth::all
                      : arguments.profile == "strict" ? engine::Depth::strict
                                                      : engine::Depth::standard;
  request.rules = arguments.rules;
  request.platforms = arguments.platforms;
  if (!arguments.min_severity.empty()) request.min_severity = severity_of(arguments.min_severity);
  request.since = arguments.since;
  request.use_config = !arguments.no_config;
  request.collect_baseline = arguments.update_baseline;
  if (!arguments.baseline.empty()) {
    Result<engine::Baseline> baseline = load_baseline(arguments.baseline, arguments.update_baseline);
    if (!baseline) return std::unexpected(baseline.error());
    request.baseline = *std::move(baseline);
  }
  return request;
}

int exit_code(const engine::Answer& answer, const std::string& fail_on) {
  if (fail_on == "none" || (fail_on.empty() && answer.fail_on_none)) return kOk;
  const rules::Severity least = fail_on.empty() ? answer.fail_on.value_or(rules::Severity::low) : severity_of(fail_on);
  for (const engine::Finding& finding : answer.scan.findings)
    if (finding.severity() >= least) return kFindings;
  return kOk;
}

// An empty value is that of a variable that is not set: what it was to narrow would be as wide as without the option.
auto not_empty(std::string what) {
  return [what = std::move(what)](const std::string& value) {
    return value.empty() ? "the value is empty: give " + what + ", or leave the option out" : std::string();
  };
}

int run_scan(const ScanArguments& arguments) {
  const auto begin = std::chrono::steady_clock::now();
  Result<workspace::Target> target = workspace::open_target(arguments.root, arguments.path);
  if (!target) {
    print_error(with_path_hint(target.error(), arguments.path, arguments.root));
    return kUsage;
  }
  const Result<engine::Request> request = request_of(arguments);
  if (!request) {
    print_error(request.error());
    return kUsage;
  }
  std::expected<engine::Answer, std::vector<Error>> answer = [&] {
    ProgressLine progress;
    engine::ScanOptions options;
    options.progress = [&](std::uint64_t done, std::uint64_t total) { progress.update(done, total); };
    return engine::answer(target->root, target->start, *request, options);
  }();
  if (!answer) {
    for (const Error& error : answer.error()) print_error(error);
    return kUsage;
  }
  if (arguments.update_baseline)
    if (const std::optional<Error> error = save_baseline(arguments.baseline, answer->baseline)) {
      print_error(*error);
      return kUsage;
    }

  const engine::ScanResult& scan = answer->scan;
  const std::vector<fix::Offer> offers = fix::prove_for_scan(target->root, scan, scan.findings, {});
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  report::Circumstances circumstances{
      .version = kVersion, .seconds = took.count(), .color = false, .offers = offers, .link_base = link_base()};
  const auto rendered = [&](const report::Format* format) {
    return [&, format](const TextSink& sink) { format->render(scan, circumstances, sink); };
  };
  const report::Format* printed = report::find_format(arguments.format);
  if (!arguments.output.empty()) {
    const Result<void> written = write_output(arguments.output, rendered(printed));
    if (!written) {
      print_error(written.error());
      return kUsage;
    }
    printed = &report::formats().front();
  }
  circumstances.color = use_color(arguments.color);
  print(rendered(printed));
  return exit_code(*answer, arguments.fail_on);
}

std::vector<std::string> format_names() {
  std::vector<std::string> names;
  for (const report::Format& format : report::formats()) names.emplace_back(format.name);
  return names;
}

// "text (default), json (…), …"
std::string describe_formats() {
  std::string result;
  for (const report::Format& format : report::formats()) {
    if (!result.empty()) result += ", ";
    result += std::string(format.name) + " (" + std::string(format.what) + ")";
  }
  return result;
}

}  // namespace

void add_scan(CLI::App& app, Run& run) {
  const auto arguments = std::make_shared<ScanArguments>();
  CLI::App* const command = app.add_subcommand("scan", "Find infrastructure files and check them");
  command->add_option("PATH", arguments->path, "File or folder; default the working directory");
  command->add_option("--root", arguments->root, "The folder that paths are relative to and nothing is read outside of")
      ->type_name("DIR");
  command->add_option("--format", arguments->format, describe_formats())
      ->check(CLI::IsMember(format_names()))
      ->type_name("FORMAT");
  command
      ->add_option("--output", arguments->output,
                   "Write the report to this file, whole or not at all; the findings are printed as text beside it")
      ->check(not_empty("a file"))
      ->type_name("FILE");
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
  command
      ->add_option("--rule", arguments->rules,
                   "Only this rule, by its id, another tool's or a glob (DL30*); !RULE leaves one out; may be repeated")
      ->type_name("RULE")
      ->delimiter(',')
      ->allow_extra_args(false);
  CLI::Option* const baseline =
      command
          ->add_option("--baseline", arguments->baseline,
                       "Leave out the findings in this file (of --update-baseline, or what --format json printed)")
          ->check(not_empty("a file"))
          ->type_name("FILE");
  CLI::Option* const since =
      command
          ->add_option("--since", arguments->since,
                       "Only findings on lines that changed since the branch left this commit, uncommitted ones too")
          ->check(not_empty("a commit, branch or tag"))
          ->type_name("GIT_REF");
  command->add_flag("--update-baseline", arguments->update_baseline, "Write what is found now to the --baseline file")
      ->needs(baseline)
      ->excludes(since);
  command->add_flag("--no-config", arguments->no_config, "Leave .s1-infra.yaml unread");
  command->add_option("--color", arguments->color, "auto, always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->type_name("WHEN");
  command->callback([&run, arguments] { run = [arguments] { return run_scan(*arguments); }; });
}

}  // namespace s1::cli
