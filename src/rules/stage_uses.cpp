// SPDX-License-Identifier: Apache-2.0
#include "rules/stage_uses.h"

#include <string>

namespace s1::rules {

std::optional<Span> name_span(const dockerfile::File& file, const model::FileSource& source) {
  if (!source.known || source.name.empty()) return std::nullopt;
  const std::string_view written = file.source->slice(source.span);
  if (written == source.name) return source.span;
  const std::string option = "from=" + source.name;
  const std::size_t at = written.find(option);
  if (at == std::string_view::npos) return std::nullopt;
  const std::size_t end = at + option.size();
  const bool begins = at > 0 && (written[at - 1] == ',' || written[at - 1] == '=');
  if (!begins || (end < written.size() && written[end] != ',')) return std::nullopt;
  const auto last = static_cast<std::uint32_t>(source.span.begin + end);
  return Span{last - static_cast<std::uint32_t>(source.name.size()), last};
}

std::vector<StageUse> stage_uses(const dockerfile::File& file) {
  std::vector<StageUse> uses;
  for (const dockerfile::Stage& stage : file.stages)
    if (file.source->slice(stage.image.span) == stage.image.raw)
      uses.push_back({stage.image.raw, stage.image.span, &stage});
  for (const model::FileSource& source : model::file_sources(file))
    if (const std::optional<Span> span = name_span(file, source))
      uses.push_back({file.source->slice(*span), *span, source.stage});
  return uses;
}

}  // namespace s1::rules
