// SPDX-License-Identifier: Apache-2.0
// A tree without places: what an edit is to make of the values, computed without looking at bytes.
#pragma once
#include <fmt/format.h>

#include <string>
#include <vector>

#include "syntax/data/tree.h"
#include "syntax/json/read.h"
#include "syntax/yaml/read.h"

namespace s1::test {

struct Model {
  data::Kind kind = data::Kind::null;
  std::string text = {};  // of a scalar; the name of an alias
  std::string tag = {};
  std::string anchor = {};
  bool is_alias = false;
  std::vector<Model> children = {};  // keys and values in turn, or items
  data::NodeId id = data::kNone;

  [[nodiscard]] static Model scalar(data::Kind kind, std::string text) {
    return {.kind = kind, .text = std::move(text)};
  }

  friend bool operator==(const Model& a, const Model& b) {
    return a.kind == b.kind && a.text == b.text && a.tag == b.tag && a.anchor == b.anchor && a.is_alias == b.is_alias &&
           a.children == b.children;
  }
};

// Nesting is limited, so recursion is.
inline Model model_of(const data::File& file, data::NodeId id) {
  const data::Node& node = file.nodes[id];
  Model model;
  model.id = id;
  if (node.properties != data::kNone) {
    const data::Properties& properties = file.properties[node.properties];
    model.tag = properties.tag_name;
    model.anchor = file.source->slice(properties.anchor);
  }
  if (node.is_alias) {
    model.is_alias = true;
    model.text = file.source->slice(node.span);
    return model;
  }
  model.kind = node.kind;
  model.text = node.text;
  // An unwritten null and a written one are the same value.
  if (node.kind == data::Kind::null) model.text.clear();
  if (node.kind != data::Kind::mapping && node.kind != data::Kind::sequence) return model;
  for (data::NodeId child = node.first; child != data::kNone; child = file.nodes[child].next)
    model.children.push_back(model_of(file, child));
  return model;
}

inline std::vector<Model> models_of(const data::File& file) {
  std::vector<Model> models;
  for (const data::Document& document : file.documents)
    models.push_back(document.root == data::kNone ? Model() : model_of(file, document.root));
  return models;
}

inline data::File read_any(const Source& source, data::Language language) {
  return language == data::Language::yaml ? yaml::read(source) : json::read(source, json::Dialect::relaxed);
}

inline Model* find(Model& model, data::NodeId id) {
  if (model.id == id) return &model;
  for (Model& child : model.children)
    if (Model* const found = find(child, id)) return found;
  return nullptr;
}

// The first difference, for messages.
inline std::string difference(const Model& a, const Model& b, const std::string& path = "$") {
  if (a == b) return {};
  const auto brief = [](const Model& each) {
    return fmt::format("{}{} kind {} \"{}\" with {} children", each.anchor, each.tag, static_cast<int>(each.kind),
                       each.text, each.children.size());
  };
  if (a.children.size() == b.children.size() && a.kind == b.kind && !a.children.empty())
    for (std::size_t i = 0; i < a.children.size(); ++i)
      if (const std::string inner = difference(a.children[i], b.children[i], fmt::format("{}/{}", path, i));
          !inner.empty())
        return inner;
  return fmt::format("{}: {} where {} was expected", path, brief(b), brief(a));
}

}  // namespace s1::test
