// SPDX-License-Identifier: Apache-2.0
#include "engine/check_model.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "engine/check_dockerfile.h"
#include "engine/make_findings.h"
#include "engine/parsed_file.h"
#include "engine/suppress.h"
#include "facts/secret_patterns.h"
#include "text/hash.h"
#include "workspace/parallel.h"

namespace s1::engine {
namespace {

using ByFile = std::map<model::FileId, std::vector<Reported>>;

ByFile run_rules(const model::InfraModel& model, std::span<const rules::Rule* const> rules, const ScanFiles& found) {
  std::vector<Reported> reported;
  Collector collector(reported);
  for (const rules::Rule* rule : rules) {
    if (rule->check.input != rules::Check::Input::model) continue;
    collector.rule = rule;
    rule->check.model(model, collector);
  }
  ByFile by_file;
  // A file that several units have is read in each: what is said of it again is said once.
  std::set<std::tuple<std::string_view, model::FileId, std::uint32_t, std::uint32_t, std::string>> said;
  for (Reported& each : reported) {
    const rules::Report& report = each.report;
    if (report.file >= found.files.size() || !found.reports(report.file)) continue;
    if (said.emplace(each.rule->id, report.file, report.span.begin, report.span.end, report.message).second)
      by_file[report.file].push_back(std::move(each));
  }
  return by_file;
}

}  // namespace

ModelResult check_model(const workspace::Root& root, const model::InfraModel& model, const FileReader& reader,
                        const ScanFiles& found, std::span<const std::uint64_t> hashes,
                        std::span<const rules::Rule* const> rules, std::string_view today, bool last_stage_alone,
                        unsigned threads, const std::stop_token& cancelled) {
  ByFile by_file = run_rules(model, rules, found);
  const bool dockerfiles = has_dockerfile_rules(rules);
  if (dockerfiles)
    for (model::FileId id = 0; id < found.files.size(); ++id)
      if (found.files[id].kind == workspace::FileKind::dockerfile && found.reports(id) && !found.files[id].excluded &&
          hashes[id] != 0)
        by_file.try_emplace(id);
  std::vector<std::pair<model::FileId, std::vector<Reported>*>> work;
  for (auto& [file, reported] : by_file) work.emplace_back(file, &reported);

  const Locate locate = [&](const rules::Related& related) {
    return RelatedPlace{found.files[related.file].path, related.line, related.message};
  };

  std::vector<ModelResult> results(work.size());
  workspace::parallel_for(work.size(), threads, cancelled, [&](std::size_t i) {
    const workspace::File& file = found.files[work[i].first];
    ModelResult& result = results[i];
    Result<std::string> bytes = reader.read(file.path);
    if (!bytes || hash64(*bytes) != hashes[work[i].first]) {
      result.diagnostics.push_back({file.path, 0, "changed-while-scanned",
                                    "the file changed while it was scanned; findings between files are left out for it",
                                    "scan again"});
      return;
    }
    const ParsedFile parsed(work[i].first, file.path, file.kind, *std::move(bytes));
    if (dockerfiles && parsed.dockerfile) {
      model::Surroundings around = model::surroundings_of(root, model, work[i].first);
      around.last_stage_alone = last_stage_alone;
      const model::Dockerfile facts(*parsed.dockerfile, &around);
      check_dockerfile(facts, rules, *work[i].second);
      check_dockerfile_in_place(facts, around, rules, *work[i].second);
    }
    MadeFindings made =
        make_findings(parsed, std::move(*work[i].second), read_suppressions(parsed.input(), today), locate);
    result.findings = std::move(made.findings);
    result.diagnostics = std::move(made.diagnostics);
    result.suppressed = made.suppressed;
  });

  ModelResult all;
  for (ModelResult& each : results) {
    std::ranges::move(each.findings, std::back_inserter(all.findings));
    std::ranges::move(each.diagnostics, std::back_inserter(all.diagnostics));
    all.suppressed += each.suppressed;
  }
  return all;
}

}  // namespace s1::engine
