// SPDX-License-Identifier: Apache-2.0
#include "mcp/arguments.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "mcp/json_reader.h"
#include "mcp/jsonrpc.h"
#include "text/lower_case.h"
#include "text/suggest.h"

namespace s1::mcp {
namespace {

constexpr std::size_t kMostProblems = 5;  // enough to act on; a hostile client shall not get a page a field

struct Problem {
  std::string where;
  std::string what;
  std::string hint;
};

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

std::string joined(const std::vector<std::string_view>& names) {
  std::string result;
  for (const std::string_view name : names) {
    if (!result.empty()) result += ", ";
    result += name;
  }
  return result;
}

std::string_view text_member(const Json& object, std::string_view key) {
  const auto at = object.find(key);
  return at != object.end() && at->is_string() ? std::string_view(at->get_ref<const std::string&>())
                                               : std::string_view();
}

std::string with_article(std::string_view type) {
  return (std::string_view("aeiou").find(type.front()) != std::string_view::npos ? "an " : "a ") + std::string(type);
}

std::string shown(const Json& value) {
  if (value.is_string()) return "the string " + quote(value.get_ref<const std::string&>());
  if (value.is_structured()) return with_article(value.type_name());
  return to_text(value);
}

template <class Number>
std::optional<Json> parse_number(std::string_view text) {
  text = trimmed(text);
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  if constexpr (std::is_floating_point_v<Number>)
    if (!std::isfinite(number)) return std::nullopt;
  return Json(number);
}

std::optional<Json> to_integer(const Json& value) {
  if (value.is_number_integer()) return value;
  if (value.is_number_float()) {
    constexpr double kExact = 9007199254740992.0;  // 2^53
    const double number = value.get<double>();
    if (std::trunc(number) == number && std::abs(number) <= kExact) return Json(static_cast<std::int64_t>(number));
  }
  if (value.is_string()) return parse_number<std::int64_t>(value.get_ref<const std::string&>());
  return std::nullopt;
}

std::optional<Json> to_number(const Json& value) {
  if (value.is_number()) return value;
  if (!value.is_string()) return std::nullopt;
  if (auto integer = to_integer(value)) return integer;
  return parse_number<double>(value.get_ref<const std::string&>());
}

std::optional<Json> to_boolean(const Json& value) {
  if (value.is_boolean()) return value;
  if (!value.is_string()) return std::nullopt;
  const std::string word = lower_case(trimmed(value.get_ref<const std::string&>()));
  if (word == "true") return Json(true);
  if (word == "false") return Json(false);
  return std::nullopt;
}

// JSON sent as a string.
std::optional<Json> unwrapped(std::string_view text, char opening) {
  text = trimmed(text);
  if (!text.starts_with(opening)) return std::nullopt;
  auto value = read_json(text, Limits());
  return value ? std::optional(*std::move(value)) : std::nullopt;
}

std::optional<Json> to_object(const Json& value) {
  if (value.is_object()) return value;
  if (value.is_string()) return unwrapped(value.get_ref<const std::string&>(), '{');
  return std::nullopt;
}

std::optional<Json> to_array(const Json& value, std::string_view item_type) {
  if (value.is_array()) return value;
  Json array = Json::array();
  if (!value.is_string()) {
    array.push_back(value);  // one item; if it is of a wrong type, that is what is wrong with it
    return array;
  }
  const std::string_view text = value.get_ref<const std::string&>();
  if (auto json = unwrapped(text, '[')) return json;
  if (item_type == "object" || item_type == "array") {
    auto item = unwrapped(text, '{');
    if (!item) return std::nullopt;
    array.push_back(*std::move(item));
    return array;
  }
  for (std::string_view rest = text; !rest.empty();) {
    const std::string_view item = rest.substr(0, rest.find(','));
    rest.remove_prefix(std::min(rest.size(), item.size() + 1));
    if (array.size() >= Limits().json_values) return std::nullopt;
    if (!trimmed(item).empty()) array.push_back(trimmed(item));
  }
  return array;
}

std::optional<Json> to_string(const Json& value) {
  return value.is_string() ? std::optional(value) : std::nullopt;
}

class Walk {
 public:
  Json check(const Json& schema, const Json& given, const std::string& where) {
    const std::string_view type = text_member(schema, "type");
    std::optional<Json> typed = convert(schema, type, given);
    if (!typed) {
      report({.where = where, .what = "expected " + with_article(type) + ", not " + shown(given), .hint = ""});
      return nullptr;
    }
    if (typed->is_object()) return object(schema, *std::move(typed), where);
    if (typed->is_array()) return array(schema, *std::move(typed), where);
    check_enum(schema, *typed, where);
    check_range(schema, *typed, where);
    return *std::move(typed);
  }

  [[nodiscard]] std::vector<Problem>& problems() { return problems_; }

 private:
  static std::optional<Json> convert(const Json& schema, std::string_view type, const Json& value) {
    if (type == "string") return to_string(value);
    if (type == "integer") return to_integer(value);
    if (type == "number") return to_number(value);
    if (type == "boolean") return to_boolean(value);
    if (type == "object") return to_object(value);
    if (type == "array") {
      const auto items = schema.find("items");
      return to_array(value, items == schema.end() ? std::string_view() : text_member(*items, "type"));
    }
    return value;
  }

  Json object(const Json& schema, Json given, const std::string& where) {
    const auto at = schema.find("properties");
    if (at == schema.end()) return given;
    const Json& properties = *at;
    const auto additional = schema.find("additionalProperties");
    const bool closed = additional != schema.end() && *additional == false;
    Json result = Json::object();
    auto& members = result.get_ref<Json::object_t&>();  // appended to: the names are known to differ
    for (auto& [name, item] : given.get_ref<Json::object_t&>()) {
      if (problems_.size() >= kMostProblems) break;
      const auto property = properties.find(name);
      if (property != properties.end() && item.is_null()) continue;
      if (property != properties.end())
        members.emplace_back(name, check(*property, item, inside(where, name)));
      else if (closed)
        report(unknown_field(properties, name, where));
      else
        members.emplace_back(name, std::move(item));
    }
    for (const auto& [name, property] : properties.items()) {
      if (const auto fallback = property.find("default"); fallback != property.end() && !result.contains(name))
        members.emplace_back(name, *fallback);
    }
    if (const auto required = schema.find("required"); required != schema.end()) {
      for (const Json& name : *required) {
        const auto& text = name.get_ref<const std::string&>();
        if (!result.contains(text)) report(missing_field(properties, text, where));
      }
    }
    return result;
  }

  Json array(const Json& schema, Json given, const std::string& where) {
    const auto items = schema.find("items");
    if (items == schema.end()) return given;
    std::size_t index = 0;
    for (Json& item : given) {
      item = check(*items, item, where + '[' + std::to_string(index++) + ']');
      if (problems_.size() >= kMostProblems) break;
    }
    return given;
  }

  void check_enum(const Json& schema, const Json& given, const std::string& where) {
    const auto choices = schema.find("enum");
    if (choices == schema.end() || std::ranges::find(*choices, given) != choices->end()) return;
    std::vector<std::string_view> names;
    for (const Json& choice : *choices)
      if (choice.is_string()) names.push_back(choice.get_ref<const std::string&>());
    std::string hint = "One of: " + joined(names);
    if (given.is_string())
      if (const auto near = nearest(given.get_ref<const std::string&>(), names); !near.empty())
        hint = "Did you mean " + std::string(near) + "? " + hint;
    report({.where = where, .what = "no such value: " + shown(given), .hint = std::move(hint)});
  }

  void check_range(const Json& schema, const Json& given, const std::string& where) {
    if (!given.is_number()) return;
    const auto minimum = schema.find("minimum");
    const auto maximum = schema.find("maximum");
    const bool low = minimum != schema.end() && given < *minimum;
    if (!low && (maximum == schema.end() || given <= *maximum)) return;
    report({.where = where,
            .what = to_text(given) + (low ? " is too small" : " is too large"),
            .hint = low ? "At least " + to_text(*minimum) : "At most " + to_text(*maximum)});
  }

  static Problem unknown_field(const Json& properties, const std::string& name, const std::string& where) {
    std::vector<std::string_view> names;
    for (const auto& item : properties.get_ref<const Json::object_t&>()) names.emplace_back(item.first);
    const std::string_view near = nearest(name, names);
    std::string hint = names.empty() ? "It takes no fields" : "Fields: " + joined(names);
    if (!near.empty()) hint = "Did you mean " + std::string(near) + "? " + hint;
    return {.where = where, .what = "unknown field " + quote(name), .hint = std::move(hint)};
  }

  static Problem missing_field(const Json& properties, const std::string& name, const std::string& where) {
    const auto property = properties.find(name);
    return {.where = inside(where, name),
            .what = "is required",
            .hint = property == properties.end() ? std::string() : std::string(text_member(*property, "description"))};
  }

  static std::string inside(const std::string& where, const std::string& name) {
    return where.empty() ? name : where + '.' + name;
  }

  void report(Problem problem) {
    if (problems_.size() < kMostProblems) problems_.push_back(std::move(problem));
  }

  std::vector<Problem> problems_;
};

}  // namespace

Result<Json> check_arguments(const Json& schema, const Json& arguments) {
  Walk walk;
  Json checked = walk.check(schema, arguments.is_null() ? Json::object() : arguments, "");
  std::vector<Problem>& problems = walk.problems();
  if (problems.empty()) return checked;
  const auto place = [](const Problem& problem) { return problem.where.empty() ? "arguments" : problem.where; };
  Error error{.code = "bad-arguments", .where = place(problems[0]), .what = problems[0].what, .hint = problems[0].hint};
  for (std::size_t i = 1; i < problems.size(); ++i) {
    error.what += "; " + place(problems[i]) + ": " + problems[i].what;
    if (problems[i].hint.empty() || error.hint.contains(problems[i].hint)) continue;
    if (!error.hint.empty()) error.hint += ". ";
    error.hint += place(problems[i]) + ": " + problems[i].hint;
  }
  return std::unexpected(std::move(error));
}

}  // namespace s1::mcp
