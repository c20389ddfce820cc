// SPDX-License-Identifier: Apache-2.0
// s1-infra harden: a unified diff of what hardening makes of Dockerfiles, or the changes themselves.
#include <fmt/format.h>

#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cli/commands.h"
#include "cli/path_hint.h"
#include "cli/terminal.h"
#include "fix/harden.h"
#include "fix/redact.h"
#include "report/harden_json.h"
#include "text/one_line.h"
#include "workspace/target.h"

namespace s1::cli {
namespace {

struct HardenArguments {
  std::string path = ".";
  std::string root;
  std::string level = "recommended";
  std::string target;
  std::string format = "text";
  bool write = false;
  bool no_config = false;
};

fix::Level level_of(std::string_view name) {
  return name == "safe" ? fix::Level::safe : name == "all" ? fix::Level::all : fix::Level::recommended;
}

std::string place(const std::string& path, std::uint32_t line, const rules::Rule& rule) {
  return fmt::format("{}:{}: {}", path_at_line_begin(path), line, rule.id);
}

// What a reader of the diff wants to know besides: why, what was looked at, what was left.
std::string notes_of(const fix::Hardening& hardening, bool written) {
  std::string out;
  for (const fix::HardenChange& each : hardening.changes) {
    out +=
        place(each.path, each.line, *each.rule) + " (" + std::string(fix::name(each.level)) + "): " + each.why + "\n";
    for (const std::string& checked : each.checked) out += "    checked: " + checked + "\n";
  }
  for (const fix::HardenSkip& each : hardening.skipped)
    out += place(each.path, each.line, *each.rule) + ": left alone: " + each.why + "\n";
  if (hardening.files.empty()) return out + "Nothing to change\n";
  const std::size_t count = hardening.changes.size();
  out += fmt::format("{} change{} {} in {} file{}; findings {} -> {}", count, count == 1 ? "" : "s",
                     written ? "made" : "can be made", hardening.files.size(), hardening.files.size() == 1 ? "" : "s",
                     hardening.findings_before, hardening.findings_after);
  return out + (written ? "\n" : " (--write does it)\n");
}

int run_harden(const HardenArguments& arguments) {
  Result<workspace::Target> target = workspace::open_target(arguments.root, arguments.path);
  if (!target) {
    print_error(with_path_hint(target.error(), arguments.path, arguments.root));
    return kUsage;
  }
  fix::HardenRequest request;
  request.level = level_of(arguments.level);
  request.target = arguments.target;
  request.use_config = !arguments.no_config;
  const std::expected<fix::Hardening, std::vector<Error>> hardening = [&] {
    ProgressLine progress;
    request.progress = [&](std::uint64_t done, std::uint64_t total) { progress.update(done, total); };
    return fix::harden(target->root, target->start, request);
  }();
  if (!hardening) {
    for (const Error& error : hardening.error()) print_error(error);
    return kUsage;
  }
  if (arguments.write)
    if (const Result<void> written = fix::write(target->root, hardening->files); !written) {
      print_error(written.error());
      return kFindings;
    }
  if (arguments.format == "json") {
    print(report::hardening_to_json(*hardening).dump(-1, ' ', false, report::Json::error_handler_t::replace) + "\n");
  } else {
    for (const engine::Diagnostic& each : hardening->unread)
      print_error(path_at_line_begin(each.path) + ": " + one_line(each.message));
    if (!arguments.write)
      for (const fix::FixedFile& file : hardening->files) {
        const fix::ShownDiff shown = fix::shown_diff(file);
        print(shown.text);
        if (shown.redacted)
          print_error(path_at_line_begin(file.edit.path) +
                      ": changes that hold a secret or invisible characters are not shown; --write makes them");
      }
    const std::string notes = notes_of(*hardening, arguments.write);
    if (arguments.write)
      print(notes);
    else
      print_error(std::string_view(notes).substr(0, notes.size() - 1));
  }
  return hardening->files.empty() || arguments.write ? kOk : kFindings;
}

}  // namespace

void add_harden(CLI::App& app, Run& run) {
  const auto arguments = std::make_shared<HardenArguments>();
  CLI::App* const command =
      app.add_subcommand("harden", "Harden Dockerfiles: a unified diff, or with --write the files");
  command->add_option("PATH", arguments->path, "A Dockerfile or a folder; default the working directory");
  command
      ->add_option("--root", arguments->root, "The folder that paths are relative to and nothing is written outside of")
      ->type_name("DIR");
  command
      ->add_option("--level", arguments->level,
                   "safe: what cannot change behaviour; recommended (the default): also what a build proves; all: also "
                   "what may change behaviour")
      ->check(CLI::IsMember({"safe", "recommended", "all"}))
      ->type_name("LEVEL");
  command->add_option("--target", arguments->target, "The stage that is built; others are left alone")
      ->type_name("STAGE");
  command->add_flag("--write", arguments->write, "Change the files; without it they are only shown");
  command->add_flag("--no-config", arguments->no_config, "Leave .s1-infra.yaml unread");
  command->add_option("--format", arguments->format, "text or json")
      ->check(CLI::IsMember({"text", "json"}))
      ->type_name("FORMAT");
  command->callback([&run, arguments] { run = [arguments] { return run_harden(*arguments); }; });
}

}  // namespace s1::cli
