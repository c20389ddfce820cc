// SPDX-License-Identifier: Apache-2.0
// The build of a Compose service. `build: ./app` is `build: {context: ./app}`. A context is relative to the folder of
// the file that says it (an override's to that of the project), a Dockerfile to the context.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/compose_service.h"
#include "model/tree_value.h"
#include "workspace/names.h"

namespace s1::model {

namespace {

bool is_address(std::string_view context) {
  return context.find("://") != std::string_view::npos || context.starts_with("git@") ||
         context.starts_with("github.com/");
}

std::vector<NamedContext> named_contexts(const Layers& layers) {
  Keyed<NamedContext> contexts;
  for (const Layer& layer : layers) {
    for (const data::Member& member : layer.node.members()) {
      const std::string name = text_of(member.key);
      contexts.put(name, {name, layer.file->value(member.value)});
    }
    for (const data::Value item : layer.node.items()) {
      const std::string_view text = item.text();
      const std::size_t equals = text.find('=');
      if (equals == std::string_view::npos) continue;
      const std::string name(text.substr(0, equals));
      contexts.put(name, {name, layer.file->piece(item, text.substr(equals + 1))});
    }
  }
  return contexts.take();
}

std::vector<BuildInput> build_args(const Layers& layers) {
  Keyed<BuildInput> args;
  for (const Layer& layer : layers) {
    for (const data::Member& member : layer.node.members()) {
      const std::string name = text_of(member.key);
      args.put(name, {name, place_of(*layer.file->input, member.key)});
    }
    for (const data::Value item : layer.node.items()) {
      const std::string_view text = item.text();
      const std::string name(text.substr(0, text.find('=')));
      args.put(name, {name, place_of(*layer.file->input, item)});
    }
  }
  return args.take();
}

// `- npm_token`, or a mapping: `target` is the name in the Dockerfile, else `source`.
std::vector<BuildInput> build_secrets(const Layers& layers) {
  std::vector<BuildInput> secrets;
  for (const Layer& item : layers.items()) {
    const data::Value target = item.node["target"];
    const data::Value name = item.node.is_mapping() ? (target ? target : item.node["source"]) : item.node;
    secrets.push_back({std::string(name.text()), place_of(*item.file->input, name ? name : item.node)});
  }
  return secrets;
}

bool has_variable(const std::vector<BuildInput>& inputs) {
  return std::ranges::any_of(inputs, [](const BuildInput& each) {
    return each.name.empty() || each.name.find_first_of("${") != std::string::npos;
  });
}

}  // namespace

std::optional<Build> compose_build(const Layers& service) {
  const Layers layers = service["build"];
  if (!layers.exists() || layers.top().node.is_null()) return std::nullopt;
  Build build;
  build.place = layers.top().place();
  const ComposeFile* context_file = layers.top().file;
  for (const Layer& layer : layers) {
    const data::Value context = layer.node.is_mapping() ? layer.node["context"] : layer.node;
    if (!context || context.is_null()) continue;
    build.context = layer.file->value(context);
    context_file = layer.file;
  }
  build.dockerfile = layers["dockerfile"].value();
  build.target = layers["target"].value();
  build.is_inline = layers["dockerfile_inline"].exists();
  build.additional_contexts = named_contexts(layers["additional_contexts"]);
  build.args = build_args(layers["args"]);
  build.args_known = !has_variable(build.args);
  build.secrets = build_secrets(layers["secrets"]);
  build.secrets_known = !has_variable(build.secrets);
  if (Value image = service["image"].value(); image.known() || image.state == State::unknown)
    build.tags.push_back(std::move(image));
  for (const Layer& tag : layers["tags"].items()) build.tags.push_back(tag.value());

  build.is_remote = build.context.known() && is_address(build.context.text);
  if (build.context.state == State::unknown || build.is_remote) return build;
  const std::string written = build.context.known() ? build.context.text : ".";
  const std::optional<std::string> context = context_file->resolved(written);
  if (!context) return build;
  build.context_path = context->empty() ? "." : *context;
  if (build.is_inline || build.dockerfile.state == State::unknown) return build;
  const std::string name = build.dockerfile.known() ? build.dockerfile.text : "Dockerfile";
  if (name.starts_with('/')) return build;
  build.dockerfile_path = workspace::normalised(workspace::join(*context, name)).value_or("");
  return build;
}

}  // namespace s1::model
