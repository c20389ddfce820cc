// SPDX-License-Identifier: Apache-2.0
// Metadata of a CloudFormation resource, which hold for it: `checkov: {skip: [{id, comment}]}`, `cfn_nag:
// {rules_to_suppress: [{id, reason}]}` (cdk_nag likewise), `cfn-lint: {config: {ignore_checks: [E3012]}}` and
// terrascan's `runterrascan.io/skip` (terrascan.cpp). cfn-lint's also at the template's top, for all of it; there, and
// not in a resource, the beginning of an id is enough. (bridgecrewio/checkov: docs/2.Basics/Suppressing and Skipping
// Policies.md; stelligent/cfn_nag: README.md, "Per-Resource Rule Suppression"; aws-cloudformation/cfn-lint: README.md,
// "Metadata"; src/cfnlint/runner.py, check_metadata_directives)
#include "engine/suppress/forms.h"

namespace s1::engine::suppress {
namespace {

Suppression of(const data::Value& entry, Span scope) {
  Suppression suppression;
  suppression.comment = entry.span();
  suppression.scope = scope;
  return suppression;
}

void read_ids(const data::Value& entries, std::string_view tool, Span scope, Reader& reader) {
  for (const data::Value& entry : entries.items()) {
    const std::string id(trimmed(entry["id"].text()));
    if (!is_plain_id(id)) continue;
    const std::string names[] = {id, std::string(tool) + id};
    reader.add(of(entry, scope), names);
  }
}

void read_cfn_lint(const data::Value& metadata, Span scope, bool whole_file, Reader& reader) {
  for (const data::Value& entry : metadata["cfn-lint"]["config"]["ignore_checks"].items()) {
    const std::string id(trimmed(entry.text()));
    if (!is_plain_id(id)) continue;
    Suppression suppression = of(entry, scope);
    suppression.whole_file = whole_file;
    const std::string names[] = {id, "cfn-lint:" + id + (whole_file ? "*" : "")};
    reader.add(std::move(suppression), names);
  }
}

}  // namespace

void read_cloudformation(Reader& reader) {
  if (reader.file().tree == nullptr || reader.file().kind != workspace::FileKind::cloudformation) return;
  const data::Value root = reader.file().tree->root();
  read_cfn_lint(root["Metadata"], {}, true, reader);
  for (const data::Member& resource : root["Resources"].members()) {
    const data::Value metadata = resource.value["Metadata"];
    const Span scope{resource.key.span().begin, resource.value.span().end};
    read_ids(metadata["checkov"]["skip"], "checkov:", scope, reader);
    read_ids(metadata["cfn_nag"]["rules_to_suppress"], "cfn-nag:", scope, reader);
    read_ids(metadata["cdk_nag"]["rules_to_suppress"], "cdk-nag:", scope, reader);
    read_cfn_lint(metadata, scope, false, reader);
    if (const data::Value skip = metadata["runterrascan.io/skip"])
      reader.add(of(skip, scope), terrascan_ids(skip.text()));
  }
}

}  // namespace s1::engine::suppress
