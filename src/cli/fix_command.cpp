// SPDX-License-Identifier: Apache-2.0
// s1-infra fix: a unified diff of what the fixes of findings change, or the changes themselves.
#include <fmt/format.h>

#include <algorithm>
#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cli/commands.h"
#include "cli/path_hint.h"
#include "cli/terminal.h"
#include "fix/file_fixer.h"
#include "fix/fix_findings.h"
#include "report/fixes_json.h"
#include "text/one_line.h"
#include "workspace/target.h"

namespace s1::cli {
namespace {

struct FixArguments {
  std::string path = ".";
  std::string root;
  std::string format = "text";
  std::vector<std::string> rules;
  std::vector<std::string> fingerprints;
  bool unsafe = false;
  bool write = false;
  bool no_config = false;
};

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string place(const fix::Outcome& outcome) {
  if (outcome.rule == nullptr) return path_at_line_begin(outcome.fingerprint);  // as it was given
  return fmt::format("{}:{}: {}", path_at_line_begin(outcome.path), outcome.line, outcome.rule->id);
}

// What is of interest to who reads the diff or looks after a write; findings that have no fix are only counted.
std::string summary_of(const fix::Fixes& fixes, bool written) {
  std::string out;
  std::size_t without = 0, unsafe = 0;
  for (const fix::Outcome& outcome : fixes.not_fixed) {
    if (outcome.why == fix::kNoFix)
      ++without;
    else if (outcome.why == fix::kUnsafe)
      ++unsafe;
    else
      out += place(outcome) + ": not fixed: " + outcome.why + "\n";
  }
  if (fixes.files.empty()) {
    out += "Nothing to fix";
  } else {
    out += counted(fixes.fixed.size(), "finding") + (written ? " fixed in " : " can be fixed in ") +
           counted(fixes.files.size(), "file");
    if (!written) out += " (--write does it)";
  }
  if (unsafe != 0) out += fmt::format("; {} with --unsafe alone, which may change behaviour", unsafe);
  if (without != 0) out += fmt::format("; {} without a fix", counted(without, "finding"));
  return out + "\n";
}

void show_diff(const fix::Fixes& fixes) {
  for (const fix::FixedFile& file : fixes.files) {
    const fix::ShownDiff shown = fix::shown_diff(file);
    print(shown.text);
    if (shown.redacted)
      print_error(path_at_line_begin(file.edit.path) +
                  ": changes that hold a secret or invisible characters are not shown; --write makes them");
  }
  const std::string summary = summary_of(fixes, false);
  print_error(std::string_view(summary).substr(0, summary.size() - 1));
}

void show_written(const fix::Fixes& fixes) {
  std::string out;
  for (const fix::Outcome& outcome : fixes.fixed)
    out += place(outcome) + ": fixed" + (outcome.grade == rules::Fix::unsafe ? " (unsafe: check the behaviour)" : "") +
           "\n";
  print(out + summary_of(fixes, true));
}

int run_fix(const FixArguments& arguments) {
  Result<workspace::Target> target = workspace::open_target(arguments.root, arguments.path);
  if (!target) {
    print_error(with_path_hint(target.error(), arguments.path, arguments.root));
    return kUsage;
  }
  fix::Request request;
  request.rules = arguments.rules;
  request.fingerprints = arguments.fingerprints;
  request.unsafe = arguments.unsafe;
  request.use_config = !arguments.no_config;
  const std::expected<fix::Fixes, std::vector<Error>> fixes = [&] {
    ProgressLine progress;
    request.progress = [&](std::uint64_t done, std::uint64_t total) { progress.update(done, total); };
    return fix::find_fixes(target->root, target->start, request);
  }();
  if (!fixes) {
    for (const Error& error : fixes.error()) print_error(error);
    return kUsage;
  }
  if (arguments.write) {
    if (const Result<void> written = fix::write(target->root, fixes->files); !written) {
      print_error(written.error());
      return kFindings;
    }
  }
  if (arguments.format == "text")
    for (const engine::Diagnostic& each : fixes->unread)
      print_error(path_at_line_begin(each.path) + ": " + one_line(each.message));
  const bool changed = arguments.write && !fixes->files.empty();
  if (arguments.format == "json")
    print(report::fixes_to_json(*fixes, changed).dump(-1, ' ', false, report::Json::error_handler_t::replace) + "\n");
  else if (arguments.write)
    show_written(*fixes);
  else
    show_diff(*fixes);
  return fixes->files.empty() || arguments.write ? kOk : kFindings;
}

}  // namespace

void add_fix(CLI::App& app, Run& run) {
  const auto arguments = std::make_shared<FixArguments>();
  CLI::App* const command = app.add_subcommand("fix", "Fix findings: a unified diff, or with --write the files");
  command->add_option("PATH", arguments->path, "File or folder; default the working directory");
  command
      ->add_option("--root", arguments->root, "The folder that paths are relative to and nothing is written outside of")
      ->type_name("DIR");
  command
      ->add_option("--rule", arguments->rules,
                   "Only findings of this rule, by its id or another tool's; may be repeated")
      ->type_name("RULE")
      ->delimiter(',')
      ->allow_extra_args(false);
  command->add_option("--fingerprint", arguments->fingerprints, "Only this finding; may be repeated")
      ->type_name("FINGERPRINT")
      ->delimiter(',')
      ->allow_extra_args(false);
  command->add_flag("--unsafe", arguments->unsafe, "Also fixes that may change behaviour");
  command->add_flag("--write", arguments->write, "Change the files; without it they are only shown");
  command->add_flag("--no-config", arguments->no_config, "Leave .s1-infra.yaml unread");
  command->add_option("--format", arguments->format, "text or json")
      ->check(CLI::IsMember({"text", "json"}))
      ->type_name("FORMAT");
  command->callback([&run, arguments] { run = [arguments] { return run_fix(*arguments); }; });
}

}  // namespace s1::cli
