// SPDX-License-Identifier: Apache-2.0
#include "rules/label_format.h"

#include <algorithm>
#include <array>
#include <string>

#include "facts/spdx.h"
#include "text/lower_case.h"

namespace s1::rules {
namespace {

using config::LabelType;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_alphanumeric(char c) {
  return is_digit(c) || is_letter(c);
}
bool are_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, is_digit);
}

// Takes what stands before the first of `ends`, and that one character.
std::string_view take(std::string_view& text, std::string_view ends) {
  const std::size_t end = std::min(text.find_first_of(ends), text.size());
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return part;
}

// SCHEME:REST; with a host where there is //.
bool is_url(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || !is_letter(text[0])) return false;
  const std::string_view scheme = text.substr(0, colon), rest = text.substr(colon + 1);
  const bool named =
      std::ranges::all_of(scheme, [](char c) { return is_alphanumeric(c) || c == '+' || c == '-' || c == '.'; });
  const bool clean = std::ranges::none_of(
      rest, [](char c) { return static_cast<unsigned char>(c) <= ' ' || std::string_view("<>\"{}|\\^`").contains(c); });
  if (!named || !clean || rest.empty()) return false;
  const std::string lower = lower_case(scheme);
  const bool has_host = rest.starts_with("//") && rest.size() > 2 && rest[2] != '/';
  return has_host || (lower != "http" && lower != "https" && !rest.starts_with("//")) || lower == "file";
}

int number(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

// Fields of fixed widths with what separates them: "DDDD-DD-DD".
bool has_shape(std::string_view text, std::string_view shape) {
  return text.size() == shape.size() && std::equal(text.begin(), text.end(), shape.begin(), [](char c, char wanted) {
           return wanted == 'D' ? is_digit(c) : c == wanted;
         });
}

bool is_rfc3339(std::string_view text) {
  if (text.size() < 20 || !has_shape(text.substr(0, 10), "DDDD-DD-DD") || (text[10] != 'T' && text[10] != 't') ||
      !has_shape(text.substr(11, 8), "DD:DD:DD"))
    return false;
  const int month = number(text.substr(5, 2)), day = number(text.substr(8, 2));
  const int hour = number(text.substr(11, 2)), minute = number(text.substr(14, 2)), second = number(text.substr(17, 2));
  constexpr std::array<int, 12> days = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12 || day < 1 || day > days[static_cast<std::size_t>(month - 1)]) return false;
  if (hour > 23 || minute > 59 || second > 60) return false;
  std::string_view rest = text.substr(19);
  if (rest.starts_with('.')) {
    const std::size_t end = std::min(rest.find_first_not_of("0123456789", 1), rest.size());
    if (end == 1) return false;
    rest.remove_prefix(end);
  }
  if (rest == "Z" || rest == "z") return true;
  if (!has_shape(rest, "+DD:DD") && !has_shape(rest, "-DD:DD")) return false;
  return number(rest.substr(1, 2)) <= 23 && number(rest.substr(4, 2)) <= 59;
}

// LicenseRef-NAME, or DocumentRef-NAME:LicenseRef-NAME.
bool is_license_reference(std::string_view id) {
  const auto is_name = [](std::string_view text, std::string_view prefix) {
    return text.starts_with(prefix) && text.size() > prefix.size() &&
           std::ranges::all_of(text, [](char c) { return is_alphanumeric(c) || c == '-' || c == '.'; });
  };
  const std::size_t colon = id.find(':');
  if (colon == std::string_view::npos) return is_name(id, "LicenseRef-");
  return is_name(id.substr(0, colon), "DocumentRef-") && is_name(id.substr(colon + 1), "LicenseRef-");
}

bool is_license(std::string_view id) {
  if (facts::is_spdx_license(id) || is_license_reference(id)) return true;
  return id.ends_with('+') && facts::is_spdx_license(id.substr(0, id.size() - 1));
}

// ID, joined by AND, OR and parentheses, each with WITH EXCEPTION behind it.
bool is_spdx(std::string_view text) {
  enum class After { operand_wanted, license, exception_wanted, operand };
  After after = After::operand_wanted;
  int open = 0;
  while (!text.empty()) {
    const char c = text.front();
    if (c == ' ' || c == '(' || c == ')') {
      text.remove_prefix(1);
      if (c == '(' && after != After::operand_wanted) return false;
      if (c == ')' && (open == 0 || after == After::operand_wanted || after == After::exception_wanted)) return false;
      if (c == '(') ++open;
      if (c == ')') --open, after = After::operand;
      continue;
    }
    const std::string_view word = text.substr(0, text.find_first_of(" ()"));
    text.remove_prefix(word.size());
    const std::string joint = lower_case(word);
    if (after == After::operand_wanted) {
      if (!is_license(word)) return false;
      after = After::license;
    } else if (after == After::exception_wanted) {
      if (!facts::is_spdx_exception(word)) return false;
      after = After::operand;
    } else if (joint == "and" || joint == "or") {
      after = After::operand_wanted;
    } else if (joint == "with" && after == After::license) {
      after = After::exception_wanted;
    } else {
      return false;
    }
  }
  return open == 0 && (after == After::license || after == After::operand);
}

// A commit of Git or Mercurial, short or whole.
bool is_hash(std::string_view text) {
  return text.size() >= 7 && text.size() <= 64 && std::ranges::all_of(text, [](char c) {
           return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
         });
}

// Identifiers between dots; a number has no leading zero where `numbers` says so.
bool are_identifiers(std::string_view text, bool numbers) {
  do {
    const std::size_t dot = std::min(text.find('.'), text.size());
    const std::string_view part = text.substr(0, dot);
    if (part.empty() || !std::ranges::all_of(part, [](char c) { return is_alphanumeric(c) || c == '-'; })) return false;
    if (numbers && part.size() > 1 && part[0] == '0' && are_digits(part)) return false;
    if (dot == text.size()) return true;
    text.remove_prefix(dot + 1);
  } while (true);
}

bool is_semver(std::string_view text) {
  const std::size_t plus = text.find('+');
  if (plus != std::string_view::npos && !are_identifiers(text.substr(plus + 1), false)) return false;
  text = text.substr(0, plus);
  const std::size_t hyphen = text.find('-');
  if (hyphen != std::string_view::npos && !are_identifiers(text.substr(hyphen + 1), true)) return false;
  std::string_view core = text.substr(0, hyphen);
  if (std::ranges::count(core, '.') != 2) return false;
  for (int i = 0; i < 3; ++i) {
    const std::string_view part = take(core, ".");
    if (!are_digits(part) || (part.size() > 1 && part[0] == '0')) return false;
  }
  return true;
}

// LOCAL@DOMAIN, without what RFC 5322 keeps for old letters: comments and quoted names.
bool is_email(std::string_view text) {
  const std::size_t at = text.rfind('@');
  if (at == std::string_view::npos) return false;
  const auto are_parts = [](std::string_view parts, std::string_view others) {
    if (parts.empty() || parts.starts_with('.') || parts.ends_with('.') || parts.contains("..")) return false;
    return std::ranges::all_of(parts, [&](char c) { return is_alphanumeric(c) || c == '.' || others.contains(c); });
  };
  return are_parts(text.substr(0, at), "!#$%&'*+-/=?^_`{|}~") && are_parts(text.substr(at + 1), "-");
}

}  // namespace

std::optional<LabelType> oci_type(std::string_view key) {
  constexpr std::string_view prefix = "org.opencontainers.image.";
  if (!key.starts_with(prefix)) return std::nullopt;
  key.remove_prefix(prefix.size());
  if (key == "created") return LabelType::rfc3339;
  if (key == "url" || key == "documentation" || key == "source") return LabelType::url;
  if (key == "licenses") return LabelType::spdx;
  return std::nullopt;
}

bool has_type(std::string_view value, LabelType type) {
  switch (type) {
    case LabelType::text:
      return true;
    case LabelType::url:
      return is_url(value);
    case LabelType::rfc3339:
      return is_rfc3339(value);
    case LabelType::spdx:
      return is_spdx(value);
    case LabelType::hash:
      return is_hash(value);
    case LabelType::semver:
      return is_semver(value);
    case LabelType::email:
      return is_email(value);
  }
  return true;
}

std::string_view description(LabelType type) {
  constexpr std::string_view texts[] = {"a text",
                                        "a URL, as https://example.com",
                                        "a date and time of RFC 3339, as 2026-01-31T12:00:00Z",
                                        "an expression of SPDX license identifiers, as Apache-2.0 OR MIT",
                                        "the hash of a commit",
                                        "a semantic version, as 1.2.3",
                                        "an email address"};
  return texts[static_cast<std::size_t>(type)];
}

std::string_view alias_of(LabelType type) {
  constexpr std::string_view ids[] = {"DL3051", "DL3052", "DL3053", "DL3054", "DL3055", "DL3056", "DL3058"};
  return ids[static_cast<std::size_t>(type)];
}

}  // namespace s1::rules
