// SPDX-License-Identifier: Apache-2.0
#include "engine/suppress.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <chrono>
#include <cstdlib>

#include "rules/registry.h"

namespace s1::engine {
namespace {

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

std::vector<std::string> split_ids(std::string_view list) {
  std::vector<std::string> ids;
  while (!list.empty()) {
    const std::size_t end = list.find_first_of(", \t");
    if (const std::string_view id = list.substr(0, end); !id.empty()) ids.emplace_back(id);
    if (end == std::string_view::npos) break;
    list.remove_prefix(end + 1);
  }
  return ids;
}

bool is_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  return std::ranges::all_of(text, [](unsigned char c) { return c == '-' || std::isdigit(c) != 0; });
}

// "s1-infra: ignore[a, b] reason until=2026-12-31"
void read_own(std::string_view text, const Comment& comment, std::string_view today, Suppressions& out) {
  const std::size_t close = text.find(']');
  if (!text.starts_with('[') || close == std::string_view::npos) {
    out.problems.push_back({comment.span, "bad-suppression", "this suppression names no rule",
                            "write `s1-infra: ignore[rule-id] reason`"});
    return;
  }
  Suppression suppression{comment.span, comment.scope, false, split_ids(text.substr(1, close - 1))};
  const std::string_view reason = text.substr(close + 1);
  if (const std::size_t at = reason.find("until="); at != std::string_view::npos) {
    const std::string_view date = reason.substr(at + 6, 10);
    if (!is_date(date)) {
      out.problems.push_back({comment.span, "bad-suppression", "until= is not a date", "write until=YYYY-MM-DD"});
      return;
    }
    if (date < today) {
      out.problems.push_back({comment.span, "expired-suppression", "this suppression ended on " + std::string(date),
                              "fix the finding, or give a new date"});
      return;
    }
  }
  for (const std::string& id : suppression.ids)
    if (id != "*" && rules::find(id).empty())
      out.problems.push_back(
          {comment.span, "bad-suppression", "no rule has the id " + id, "`s1-infra rules` lists them"});
  out.list.push_back(std::move(suppression));
}

// "hadolint ignore=DL3008,SC2046 because", "hadolint global ignore=DL3008"
void read_hadolint(std::string_view text, const Comment& comment, Suppressions& out) {
  const bool global = take(text, "global");
  if (!take(text, "ignore")) return;
  if (!take(text, "=")) return;
  // Ids are separated by commas, with or without blanks; the first word without a comma before it is the reason.
  std::string list;
  bool comma = true;
  while (!text.empty()) {
    if (text.front() == ',') {
      comma = true;
      text = trimmed(text.substr(1));
      continue;
    }
    if (!comma) break;
    const std::size_t end = std::min(text.find_first_of(", \t#"), text.size());
    if (end == 0) break;
    list += std::string(text.substr(0, end)) + ",";
    text = trimmed(text.substr(end));
    comma = false;
  }
  out.list.push_back({comment.span, comment.scope, global, split_ids(list)});
}

bool same_id(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

}  // namespace

Suppressions read_suppressions(std::span<const Comment> comments, std::string_view today) {
  Suppressions result;
  for (const Comment& comment : comments) {
    std::string_view text = trimmed(comment.text);
    if (take(text, "s1-infra:")) {
      if (take(text, "ignore")) read_own(text, comment, today, result);
    } else if (take(text, "hadolint")) {
      read_hadolint(text, comment, result);
    }
  }
  return result;
}

bool covers(const Suppression& suppression, const rules::Rule& rule, Span finding) {
  if (!suppression.whole_file && !suppression.scope.contains(finding.begin)) return false;
  return std::ranges::any_of(suppression.ids, [&](const std::string& id) {
    return id == "*" || same_id(id, rule.id) ||
           std::ranges::any_of(rule.aliases, [&](std::string_view alias) { return same_id(alias, id); });
  });
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
