// SPDX-License-Identifier: Apache-2.0
// Brings a Dockerfile's stages into the model. A stage FROM another one of the file starts with what that one says.
#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "facts/secret_names.h"
#include "model/dockerfile_stage.h"
#include "model/read.h"
#include "syntax/dockerfile/ast.h"

namespace s1::model {
namespace {

constexpr std::size_t kMostStages = 200;
constexpr std::string_view kNameCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_";

class StageReader {
 public:
  explicit StageReader(const Input& input) : input_(input), file_(*input.dockerfile) {
    for (const dockerfile::Instruction& each : file_.instructions) {
      const bool is_arg = each.kind == dockerfile::Kind::arg;
      if (!is_arg && each.kind != dockerfile::Kind::env) continue;
      for (const dockerfile::Pair& pair : each.pairs) {
        const std::string_view value = pair.value.raw;
        if (holds_secret(value)) secrets_.insert(pair.key.raw);
        // What an ENV takes from an ARG, a build may give any value too.
        if (is_arg || may_differ(value)) arguments_.insert(pair.key.raw);
      }
    }
  }

  // `before`: the images of the earlier stages.
  [[nodiscard]] Image read(const dockerfile::Stage& stage, const std::vector<Image>& before) const {
    Image image;
    if (stage.base) {
      image.user = before[*stage.base].user;
      image.healthcheck = before[*stage.base].healthcheck;
      image.ports = before[*stage.base].ports;
      image.root_base = before[*stage.base].root_base;
    } else if (stage.image_known && !may_differ(stage.image.raw)) {
      image.root_base = stage.image_value;
    }
    image.place = place_of(file_.instructions[stage.from].span);
    if (stage.name) image.stage = stage.name->raw;
    image.base = holds_secret(stage.image.raw) ? std::string(stage.image.raw) : stage.image_value;
    image.is_final = stage.is_final;
    if (file_.stages.size() <= kMostStages) {
      image.uses = file_.sources(stage);
      if (stage.base) image.uses.push_back(*stage.base);
    }
    for (const std::uint32_t index : stage.instructions) add(file_.instructions[index], image);
    if (stage.is_final) add_inputs(image);
    return image;
  }

  // Of the stage and of those that it is FROM, in their order.
  [[nodiscard]] std::vector<ImageLabel> labels(const dockerfile::Stage& last) const {
    std::vector<const dockerfile::Stage*> chain = {&last};
    for (std::optional<std::uint32_t> base = last.base; base; base = file_.stages[*base].base)
      chain.push_back(&file_.stages[*base]);
    std::vector<ImageLabel> result;
    for (auto stage = chain.rbegin(); stage != chain.rend(); ++stage)
      for (const std::uint32_t index : (*stage)->instructions) {
        const dockerfile::Instruction& each = file_.instructions[index];
        if (each.kind != dockerfile::Kind::label) continue;
        for (const dockerfile::Pair& pair : each.pairs) {
          const Value key = value_of(each, pair.key);
          result.push_back({key.text, key.known(), value_of(each, pair.value), key.place});
        }
      }
    return result;
  }

 private:
  [[nodiscard]] Place place_of(Span span) const { return {input_.file, input_.source->line_of(span.begin), span}; }

  [[nodiscard]] Value value_of(const dockerfile::Instruction& at, const dockerfile::Word& word) const {
    dockerfile::Expansion expansion = dockerfile::expand(file_, at, word);
    if (may_differ(word.raw)) return {State::unknown, std::string(word.raw), place_of(word.span), {}};
    const bool known = expansion.known && expansion.valid;
    return {known ? State::known : State::unknown, std::move(expansion.text), place_of(word.span), {}};
  }

  // Whether a text as written uses an ARG of the file, which a build may give any value, or a secret, which is no
  // name of anything.
  [[nodiscard]] bool may_differ(std::string_view text) const {
    return uses(text, [&](std::string_view name) { return arguments_.contains(name) || is_secret(name); });
  }
  [[nodiscard]] bool holds_secret(std::string_view text) const {
    return uses(text, [&](std::string_view name) { return is_secret(name); });
  }
  [[nodiscard]] bool is_secret(std::string_view name) const {
    return facts::is_secret_name(name) || secrets_.contains(name);
  }

  // Whether `is_meant` holds for any variable of a text as written.
  template <class IsMeant>
  [[nodiscard]] static bool uses(std::string_view text, IsMeant is_meant) {
    for (std::size_t at = text.find('$'); at != std::string_view::npos; at = text.find('$', at + 1)) {
      std::string_view name = text.substr(at + 1);
      if (name.starts_with('{')) name.remove_prefix(1);
      name = name.substr(0, std::min(name.size(), name.find_first_not_of(kNameCharacters)));
      if (is_meant(name)) return true;
    }
    return false;
  }

  void add(const dockerfile::Instruction& instruction, Image& image) const {
    using dockerfile::Kind;
    if (instruction.kind == Kind::user && !instruction.words.empty())
      image.user = value_of(instruction, instruction.words.front());
    if (instruction.kind == Kind::healthcheck && !instruction.words.empty())
      image.healthcheck = value_of(instruction, instruction.words.front());
    if (instruction.kind == Kind::expose)
      for (const dockerfile::Word& port : instruction.words) image.ports.push_back(value_of(instruction, port));
    if (instruction.kind == Kind::copy || instruction.kind == Kind::add) add_sources(instruction, image);
  }

  void add_inputs(Image& image) const {
    image.inputs_known = std::ranges::none_of(file_.directives, [](const dockerfile::Directive& each) {
      return each.name == "syntax" && !each.value.starts_with("docker/dockerfile") &&
             !each.value.starts_with("docker.io/docker/dockerfile");
    });
    for (const dockerfile::Instruction& each : file_.instructions) {
      const dockerfile::Instruction& at = each.kind == dockerfile::Kind::onbuild && each.inner ? *each.inner : each;
      if (at.kind == dockerfile::Kind::arg)
        for (const dockerfile::Pair& pair : at.pairs) image.args.emplace_back(pair.key.raw);
      if (at.kind == dockerfile::Kind::from && at.arguments.text().find("onbuild") != std::string_view::npos)
        image.inputs_known = false;
      if (at.kind != dockerfile::Kind::run) continue;
      for (const dockerfile::Flag& flag : at.flags) {
        if (flag.name != "mount" || dockerfile::mount_option(flag, "type") != "secret") continue;
        std::string id = secret_id(flag);
        if (id.find('$') != std::string::npos) image.inputs_known = false;
        image.secrets.push_back(std::move(id));
      }
    }
  }

  // The words but the last, unless they come from another stage, an image, a heredoc or an address.
  void add_sources(const dockerfile::Instruction& instruction, Image& image) const {
    if (instruction.flag("from") != nullptr || instruction.words.size() < 2) return;
    for (std::size_t i = 0; i + 1 < instruction.words.size(); ++i) {
      const dockerfile::Word& word = instruction.words[i];
      const bool is_heredoc = std::ranges::any_of(
          instruction.heredocs, [&](const dockerfile::Heredoc& heredoc) { return word.span.overlaps(heredoc.opener); });
      if (is_heredoc) continue;
      Value source = value_of(instruction, word);
      if (!source.known() || source.text.find("://") != std::string::npos || source.text.starts_with("git@")) continue;
      if (source.text.find("{{") != std::string::npos) continue;  // a template's placeholder
      if (file_.escape == '`') std::ranges::replace(source.text, '\\', '/');
      const bool is_pattern = source.text.find_first_of("*?[") != std::string::npos;
      image.sources.push_back({std::move(source.text), source.place, is_pattern});
    }
  }

  const Input& input_;
  const dockerfile::File& file_;
  // In order of the instructions, of whatever stage.
  std::set<std::string_view> arguments_;  // the names of ARGs, and of ENVs with an ARG in them
  std::set<std::string_view> secrets_;    // of those with a secret in them
};

}  // namespace

void read_dockerfile(const Input& input, InfraModel& model) {
  const StageReader reader(input);
  std::vector<Image> images;
  for (const dockerfile::Stage& stage : input.dockerfile->stages) images.push_back(reader.read(stage, images));
  if (!images.empty()) images.back().labels = reader.labels(input.dockerfile->stages.back());
  std::ranges::move(images, std::back_inserter(model.images));
}

}  // namespace s1::model
