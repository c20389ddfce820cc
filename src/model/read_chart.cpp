// SPDX-License-Identifier: Apache-2.0
// Brings a Helm chart into the model: what Chart.yaml says of it, and the images that its values name. Light: templates
// are not read, so an image counts wherever a mapping has `repository` and `tag` or `digest`; an empty tag is unknown
// (most templates then take the chart's version).
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "model/read.h"
#include "model/tree_value.h"
#include "workspace/names.h"

namespace s1::model {
namespace {

// [REGISTRY/]REPOSITORY[:TAG][@DIGEST], at the place of the repository.
Value image_of(const Input& input, data::Value node) {
  Value image = literal_of(input, node["repository"]);
  const auto add = [&](const char* key, bool before, char separator) {
    const Value part = literal_of(input, node[key]);
    if (part.state == State::unknown) image.state = State::unknown;
    if (part.state == State::absent || part.text.empty()) return false;
    image.text = before ? part.text + separator + image.text : image.text + separator + part.text;
    image.origins.push_back(part.place);
    return true;
  };
  add("registry", true, '/');
  const bool has_tag = add("tag", false, ':');
  const bool has_digest = add("digest", false, '@');
  if (!has_tag && !has_digest) image.state = State::unknown;
  return image;
}

void add_images(const Input& values, std::vector<Value>& images) {
  std::vector<data::Value> open = {values.tree->root()};
  while (!open.empty()) {
    const data::Value node = open.back();
    open.pop_back();
    const data::Value repository = node["repository"];
    if (repository.is_scalar() && !repository.text().empty() && (node["tag"] || node["digest"]))
      images.push_back(image_of(values, node));
    // The last is taken first: in the order of the file.
    const std::size_t first = open.size();
    for (const data::Member& member : node.own_members()) open.push_back(member.value);
    for (const data::Value item : node.items()) open.push_back(item);
    std::reverse(open.begin() + static_cast<std::ptrdiff_t>(first), open.end());
  }
}

}  // namespace

void read_chart(const Input& chart, const Input* values, InfraModel& model) {
  const data::Value root = chart.tree->root();
  if (!root.is_mapping()) return;
  Chart result;
  const std::string_view folder = workspace::parent_path(chart.path);
  result.folder = folder.empty() ? "." : folder;
  result.name = text_of(root["name"]);
  result.version = text_of(root["version"]);
  result.app_version = text_of(root["appVersion"]);
  for (const data::Value node : root["dependencies"].items()) {
    if (!node.is_mapping()) continue;
    result.dependencies.push_back(
        {text_of(node["name"]), text_of(node["version"]), text_of(node["repository"]), opening_of(chart, node)});
  }
  if (values != nullptr) add_images(*values, result.images);
  result.place = opening_of(chart, root);
  model.charts.push_back(std::move(result));
}

}  // namespace s1::model
