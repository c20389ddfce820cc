// SPDX-License-Identifier: Apache-2.0
#include "vsm/encoder.h"

#include <cmath>
#include <cstdint>

#include "vsm/open_value.h"
#include "vsm/text.h"
#include "workspace/names.h"

namespace s1::vsm {

std::string Encoder::cut_text(std::string_view text) {
  if (text.size() > room_.text) ++texts_;
  return cut(std::string(text), room_.text);
}

void Encoder::text(Json& into, std::string_view key, std::string_view text) {
  if (!text.empty()) into[std::string(key)] = cut_text(text);
}

void Encoder::number(Json& into, std::string_view key, double number) {
  constexpr double kExact = 9007199254740992.0;  // 2^53
  if (std::trunc(number) == number && std::abs(number) <= kExact)
    into[std::string(key)] = static_cast<std::int64_t>(number);
  else
    into[std::string(key)] = number;
}

void Encoder::open(Json& into, std::string_view key, const data::Value& value) {
  if (!value) return;
  Json copy = open_value(value, room_.open);
  if (copy.is_null())
    ++open_;
  else
    into[std::string(key)] = std::move(copy);
}

void Encoder::extra(Json& into, const Extra& extra) {
  if (extra.empty()) return;
  Json copy = open_members(extra, room_.open);
  if (copy.is_null())
    ++open_;
  else
    into["extra"] = std::move(copy);
}

void Encoder::place(Json& into, const Place& place) {
  into["path"] = workspace::for_display(place.path);
  into["line"] = place.line;
}

Json Encoder::texts(const std::vector<Said>& texts) {
  return list(texts, [&](const Said& said) { return Json(cut_text(said.text)); });
}

Json Encoder::strings(const std::vector<std::string>& texts) {
  return list(texts, [&](const std::string& text) { return Json(cut_text(text)); });
}

Json Encoder::omitted() const {
  Json result = Json::object();
  if (entries_ > 0) result["entries"] = entries_;
  if (texts_ > 0) result["texts_cut"] = texts_;
  if (open_ > 0) result["extra"] = open_;
  return result.empty() ? Json() : result;
}

}  // namespace s1::vsm
