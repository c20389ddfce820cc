// SPDX-License-Identifier: Apache-2.0
// Mounts of a Compose service, unique by their target. The short form is [SOURCE:]TARGET[:MODE].
#include <algorithm>
#include <string>
#include <utility>

#include "model/compose_service.h"
#include "model/tree_value.h"

namespace s1::model {

namespace {

// C:\data:/data: the colon of a drive parts nothing.
bool is_drive(std::string_view piece, std::string_view after) {
  const bool is_letter =
      piece.size() == 1 && (('a' <= piece[0] && piece[0] <= 'z') || ('A' <= piece[0] && piece[0] <= 'Z'));
  return is_letter && (after.starts_with('\\') || after.starts_with('/'));
}

Mount short_form(const Layer& item) {
  Mount mount;
  mount.place = item.place();
  const Value whole = item.value();
  const std::string_view text = whole.known() ? std::string_view(whole.text) : item.node.text();
  std::vector<std::string_view> pieces = split(text, ':');
  for (std::size_t i = 0; i < 2 && i + 1 < pieces.size(); ++i) {
    if (!is_drive(pieces[i], pieces[i + 1])) continue;
    pieces[i] = {pieces[i].data(), pieces[i].size() + 1 + pieces[i + 1].size()};
    pieces.erase(pieces.begin() + static_cast<std::ptrdiff_t>(i) + 1);
  }
  const auto value = [&](std::string_view piece) {
    return whole.known() ? std::string(piece) : item.file->piece(item.node, piece).text;
  };
  if (pieces.size() > 1) mount.source = value(pieces[0]);
  mount.target = value(pieces.size() > 1 ? pieces[1] : pieces[0]);
  if (pieces.size() > 2) {
    const std::string mode = value(pieces[2]);
    mount.read_only = std::ranges::count(split(mode, ','), "ro") > 0;
  }
  return mount;
}

Mount long_form(const Layer& item) {
  Mount mount;
  mount.place = item.place();
  mount.source = item.file->value(item.node["source"]).text;
  mount.target = item.file->value(item.node["target"]).text;
  mount.read_only = item.file->value(item.node["read_only"]).is("true");
  return mount;
}

}  // namespace

std::vector<Mount> compose_mounts(const Layers& service) {
  Keyed<Mount> mounts;
  for (const Layer& item : service["volumes"].items()) {
    if (item.node.is_null() || item.node.is_sequence()) continue;
    Mount mount = item.node.is_mapping() ? long_form(item) : short_form(item);
    const std::string key = mount.target;
    mounts.put(key, std::move(mount));
  }
  return mounts.take();
}

}  // namespace s1::model
