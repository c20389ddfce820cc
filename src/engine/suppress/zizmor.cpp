// SPDX-License-Identifier: Apache-2.0
// `# zizmor: ignore[rule, rule] reason`, written exactly so (one blank behind the #, one behind the colon, a blank
// before the reason), on any line of what it is about.
// (zizmorcore/zizmor: docs/usage.md, "Ignoring results"; crates/zizmor/src/finding/location.rs)
#include "engine/suppress/forms.h"

namespace s1::engine::suppress {

void read_zizmor(const Comment& comment, Reader& reader) {
  constexpr std::string_view sign = "# zizmor: ignore[";
  if (reader.file().source == nullptr) return;
  const std::string_view text = reader.file().source->slice(comment.span);
  const std::size_t at = text.find(sign);
  if (at == std::string_view::npos) return;
  const std::string_view rest = text.substr(at + sign.size());
  const std::size_t close = rest.find(']');
  if (close == std::string_view::npos || (close + 1 < rest.size() && rest[close + 1] != ' ' && rest[close + 1] != '\t'))
    return;
  std::vector<std::string> names;
  for (std::string_view list = rest.substr(0, close); !list.empty();) {
    const std::size_t comma = std::min(list.find(','), list.size());
    const std::string_view name = trimmed(list.substr(0, comma));
    if (is_plain_id(name)) names.push_back("zizmor:" + std::string(name));
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  Suppression suppression = reader.of(comment);
  suppression.inside = true;
  reader.add(std::move(suppression), names);
}

}  // namespace s1::engine::suppress
