// SPDX-License-Identifier: Apache-2.0
// `#ts:skip=AC_AWS_0049 reason` in a resource of a Terraform file, which it holds for; in a Dockerfile for all of it.
// Kubernetes has an annotation, CloudFormation Metadata: `runterrascan.io/skip: '[{"rule": "AC_AWS_0049"}]'`.
// (tenable/terrascan: docs/usage/in-file_instrumentation.md; pkg/utils/skip_rules.go)
#include "engine/suppress/forms.h"
#include "syntax/json/read.h"

namespace s1::engine::suppress {

void read_terrascan(const Comment& comment, Reader& reader) {
  std::string_view text = comment.text;
  if (!take(text, "ts:skip=")) return;
  const std::string_view id = text.substr(0, text.find_first_of(" \t\n"));
  if (!is_plain_id(id)) return;
  Suppression suppression = reader.of_resource(comment);
  suppression.whole_file = reader.file().kind == workspace::FileKind::dockerfile;
  const std::string name = "terrascan:" + std::string(id);
  reader.add(std::move(suppression), std::span(&name, 1));
}

std::vector<std::string> terrascan_ids(std::string_view json) {
  const Source source{std::string(json)};
  const data::File file = json::read(source);
  std::vector<std::string> ids;
  for (const data::Value& entry : file.root().items())
    if (const std::string_view id = entry["rule"].text(); is_plain_id(id))
      ids.push_back("terrascan:" + std::string(id));
  return ids;
}

}  // namespace s1::engine::suppress
