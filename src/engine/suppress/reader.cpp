// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cctype>
#include <chrono>
#include <utility>

#include "engine/suppress/forms.h"

namespace s1::engine::suppress {
namespace {

// Where the first line begins that is neither blank, nor (in) a comment or a directive, nor the `---` of a YAML
// document.
std::uint32_t end_of_head(const Source& source, std::span<const Comment> comments) {
  std::uint32_t line = 1;
  for (; line <= source.line_count(); ++line) {
    const Span span = source.line_span(line);
    const std::string_view text = trimmed(source.slice(span));
    while (!comments.empty() && comments.front().span.end <= span.begin) comments = comments.subspan(1);
    if (text.empty() || text.starts_with('#') || text.starts_with("---")) continue;
    if (comments.empty() || comments.front().span.begin > span.begin + source.slice(span).find(text)) break;
  }
  return line <= source.line_count() ? source.line_span(line).begin : source.size();
}

}  // namespace

Reader::Reader(const model::Input& file, std::string_view today, Suppressions& into)
    : file_(file), today_(today), into_(into), resources_(resource_blocks(file)) {
  if (file.source != nullptr) head_end_ = end_of_head(*file.source, file.comments);
}

Suppression Reader::of(const Comment& comment) const {
  Suppression suppression;
  suppression.comment = comment.span;
  suppression.scope = comment.scope;
  suppression.line = lines(comment.span, 1);
  return suppression;
}

Suppression Reader::of_resource(const Comment& comment) const {
  Suppression suppression = of(comment);
  // What the comment precedes counts before what it stands in: above a resource it may stand at the end of another.
  for (const std::uint32_t at :
       {comment.scope.empty() ? comment.span.begin : comment.scope.begin, comment.span.begin}) {
    const auto after = std::ranges::upper_bound(resources_, at, {}, &Span::begin);
    if (after == resources_.begin() || !std::prev(after)->contains(at)) continue;
    suppression.scope = *std::prev(after);
    break;
  }
  return suppression;
}

Suppression Reader::of_next_line(const Comment& comment) const {
  Suppression suppression = of(comment);
  if (const Span both = lines(comment.span, 2); !both.empty()) suppression.scope = both;
  return suppression;
}

Span Reader::lines(Span from, std::uint32_t count) const {
  if (file_.source == nullptr) return {};
  const std::uint32_t first = file_.source->line_of(from.begin);
  const std::uint32_t last = std::min(first + count - 1, file_.source->line_count());
  return {file_.source->line_span(first).begin, file_.source->line_span(last).end};
}

bool Reader::add(Suppression suppression, std::span<const std::string> names, std::span<const std::string> except) {
  if (names.empty() || full()) return false;
  name_count_ += names.size() + except.size();
  const bool has_room = name_count_ <= kMostNames;
  if (has_room) {
    suppression.rules = set_of(names);
    if (!except.empty()) suppression.except = set_of(except);
  }
  if (full()) {
    problem(suppression.comment, "too-many-suppressions",
            "this file's suppressions name over " +
                (has_room ? std::to_string(kMostGlobs) + " different globs" : std::to_string(kMostNames) + " rules") +
                "; those from here on are not read",
            "use a few globs, or `ignore` in .s1-infra.yaml");
    return false;
  }
  into_.list.push_back(suppression);
  return true;
}

std::uint32_t Reader::set_of(std::span<const std::string> names) {
  const auto [at, is_new] = sets_.try_emplace(std::vector<std::string>(names.begin(), names.end()),
                                              static_cast<std::uint32_t>(into_.names.size()));
  if (is_new) {
    into_.names.emplace_back(names);
    if (into_.names.back().has_globs()) glob_count_ += names.size();
  }
  return at->second;
}

void Reader::problem(Span where, std::string_view code, std::string message, std::string hint) {
  into_.problems.push_back({where, code, std::move(message), std::move(hint)});
}

void Reader::report_unknown(Span where, std::span<const std::string> names) {
  constexpr std::size_t most = 20;
  for (const std::string& name : names) {
    if (unknown_count_ == most || full()) return;
    if (known_.contains(name)) continue;
    if (!rules_named(name).empty()) {
      known_.insert(name);
      continue;
    }
    ++unknown_count_;
    const std::string_view near = nearest_rule(name);
    problem(where, "bad-suppression", "no rule has the id " + name,
            near.empty() ? "`s1-infra rules` lists them" : "did you mean " + std::string(near) + "?");
  }
}

void Reader::expired(Span where, std::string_view date) {
  problem(where, "expired-suppression", "this suppression ended on " + std::string(date),
          "fix the finding, or give a new date");
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())) != 0) text.remove_prefix(1);
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())) != 0) text.remove_suffix(1);
  return text;
}

bool take(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word)) return false;
  text = trimmed(text.substr(word.size()));
  return true;
}

bool take_word(std::string_view& text, std::string_view word) {
  if (text.size() <= word.size() || (text[word.size()] != ' ' && text[word.size()] != '\t')) return false;
  return take(text, word);
}

std::vector<std::string> split_ids(std::string_view list) {
  std::vector<std::string> ids;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find_first_of(", \t"), list.size());
    if (end != 0) ids.emplace_back(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return ids;
}

bool is_plain_id(std::string_view id) {
  return !id.empty() && id.find_first_of("*?[/ ") == std::string_view::npos;
}

bool is_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  if (!std::ranges::all_of(text, [](unsigned char c) { return c == '-' || std::isdigit(c) != 0; })) return false;
  const auto number = [&](std::size_t at, std::size_t count) {
    int value = 0;
    for (const char c : text.substr(at, count)) value = value * 10 + (c - '0');
    return value;
  };
  return std::chrono::year_month_day(std::chrono::year(number(0, 4)),
                                     std::chrono::month(static_cast<unsigned>(number(5, 2))),
                                     std::chrono::day(static_cast<unsigned>(number(8, 2))))
      .ok();
}

}  // namespace s1::engine::suppress
