// SPDX-License-Identifier: Apache-2.0
// `#checkov:skip=CKV_AWS_20:reason` anywhere in a comment, also `skip=CKV_AWS_20,CKV_AWS_21` without blanks, and with
// its maker's other names, `bridgecrew:skip=` and `cortex:skip=`. In a Dockerfile it holds for the whole file,
// elsewhere for the resource whose block it stands in. checkov does not look at comments above a block or in Kubernetes
// manifests (there: annotations.cpp); both are taken here. (bridgecrewio/checkov: checkov/common/comment/enum.py,
// checkov/dockerfile/parser.py, checkov/terraform/context_parsers/base_parser.py, docs/2.Basics/Suppressing and
// Skipping Policies.md)
#include <algorithm>
#include <cctype>
#include <iterator>

#include "engine/suppress/forms.h"

namespace s1::engine::suppress {
namespace {

// Those that stand at the front of `text`, which is moved past them.
std::vector<std::string> ids_at(std::string_view& text) {
  const auto end =
      std::ranges::find_if_not(text, [](unsigned char c) { return std::isalnum(c) != 0 || c == '_' || c == ','; });
  const std::string_view list = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  text.remove_prefix(list.size());
  return split_ids(list);
}

}  // namespace

void read_checkov(const Comment& comment, Reader& reader) {
  constexpr std::string_view sign = ":skip=";
  std::vector<std::string> names;
  std::string_view text = comment.text;
  for (std::size_t at = text.find(sign); at != std::string_view::npos; at = text.find(sign)) {
    const std::string_view before = text.substr(0, at);
    text = trimmed(text.substr(at + sign.size()));
    if (!before.ends_with("checkov") && !before.ends_with("bridgecrew") && !before.ends_with("cortex")) continue;
    std::ranges::move(ids_at(text), std::back_inserter(names));
  }
  Suppression suppression = reader.of_resource(comment);
  suppression.whole_file = reader.file().kind == workspace::FileKind::dockerfile;
  reader.add(std::move(suppression), names);
}

}  // namespace s1::engine::suppress
