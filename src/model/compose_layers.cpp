// SPDX-License-Identifier: Apache-2.0
#include "model/compose_layers.h"

#include "model/tree_value.h"
#include "workspace/names.h"

namespace s1::model {

Value ComposeFile::value(data::Value node) const {
  Value value = value_of(*input, node);
  if (!value.known()) return value;
  Interpolation interpolation = interpolate(value.text, *variables, *left);
  if (!interpolation.known) value.state = State::unknown;
  value.text = std::move(interpolation.text);
  value.origins.insert(value.origins.end(), interpolation.origins.begin(), interpolation.origins.end());
  return value;
}

Value ComposeFile::piece(data::Value node, std::string_view text) const {
  Interpolation interpolation = interpolate(text, *variables, *left);
  Value value;
  value.state = interpolation.known ? State::known : State::unknown;
  value.text = std::move(interpolation.text);
  value.place = place_of(*input, node);
  if (node.is_alias() && node.target()) value.origins.push_back(place_of(*input, node.target()));
  value.origins.insert(value.origins.end(), interpolation.origins.begin(), interpolation.origins.end());
  return value;
}

std::optional<std::string> ComposeFile::resolved(std::string_view path) const {
  if (path.starts_with('/') || path.starts_with('~')) return std::nullopt;
  return workspace::normalised(workspace::join(folder, path));
}

Place Layer::place() const {
  return key ? place_of(*file->input, key) : opening_of(*file->input, node);
}

bool is_reset(data::Value node) {
  return node.tag() == "!reset";
}

void Layers::push(const Layer& layer) {
  const bool resets = is_reset(layer.node);
  if (resets || layer.node.tag() == "!override") layers_.clear();
  if (resets || !layer.node || (layer.node.is_null() && exists())) return;
  layers_.push_back(layer);
}

Layers Layers::operator[](std::string_view key) const {
  Layers result;
  for (const Layer& layer : layers_)
    if (const data::Value node = layer.node[key]) result.push({layer.file, layer.node.key(key), node});
  return result;
}

std::vector<Layer> Layers::items(bool or_scalar) const {
  std::vector<Layer> result;
  for (const Layer& layer : layers_) {
    for (const data::Value item : layer.node.items()) result.push_back({layer.file, {}, item});
    if (or_scalar && layer.node.is_scalar() && !layer.node.is_null()) result.push_back({layer.file, {}, layer.node});
  }
  return result;
}

}  // namespace s1::model
