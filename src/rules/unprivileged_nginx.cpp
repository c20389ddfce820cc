// SPDX-License-Identifier: Apache-2.0
#include "rules/unprivileged_nginx.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "model/copied_files.h"
#include "model/dockerfile_stage.h"
#include "model/image_paths.h"
#include "model/source_search.h"
#include "rules/between_files.h"
#include "syntax/shell/ast.h"
#include "workspace/names.h"

namespace s1::rules {
namespace {

using dockerfile::Instruction;
using dockerfile::Kind;

constexpr std::size_t kMostBytes = 1024 * std::size_t{1024};
constexpr std::string_view kName = "nginx";
constexpr std::string_view kNewName = "nginxinc/nginx-unprivileged";

class Change {
 public:
  Change(const model::Dockerfile& file, const model::Surroundings& around, const dockerfile::Stage& stage)
      : file_(file.tree), around_(around), stage_(stage), workdirs_(model::working_directories(file.tree)) {
    rewrite_.needs_build = false;
  }

  Rewrite make() && {
    if (!image() || !instructions() || !runners() || !neighbours()) return std::move(rewrite_);
    for (auto& [path, edits] : others_) {
      std::ranges::sort(edits, {}, [](const Edit& edit) { return edit.span.begin; });
      rewrite_.other_files.push_back({.path = path, .text = std::nullopt, .edits = std::move(edits)});
    }
    rewrite_.checked.emplace_back("no step works as root, and nginx.conf is the image's own");
    rewrite_.checked.emplace_back("every port 80 that is written becomes 8080");
    return std::move(rewrite_);
  }

 private:
  bool image() {
    const Span span = stage_.image.span;
    const dockerfile::ImageRef ref = dockerfile::parse_image_ref(stage_.image_value);
    if (stage_.image.raw != stage_.image_value || ref.name != kName)
      return rewrite_.refuse(span, "its name is put together");
    if (!ref.digest.empty()) return rewrite_.refuse(span, "the digest is that of nginx");
    if (ref.tag.contains("perl") || ref.tag.contains("otel"))
      return rewrite_.refuse(span, "that variant has modules of its own");
    if (!has_tag(ref.tag))
      return rewrite_.refuse(span, "whether nginx-unprivileged has the tag " + std::string(ref.tag) + " is not known");
    const auto end = span.begin + static_cast<std::uint32_t>(kName.size());
    rewrite_.edits.push_back({{span.begin, end}, std::string(kNewName)});
    return true;
  }

  // Its own tags begin with 1.16, and patch versions are missing here and there
  // (nginx/docker-nginx-unprivileged issues 6, 21, 378 and 409).
  static bool has_tag(std::string_view tag) {
    const std::string_view version = tag.substr(0, tag.find('-'));
    if (version.empty() || version.find_first_not_of("0123456789.") != std::string_view::npos) return true;
    if (!version.starts_with("1.")) return version == "1";
    int minor = 0;
    const char* const end = version.data() + version.size();
    const auto [stop, error] = std::from_chars(version.data() + 2, end, minor);
    return error == std::errc() && stop == end && minor >= 16;
  }

  bool instructions() {
    for (const std::uint32_t index : stage_.instructions) {
      const Instruction& each = file_.instructions[index];
      switch (each.kind) {
        case Kind::run:
          if (removes_configuration(each)) break;
          return rewrite_.refuse(each.header, "this step works as root, which the image does not");
        case Kind::healthcheck:
        case Kind::onbuild:
        case Kind::volume:
          return rewrite_.refuse(each.header, "what it says of ports or folders may not hold any more");
        case Kind::cmd:
        case Kind::entrypoint:
          if (each.form != dockerfile::Form::json || each.words.empty() || each.words[0].raw != kName)
            return rewrite_.refuse(each.header, "it starts more than nginx");
          break;
        case Kind::expose:
          if (!expose(each)) return false;
          break;
        case Kind::copy:
        case Kind::add:
          if (!copy(each)) return false;
          break;
        default:
          break;
      }
    }
    return true;
  }

  bool expose(const Instruction& each) {
    for (const dockerfile::Word& word : each.words) {
      if (word.raw == "80" || word.raw == "80/tcp")
        rewrite_.edits.push_back({{word.span.begin, word.span.begin + 2}, "8080"});
      else if (word.raw != "8080")
        return rewrite_.refuse(word.span, "it listens on other ports too");
    }
    return true;
  }

  bool copy(const Instruction& each) {
    const model::CopyTarget to = model::copy_target(file_, each, workdirs_[each.index]);
    if (to.path.empty()) return rewrite_.refuse(each.header, "where it copies to is not known");
    if (!model::lies_in(to.path, "/etc/nginx") && !model::lies_in("/etc/nginx", to.path)) return true;
    const bool is_site =
        model::lies_in(to.path, "/etc/nginx/conf.d") || model::lies_in(to.path, "/etc/nginx/templates");
    if (!is_site)
      return rewrite_.refuse(each.header, "a configuration of its own names places that only root can write");
    if (!around_.context) return rewrite_.refuse(each.header, "the configuration is not at hand");
    if (const dockerfile::Flag* const from = each.flag("from")) return copy_of_stage(each, *from);
    for (std::size_t i = 0; i + 1 < each.words.size(); ++i)
      if (!configuration(each, std::string(each.words[i].raw))) return false;
    return true;
  }

  // A file of the context that comes by another stage, which leaves it as it is.
  bool copy_of_stage(const Instruction& each, const dockerfile::Flag& from) {
    const dockerfile::Stage* const stage = file_.find_stage(from.value, stage_);
    if (stage == nullptr || !around_.context) return rewrite_.refuse(each.header, "the configuration is not at hand");
    for (const Instruction* step : model::history(file_, *stage))
      if (step->kind == Kind::run && step->arguments.text().contains("conf"))
        return rewrite_.refuse(step->header, "this may change the configuration");
    const model::CopiedFiles copied(file_, *around_.context);
    for (std::size_t i = 0; i + 1 < each.words.size(); ++i) {
      const std::optional<std::string> source = copied.source_of(*stage, model::path_in_image("/", each.words[i].raw));
      if (!source) return rewrite_.refuse(each.header, "the configuration is not at hand");
      if (!site(each, *source)) return false;
    }
    return true;
  }

  // `rm /etc/nginx/conf.d/default.conf`: the folder is the account's in that image (its Dockerfile gives /etc/nginx to
  // 101).
  static bool removes_configuration(const Instruction& run) {
    if (!run.script || run.script->items.empty()) return false;
    bool only = true;
    shell::for_each_command(*run.script, [&](const shell::Command& command) {
      only = only && shell::name_of(command) == "rm" && command.redirections.empty();
      for (std::size_t i = 1; i < command.words.size(); ++i)
        only = only && command.words[i].literal && !command.words[i].value.contains("..") &&
               (command.words[i].value.starts_with('-') || command.words[i].value.starts_with("/etc/nginx/"));
    });
    return only;
  }

  bool configuration(const Instruction& copy, std::string source) {
    while (source.starts_with('/') || source.starts_with("./")) source.erase(0, source.find('/') + 1);
    if (!around_.context) return rewrite_.refuse(copy.header, "the configuration is not at hand");
    const model::BuildFiles& context = *around_.context;
    if (context.has_folder(source)) {
      for (const std::string& name : context.names(source))
        if (!site(copy, workspace::join(source, name))) return false;
      return true;
    }
    return site(copy, source);
  }

  // The ports that one file of the configuration listens on.
  bool site(const Instruction& copy, const std::string& path) {
    if (!around_.context) return rewrite_.refuse(copy.header, "the configuration is not at hand");
    const model::BuildFiles& context = *around_.context;
    const std::string* const text = context.text(path);
    if (text == nullptr) return rewrite_.refuse(copy.header, context.path_of(path) + " cannot be read");
    std::vector<Edit>& edits = others_[context.path_of(path)];
    bool listens = false;
    for (std::size_t at = text->find("listen"); at != std::string::npos; at = text->find("listen", at + 1)) {
      std::size_t port = at + 6;
      if (port >= text->size() || ((*text)[port] != ' ' && (*text)[port] != '\t')) continue;
      port = text->find_first_not_of(" \t", port);
      const std::size_t end = text->find_first_of("; \t\n", port);
      if (port == std::string::npos || end == std::string::npos) break;
      std::string_view word = std::string_view(*text).substr(port, end - port);
      const std::size_t colon = word.rfind(':');
      if (colon != std::string_view::npos) port += colon + 1, word.remove_prefix(colon + 1);
      if (word == "80")
        edits.push_back({{static_cast<std::uint32_t>(port), static_cast<std::uint32_t>(port + 2)}, "8080"});
      else if (word != "8080")
        return rewrite_.refuse(copy.header, context.path_of(path) + " listens on " + std::string(word));
      listens = true;
    }
    if (edits.empty()) others_.erase(context.path_of(path));
    if (!listens && text->contains("server {"))
      return rewrite_.refuse(copy.header, context.path_of(path) + " does not say on which port it listens");
    for (const std::string_view word : {"pid ", "_temp_path", "cache_path", "\nuser "})
      if (text->contains(word)) return rewrite_.refuse(copy.header, context.path_of(path) + " names places of its own");
    return true;
  }

  // The 80 of "8000:80"; empty where it is written in another way.
  static Span container_port(std::string_view text, Span item) {
    if (item.end > text.size()) return {};
    std::string_view word = text.substr(item.begin, item.size());
    std::uint32_t end = item.end;
    if (word.ends_with('"') || word.ends_with('\'')) word.remove_suffix(1), --end;
    return word.ends_with(":80") ? Span{end - 2, end} : Span();
  }

  bool runners() {
    for (const model::Runner* runner : around_.runners_of(stage_)) {
      const model::Container& container = *runner->container;
      if (runner->ref.entity != model::Entity::service || runner->by_name)
        return rewrite_.refuse(related_at(container.place, "its ports are also written here"));
      for (const model::Mount& mount : container.mounts)
        if (mount.target.starts_with("/etc/nginx") || mount.target.starts_with("/var"))
          return rewrite_.refuse(related_at(mount.place, "what is mounted here is made for nginx as root"));
      for (const model::Port& port : container.ports) {
        if (port.first == 8080) continue;
        const std::string& path = around_.model->paths[port.place.file];
        const Result<std::string> text = around_.root->read(path, kMostBytes);
        const Span span = text ? container_port(*text, port.place.span) : Span();
        if (port.first != 80 || port.last != 80 || span.empty())
          return rewrite_.refuse(related_at(port.place, "the port that is written here cannot be changed"));
        others_[path].push_back({span, "8080"});
      }
    }
    return true;
  }

  // Those that speak to it by the name of its service.
  bool neighbours() {
    constexpr std::array<std::string_view, 8> kFiles = {".conf", ".template", ".yml", ".yaml",
                                                        ".env",  ".js",       ".ts",  ".py"};
    if (around_.root == nullptr) return true;
    for (const model::Runner* runner : around_.runners_of(stage_)) {
      // Of another project it is not even in the same network.
      const std::string& project = around_.model->paths[runner->container->place.file];
      const model::BuildFiles all(*around_.root, std::string(workspace::parent_path(project)), {});
      const std::string& name = runner->container->name;
      for (const std::string& address : {"//" + name, std::string("loadbalancer.server.port")}) {
        const model::SourceSearch search = model::search_sources(all, {}, kFiles, address);
        if (search.found_in)
          return rewrite_.refuse(
              related_at(runner->container->place, all.path_of(*search.found_in) + " may speak to it on port 80"));
      }
    }
    return true;
  }

  const dockerfile::File& file_;
  const model::Surroundings& around_;
  const dockerfile::Stage& stage_;
  std::vector<std::string> workdirs_;
  std::map<std::string, std::vector<Edit>> others_;
  Rewrite rewrite_;
};

}  // namespace

Rewrite unprivileged_nginx(const model::Dockerfile& file, const model::Surroundings& around,
                           const dockerfile::Stage& stage) {
  return Change(file, around, stage).make();
}

}  // namespace s1::rules
