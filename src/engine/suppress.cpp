// SPDX-License-Identifier: Apache-2.0
#include "engine/suppress.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <iterator>

#include "engine/suppress/forms.h"

namespace s1::engine {
namespace {

void read_comments(std::span<const Comment> comments, suppress::Reader& reader) {
  for (const Comment& comment : comments) {
    if (reader.full()) return;
    suppress::read_own(comment, reader);
    suppress::read_hadolint(comment, reader);
    suppress::read_checkov(comment, reader);
    suppress::read_trivy(comment, reader);
    suppress::read_zizmor(comment, reader);
    suppress::read_shellcheck(comment, reader);
    suppress::read_tflint(comment, reader);
    suppress::read_terrascan(comment, reader);
    suppress::read_semgrep(comment, reader);
    suppress::read_secret_scanners(comment, reader);
  }
  suppress::read_kics(comments, reader);
}

}  // namespace

Suppressions read_suppressions(const model::Input& file, std::string_view today) {
  Suppressions result;
  suppress::Reader reader(file, today, result);
  read_comments(file.comments, reader);
  suppress::read_buildkit(reader);
  suppress::read_annotations(reader);
  suppress::read_cloudformation(reader);
  return result;
}

bool covers(const Suppression& suppression, const rules::Rule& rule, Span finding) {
  const bool here = suppression.whole_file || suppression.scope.contains(finding.begin) ||
                    suppression.line.contains(finding.begin) ||
                    (suppression.inside && finding.contains(suppression.comment));
  return here && suppression.rules.matches(rule) && !suppression.except.matches(rule);
}

Coverage::OfRule Coverage::of(const rules::Rule& rule) const {
  OfRule result;
  std::vector<Span> places;
  for (const Suppression& suppression : suppressions_) {
    if (!suppression.rules.matches(rule) || suppression.except.matches(rule)) continue;
    result.whole_file = result.whole_file || suppression.whole_file;
    places.push_back(suppression.scope);
    places.push_back(suppression.line);
    if (suppression.inside) result.comments.push_back(suppression.comment);
  }
  std::ranges::sort(result.comments, {}, &Span::begin);
  std::ranges::sort(places, {}, &Span::begin);
  for (const Span place : places) {
    if (place.empty()) continue;
    if (!result.places.empty() && place.begin <= result.places.back().end)
      result.places.back().end = std::max(result.places.back().end, place.end);
    else
      result.places.push_back(place);
  }
  return result;
}

bool Coverage::covers(const rules::Rule& rule, Span finding) {
  auto at = rules_.find(&rule);
  if (at == rules_.end()) at = rules_.emplace(&rule, of(rule)).first;
  const OfRule& known = at->second;
  if (known.whole_file) return true;
  const auto after = std::ranges::upper_bound(known.places, finding.begin, {}, &Span::begin);
  if (after != known.places.begin() && std::prev(after)->contains(finding.begin)) return true;
  // Comments do not overlap: the first one from here on ends first.
  const auto comment = std::ranges::lower_bound(known.comments, finding.begin, {}, &Span::begin);
  return comment != known.comments.end() && finding.contains(*comment);
}

std::string today() {
  std::int64_t seconds =
      std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
  if (const char* const set = std::getenv("SOURCE_DATE_EPOCH"); set != nullptr) {
    const std::string_view text(set);
    std::int64_t value = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), value).ec == std::errc()) seconds = value;
  }
  const std::chrono::year_month_day date{
      std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds{std::chrono::seconds{seconds}})};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

}  // namespace s1::engine
