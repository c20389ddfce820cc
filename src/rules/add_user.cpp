// SPDX-License-Identifier: Apache-2.0
#include "rules/add_user.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "facts/base_images.h"
#include "model/command_line.h"
#include "model/dockerfile_stage.h"
#include "model/source_signs.h"
#include "model/start.h"
#include "rules/closed_files.h"
#include "rules/dockerfile_edits.h"
#include "rules/needs_root.h"
#include "rules/written_folders.h"

namespace s1::rules {
namespace {

using dockerfile::Instruction;
using dockerfile::Kind;
using model::Answer;

constexpr std::uint32_t kFirstFreePort = 1024;  // below it, ports are root's wherever the kernel is not told otherwise
constexpr std::uint32_t kMostPort = 65'535;
constexpr std::string_view kNewUid = "10001";  // above what distributions give out

struct Account {
  std::string user;         // what USER is given
  std::string make;         // the command that makes it; empty: it is there
  std::string said;         // for `checked`
  std::string number = {};  // where `user` is a variable

  // What chown is given.
  [[nodiscard]] const std::string& owner() const { return number.empty() ? user : number; }
};

std::optional<std::uint32_t> number(std::string_view text) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// BusyBox's adduser, which Alpine has too.
bool has_busybox(const facts::BaseImage& facts) {
  return facts.package_manager == "apk" || facts.image == "busybox";
}

// A distribution of Red Hat's kind: its own image runs as root.
bool is_rpm_based(const facts::BaseImage& facts) {
  return facts.package_manager == "dnf" || facts.package_manager == "microdnf" || facts.package_manager == "yum";
}

// Others come without useradd, at least in their small images (wildfly/wildfly-container#187,
// amazonlinux/container-images#28).
bool has_useradd(const facts::BaseImage& facts) {
  const bool small = facts.package_manager == "microdnf";
  return !small && (facts.image == "fedora" || facts.image == "centos" || facts.image == "almalinux");
}

// Of useradd and both kinds of adduser.
constexpr std::string_view kValues[] = {"uid",      "gid",        "home",    "home-dir",         "base-dir", "shell",
                                        "comment",  "gecos",      "ingroup", "groups",           "skel",     "password",
                                        "inactive", "expiredate", "key",     "add-extra-groups", "firstuid", "lastuid"};
constexpr model::OptionSyntax kAccountOptions{"hgsGukcdbpeKf", kValues};

class UserFix {
 public:
  UserFix(const model::Dockerfile& file, const model::Surroundings& around, const dockerfile::Stage& stage)
      : file_(file), tree_(file.tree), around_(around), stage_(stage), history_(model::history(tree_, stage)) {}

  Rewrite make() && {
    const bool all = find_account() && ports_are_free() && nothing_starts_as_root() && folders_are_known() &&
                     nothing_is_mounted() && nothing_is_roots() && runners_agree() && sources_agree();
    if (all) write();
    return std::move(rewrite_);
  }

 private:
  [[nodiscard]] Span from() const { return tree_.instructions[stage_.from].header; }

  // ---- The account

  // Those that the Dockerfile makes itself, in the image that is shipped.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> made_accounts() const {
    std::vector<std::pair<std::string, std::string>>
        accounts;  // name and number, the number empty where it is not given
    for (const model::Run& run : file_.runs) {
      if (std::ranges::find(history_, run.owner) == history_.end()) continue;
      for (const model::Call& call : run.calls) {
        if (call.name != "useradd" && call.name != "adduser") continue;
        const std::vector<const shell::Word*> names =
            model::read_command_line(call.arguments, kAccountOptions).operands;
        // adduser USER GROUP: BusyBox's makes the account in the group, Debian's adds one that is there.
        const model::Base base = model::base(tree_, stage_);
        const bool in_group = call.name == "adduser" && names.size() == 2;
        if (in_group && (base.facts == nullptr || !has_busybox(*base.facts))) continue;
        if (names.size() != 1 && !in_group) return {};
        const shell::Word* const name = names.front();
        if (!name->literal) return {};
        std::string uid(call.option_value("uid", 'u').value_or(""));
        accounts.emplace_back(name->value, number(uid) ? std::move(uid) : std::string());
      }
    }
    return accounts;
  }

  bool find_account() {
    const model::Base base = model::base(tree_, stage_);
    if (base.scratch) {
      account_ = {"65532:65532", {}, "FROM scratch has no accounts, and a number needs none"};
      return true;
    }
    if (base.facts == nullptr || (!base.facts->verified && !is_rpm_based(*base.facts)))
      return rewrite_.refuse(from(), "which accounts the base image has is not known");
    if (base.facts->user.uid != 0U) return rewrite_.refuse(from(), "the base image's own user is not root");
    const std::string image(base.ref.raw);
    if (const auto made = made_accounts(); made.size() == 1) {
      account_ = {made[0].second.empty() ? made[0].first : made[0].second,
                  {},
                  "the account " + made[0].first + " is made in this Dockerfile"};
      return true;
    }
    for (const facts::Account& each : base.facts->users) {
      const bool meant = !base.facts->app.empty() ? each.name == base.facts->app : each.name == "nonroot";
      if (!meant || !each.uid) continue;
      const std::uint32_t gid = each.gid.value_or(*each.uid);
      const std::string ids = std::to_string(*each.uid) + ":" + std::to_string(gid);
      account_ = {ids, {}, image + " has the account " + std::string(each.name) + " (" + ids + ")"};
      // The images of .NET name it so, which holds when the number changes.
      if (base.facts->image.starts_with("mcr.microsoft.com/dotnet/") &&
          std::ranges::find(base.facts->env, "APP_UID") != base.facts->env.end())
        account_.user = "$APP_UID", account_.number = ids;
      return true;
    }
    return make_account(*base.facts, image);
  }

  bool make_account(const facts::BaseImage& facts, const std::string& image) {
    if (facts.shell != "sh") return rewrite_.refuse(from(), image + " has no shell to make an account with");
    const std::string uid(kNewUid);
    if (facts.package_manager == "apt")
      account_ = {
          uid + ":" + uid,
          "groupadd --gid " + uid + " app && useradd --no-log-init --create-home --uid " + uid + " --gid app app",
          image + " has groupadd and useradd, and no account " + uid};
    else if (has_busybox(facts))
      account_ = {uid + ":" + uid, "addgroup -g " + uid + " app && adduser -D -u " + uid + " -G app app",
                  image + " has addgroup and adduser, and no account " + uid};
    else if (is_rpm_based(facts))
      account_ = rpm_account(facts, image);
    else
      return rewrite_.refuse(from(), "whether " + image + " can make accounts is not known");
    return true;
  }

  static Account rpm_account(const facts::BaseImage& facts, const std::string& image) {
    const std::string uid(kNewUid);
    const std::string manager(facts.package_manager);
    const bool is_there = has_useradd(facts);
    std::string make =
        "groupadd --gid " + uid + " app && useradd --no-log-init --create-home --uid " + uid + " --gid app app";
    if (!is_there) make = manager + " install -y shadow-utils && " + manager + " clean all && " + make;
    return {uid + ":" + uid, std::move(make),
            is_there ? image + " has groupadd and useradd, and no account " + uid
                     : "shadow-utils has groupadd and useradd, and " + image + " no account " + uid};
  }

  // ---- Ports

  bool ports_are_free() {
    std::vector<std::uint32_t> ports;
    for (const Instruction* each : history_) {
      if (each->kind == Kind::expose) {
        for (const dockerfile::Word& word : each->words) {
          const std::string text = dockerfile::expand(tree_, *each, word).text;
          const std::optional<std::uint32_t> port = number(std::string_view(text).substr(0, text.find_first_of("/-")));
          if (!port || *port > kMostPort) return rewrite_.refuse(each->header, "which port is exposed is not known");
          if (*port < kFirstFreePort)
            return rewrite_.refuse(word.span, "port " + std::to_string(*port) +
                                                  " is below 1024, which not every runtime lets other users open");
          ports.push_back(*port);
        }
      }
      if (each->kind == Kind::env)
        for (const dockerfile::Pair& pair : each->pairs)
          if (names_low_port(pair))
            return rewrite_.refuse(pair.value.span, std::string(pair.key.raw) + " names a port below 1024");
    }
    const model::Base base = model::base(tree_, stage_);
    if (ports.empty() && base.facts != nullptr && base.facts->port && *base.facts->port < kFirstFreePort)
      return rewrite_.refuse(from(), "the base image listens on port " + std::to_string(*base.facts->port));
    for (const model::Runner* runner : around_.runners_of(stage_))
      for (const model::Port& port : runner->container->ports)
        if (port.first != 0 && port.first < kFirstFreePort)
          return rewrite_.refuse(related_of(port.place, "port " + std::to_string(port.first) + " is below 1024"));
    if (!ports.empty()) {
      std::string said = "port " + std::to_string(ports.front()) + " is 1024 or more";
      if (ports.size() > 1) said = "all exposed ports are 1024 or more";
      rewrite_.checked.push_back(std::move(said));
    }
    return true;
  }

  // PORT=80, ASPNETCORE_URLS=http://+:80
  static bool names_low_port(const dockerfile::Pair& pair) {
    if (!pair.key.raw.contains("PORT") && !pair.key.raw.contains("URL") && !pair.key.raw.contains("ADDR")) return false;
    std::string_view value = pair.value.raw;
    while (value.ends_with('"') || value.ends_with('\'') || value.ends_with('/')) value.remove_suffix(1);
    const std::size_t digits = value.find_last_not_of("0123456789");
    const std::string_view tail = digits == std::string_view::npos ? value : value.substr(digits + 1);
    const bool is_port = digits == std::string_view::npos || value[digits] == ':' || value[digits] == '"';
    const std::optional<std::uint32_t> port = number(tail);
    return is_port && port && *port != 0 && *port < kFirstFreePort;
  }

  // ---- What is started

  bool nothing_starts_as_root() {
    const model::Start start = model::start_of(file_, around_, stage_);
    if (start.inherited) {
      const model::Base base = model::base(tree_, stage_);
      // An image with an account for the application is made to start under it.
      if (base.facts == nullptr || base.facts->app.empty())
        return rewrite_.refuse(from(), "it starts what its base image starts, which may need root");
      return true;
    }
    for (const model::Started& each : start.commands)
      if (const std::optional<std::string> need = need_of_root(each))
        return rewrite_.refuse(each.span, *need + (each.file.empty() ? "" : " (in " + each.file + ")"));
    for (const model::Started& each : start.commands)
      for (const std::string& argument : each.arguments)
        if (is_low_port(argument)) return rewrite_.refuse(each.span, "it is told to listen on " + argument);
    if (!start.unread.empty())
      return rewrite_.refuse(start.unread.front().span,
                             "what " + start.unread.front().what + " does cannot be read here");
    std::set<std::string> programs;
    for (const model::Started& each : start.commands)
      if (!each.program.empty()) programs.insert(each.program);
    std::string said;
    for (const std::string& each : programs) said += (said.empty() ? "" : ", ") + each;
    if (!said.empty()) rewrite_.checked.push_back("what is started needs no root: " + said);
    return true;
  }

  static bool is_low_port(std::string_view argument) {
    const std::size_t colon = argument.rfind(':');
    const std::size_t equals = argument.rfind('=');
    const std::size_t at = colon == std::string_view::npos ? equals : colon;
    const std::string_view tail = at == std::string_view::npos ? argument : argument.substr(at + 1);
    return tail == "80" || tail == "443";
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
      if (each->kind == Kind::volume)
        return rewrite_.refuse(each->header, "a volume that is there already may hold files of root");
    for (const model::Runner* runner : around_.runners_of(stage_))
      for (const model::Mount& mount : runner->container->mounts) {
        if (mount.source.ends_with("docker.sock"))
          return rewrite_.refuse(related_of(mount.place, "it uses Docker's socket"));
        if (!mount.read_only)
          return rewrite_.refuse(
              related_of(mount.place, "what is mounted at " + mount.target + " may be writable for root alone"));
      }
    rewrite_.checked.emplace_back("no volume is declared, and none is known to be mounted for writing");
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

  // The program does nothing of what only root could do in these folders, as far as its sources show.
  bool sources_agree() {
    if (!around_.context) return true;
    if (const std::optional<model::SourceSign> sign = model::sign_of_root(*around_.context))
      return rewrite_.refuse(
          from(), around_.context->path_of(sign->path) + ":" + std::to_string(sign->line) + " " + sign->what);
    rewrite_.checked.emplace_back("the sources show no file that is written, and no port below 1024");
    return true;
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
        return rewrite_.refuse(related_of(container.privileged.place, "it is run privileged"));
      if (container.user.known() && (container.user.text == "root" || container.user.text.starts_with("0")))
        return rewrite_.refuse(related_of(container.user.place, "it is run as root on purpose"));
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

  static Related related_of(const model::Place& place, std::string message) {
    return {.span = place.span, .message = std::move(message), .file = place.file, .line = place.line};
  }

  const model::Dockerfile& file_;
  const dockerfile::File& tree_;
  const model::Surroundings& around_;
  const dockerfile::Stage& stage_;
  std::vector<const Instruction*> history_;
  Account account_;
  std::vector<std::string> folders_;
  Rewrite rewrite_;
};

}  // namespace

Rewrite add_user(const model::Dockerfile& file, const model::Surroundings& around, const dockerfile::Stage& stage) {
  return UserFix(file, around, stage).make();
}

}  // namespace s1::rules
