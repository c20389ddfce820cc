// SPDX-License-Identifier: Apache-2.0
#include "rules/glued_operator.h"

#include <string>
#include <string_view>

#include "rules/shell_edits.h"

namespace s1::rules {

const shell::Part* glued_operator(const Source& source, const shell::Word& word) {
  for (std::size_t i = 0; i < word.parts.size(); ++i) {
    const shell::Part& part = word.parts[i];
    if (part.kind != shell::PartKind::literal || !part.text.contains('=')) continue;
    const bool verbatim = source.slice(part.span) == part.text;
    const bool first = i == 0 && (part.text[0] == '=' || part.text[0] == '!');
    return verbatim && !first && !word.literal ? &part : nullptr;
  }
  return nullptr;
}

std::vector<Edit> separate_operator(const model::ShellScript& shell, const model::ShellPlace& place,
                                    const shell::Word& word, const shell::Part& part) {
  const Source& source = *shell.file->source;
  std::size_t begin = part.text.find('=');
  std::size_t end = begin + 1;
  if (begin > 0 && part.text[begin - 1] == '!') --begin;
  if (end < part.text.size() && part.text[end] == '=') ++end;
  const Span at{part.span.begin + static_cast<std::uint32_t>(begin), part.span.begin + static_cast<std::uint32_t>(end)};
  const bool ends = at.end == word.span.end;  // [ "$A"= ]
  if (!place.editable || ends || source.slice(word.span).contains('\n')) return {};
  const std::string_view op = part.text[begin] == '!' ? " != " : " = ";
  std::string text = '"' + std::string(source.slice({word.span.begin, at.begin})) + '"';
  const std::vector<const shell::Part*> bare = unquoted_expansions(word);
  if (bare.empty()) return {{at, std::string(op)}};
  const bool lone = bare.size() == 1 && bare[0] == &word.parts[0] && word.parts[0].kind == shell::PartKind::parameter &&
                    word.parts[0].span.end == at.begin;
  if (!lone) return {};
  return {{{word.span.begin, at.end}, text.append(op)}};
}

}  // namespace s1::rules
