// SPDX-License-Identifier: Apache-2.0
// `#checkov:skip=CKV_AWS_20:reason` anywhere in a comment, or with the older name `bridgecrew:skip=`. In a Dockerfile
// it holds for the whole file, elsewhere for the resource whose block it stands in; above a resource's first line too.
// (bridgecrewio/checkov: checkov/common/comment/enum.py, checkov/dockerfile/parser.py,
// docs/2.Basics/Suppressing and Skipping Policies.md)
#include <algorithm>
#include <cctype>

#include "engine/suppress/forms.h"

namespace s1::engine::suppress {

void read_checkov(const Comment& comment, Reader& reader) {
  for (const std::string_view sign : {"checkov:skip=", "bridgecrew:skip="}) {
    const std::size_t at = comment.text.find(sign);
    if (at == std::string_view::npos) continue;
    const std::string_view rest = trimmed(comment.text.substr(at + sign.size()));
    const auto end = std::ranges::find_if_not(
        rest, [](unsigned char c) { return std::isupper(c) != 0 || std::isdigit(c) != 0 || c == '_' || c == ','; });
    Suppression suppression = reader.of_resource(comment);
    suppression.whole_file = reader.file().kind == workspace::FileKind::dockerfile;
    reader.add(std::move(suppression), split_ids(rest.substr(0, static_cast<std::size_t>(end - rest.begin()))));
    return;
  }
}

}  // namespace s1::engine::suppress
