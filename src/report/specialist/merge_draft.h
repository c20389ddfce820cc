// SPDX-License-Identifier: Apache-2.0
// The host's draft joined with what the repository shows, field by field. What the draft says is held to the
// repository: a file that is not there, a stage that no pipeline has, a resource that nothing declares becomes a gap
// and does not enter the report. What no file can show stands in it, named as unverified.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "model/infra_model.h"
#include "report/specialist/changes.h"
#include "report/specialist/document.h"
#include "report/specialist/draft.h"
#include "workspace/root.h"

namespace s1::report {

// What a draft is held to. All of it outlives the merge.
struct Grounds {
  const workspace::Root& root;
  std::string_view start;  // the project's folder, relative to the root; paths of a draft may begin there too
  const model::InfraModel& model;
  const Changes* changes = nullptr;  // null: not known, there is no repository
};

// `document.report` is filled from evidence already. The status is not touched.
void merge_draft(const Draft& draft, const Grounds& grounds, Document& document);

// The parts of it, one a kind of field.
void merge_files(const SpecialistReport& said, const Grounds& grounds, Document& document);
void merge_resources(const SpecialistReport& said, const Grounds& grounds, Document& document);
void merge_pipelines(const SpecialistReport& said, const Grounds& grounds, Document& document);
void merge_alerts(const SpecialistReport& said, const Grounds& grounds, Document& document);
// Lists and texts that files can show in part only.
void merge_free(std::string_view field, const std::vector<std::string>& said, std::vector<std::string>& shown,
                const Grounds& grounds, Document& document);
void merge_free(std::string_view field, const std::string& said, std::string& shown, const Grounds& grounds,
                Document& document);

// A path of a draft relative to the root, where there is such a file; else empty.
[[nodiscard]] std::string existing_path(const Grounds& grounds, std::string_view path);

// A gap for each file that the text names and that does not exist; whether there is any.
bool missing_paths(std::string_view field, std::string_view text, const Grounds& grounds, Document& document);

}  // namespace s1::report
