// SPDX-License-Identifier: Apache-2.0
// emit_report: the specialist's report, filled from what the repository shows and from the host's draft.
#include <chrono>
#include <expected>
#include <future>
#include <string>
#include <vector>

#include "config/read.h"
#include "engine/request.h"
#include "fix/prove_for_scan.h"
#include "mcp/server.h"
#include "report/architecture.h"
#include "report/html/page.h"
#include "report/specialist/changes.h"
#include "report/specialist/make_document.h"
#include "report/specialist/specialist_json.h"
#include "report/specialist/specialist_markdown.h"
#include "report/specialist/write_report.h"
#include "schemas.h"
#include "tools/registry.h"
#include "version.h"
#include "vsm/find_input.h"
#include "vsm/locks.h"
#include "vsm/state.h"
#include "workspace/names.h"
#include "workspace/target.h"

namespace s1::tools {
namespace {

using mcp::Json;

// What a host takes without cutting it: Claude Code shows 50,000 characters.
constexpr std::size_t kAnswerBytes = 38'000;
constexpr std::size_t kContentBytes = 16'000;   // of a file that was written, in the answer
constexpr std::size_t kMarkdownBytes = 24'000;  // of a report in the answer; the rest is for its JSON

std::string text(const Json& json, const char* key) {
  return json.value(key, std::string());
}

vsm::SpecialistInput input_from(const Json& json) {
  vsm::SpecialistInput input;
  input.task = text(json, "task");
  input.focus = text(json, "focus");
  if (json.contains("context")) {
    const Json& context = json["context"];
    input.context = {text(context, "platform"), text(context, "orchestration"), text(context, "ci_system"),
                     text(context, "existing_infra")};
  }
  if (json.contains("requirements")) {
    const Json& requirements = json["requirements"];
    input.requirements = {text(requirements, "scalability"), text(requirements, "availability"),
                          text(requirements, "security"), text(requirements, "budget")};
  }
  return input;
}

report::Work work_from(const Json& arguments, const workspace::Target& target) {
  report::Work work;
  const vsm::State state = vsm::read_state(target.root, target.start);
  work.input = arguments.contains("input") ? input_from(arguments["input"]) : vsm::input_of(state);
  work.locks = vsm::locked_by_others(state);
  if (arguments.contains("draft")) work.draft = report::draft_from_json(arguments["draft"]);
  work.since = text(arguments, "since");
  work.status = report::status_named(text(arguments, "status"));
  work.audience = text(arguments, "audience");
  return work;
}

// The whole report in the form that was asked for, for a file or a person.
std::string rendered(const std::string& format, const report::Document& document, const engine::ScanResult& scan,
                     const workspace::Root& root, double seconds) {
  if (format == "html") {
    std::string page;
    const std::vector<fix::Offer> offers = fix::prove_for_scan(root, scan, scan.findings, {});
    report::render_html(scan, {.version = kVersion, .seconds = seconds, .offers = offers}, &document,
                        [&](std::string_view piece) { page += piece; });
    return page;
  }
  if (format == "markdown") return report::document_to_markdown(document, report::architecture(scan));
  return report::report_to_json(document.report).dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

// What was written, as an entry of `files`.
Json file_to_json(const std::string& path, report::WriteAction action, std::string content, bool shows_content) {
  Json json = {{"path", path},
               {"action", action == report::WriteAction::create   ? "create"
                          : action == report::WriteAction::modify ? "modify"
                                                                  : "exists"},
               {"bytes", content.size()}};
  if (action != report::WriteAction::create) return json;
  if (shows_content && content.size() <= kContentBytes)
    json["content"] = std::move(content);
  else
    json["content_omitted"] = true;
  return json;
}

// Relative to the root. The file need not be there, its folder must.
Result<std::string> output_in(const workspace::Root& root, const std::string& output) {
  const std::string_view name = workspace::base_name(output);
  if (name.empty() || name == "." || name == ".." || !workspace::is_readable_name(name))
    return std::unexpected(Error{"bad-arguments", workspace::for_display(output), "this is no name for a file",
                                 "name one, such as infrastructure-report.html"});
  std::string folder(workspace::parent_path(output));
  if (folder.empty()) folder = output.starts_with('/') ? "/" : ".";
  const Result<std::string> relative = root.relative(folder, workspace::Root::From::root);
  if (!relative) return std::unexpected(relative.error());
  return workspace::join(*relative, name);
}

Result<Json> run(const Json& arguments, const mcp::Call& call) {
  const std::string format = arguments.value("format", "json");
  const std::string output = text(arguments, "output");
  if (format == "html" && output.empty())
    return std::unexpected(Error{"bad-arguments", "output", "a page of HTML is written to a file, and none is named",
                                 "give output: a path in the root, such as infrastructure-report.html"});
  Result<workspace::Target> target = workspace::open_target(std::string(call.root), arguments.value("path", "."));
  if (!target) return std::unexpected(target.error());
  const Result<std::string> output_path = output.empty() ? Result<std::string>() : output_in(target->root, output);
  if (!output_path) return std::unexpected(output_path.error());

  // Beside the scan: opening git's library takes as long.
  std::future<Result<workspace::WorkChanges>> changes =
      std::async([&root = target->root, start = target->start, since = text(arguments, "since")] {
        return report::find_changes(root, start, since);
      });
  const auto begin = std::chrono::steady_clock::now();
  engine::ScanOptions options;
  options.cancelled = call.cancelled;
  const std::expected<engine::Answer, std::vector<Error>> answer =
      engine::answer(target->root, target->start, {}, options);
  if (!answer) return std::unexpected(config::joined(answer.error()));
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;

  report::Work work = work_from(arguments, *target);
  work.output = *output_path;
  const Result<report::Document> document =
      report::make_document(target->root, target->start, answer->scan, changes.get(), work);
  if (!document) return std::unexpected(document.error());

  Json files = Json::array();
  std::string whole;
  if (!output_path->empty() || format == "markdown")
    whole = rendered(format, *document, answer->scan, target->root, seconds.count());
  if (!output_path->empty()) {
    const Result<report::WriteAction> written = report::write_report(target->root, *output_path, whole);
    if (!written) return std::unexpected(written.error());
    files.push_back(file_to_json(*output_path, *written, whole, format != "html"));
  }
  std::size_t left =
      kAnswerBytes - std::min(kAnswerBytes, files.dump(-1, ' ', false, Json::error_handler_t::replace).size());
  std::string markdown;
  if (output_path->empty() && format == "markdown") {
    markdown = std::move(whole);
    for (const std::size_t items : {std::size_t{5}, std::size_t{1}})
      if (markdown.size() > kMarkdownBytes)
        markdown = report::document_to_markdown(*document, report::architecture(answer->scan), items);
    left -= std::min(left, Json(markdown).dump(-1, ' ', false, Json::error_handler_t::replace).size());
  }
  Json json = report::document_to_json(*document, left);
  if (!markdown.empty()) json["markdown"] = std::move(markdown);
  json["files"] = std::move(files);
  return json;
}

}  // namespace

extern constinit const mcp::Tool emit_report{
    .name = "emit_report",
    .title = "Emit the specialist's report",
    .description =
        "The report of finished work in its fixed form, filled from what the repository shows (files changed since "
        "the base, architecture, pipelines, security, monitoring) with evidence, and from your draft, which is checked "
        "against it: what is wrong or missing is a gap. Writes only with output.",
    .read_only = false,
    .destructive = false,
    .idempotent = true,
    .input_schema = schemas::emit_report_input,
    .output_schema = schemas::emit_report_output,
    .run = run,
};

}  // namespace s1::tools
