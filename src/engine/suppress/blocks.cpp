// SPDX-License-Identifier: Apache-2.0
// What a tool would call a resource, for the suppressions that hold for one.
#include <algorithm>

#include "engine/suppress/forms.h"
#include "syntax/hcl/outline.h"

namespace s1::engine::suppress {
namespace {

void add_members(const data::Value& mapping, std::vector<Span>& blocks) {
  for (const data::Member& member : mapping.own_members())
    blocks.push_back({member.key.span().begin, std::max(member.key.span().end, member.value.span().end)});
}

bool is_template(workspace::FileKind kind, const data::Value& root) {
  return kind == workspace::FileKind::cloudformation ||
         (kind == workspace::FileKind::other && root["Resources"].is_mapping());
}

}  // namespace

std::vector<data::Value> kubernetes_objects(const data::File& tree) {
  std::vector<data::Value> objects;
  for (std::size_t i = 0; i < tree.documents.size(); ++i) {
    const data::Value root = tree.root(i);
    if (!root["apiVersion"] || !root["kind"]) continue;
    if (root["kind"].text().ends_with("List") && root["items"].is_sequence()) {
      for (const data::Value& item : root["items"].items()) objects.push_back(item);
    } else {
      objects.push_back(root);
    }
  }
  return objects;
}

std::vector<Span> resource_blocks(const model::Input& file) {
  std::vector<Span> blocks;
  if (file.hcl != nullptr)
    for (const hcl::Block& block : file.hcl->blocks) blocks.push_back(block.span);
  if (file.tree == nullptr) return blocks;
  const data::Value root = file.tree->root();
  if (is_template(file.kind, root)) {
    add_members(root["Resources"], blocks);
  } else if (file.kind == workspace::FileKind::compose) {
    add_members(root["services"], blocks);
  } else if (file.kind == workspace::FileKind::github_workflow) {
    add_members(root["jobs"], blocks);
  } else if (file.kind == workspace::FileKind::pulumi) {
    add_members(root["resources"], blocks);
  } else if (file.kind == workspace::FileKind::gitlab_ci) {
    add_members(root, blocks);
  } else {
    for (const data::Value& object : kubernetes_objects(*file.tree)) blocks.push_back(object.span());
  }
  std::ranges::sort(blocks, {}, &Span::begin);
  return blocks;
}

}  // namespace s1::engine::suppress
