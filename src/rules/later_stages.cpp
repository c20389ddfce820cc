// SPDX-License-Identifier: Apache-2.0
#include "rules/later_stages.h"

#include <string>
#include <vector>

namespace s1::rules {
namespace {

using dockerfile::Kind;

enum class Does : std::uint8_t { nothing, work, has_user };

Does does(const dockerfile::File& tree, const dockerfile::Stage& stage) {
  for (const std::uint32_t index : stage.instructions) {
    const Kind kind = tree.instructions[index].kind;
    if (kind == Kind::user) return Does::has_user;
    if (kind == Kind::run || kind == Kind::cmd || kind == Kind::entrypoint || kind == Kind::volume ||
        kind == Kind::onbuild)
      return Does::work;
  }
  return Does::nothing;
}

}  // namespace

std::optional<Related> later_stage_as_root(const model::Dockerfile& file, const model::Surroundings& around,
                                           const dockerfile::Stage& stage) {
  const dockerfile::File& tree = file.tree;
  std::vector<bool> inherits(tree.stages.size());  // the user of `stage`
  inherits[stage.index] = true;
  for (const dockerfile::Stage& later : tree.stages) {
    if (!later.base || !inherits[*later.base]) continue;
    const Does what = does(tree, later);
    if (what == Does::has_user) continue;
    inherits[later.index] = true;
    const std::string name = later.name ? "the stage " + std::string(later.name->raw) : "a later stage";
    const Span from = tree.instructions[later.from].header;
    if (what == Does::work) return Related{from, name + " is built on this one, and works as root"};
    if (!around.runners_of(later).empty()) return Related{from, name + " is built on this one, and is run too"};
  }
  return std::nullopt;
}

}  // namespace s1::rules
