// SPDX-License-Identifier: Apache-2.0
#include "rules/manifest_copy.h"

#include <algorithm>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "rules/dockerfile_edits.h"
#include "rules/source_free.h"
#include "workspace/names.h"

namespace s1::rules {
namespace {

using dockerfile::Instruction;
using dockerfile::Kind;
using model::Call;
using model::Run;

constexpr std::size_t kMostLines = 12;

bool is_one_of(std::span<const std::string_view> names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

class Writer {
 public:
  Writer(const model::Dockerfile& file, const SourceCopy& copy, Rewrite& rewrite)
      : file_(file), tree_(file.tree), copy_(copy), rewrite_(rewrite) {}

  // A step of its own before the source is copied; all that is there stays.
  bool add_fetch(const Run& run, const InstallCall& install, const Manifests& manifests) {
    for (const Instruction* each : copy_.between) {
      const bool plain = each->kind == Kind::label || each->kind == Kind::expose || each->kind == Kind::stopsignal ||
                         each->kind == Kind::cmd || each->kind == Kind::entrypoint;
      const bool sets = each->kind == Kind::env || each->kind == Kind::arg;
      const bool apart = sets && std::ranges::none_of(each->pairs, [](const dockerfile::Pair& pair) {
                           return is_for_installs(pair.key.raw);
                         });
      if (!plain && !apart)
        return rewrite_.refuse(each->header, "the install may need this, which stands behind the COPY");
    }
    if (install.call->command != &run.script->items.front().pipeline.commands.front())
      return rewrite_.refuse(run.instruction->header, "the install may need what runs before it in this step");
    for (const shell::Assignment& set : install.call->command->assignments)
      if (is_for_installs(set.name)) return rewrite_.refuse(set.span, "the install may need this variable");
    const std::optional<std::string> lines = manifest_lines(manifests);
    const std::optional<Span> place = block();
    if (!lines || !place) return false;
    const Source& source = *tree_.source;
    std::string step = *lines + std::string(source.slice(run.instruction->keyword));
    for (const dockerfile::Flag& flag : run.instruction->flags) step += " " + std::string(source.slice(flag.span));
    rewrite_.edits.push_back({{place->begin, place->begin}, step + " " + manifests.fetch + end()});
    return true;
  }

  // The COPY goes behind the install.
  bool move_copy(const Run& run, const InstallCall& install, const Manifests& manifests) {
    for (const Instruction* each : copy_.between) {
      const bool plain = each->kind == Kind::env || each->kind == Kind::arg || each->kind == Kind::label ||
                         each->kind == Kind::expose || each->kind == Kind::stopsignal || each->kind == Kind::cmd ||
                         each->kind == Kind::entrypoint;
      const bool moved = each->kind == Kind::workdir && copy_.destination.starts_with('/');
      const auto between = std::ranges::find(file_.runs, each, &Run::owner);
      const bool apart = each->kind == Kind::run && between != file_.runs.end() && needs_no_source(*between);
      if (!plain && !moved && !apart)
        return rewrite_.refuse(each->header, "this stands between the COPY and the install, and may need the source");
    }
    if (run.exec_form || !run.instruction->heredocs.empty()) {
      if (run.calls.size() != 1)
        return rewrite_.refuse(run.instruction->header, "the install is one of several commands here");
    }
    const std::optional<std::uint32_t> split = split_after(run, install);
    if (!split) return false;
    const std::optional<std::string> lines = manifest_lines(manifests);
    const std::optional<Span> place = block();
    if (!lines || !place) return false;
    const Source& source = *tree_.source;
    std::string text(source.slice(*place));
    if (!text.ends_with('\n')) text += end();
    const Span run_lines = whole_lines(source, run.instruction->span);
    if (run_lines.empty()) return rewrite_.refuse(run.instruction->header, "it shares its line with something else");
    // One edit of all that moves, so that what is found in it is known again.
    std::string moved = *lines;
    if (*split == run.instruction->span.end) {
      moved += source.slice({place->end, run_lines.end});
      if (!moved.ends_with('\n')) moved += end(), text.resize(text.size() - end().size());
      rewrite_.edits.push_back({{place->begin, run_lines.end}, moved + text});
    } else {
      const Span gap{*split, next_command(run, *split)};
      if (holds_comment(tree_, gap))
        return rewrite_.refuse(run.instruction->header, "a comment stands where the step would be split");
      moved += source.slice({place->end, gap.begin});
      moved += end() + text + std::string(source.slice(run.instruction->keyword)) + " ";
      rewrite_.edits.push_back({{place->begin, gap.end}, std::move(moved)});
    }
    rewrite_.checked.emplace_back("nothing between the COPY and the install needs the source");
    return true;
  }

 private:
  // The lines that copy the manifests.
  std::optional<std::string> manifest_lines(const Manifests& manifests) {
    std::string folder = copy_.destination;
    if (folder.find_first_of(" \"'$[") != std::string::npos) {
      rewrite_.refuse(copy_.instruction->header, "its destination cannot be repeated");
      return std::nullopt;
    }
    if (folder == ".") folder = "./";
    if (!folder.ends_with('/')) folder += '/';
    std::map<std::string, std::vector<std::string>> by_folder;
    for (const std::string& file : manifests.files) {
      const bool is_folder = file.ends_with('/');
      by_folder[is_folder ? file : std::string(workspace::parent_path(file))].push_back(
          is_folder ? file.substr(0, file.size() - 1) : file);
    }
    if (by_folder.size() > kMostLines) {
      rewrite_.refuse(copy_.instruction->header,
                      "what the install reads lies in more folders than lines can name well");
      return std::nullopt;
    }
    const Source& source = *tree_.source;
    const Instruction& copy = *copy_.instruction;
    std::string begin = copy.kind == Kind::add ? (source.slice(copy.keyword).starts_with('a') ? "copy" : "COPY")
                                               : std::string(source.slice(copy.keyword));
    for (const dockerfile::Flag& flag : copy.flags) begin += " " + std::string(source.slice(flag.span));
    std::string lines;
    for (const auto& [inside, files] : by_folder) {
      lines += begin;
      for (const std::string& file : files) lines += " " + workspace::join(copy_.folder, file);
      std::string to = inside.empty() ? folder : (folder == "./" ? std::string() : folder) + inside;
      if (!to.ends_with('/')) to += '/';
      lines += " " + to + end();
    }
    return lines;
  }

  [[nodiscard]] std::string end() const {
    return std::string(line_end_at(*tree_.source, copy_.instruction->span.begin));
  }

  // The COPY with the comments that belong to it, as whole lines.
  std::optional<Span> block() {
    const Span lines = whole_lines(*tree_.source, copy_.instruction->span);
    const std::optional<std::uint32_t> begin = line_before(tree_, *copy_.instruction);
    if (lines.empty() || !begin) {
      rewrite_.refuse(copy_.instruction->header, "it shares its line with something else");
      return std::nullopt;
    }
    return Span{*begin, lines.end};
  }

  [[nodiscard]] static bool is_for_installs(std::string_view variable) {
    constexpr std::string_view targets[] = {"GOOS", "GOARCH", "GOARM", "GOAMD64", "GOEXPERIMENT"};
    if (is_one_of(targets, variable)) return false;
    constexpr std::string_view prefixes[] = {"GO",    "UV_",  "POETRY_", "PIP_", "COMPOSER_", "HTTP",       "http",
                                             "NETRC", "GIT_", "SSL_",    "PATH", "PYTHON",    "VIRTUAL_ENV"};
    return std::ranges::any_of(prefixes, [&](std::string_view prefix) { return variable.starts_with(prefix); });
  }

  // Where the RUN can be parted behind the install: its end, where nothing after the install needs the source.
  std::optional<std::uint32_t> split_after(const Run& run, const InstallCall& install) {
    const shell::Script& script = *run.script;
    std::optional<std::size_t> at;
    for (std::size_t i = 0; i < script.items.size(); ++i) {
      const shell::Item& item = script.items[i];
      const bool simple = item.pipeline.commands.size() == 1 && !item.background && !item.pipeline.negated &&
                          (item.joint == shell::Joint::first || item.joint == shell::Joint::and_then);
      if (!simple) {
        rewrite_.refuse(item.pipeline.span, "the step is no plain list of commands");
        return std::nullopt;
      }
      if (&item.pipeline.commands.front() == install.call->command) at = i;
    }
    if (!at) {
      rewrite_.refuse(install.call->command->span, "the install stands in a branch");
      return std::nullopt;
    }
    std::optional<std::size_t> first_after;
    for (const Call& call : run.calls) {
      if (call.command == install.call->command) continue;
      const bool before = call.command->span.begin < install.call->command->span.begin;
      if (needs_no_source(call)) continue;
      if (before) {
        rewrite_.refuse(call.command->span, "this runs before the install, and may need the source");
        return std::nullopt;
      }
      first_after = at;
    }
    if (!first_after) return run.instruction->span.end;
    if (!run.instruction->flags.empty() || run.calls.size() != script.items.size()) {
      rewrite_.refuse(run.instruction->header, "the step cannot be split behind the install");
      return std::nullopt;
    }
    for (std::size_t i = 0; i < *at; ++i) {
      const std::string_view name = shell::name_of(script.items[i].pipeline.commands.front());
      if (name == "export" || name == "set" || name.empty()) {
        rewrite_.refuse(script.items[i].pipeline.span,
                        "what comes after the install may need this, and would run in a step of its own");
        return std::nullopt;
      }
    }
    return script.items[*at].pipeline.span.end;
  }

  [[nodiscard]] static std::uint32_t next_command(const Run& run, std::uint32_t from) {
    for (const shell::Item& item : run.script->items)
      if (item.pipeline.span.begin > from) return item.pipeline.span.begin;
    return from;
  }

  const model::Dockerfile& file_;
  const dockerfile::File& tree_;
  const SourceCopy& copy_;
  Rewrite& rewrite_;
};

}  // namespace

bool copy_manifests_first(const model::Dockerfile& file, const SourceCopy& copy, const model::Run& run,
                          const InstallCall& install, const Manifests& manifests, Rewrite& rewrite) {
  Writer writer(file, copy, rewrite);
  return manifests.fetch.empty() ? writer.move_copy(run, install, manifests)
                                 : writer.add_fetch(run, install, manifests);
}

}  // namespace s1::rules
