// SPDX-License-Identifier: Apache-2.0
// Holds an answer to schemas/read_vsm_state.full.json: the keywords that it uses, and nothing null anywhere.
#pragma once
#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

namespace s1::test {

using Json = nlohmann::ordered_json;

class SchemaCheck {
 public:
  explicit SchemaCheck(Json schema) : schema_(std::move(schema)) {}

  // What is wrong, with where; empty where nothing is.
  [[nodiscard]] std::string operator()(const Json& answer) const { return check(schema_, answer, "answer"); }

 private:
  [[nodiscard]] std::string check(const Json& given, const Json& value, const std::string& at) const {
    const Json& schema =
        given.contains("$ref") ? schema_.at("$defs").at(given["$ref"].get<std::string>().substr(8)) : given;
    const std::string type = schema.value("type", "");
    const bool fits = type == "object"    ? value.is_object()
                      : type == "array"   ? value.is_array()
                      : type == "string"  ? value.is_string()
                      : type == "integer" ? value.is_number_integer()
                      : type == "number"  ? value.is_number()
                      : type == "boolean" ? value.is_boolean()
                                          : false;
    if (!fits) return at + " is not of the type " + type + ": " + value.dump().substr(0, 100);
    if (value.is_object()) return check_object(schema, value, at);
    if (value.is_array()) {
      if (schema.contains("maxItems") && value.size() > schema["maxItems"]) return at + " has too many items";
      for (std::size_t i = 0; i < value.size(); ++i)
        if (std::string wrong = check(schema.at("items"), value[i], at + "[" + std::to_string(i) + "]"); !wrong.empty())
          return wrong;
    }
    if (schema.contains("minLength") && value.get_ref<const std::string&>().empty()) return at + " is empty";
    if (schema.contains("minimum") && value < schema["minimum"]) return at + " is too small";
    if (schema.contains("pattern") && value.get_ref<const std::string&>().empty()) return at + " is empty";
    if (schema.contains("enum") &&
        std::find(schema["enum"].begin(), schema["enum"].end(), value) == schema["enum"].end())
      return at + " is none of its words";
    return {};
  }

  [[nodiscard]] std::string check_object(const Json& schema, const Json& value, const std::string& at) const {
    const Json none = Json::object();
    const Json& properties = schema.contains("properties") ? schema["properties"] : none;
    if (schema.contains("required"))
      for (const Json& name : schema["required"])
        if (!value.contains(name.get<std::string>())) return at + "." + name.get<std::string>() + " is not there";
    for (const auto& [name, member] : value.items()) {
      const std::string where = at + "." + name;
      std::string wrong;
      if (properties.contains(name))
        wrong = check(properties[name], member, where);
      else if (!schema.contains("additionalProperties"))
        wrong = no_null(member, where);
      else if (schema["additionalProperties"].is_object())
        wrong = check(schema["additionalProperties"], member, where);
      else
        wrong = where + " is not in the schema";
      if (!wrong.empty()) return wrong;
    }
    return {};
  }

  // Of what is open.
  [[nodiscard]] static std::string no_null(const Json& value, const std::string& at) {
    if (value.is_null()) return at + " is null";
    if (value.is_structured())
      for (const auto& [name, member] : value.items())
        if (std::string wrong = no_null(member, at + "." + name); !wrong.empty()) return wrong;
    return {};
  }

  Json schema_;
};

}  // namespace s1::test
