// SPDX-License-Identifier: Apache-2.0
#include "engine/check_file.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

#include "engine/check_dockerfile.h"
#include "engine/extract.h"
#include "engine/make_findings.h"
#include "engine/parsed_file.h"
#include "engine/suppress.h"
#include "facts/secret_patterns.h"
#include "model/dockerfile.h"
#include "text/hash.h"
#include "text/one_line.h"

namespace s1::engine {
namespace {

void add_diagnostics(const ParsedFile& file, std::span<const s1::Diagnostic> from, FileResult& result) {
  for (const s1::Diagnostic& diagnostic : from)
    result.diagnostics.push_back({file.path, file.source.line_of(diagnostic.span.begin), std::string(diagnostic.code),
                                  one_line(facts::scrub(diagnostic.message)), one_line(facts::scrub(diagnostic.hint))});
}

enum class Dockerfiles : std::uint8_t { later, now };

void check(const ParsedFile& file, std::span<const rules::Rule* const> rules, std::string_view today,
           Dockerfiles dockerfiles, const model::Surroundings* around, FileResult& result) {
  add_diagnostics(file, file.diagnostics(), result);
  std::vector<Reported> reported;
  if (file.dockerfile && dockerfiles == Dockerfiles::now) {
    const model::Dockerfile facts(*file.dockerfile, around);
    check_dockerfile(facts, rules, reported);
    if (around != nullptr) check_dockerfile_in_place(facts, *around, rules, reported);
  }
  const Suppressions suppressions = read_suppressions(file.input(), today);
  add_diagnostics(file, suppressions.problems, result);
  const Locate locate = [&](const rules::Related& related) {
    return RelatedPlace{around->model->paths[related.file], related.line, related.message};
  };
  MadeFindings made = make_findings(file, std::move(reported), suppressions, around == nullptr ? Locate() : locate);
  std::ranges::move(made.findings, std::back_inserter(result.findings));
  std::ranges::move(made.diagnostics, std::back_inserter(result.diagnostics));
  result.suppressed += made.suppressed;
}

bool is_borrowed(const Unit& unit, model::FileId file) {
  return std::ranges::binary_search(unit.borrowed, file);
}

}  // namespace

FileResult check_unit(const FileReader& reader, const ScanFiles& found, const Unit& unit,
                      std::span<const rules::Rule* const> rules, std::string_view today, bool second_pass) {
  FileResult result;
  const Dockerfiles dockerfiles = second_pass ? Dockerfiles::later : Dockerfiles::now;
  std::vector<std::unique_ptr<const ParsedFile>> parsed;
  for (const model::FileId id : unit.files) {
    const workspace::File& file = found.files[id];
    Result<std::string> bytes = reader.read(file.path);
    if (!bytes) {
      const Error& error = bytes.error();
      if (found.reports(id) && !is_borrowed(unit, id))
        result.diagnostics.push_back({file.path, 0, error.code, facts::scrub(error.what), facts::scrub(error.hint)});
      continue;
    }
    result.hashes.emplace_back(id, hash64(*bytes));
    parsed.push_back(std::make_unique<const ParsedFile>(id, file.path, file.kind, *std::move(bytes)));
    if (found.reports(id) && !is_borrowed(unit, id)) check(*parsed.back(), rules, today, dockerfiles, nullptr, result);
  }
  if (!parsed.empty() && parsed.front()->id == unit.files.front()) {
    extract(unit, parsed, result.model);
  } else {
    // The unit's first file could not be read: each of its others is looked at by itself, if its kind can be.
    for (const auto& file : parsed)
      if (!is_borrowed(unit, file->id)) extract(*file, result.model);
  }
  return result;
}

FileResult check_file(const std::string& path, model::FileId id, workspace::FileKind kind, std::string bytes,
                      std::span<const rules::Rule* const> rules, std::string_view today,
                      const model::Surroundings* around) {
  FileResult result;
  const ParsedFile parsed(id, path, kind, std::move(bytes));
  check(parsed, rules, today, Dockerfiles::now, around, result);
  extract(parsed, result.model);
  return result;
}

}  // namespace s1::engine
