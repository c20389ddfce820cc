// SPDX-License-Identifier: Apache-2.0
#include "config/mapping_reader.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "config/config.h"
#include "config/read.h"
#include "text/scrub.h"
#include "text/suggest.h"

namespace s1::config {
namespace {

std::string quoted(std::string_view text) {
  return "`" + clean(text.substr(0, 60)) + "`";
}

std::string listed(std::span<const std::string_view> names) {
  std::string text;
  for (const std::string_view name : names) text += (text.empty() ? "" : ", ") + std::string(name);
  return text;
}

std::string hint_for(std::string_view wrong, std::span<const std::string_view> known) {
  const std::string_view near = nearest(wrong, known);
  return (near.empty() ? "" : "did you mean " + std::string(near) + "? ") + "one of: " + listed(known);
}

}  // namespace

Error error_at(std::uint32_t line, std::string what, std::string hint) {
  return {"bad-config", std::string(kFileName) + ":" + std::to_string(std::max(line, 1U)), std::move(what),
          std::move(hint)};
}

std::uint32_t line_of(const Error& error) {
  std::uint32_t line = 0;
  const std::size_t colon = error.where.rfind(':');
  if (colon != std::string::npos)
    std::from_chars(error.where.data() + colon + 1, error.where.data() + error.where.size(), line);
  return line;
}

Error joined(const std::vector<Error>& errors) {
  if (errors.size() == 1) return errors.front();
  std::string what = "it has " + std::to_string(errors.size()) + " errors";
  for (const Error& error : errors) {
    what += "; line " + std::to_string(line_of(error)) + ": " + error.what;
    if (!error.hint.empty()) what += " (" + error.hint + ")";
  }
  return {"bad-config", std::string(kFileName), std::move(what), "correct them, or take the file away"};
}

void Errors::add(const data::Value& at, std::string what, std::string hint) {
  if (into_.size() < kMostErrors) into_.push_back(error_at(at.line(), std::move(what), std::move(hint)));
}

bool Errors::expect(const data::Value& at, bool holds, std::string_view key, std::string_view what) {
  if (!holds) add(at, clean(key) + " is not " + std::string(what), "write " + std::string(what));
  return holds;
}

std::string Errors::text(const data::Value& value, std::string_view key) {
  if (!expect(value, value.is_scalar() && !value.is_null() && !value.text().empty(), key, "a text")) return {};
  return std::string(value.text());
}

std::vector<std::string> Errors::texts(const data::Value& value, std::string_view key) {
  std::vector<std::string> result;
  if (value.is_scalar() && !value.is_null()) {
    result.push_back(text(value, key));
  } else if (expect(value, value.is_sequence(), key, "a list of texts")) {
    for (const data::Value& item : value.items()) result.push_back(text(item, key));
  }
  std::erase(result, "");
  return result;
}

std::optional<std::size_t> Errors::choice(const data::Value& value, std::string_view key,
                                          std::span<const std::string_view> choices) {
  const std::string_view text = value.text();
  const auto at = std::ranges::find(choices, text);
  if (value.is_scalar() && at != choices.end()) return static_cast<std::size_t>(at - choices.begin());
  add(value, clean(key) + " cannot be " + (value.is_scalar() && !text.empty() ? quoted(text) : "this"),
      hint_for(text, choices));
  return std::nullopt;
}

std::optional<std::uint64_t> Errors::number(const data::Value& value, std::string_view key, std::uint64_t least,
                                            std::uint64_t most) {
  const std::optional<std::int64_t> number = value.is_scalar() ? value.integer() : std::nullopt;
  if (number && *number >= 0 && static_cast<std::uint64_t>(*number) >= least &&
      static_cast<std::uint64_t>(*number) <= most)
    return static_cast<std::uint64_t>(*number);
  add(value, clean(key) + " is not a number that it can be",
      "write one from " + std::to_string(least) + " to " + std::to_string(most));
  return std::nullopt;
}

bool read_mapping(const data::Value& mapping, std::string_view path, const std::vector<Key>& keys, Errors& errors) {
  if (!errors.expect(mapping, mapping.is_mapping(), path.empty() ? "the file" : path, "a mapping of keys to values"))
    return false;
  std::vector<std::string_view> known;
  for (const Key& key : keys) known.push_back(key.name);
  for (const data::Member& member : mapping.members()) {
    const auto key = std::ranges::find(keys, member.key.text(), &Key::name);
    if (key != keys.end())
      key->read(member.value);
    else
      errors.add(member.key,
                 "there is no key " + quoted(member.key.text()) + (path.empty() ? "" : " in " + clean(path)),
                 hint_for(member.key.text(), known));
  }
  return true;
}

}  // namespace s1::config
