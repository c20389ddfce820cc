// SPDX-License-Identifier: Apache-2.0
// A cheap look at what stands at the top of a YAML or JSON text: one pass over its lines or characters, no tree. Made
// for the first bytes of a file, so the text may end anywhere. It may be wrong on odd YAML (flow mappings over several
// lines, keys that are not plain words).
#pragma once
#include <string_view>
#include <vector>

namespace s1::workspace {

struct Entry {
  std::string_view key;    // without quotes
  std::string_view value;  // a scalar on the key's line, without quotes and comment; else empty
  std::string_view block;  // all up to the next key: the lines below, or a JSON value's text
};

using Document = std::vector<Entry>;  // the entries of one mapping, in order

[[nodiscard]] const Entry* find(const Document& document, std::string_view key);

// Each YAML document that opens with a mapping.
[[nodiscard]] std::vector<Document> yaml_documents(std::string_view text);
// The members of a JSON object; none where the text is no object.
[[nodiscard]] Document json_members(std::string_view text);

// The entries of the mapping that an entry's block holds, in either language.
[[nodiscard]] Document children(const Entry& entry);

}  // namespace s1::workspace
