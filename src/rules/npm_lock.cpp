// SPDX-License-Identifier: Apache-2.0
#include "rules/npm_lock.h"

#include <array>
#include <string_view>

#include "syntax/data/tree.h"
#include "syntax/json/read.h"
#include "text/source.h"

namespace s1::rules {
namespace {

constexpr std::array<std::string_view, 4> kGroups = {"dependencies", "devDependencies", "optionalDependencies",
                                                     "peerDependencies"};

std::optional<std::string> groups_differ(data::Value package, data::Value locked) {
  for (const std::string_view group : kGroups) {
    const data::Value wanted = package[group];
    const data::Value has = locked[group];
    for (const data::Member& each : wanted.members()) {
      const std::string_view name = each.key.text();
      if (!has[name]) return "has no " + std::string(name) + ", which package.json asks for";
      if (has[name].text() != each.value.text()) return "was made for another version of " + std::string(name);
    }
    for (const data::Member& each : has.members())
      if (!wanted[each.key.text()])
        return "has " + std::string(each.key.text()) + ", which package.json no longer asks for";
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> lock_mismatch(const std::string& package_text, const std::string& lock_text) {
  const Source package_source(package_text);
  const Source lock_source(lock_text);
  const data::File package_file = json::read(package_source);
  const data::File lock_file = json::read(lock_source);
  const data::Value package = package_file.root();
  const data::Value lock = lock_file.root();
  if (!package.is_mapping() || !package_file.diagnostics.empty())
    return "belongs to a package.json that cannot be read";
  if (!lock.is_mapping() || !lock_file.diagnostics.empty()) return "cannot be read";
  if (package["workspaces"]) return "covers workspaces, whose package.json files must be there too";
  if (const data::Value packages = lock["packages"]) {
    if (std::optional<std::string> why = groups_differ(package, packages[""])) return why;
    for (const std::string_view group : {"dependencies", "devDependencies"})
      for (const data::Member& each : package[group].members())
        if (!packages["node_modules/" + std::string(each.key.text())])
          return "does not say which " + std::string(each.key.text()) + " to install";
    return std::nullopt;
  }
  const data::Value locked = lock["dependencies"];
  for (const std::string_view group : {"dependencies", "devDependencies"})
    for (const data::Member& each : package[group].members())
      if (!locked[each.key.text()]) return "does not say which " + std::string(each.key.text()) + " to install";
  return std::nullopt;
}

}  // namespace s1::rules
