// SPDX-License-Identifier: Apache-2.0
#include "model/image_builds.h"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <optional>
#include <utility>

namespace s1::model {
namespace {

// A name without its tag or digest. A variable may hold either.
std::string_view repository_of(std::string_view name) {
  const std::size_t slash = name.rfind('/');
  const std::size_t end = name.find_first_of(":@", slash == std::string_view::npos ? 0 : slash);
  return name.substr(0, end);
}

// One without either has the tag "latest".
std::string full_name(std::string_view name) {
  std::string full(name);
  if (repository_of(name).size() == name.size()) full += ":latest";
  return full;
}

// Of `type=file,id=npm,src=.npmrc`: npm.
std::string id_of_secret(std::string_view option) {
  while (!option.empty()) {
    const std::string_view field = option.substr(0, option.find(','));
    if (field.starts_with("id=")) return std::string(field.substr(3));
    option.remove_prefix(std::min(option.size(), field.size() + 1));
  }
  return {};
}

constexpr std::size_t kMostPushed = 64;  // folders of pushd

bool is_address(std::string_view context) {
  return context.find("://") != std::string_view::npos || context.starts_with("git@") ||
         context.starts_with("github.com/");
}

// DOCKER_BUILDKIT=0 before a command or alone, or as an argument of export and env.
bool sets_old_builder(const shell::Command& command) {
  constexpr std::string_view kName = "DOCKER_BUILDKIT";
  const auto is_off = [](std::string_view value) { return value == "0" || value == "false"; };
  return std::ranges::any_of(
             command.assignments,
             [&](const shell::Assignment& set) { return set.name == kName && is_off(set.value.value); }) ||
         std::ranges::any_of(command.words, [&](const shell::Word& word) {
           const std::string_view value = word.value;
           return value.starts_with(kName) && value.size() > kName.size() && value[kName.size()] == '=' &&
                  is_off(value.substr(kName.size() + 1));
         });
}

}  // namespace

// One script's commands in the order in which they stand, with the folder that each runs in.
class ImageBuilds::ScriptWalk {
 public:
  ScriptWalk(ImageBuilds& owner, const ScriptText& script) : owner_(owner), text_(script) {}

  [[nodiscard]] shell::Script parse() const { return text_.parse(); }

  // The parser bounds how deep scripts lie in scripts.
  void walk(const shell::Script& script, WorkspacePath& folder) {
    for (const shell::Item& item : script.items) {
      const bool in_child = item.background || item.pipeline.commands.size() > 1;
      for (const shell::Command& command : item.pipeline.commands) {
        if (!in_child) {
          walk(command, folder);
        } else {
          WorkspacePath own = folder;
          walk(command, own);
        }
      }
    }
  }

  void mention_rest() { mention_before({static_cast<std::uint32_t>(text_.masked().size()), 0}); }

  [[nodiscard]] Value value_of(const Argument& argument) const {
    if (!argument.given()) return {};
    const shell::Word& word = *argument.word;
    const std::size_t prefix = word.value.size() - argument.text.size();
    const auto [text, whole] = text_.as_written(word);
    const bool known = word.literal && !whole;
    return {known ? State::known : State::unknown,
            text.substr(std::min(prefix, text.size())),
            text_.place_of(word.span),
            {}};
  }

  [[nodiscard]] Build build_of(const ImageCommand& command) const {
    Build build;
    build.context = value_of(command.context);
    build.dockerfile = value_of(command.dockerfile);
    build.target = value_of(command.target);
    for (const Argument& tag : command.tags) build.tags.push_back(value_of(tag));
    build.pushes = command.pushes;
    build.args_known = !command.open && !command.args_in_file && command.builder != Builder::kaniko;
    for (const Argument& arg : command.args) {
      const Value value = value_of(arg);
      std::string name = value.text.substr(0, value.text.find('='));
      if (name.find('$') != std::string::npos) build.args_known = false;
      build.args.push_back({std::move(name), value.place});
    }
    build.secrets_known = !command.open && command.builder != Builder::kaniko;
    for (const Argument& secret : command.secrets) {
      const Value value = value_of(secret);
      std::string name = id_of_secret(value.text);
      if (name.empty() || name.find('$') != std::string::npos) build.secrets_known = false;
      build.secrets.push_back({std::move(name), value.place});
    }
    if (command.open) {
      // Options that are not seen may say it.
      if (build.dockerfile.state == State::absent) build.dockerfile.state = State::unknown;
      if (build.target.state == State::absent) build.target.state = State::unknown;
      if (build.context.state == State::absent) build.context.state = State::unknown;
    }
    return build;
  }

 private:
  void walk(const shell::Command& command, WorkspacePath& folder) {
    for (const shell::Assignment& assignment : command.assignments) walk_substitutions(assignment.value.parts, folder);
    for (const shell::Word& word : command.words) walk_substitutions(word.parts, folder);
    if (command.kind == shell::CommandKind::simple) read(command, folder);
    const bool in_child = command.kind == shell::CommandKind::subshell || command.kind == shell::CommandKind::function;
    WorkspacePath own = folder;
    for (const shell::Script& child : command.children) walk(child, in_child ? own : folder);
    if (const shell::Script* inner = shell::inner_script(command)) {
      own = folder;
      walk(*inner, own);
    }
  }

  void walk_substitutions(const std::vector<shell::Part>& parts, const WorkspacePath& folder) {
    for (const shell::Part& part : parts) {
      if (part.script != nullptr) {
        WorkspacePath own = folder;
        walk(*part.script, own);
      }
      walk_substitutions(part.parts, folder);
    }
  }

  void read(const shell::Command& command, WorkspacePath& folder) {
    const shell::Invocation invocation = shell::invocation(command);
    if (sets_old_builder(command) && (invocation.word == nullptr || invocation.name == "export"))
      owner_.without_buildkit_ = true;
    const bool moves = change_folder(invocation, folder);
    const std::optional<ImageCommand> found = moves ? std::nullopt : image_command(invocation);
    if (!moves && !found) return;
    mention_before(command.span);
    if (!found) return;
    const Place place = text_.place_of({invocation.word->span.begin, command.span.end});
    if (found->action == ImageAction::build) {
      Build build = build_of(*found);
      build.place = place;
      build.knows_mounts = found->builder != Builder::kaniko && !owner_.without_buildkit_ && !sets_old_builder(command);
      owner_.locate(build, folder, found->builder);
      owner_.add(std::move(build));
    } else if (found->action == ImageAction::tag) {
      read_tag(*found);
    } else {
      read_push(*found, place);
    }
  }

  // What stands between the last such command and this one; what this one names itself, it does not make.
  void mention_before(Span command) {
    if (command.begin > mentioned_) owner_.made_.mention(text_.masked().substr(mentioned_, command.begin - mentioned_));
    mentioned_ = std::max(mentioned_, command.end);
  }

  bool change_folder(const shell::Invocation& invocation, WorkspacePath& folder) {
    if (invocation.name == "popd") {
      folder = pushed_.empty() ? std::nullopt : std::move(pushed_.back());
      if (!pushed_.empty()) pushed_.pop_back();
      return true;
    }
    if (invocation.name != "cd" && invocation.name != "pushd") return false;
    if (invocation.name == "pushd" && pushed_.size() < kMostPushed) pushed_.push_back(folder);
    const std::vector<const shell::Word*> operands = invocation.operands();
    const bool one = operands.size() == 1 && operands[0]->value != "-";
    folder = one ? owner_.workspace_.locate(folder, text_.as_written(*operands[0]).first) : std::nullopt;
    return true;
  }

  // docker tag OLD NEW: what is pushed as NEW is the build that is named OLD.
  void read_tag(const ImageCommand& command) {
    if (command.tags.size() < 2) return;
    const auto known = owner_.by_name_.find(full_name(value_of(command.tags[0]).text));
    if (known == owner_.by_name_.end()) return;
    const std::size_t build = known->second;
    Value name = value_of(command.tags[1]);
    owner_.name(build, name.text);
    owner_.builds_[build].tags.push_back(std::move(name));
  }

  void read_push(const ImageCommand& command, Place place) {
    if (command.tags.empty()) return;
    Value image = value_of(command.tags[0]);
    if (command.pushes_all_tags) {
      std::vector<std::size_t>& builds = owner_.by_repository_[std::string(repository_of(image.text))];
      for (const std::size_t build : builds) owner_.push(build);
      builds.clear();
      return;
    }
    owner_.push(image, place);
    if (command.tags.size() < 2) return;
    Value destination = value_of(command.tags[1]);
    const std::size_t scheme = destination.text.find("://");
    if (scheme != std::string::npos) destination.text.erase(0, scheme + 3);
    if (const auto pushed = owner_.by_name_.find(full_name(image.text)); pushed != owner_.by_name_.end())
      owner_.builds_[pushed->second].tags.push_back(std::move(destination));
  }

  ImageBuilds& owner_;
  ShellText text_;
  std::vector<WorkspacePath> pushed_;
  std::uint32_t mentioned_ = 0;  // up to where owner_.made_.mention() has it
};

void ImageBuilds::add_script(const ScriptText& script, WorkspacePath& folder) {
  const std::string_view text = script.text.text();
  const bool moves = text.find("cd") != std::string_view::npos || text.find("pushd") != std::string_view::npos;
  if (!moves && !may_build_images(text)) {
    made_.mention(text);
    return;
  }
  ScriptWalk walk(*this, script);
  walk.walk(walk.parse(), folder);
  walk.mention_rest();
}

std::size_t ImageBuilds::add(Build build) {
  const std::size_t index = builds_.size();
  if (without_buildkit_) build.knows_mounts = false;
  build.may_be_made = made_.may_have(build.context_path) || made_.may_have(build.dockerfile_path);
  builds_.push_back(std::move(build));
  for (const Value& tag : builds_[index].tags) name(index, tag.text);
  return index;
}

std::size_t ImageBuilds::add_docker_build(Value tag, const ScriptText& arguments, const WorkspacePath& folder,
                                          Place place) {
  const ScriptWalk walk(*this, arguments);
  const shell::Script script = walk.parse();
  std::vector<const shell::Word*> words;
  for (const shell::Item& item : script.items)
    for (const shell::Command& command : item.pipeline.commands)
      for (const shell::Word& word : command.words) words.push_back(&word);
  Build build = walk.build_of(docker_build(words));
  build.place = place;
  build.tags.insert(build.tags.begin(), std::move(tag));
  locate(build, folder, Builder::docker);
  return add(std::move(build));
}

void ImageBuilds::push(const Value& image, Place place) {
  const auto known = by_name_.find(full_name(image.text));
  if (known != by_name_.end()) {
    builds_[known->second].pushes = true;
    return;
  }
  Build alone;
  alone.place = place;
  alone.tags.push_back(image);
  alone.pushes = true;
  add(std::move(alone));
}

void ImageBuilds::name(std::size_t build, std::string_view tag) {
  by_name_[full_name(tag)] = build;
  by_repository_[std::string(repository_of(tag))].push_back(build);
}

void ImageBuilds::locate(Build& build, const WorkspacePath& folder, Builder builder) const {
  std::string_view context = build.context.text;
  const bool context_given = build.context.state != State::absent;
  if (context == "-" || build.dockerfile.text == "-") build.is_inline = true;
  if (builder == Builder::kaniko && context.starts_with("dir://")) context.remove_prefix(6);
  build.is_remote = is_address(context);
  WorkspacePath context_at;
  if (!context_given)
    context_at = folder;  // docker.build(), kaniko and podman take the working folder
  else if (!build.is_remote && context != "-" && !context.empty())
    context_at = workspace_.locate(folder, context);
  build.context_path = workspace_.in_root(context_at);

  if (build.is_inline || build.is_remote) return;
  if (build.dockerfile.state == State::absent) {
    // podman looks for a Containerfile first, kaniko in the working folder first.
    const bool certain = builder == Builder::docker || (builder == Builder::kaniko && context_at == folder);
    if (certain && context_at) build.dockerfile_path = workspace_.in_root(workspace_.locate(context_at, "Dockerfile"));
    return;
  }
  // Named from the working folder; podman and kaniko look in the context too.
  const std::string& file = build.dockerfile.text;
  const bool absolute = file.starts_with('/') || file.starts_with('$');
  if (!file.empty() && (builder == Builder::docker || absolute || context_at == folder))
    build.dockerfile_path = workspace_.in_root(workspace_.locate(folder, file));
}

}  // namespace s1::model
