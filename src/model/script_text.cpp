// SPDX-License-Identifier: Apache-2.0
#include "model/script_text.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include "text/source.h"

namespace s1::model {
namespace {

// A text of the same length in which the shell sees a variable wherever another language puts something in.
std::string with_variables(std::string_view text, std::span<const Span> expressions) {
  std::string masked(text);
  for (const Span span : expressions) {
    std::fill(masked.begin() + span.begin, masked.begin() + span.end, '_');
    if (span.size() < 4) continue;
    masked[span.begin] = '$';
    masked[span.begin + 1] = '{';
    masked[span.end - 1] = '}';
  }
  return masked;
}

}  // namespace

std::vector<Span> github_expressions(std::string_view text) {
  std::vector<Span> spans;
  for (std::size_t begin = text.find("${{"); begin != std::string_view::npos;) {
    const std::size_t end = text.find("}}", begin + 3);
    if (end == std::string_view::npos) break;
    spans.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end + 2)});
    begin = text.find("${{", end + 2);
  }
  return spans;
}

ShellText::ShellText(const ScriptText& script)
    : script_(script), masked_(with_variables(script.text.text(), script.expressions)) {}

shell::Script ShellText::parse() const {
  return shell::parse(MappedText(masked_, {0, static_cast<std::uint32_t>(masked_.size())}));
}

Place ShellText::place_of(Span span) const {
  const Span in_file = script_.text.to_file(span);
  return {script_.input->file, script_.input->source->line_of(in_file.begin), in_file};
}

std::pair<std::string, bool> ShellText::as_written(const shell::Word& word) const {
  std::string text = word.value;
  auto expression = std::ranges::lower_bound(script_.expressions, word.span.begin, {}, &Span::begin);
  bool any = false;
  for (std::size_t at = 0; expression != script_.expressions.end() && expression->end <= word.span.end; ++expression) {
    const std::string_view masked = std::string_view(masked_).substr(expression->begin, expression->size());
    at = text.find(masked, at);
    any = true;
    if (at == std::string::npos) break;
    text.replace(at, masked.size(), script_.text.text().substr(expression->begin, expression->size()));
    at += masked.size();
  }
  return {std::move(text), any};
}

}  // namespace s1::model
