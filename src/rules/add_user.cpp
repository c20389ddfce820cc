// SPDX-License-Identifier: Apache-2.0
#include "rules/add_user.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "facts/base_images.h"
#include "model/dockerfile_stage.h"
#include "model/source_signs.h"
#include "model/start.h"
#include "rules/app_account.h"
#include "rules/between_files.h"
#include "rules/closed_files.h"
#include "rules/dockerfile_edits.h"
#include "rules/later_stages.h"
#include "rules/low_ports.h"
#include "rules/mounted_files.h"
#include "rules/needs_root.h"
#include "rules/program_sources.h"
#include "rules/written_folders.h"

namespace s1::rules {
namespace {

using dockerfile::Instruction;
using dockerfile::Kind;

class UserFix {
 public:
  UserFix(const model::Dockerfile& file, const model::Surroundings& around, const dockerfile::Stage& stage)
      : file_(file), tree_(file.tree), around_(around), stage_(stage), history_(model::history(tree_, stage)) {}

  Rewrite make() && {
    const bool all = no_later_stage_is_roots() && find_account() && has_no_low_port(file_, around_, stage_, rewrite_) &&
                     nothing_starts_as_root() && folders_are_known() && nothing_is_mounted() && nothing_is_roots() &&
                     runners_agree() && sources_agree();
    if (all) write();
    return std::move(rewrite_);
  }

 private:
  [[nodiscard]] Span from() const { return tree_.instructions[stage_.from].header; }

  bool no_later_stage_is_roots() {
    const std::optional<Related> later = later_stage_as_root(file_, around_, stage_);
    return !later || rewrite_.refuse(*later);
  }

  bool find_account() {
    std::optional<AppAccount> found = app_account(file_, stage_, rewrite_);
    if (!found) return false;
    account_ = *std::move(found);
    return true;
  }

  // ---- What is started

  bool nothing_starts_as_root() {
    const model::Start start = model::start_of(file_, around_, stage_);
    if (start.inherited) {
      const model::Base base = model::base(tree_, stage_);
      // An image with an account for the application is made to start under it.
      if (base.facts == nullptr || base.facts->app.empty())
        return rewrite_.refuse(from(), "it starts what its base image starts, which may need root");
    } else if (const std::optional<Related> need = need_of(start)) {
      return rewrite_.refuse(*need);
    }
    std::set<std::string> programs;
    for (const model::Started& each : start.commands)
      if (!each.program.empty()) programs.insert(each.program);
    for (const model::Runner* runner : around_.runners_of(stage_)) {
      const model::Container& container = *runner->container;
      if (!model::starts_another_command(container)) continue;
      const model::Start other = model::start_of(file_, around_, stage_, container);
      const model::Value& said = container.command.place.exists() ? container.command : container.entrypoint;
      if (const std::optional<Related> need = need_of(other))
        return rewrite_.refuse(related_at(said.place, "started with this command, " + need->message));
      for (const model::Started& each : other.commands)
        if (!each.program.empty()) programs.insert(each.program);
    }
    std::string said;
    for (const std::string& each : programs) said += (said.empty() ? "" : ", ") + each;
    if (!said.empty()) rewrite_.checked.push_back("what is started needs no root: " + said);
    return true;
  }

  // Why what is started may not do without root.
  static std::optional<Related> need_of(const model::Start& start) {
    for (const model::Started& each : start.commands)
      if (const std::optional<std::string> need = need_of_root(each))
        return Related{each.span, *need + (each.file.empty() ? "" : " (in " + each.file + ")")};
    for (const model::Started& each : start.commands)
      for (const std::string& argument : each.arguments)
        if (is_low_port(argument)) return Related{each.span, "it is told to listen on " + argument};
    if (!start.unread.empty())
      return Related{start.unread.front().span, "what " + start.unread.front().what + " does cannot be read here"};
    for (const model::Started& each : start.commands)
      if (each.program.ends_with(".wasm"))
        return Related{each.span, "it is WebAssembly, and whether what runs it takes a USER is not known"};
    return std::nullopt;
  }

  // ---- Files

  // What the program is seen to write becomes the account's.
  bool folders_are_known() {
    const std::optional<std::vector<std::string>> folders =
        written_folders(file_, stage_, model::start_of(file_, around_, stage_));
    if (!folders) return rewrite_.refuse(from(), "in which folder it writes a file is not known");
    folders_ = *folders;
    if (folders_.empty()) return true;
    const model::Base base = model::base(tree_, stage_);
    if (base.facts == nullptr || base.facts->shell != "sh")
      return rewrite_.refuse(from(), "there is no shell to make " + folders_.front() + " writable with");
    std::string said;
    for (const std::string& each : folders_) said += (said.empty() ? "" : ", ") + each;
    rewrite_.checked.push_back("the account gets the folders that are made to be written: " + said);
    return true;
  }

  bool nothing_is_mounted() {
    for (const Instruction* each : history_)
      if (each->kind == Kind::volume && !std::ranges::all_of(each->words, is_open_to_all))
        return rewrite_.refuse(each->header, "a volume that is there already may hold files of root");
    for (const model::Runner* runner : around_.runners_of(stage_))
      for (const model::Mount& mount : runner->container->mounts) {
        if (mount.source.ends_with("docker.sock"))
          return rewrite_.refuse(related_at(mount.place, "it uses Docker's socket"));
        if (!mount.read_only)
          return rewrite_.refuse(
              related_at(mount.place, "what is mounted at " + mount.target + " may be writable for root alone"));
      }
    MountedFiles files = mounted_files(around_, stage_);
    if (files.closed) return rewrite_.refuse(*std::move(files.closed));
    rewrite_.checked.emplace_back("no volume is declared, and none is known to be mounted for writing");
    if (!files.readable.empty())
      rewrite_.checked.push_back("all users may read what Compose mounts from here: " + files.readable);
    return true;
  }

  // Nothing is under /root or closed to others.
  bool nothing_is_roots() {
    for (const Instruction* each : history_) {
      const std::string_view text = each->arguments.text();
      if (each->kind != Kind::run && text.contains("/root"))
        return rewrite_.refuse(each->header, "/root is closed to other users");
      if (const dockerfile::Flag* chmod = each->flag("chmod"); chmod != nullptr && closes(chmod->value))
        return rewrite_.refuse(chmod->span, "its mode keeps other users out");
      if (each->kind == Kind::onbuild) return rewrite_.refuse(each->header, "what ONBUILD adds later may need root");
    }
    for (const model::Run& run : file_.runs) {
      if (std::ranges::find(history_, run.owner) == history_.end()) continue;
      for (const model::Call& call : run.calls) {
        if (call.name == "chmod" &&
            std::ranges::any_of(call.arguments, [](const shell::Word* word) { return closes(word->value); }))
          return rewrite_.refuse(call.command->span, "its mode keeps other users out");
        const bool pip = call.name.starts_with("pip") && call.has_option("user");
        if (pip)
          return rewrite_.refuse(call.command->span,
                                 "pip install --user writes to /root, which is closed to other users");
      }
    }
    if (around_.context)
      for (const std::string& name : around_.context->names())
        if (name.ends_with(".sqlite3") || name.ends_with(".sqlite") || name.ends_with(".db"))
          return rewrite_.refuse(
              from(), "the database " + around_.context->path_of(name) + " is copied in, and only root could write it");
    if (around_.context)
      if (const std::optional<ClosedFile> closed = closed_file(tree_, history_, *around_.context))
        return rewrite_.refuse(closed->copy->header, "the mode of " + around_.context->path_of(closed->path) +
                                                         " keeps other users out, and COPY keeps the mode");
    rewrite_.checked.emplace_back("nothing lies under /root, and no mode keeps other users out");
    return true;
  }

  // The program does nothing of what only root could do in these folders, as far as its sources show. A program that
  // is copied in as it is has none here, and is taken as it is.
  bool sources_agree() {
    const bool has_sources = starts_from_sources(file_, stage_, model::start_of(file_, around_, stage_));
    if (!around_.context)
      return !has_sources || rewrite_.refuse(from(),
                                             "the folder that it is built from is not known, so neither is what "
                                             "its sources write");
    const model::SourceSigns signs = model::signs_of_root(*around_.context);
    if (signs.first)
      return rewrite_.refuse(from(), around_.context->path_of(signs.first->path) + ":" +
                                         std::to_string(signs.first->line) + " " + signs.first->what);
    if (!signs.complete) return rewrite_.refuse(from(), "not all of its sources could be read");
    if (signs.read == 0)
      return !has_sources || rewrite_.refuse(from(), "none of its sources are there to show what it writes");
    rewrite_.checked.emplace_back("the sources show no file that is written, and no port below 1024");
    return true;
  }

  static bool is_open_to_all(const dockerfile::Word& folder) {
    return folder.raw == "/tmp" || folder.raw == "/var/tmp" || folder.raw == "/dev/shm";
  }

  // 700, 0600, 750, go-rwx, o=
  static bool closes(std::string_view mode) {
    if (mode.size() >= 3 && mode.size() <= 4 && mode.find_first_not_of("01234567") == std::string_view::npos)
      return mode.back() == '0';
    return mode.starts_with("go-r") || mode.starts_with("o-r") || mode.starts_with("go=") || mode == "o=";
  }

  // ---- Who runs it

  bool runners_agree() {
    for (const model::Runner* runner : around_.runners_of(stage_)) {
      const model::Container& container = *runner->container;
      if (container.privileged.is("true"))
        return rewrite_.refuse(related_at(container.privileged.place, "it is run privileged"));
      if (container.user.known() && (container.user.text == "root" || container.user.text.starts_with("0")))
        return rewrite_.refuse(related_at(container.user.place, "it is run as root on purpose"));
    }
    return true;
  }

  // ---- The edits

  void write() {
    rewrite_.checked.insert(rewrite_.checked.begin(), account_.said);
    const Instruction* before = nullptr;  // what USER goes before
    std::uint32_t last_work = stage_.from;
    for (const std::uint32_t index : stage_.instructions) {
      const Instruction& each = tree_.instructions[index];
      const bool works =
          each.kind == Kind::run || each.kind == Kind::copy || each.kind == Kind::add || each.kind == Kind::workdir;
      const bool starts = each.kind == Kind::cmd || each.kind == Kind::entrypoint;
      if (works) last_work = index, before = nullptr;
      if (starts && before == nullptr) before = &each;
    }
    const Source& source = *tree_.source;
    const Instruction& from = tree_.instructions[stage_.from];
    const bool small = source.slice(from.keyword).starts_with('f');
    const std::string end(line_end_at(source, from.span.begin));
    if (!account_.make.empty()) {
      const std::uint32_t at = next_line(from);
      rewrite_.edits.push_back({{at, at}, (small ? "run " : "RUN ") + account_.make + end});
    }
    std::string user;
    if (!folders_.empty()) {
      user = (small ? "run chown " : "RUN chown ") + account_.owner();
      for (const std::string& each : folders_) user += " " + each;
      user += end;
    }
    user += (small ? "user " : "USER ") + account_.user + end;
    const std::optional<std::uint32_t> line = before != nullptr ? line_before(tree_, *before) : std::nullopt;
    const std::uint32_t at = line ? *line : next_line(tree_.instructions[last_work]);
    const bool open_end = at == source.size() && at > 0 && source.bytes()[at - 1] != '\n';
    rewrite_.edits.push_back({{at, at}, open_end ? end + user.substr(0, user.size() - end.size()) : user});
    if (rewrite_.edits.size() == 2 && rewrite_.edits[0].span == rewrite_.edits[1].span) {
      rewrite_.edits[0].text += rewrite_.edits[1].text;
      rewrite_.edits.pop_back();
    }
  }

  [[nodiscard]] std::uint32_t next_line(const Instruction& instruction) const {
    const Source& source = *tree_.source;
    const std::uint32_t line = source.line_of(instruction.span.end);
    const Span span = source.line_span(line);
    std::uint32_t end = span.end;
    while (end < source.size() && source.bytes()[end] != '\n') ++end;
    return end < source.size() ? end + 1 : end;
  }

  const model::Dockerfile& file_;
  const dockerfile::File& tree_;
  const model::Surroundings& around_;
  const dockerfile::Stage& stage_;
  std::vector<const Instruction*> history_;
  AppAccount account_;
  std::vector<std::string> folders_;
  Rewrite rewrite_;
};

}  // namespace

Rewrite add_user(const model::Dockerfile& file, const model::Surroundings& around, const dockerfile::Stage& stage) {
  return UserFix(file, around, stage).make();
}

}  // namespace s1::rules
