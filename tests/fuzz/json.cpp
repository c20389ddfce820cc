// SPDX-License-Identifier: Apache-2.0
// Any bytes as JSON: the tree keeps what the tests name, the strict dialect accepts exactly what nlohmann's parser
// does, with equal values, and the relaxed one reads the same of it.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>

#include "../syntax/json/tree_check.h"
#include "syntax/json/read.h"

namespace {

using nlohmann::json;
using s1::data::Kind;
using s1::data::Value;

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "%s\n", what);
  std::abort();
}

// Nesting is limited, so recursion is.
bool equal(const Value& ours, const json& theirs) {
  switch (ours.kind()) {
    case Kind::null:
      return theirs.is_null();
    case Kind::boolean:
      return theirs.is_boolean() && theirs.get<bool>() == ours.boolean();
    case Kind::integer:
      // Large ones are read as a double there.
      return theirs.is_number_integer() ? json::parse(ours.text()) == theirs : theirs.is_number_float();
    case Kind::real:
      return theirs.is_number_float();
    case Kind::string:
      return theirs.is_string() && theirs.get_ref<const std::string&>() == ours.text();
    case Kind::sequence: {
      const std::vector<Value> items = ours.items();
      if (!theirs.is_array() || theirs.size() != items.size()) return false;
      for (std::size_t i = 0; i < items.size(); ++i)
        if (!equal(items[i], theirs[i])) return false;
      return true;
    }
    case Kind::mapping: {
      if (!theirs.is_object()) return false;
      for (const auto& [key, value] : theirs.items())
        if (const Value found = ours[key]; !found || !equal(found, value)) return false;
      for (const s1::data::Member& member : ours.own_members())
        if (!theirs.contains(member.key.text())) return false;
      return true;
    }
  }
  return false;
}

bool has(const s1::data::File& file, std::string_view code) {
  for (const s1::Diagnostic& each : file.diagnostics)
    if (each.code == code) return true;
  return false;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const s1::Source source(std::string(reinterpret_cast<const char*>(data), size));
  const s1::data::File strict = s1::json::read(source);
  const s1::data::File relaxed = s1::json::read(source, s1::json::Dialect::relaxed);
  for (const s1::data::File* file : {&strict, &relaxed}) {
    const std::string problem = s1::test::broken_json_tree(*file);
    require(problem.empty(), problem.c_str());
    (void)s1::data::dump(*file);
  }
  if (has(strict, "too-deep") || has(strict, "too-many-nodes")) return 0;

  if (source.bytes().contains('\0')) return 0;  // where their text ends

  json theirs;
  bool accepted = true;
  try {
    theirs = json::parse(source.bytes());
  } catch (const json::out_of_range&) {
    return 0;  // a number that no double can hold
  } catch (const json::parse_error&) {
    accepted = false;
  }
  require(accepted == !has(strict, "json-syntax"), accepted ? "refused, and nlohmann takes it" : "taken, but no JSON");
  if (!accepted) return 0;
  require(equal(strict.root(), theirs), "the values differ");
  require(relaxed.diagnostics.size() == strict.diagnostics.size() && s1::data::dump(relaxed) == s1::data::dump(strict),
          "the relaxed dialect reads it otherwise");
  return 0;
}
