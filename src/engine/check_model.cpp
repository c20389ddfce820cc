// SPDX-License-Identifier: Apache-2.0
#include "engine/check_model.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <utility>

#include "engine/make_findings.h"
#include "engine/parsed_file.h"
#include "engine/suppress.h"
#include "facts/secret_patterns.h"
#include "text/hash.h"
#include "workspace/parallel.h"

namespace s1::engine {
namespace {

using ByFile = std::map<model::FileId, std::vector<Reported>>;

ByFile run_rules(const model::InfraModel& model, std::span<const rules::Rule* const> rules,
                 const std::vector<bool>& asked) {
  std::vector<Reported> reported;
  Collector collector(reported);
  for (const rules::Rule* rule : rules) {
    if (rule->check.input != rules::Check::Input::model) continue;
    collector.rule = rule;
    rule->check.model(model, collector);
  }
  ByFile by_file;
  for (Reported& each : reported)
    if (const model::FileId file = each.report.file; file < asked.size() && asked[file])
      by_file[file].push_back(std::move(each));
  return by_file;
}

}  // namespace

ModelResult check_model(const model::InfraModel& model, const FileReader& reader, const ScanFiles& found,
                        std::span<const std::uint64_t> hashes, std::span<const rules::Rule* const> rules,
                        std::string_view today, unsigned threads, const std::stop_token& cancelled) {
  ByFile by_file = run_rules(model, rules, found.asked);
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
