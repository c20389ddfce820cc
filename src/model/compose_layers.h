// SPDX-License-Identifier: Apache-2.0
// A Compose element as its layers: what an extended service, a file and its overrides each say of it, the lowest first.
// Nothing is copied to merge them: each attribute is read from all layers by its own rule (scalars: the highest; lists:
// one after the other; mappings: by key). `!reset` takes the lower layers and itself away, `!override` the lower ones;
// a null leaves the lower ones as they are.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "model/interpolate.h"
#include "model/read.h"
#include "syntax/data/tree.h"

namespace s1::model {

// One file of a project, as one that reads it needs it.
struct ComposeFile {
  const Input* input = nullptr;
  const Variables* variables = nullptr;
  std::size_t* left = nullptr;  // see interpolate()
  std::string folder;           // that its paths are relative to, itself relative to the root; "" is the root

  // A scalar with its variables put in; unknown where a collection stands.
  [[nodiscard]] Value value(data::Value node) const;
  // A piece of such a scalar.
  [[nodiscard]] Value piece(data::Value node, std::string_view text) const;
  // A path as written, relative to the root; "" is the root. Nothing where it leaves the root or is not relative.
  [[nodiscard]] std::optional<std::string> resolved(std::string_view path) const;
};

struct Layer {
  const ComposeFile* file = nullptr;
  data::Value key;  // absent for an item
  data::Value node;

  [[nodiscard]] Value value() const { return file->value(node); }
  [[nodiscard]] Place place() const;  // of the key, else of what the item opens with
};

class Layers {
 public:
  void push(const Layer& layer);  // on top

  [[nodiscard]] bool exists() const { return !layers_.empty(); }
  // Requires exists().
  [[nodiscard]] const Layer& top() const { return layers_.back(); }
  [[nodiscard]] auto begin() const { return layers_.begin(); }
  [[nodiscard]] auto end() const { return layers_.end(); }

  [[nodiscard]] Layers operator[](std::string_view key) const;
  [[nodiscard]] Value value() const { return exists() ? top().value() : Value(); }  // as a scalar
  // Of all layers that are sequences; with `or_scalar` also the layers that are a scalar, as one item.
  [[nodiscard]] std::vector<Layer> items(bool or_scalar = false) const;

 private:
  std::vector<Layer> layers_;
};

[[nodiscard]] bool is_reset(data::Value node);

// What layers give under a key that makes it unique: a later one takes the place of an earlier one.
template <class T>
class Keyed {
 public:
  void put(const std::string& key, T value) {
    const auto [it, is_new] = index_.try_emplace(key, values_.size());
    if (is_new) {
      values_.push_back({true, std::move(value)});
    } else {
      values_[it->second].second = std::move(value);
    }
  }
  void drop(const std::string& key) {
    const auto it = index_.find(key);
    if (it == index_.end()) return;
    values_[it->second].first = false;
    index_.erase(it);
  }
  [[nodiscard]] std::vector<T> take() {
    std::vector<T> result;
    for (auto& [is_there, value] : values_)
      if (is_there) result.push_back(std::move(value));
    return result;
  }

 private:
  std::vector<std::pair<bool, T>> values_;
  std::unordered_map<std::string, std::size_t> index_;
};

}  // namespace s1::model
