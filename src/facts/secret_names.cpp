// SPDX-License-Identifier: Apache-2.0
#include "facts/secret_names.h"

#include <algorithm>
#include <string>
#include <vector>

#include "facts/embedded.h"
#include "facts/table.h"

namespace s1::facts {
namespace {

// The words of the table's kinds, each with the underscores that hold it to whole words.
struct Words {
  std::vector<std::string> secret, last, after, before, harmless;
};

const Words& words() {
  static const Words table = [] {
    Words result;
    for (const Row& row : read_table(embedded_fact("secret_names.tsv"))) {
      const std::string word(row[1]);
      if (row[0] == "secret") result.secret.push_back("_" + word + "_");
      if (row[0] == "ending") result.secret.push_back(word + "_");
      if (row[0] == "last") result.last.push_back("_" + word + "_");
      if (row[0] == "after") result.after.push_back("_" + word + "_");
      if (row[0] == "before") result.before.push_back("_" + word + "_");
      if (row[0] == "harmless") result.harmless.push_back("_" + word + "_");
    }
    return result;
  }();
  return table;
}

// ASCII alone, whatever the locale.
constexpr bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
constexpr bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr char upper(char c) {
  return is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c;
}

// "dbPassword1" becomes "_DB_PASSWORD_".
std::string canonical(std::string_view name) {
  std::string result = "_";
  const auto end_word = [&result] {
    while (is_digit(result.back())) result.pop_back();
    if (result.back() != '_') result += '_';
  };
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const bool small_before = i > 0 && is_lower(name[i - 1]);
    const bool small_after = i + 1 < name.size() && is_lower(name[i + 1]);
    if (is_upper(c) && i > 0 && (small_before || (is_upper(name[i - 1]) && small_after))) end_word();
    if (is_upper(c) || is_lower(c) || is_digit(c))
      result += upper(c);
    else
      end_word();
  }
  end_word();
  return result;
}

bool any_in(std::string_view text, const std::vector<std::string>& parts) {
  return std::ranges::any_of(parts, [=](const std::string& part) { return text.contains(part); });
}

}  // namespace

bool is_secret_name(std::string_view name) {
  constexpr std::size_t kLongestName = 256;  // what is longer is no name
  if (name.size() > kLongestName) return false;
  const std::string whole = canonical(name);
  const std::string_view text = whole;
  if (any_in(text, words().harmless)) return false;

  // From where the first of the secret's words begins to where the last one ends.
  std::size_t first = std::string_view::npos, end = 0;
  const auto take = [&](std::size_t at, std::size_t size) {
    if (at == std::string_view::npos) return;
    first = std::min(first, at);
    end = std::max(end, at + size);
  };
  const Words& table = words();
  for (const std::string& word : table.secret) {
    take(text.find(word), word.size());
    take(text.rfind(word), word.size());
  }
  for (const std::string& word : table.last)
    if (text.ends_with(word) && text.size() > word.size()) take(text.size() - word.size(), word.size());
  if (end == 0) return false;
  // The underscore at either end belongs to the neighbours too.
  return !any_in(text.substr(0, first + 1), words().before) && !any_in(text.substr(end - 1), words().after);
}

}  // namespace s1::facts
