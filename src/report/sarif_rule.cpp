// SPDX-License-Identifier: Apache-2.0
#include "report/sarif_rule.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "report/suppress_forms.h"
#include "text/utf8.h"

namespace s1::report {
namespace {

using Json = nlohmann::ordered_json;

// GitHub takes that many code points of a description.
constexpr std::uint32_t kMostDescription = 1024;

// dockerfile/root-user -> DockerfileRootUser, the form that the standard asks of a name.
std::string pascal_case(std::string_view id) {
  std::string result;
  bool word_begin = true;
  for (const char c : id) {
    const bool is_lower = c >= 'a' && c <= 'z';
    if (c == '/' || c == '-')
      word_begin = true;
    else
      result += word_begin && is_lower ? static_cast<char>(c - 'a' + 'A') : c, word_begin = false;
  }
  return result;
}

std::string_view trimmed(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of("\n "), text.size()));
  return text.substr(0, text.find_last_not_of("\n ") + 1);
}

// The first paragraph, which stands alone, on one line.
std::string first_paragraph(std::string_view docs) {
  std::string result;
  std::uint32_t length = 0;
  for (docs = docs.substr(0, docs.find("\n\n")); !docs.empty() && length < kMostDescription; ++length) {
    const std::size_t size = utf8::decode(docs).length;
    if (docs.front() == '\n')
      result += ' ';
    else
      result += docs.substr(0, size);
    docs.remove_prefix(size);
  }
  return result;
}

std::string_view precision(rules::Confidence confidence) {
  constexpr std::string_view names[] = {"low", "medium", "high"};
  return names[static_cast<std::size_t>(confidence)];
}

// The middle of the range that GitHub shows as that severity. Without a number it knows three levels, not our four.
std::string_view security_severity(rules::Severity severity) {
  constexpr std::string_view scores[] = {"", "2.0", "5.5", "8.0", "9.5"};
  return scores[static_cast<std::size_t>(severity)];
}

// "security" is what makes GitHub read security-severity.
Json properties_of(const rules::Rule& rule) {
  const std::string_view score = security_severity(rule.severity);
  Json json = {{"tags", Json::array({"infrastructure", rules::platform(rule)})},
               {"precision", precision(rule.confidence)},
               {"profile", rules::name(rule.profile)}};
  if (score.empty()) return json;
  json["tags"].push_back("security");
  json["security-severity"] = score;
  return json;
}

// What the page of a rule has below its text; its examples would make every report as long as the manual.
std::string further(const rules::Rule& rule) {
  std::string result = "\n\nTo silence it where it is right:\n\n";
  for (const std::string& form : suppress_forms(rule)) result += "    " + form + "\n";
  if (!rule.references.empty()) result += "\nRead more:\n\n";
  for (const std::string_view reference : rule.references) result += fmt::format("- <{}>\n", reference);
  return result;
}

}  // namespace

Json sarif_rule(const rules::Rule& rule) {
  const std::string_view docs = trimmed(rule.docs);
  return {{"id", rule.id},
          {"name", pascal_case(rule.id)},
          {"shortDescription", {{"text", fmt::format("{}.", rule.title)}}},
          {"fullDescription", {{"text", first_paragraph(docs)}}},
          {"help",
           {{"text", fmt::format("{}\n\nWhat to do: {}.", docs, rule.help)},
            {"markdown", fmt::format("{}\n\n**What to do:** {}.{}", docs, rule.help, further(rule))}}},
          {"defaultConfiguration", {{"level", sarif_level(rule.severity)}}},
          {"properties", properties_of(rule)}};
}

std::string_view sarif_level(rules::Severity severity) {
  if (severity >= rules::Severity::high) return "error";
  return severity == rules::Severity::medium ? "warning" : "note";
}

}  // namespace s1::report
