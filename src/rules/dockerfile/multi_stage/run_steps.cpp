// SPDX-License-Identifier: Apache-2.0
#include "rules/dockerfile/multi_stage/run_steps.h"

#include <algorithm>
#include <array>
#include <optional>

#include "facts/base_images.h"
#include "model/package_command.h"
#include "rules/dockerfile/multi_stage/system_packages.h"

namespace s1::rules::multi_stage {
namespace {

using model::Call;
using model::PackageAction;
using model::PackageManager;

// What changes nothing that is shipped.
constexpr std::array<std::string_view, 24> kHarmless = {
    "echo", "printf", "true",   "set",  ":",    "ls",    "pwd",     "cat",   "test", "[",    "export", "sleep",
    "env",  "id",     "whoami", "date", "find", "which", "command", "uname", "exit", "grep", "head",   "tail"};
constexpr std::array<std::string_view, 5> kAccounts = {"useradd", "groupadd", "adduser", "addgroup", "usermod"};
// With the names of files as operands.
constexpr std::array<std::string_view, 10> kFiles = {"mkdir", "chown", "chmod", "chgrp", "touch",
                                                     "cp",    "mv",    "rm",    "ln",    "install"};
constexpr std::array<std::string_view, 5> kRemade = {"mkdir", "chown", "chmod", "chgrp",
                                                     "touch"};  // that can be done again

template <std::size_t N>
bool has(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

std::vector<const shell::Word*> operands(const Call& call) {
  return call.operands({"-m", "--mode", "-o", "-g", "--owner", "--group", "-t"});
}

class Reader {
 public:
  Reader(const SingleStage& stage, const Ecosystem& ecosystem, const Plan& plan, Remade& remade, Rewrite& rewrite)
      : stage_(stage), ecosystem_(ecosystem), plan_(plan), remade_(remade), rewrite_(rewrite) {
    remade_.owners.resize(plan.copied.size());
  }

  bool read() {
    for (const Step& step : stage_.steps) {
      const dockerfile::Instruction& each = *step.instruction;
      if (plan_.shared_until != nullptr && each.index < plan_.shared_until->index) continue;
      if (each.kind == dockerfile::Kind::run && step.run == nullptr)
        return rewrite_.refuse(each.header, "what this RUN does cannot be read");
      if (step.run != nullptr && !read_run(step)) return false;
    }
    read_owners();
    return true;
  }

 private:
  bool read_run(const Step& step) {
    bool remake = false;
    bool only_remade = true;
    bool makes_account = false;
    std::string folder = step.workdir;
    for (const Call& call : step.run->calls) {
      if (call.name == "cd") {
        folder = call.arguments.size() == 1 && call.arguments[0]->literal ? absolute(folder, call.arguments[0]->value)
                                                                          : std::string();
        continue;
      }
      if (call.name.empty()) return rewrite_.refuse(call.command->span, "which command this is cannot be told");
      if (ecosystem_.is_build_step(call)) {
        only_remade = false;
        continue;
      }
      if (has(kHarmless, call.name)) continue;
      if (has(kAccounts, call.name)) {
        remake = true;
        makes_account = true;
        // Debian's slim images have useradd, but from trixie on no adduser.
        const bool busybox = stage_.base.facts != nullptr && stage_.base.facts->package_manager == "apk";
        if (plan_.shell && call.name.starts_with('a') && !busybox && !same_image()) return refuse_account(call);
        if (!plan_.shell && !names_numbers_alone()) return refuse_account(call);
        continue;
      }
      if (has(kFiles, call.name)) {
        const Where where = place_of(call, folder);
        if (where == Where::copied) continue;
        if (where == Where::unknown)
          return rewrite_.refuse(call.command->span, "which files " + std::string(call.name) + " changes is not known");
        if (call.name == "rm" && is_cache(call)) {
          continue;
        }
        if (!has(kRemade, call.name) || !plan_.shell || !plan_.same_system)
          return rewrite_.refuse(call.command->span,
                                 "what " + std::string(call.name) + " does here would not be in the runtime image");
        remake = true;
        continue;
      }
      const std::optional<model::PackageCommand> command = model::package_command(call);
      const bool system =
          command && (command->manager == PackageManager::apt || command->manager == PackageManager::apk);
      if (!system)
        return rewrite_.refuse(call.command->span,
                               "whether what " + std::string(call.name) + " does is needed at run time is not known");
      only_remade = false;
      if (command->action == PackageAction::install && !read_install(call, *command)) return false;
      if (command->action == PackageAction::upgrade)
        return rewrite_.refuse(call.command->span, "the runtime image would not have these upgrades");
    }
    if (!remake) return true;
    if (!only_remade)
      return rewrite_.refuse(
          step.instruction->header,
          "it makes accounts or folders along with the build, which the runtime image would not have");
    if (makes_account && !plan_.shell)
      remade_.dropped.push_back(step.instruction);
    else
      remade_.runs.push_back(step.instruction);
    return true;
  }

  // Whether USER and --chown are given numbers, and some USER is.
  [[nodiscard]] bool names_numbers_alone() const {
    const auto is_number = [](std::string_view text) {
      return !text.empty() && text.find_first_not_of("0123456789:") == std::string_view::npos;
    };
    bool any = false;
    for (const Step& step : stage_.steps) {
      const dockerfile::Instruction& each = *step.instruction;
      const dockerfile::Flag* const chown = each.flag("chown");
      if (chown != nullptr && !is_number(chown->value)) return false;
      if (each.kind != dockerfile::Kind::user) continue;
      if (each.words.empty() || !is_number(each.words[0].raw)) return false;
      any = true;
    }
    return any;
  }

  bool refuse_account(const Call& call) {
    return rewrite_.refuse(call.command->span,
                           "the account that " + std::string(call.name) + " makes cannot be made in the runtime image");
  }

  [[nodiscard]] bool same_image() const { return plan_.image == stage_.base.ref.raw; }

  // ---- Files

  enum class Where { copied, elsewhere, unknown };
  [[nodiscard]] Where place_of(const Call& call, const std::string& folder) const {
    bool elsewhere = false;
    std::vector<const shell::Word*> words = operands(call);
    const bool first_is_no_file = call.name == "chown" || call.name == "chgrp" || call.name == "chmod";
    if (first_is_no_file && !words.empty()) words.erase(words.begin());
    // What is only read counts for nothing.
    const bool copies = call.name == "cp" || call.name == "install" || call.name == "ln";
    if (copies && words.size() > 1) words.erase(words.begin(), words.end() - 1);
    if (words.empty()) return Where::unknown;
    for (const shell::Word* word : words) {
      std::string_view text = word->value;
      if (text.starts_with('~')) {
        elsewhere = true;
        continue;
      }
      if (text.contains('$') || text.contains('`')) return Where::unknown;
      text = text.substr(0, text.find_first_of("*?[{"));
      const std::string path = absolute(folder, text);
      if (path.empty()) return Where::unknown;
      const bool may_hold = call.name != "chown" && call.name != "chgrp" && call.name != "chmod";
      if (!is_copied(path, may_hold)) elsewhere = true;
    }
    return elsewhere ? Where::elsewhere : Where::copied;
  }

  // Copied, or of a folder of the build's own. `may_hold`: a folder in which something is that is copied will do.
  [[nodiscard]] bool is_copied(const std::string& path, bool may_hold) const {
    const bool of_build =
        std::ranges::any_of(plan_.build_folders, [&](const std::string& each) { return lies_in(path, each); });
    return of_build || std::ranges::any_of(plan_.copied, [&](const Copied& each) {
             return lies_in(path, each.path) || (may_hold && each.path.starts_with(path + "/"));
           });
  }

  static bool is_cache(const Call& call) {
    return std::ranges::all_of(operands(call), [](const shell::Word* word) {
      const std::string_view path = word->value;
      return path.starts_with("/tmp/") || path.starts_with("/var/lib/apt") || path.starts_with("/var/cache") ||
             path.starts_with("/root/.cache") || path.starts_with("~/.cache") || path.starts_with("/root/.npm") ||
             path.starts_with("/var/tmp");
    });
  }

  // ---- System packages

  bool read_install(const Call& call, const model::PackageCommand& command) {
    if (plan_.needs_no_packages) return true;
    const bool alpine = command.manager == PackageManager::apk;
    if (command.line.open) return rewrite_.refuse(call.command->span, "which packages are installed is not known");
    for (const shell::Word* word : command.line.operands) {
      std::string_view name = word->value;
      if (!word->literal) return rewrite_.refuse(word->span, "which package " + std::string(name) + " is is not known");
      name = name.substr(0, name.find_first_of("=<>~@:"));
      const SystemPackage package = system_package(name, alpine);
      const bool of_build = std::ranges::find(plan_.build_packages, name) != plan_.build_packages.end();
      if (package.use == SystemPackage::Use::build || of_build) continue;
      if (package.use == SystemPackage::Use::unknown)
        return rewrite_.refuse(word->span, "which package has the library of " + std::string(name) + " is not known");
      if (!plan_.shell || !plan_.same_system)
        return rewrite_.refuse(word->span, "whether " + std::string(name) + " is needed at run time is not known");
      const bool recommends = !alpine && !call.has_option("no-install-recommends");
      if (package.use == SystemPackage::Use::run && recommends)
        return rewrite_.refuse(word->span,
                               "what " + std::string(name) + " recommends is installed too, and may be needed");
      add(package.use == SystemPackage::Use::library ? std::string(package.library) : std::string(word->value));
    }
    return true;
  }

  void add(std::string name) {
    if (std::ranges::find(remade_.packages, name) == remade_.packages.end())
      remade_.packages.push_back(std::move(name));
  }

  // ---- Owners

  void read_owners() {
    for (std::size_t i = 0; i < plan_.copied.size(); ++i) {
      const std::string& path = plan_.copied[i].path;
      std::optional<std::string> owner;
      bool same = true;
      for (const Placed& each : stage_.placed) {
        if (!lies_in(each.path, path)) continue;
        const dockerfile::Flag* const flag = each.copy->flag("chown");
        const std::string own(flag == nullptr ? std::string_view() : flag->value);
        if (owner && *owner != own) same = false;
        owner = own;
      }
      if (owner && same) remade_.owners[i] = *owner;
      stage_.for_each_call([&](const Step&, const Call& call, const std::string& folder) {
        const std::vector<const shell::Word*> words = operands(call);
        if (call.name != "chown" || words.size() != 2 || !call.has_option("recursive", 'R') || !words[0]->literal)
          return;
        if (absolute(folder, words[1]->value) == path) remade_.owners[i] = words[0]->value;
      });
    }
  }

  const SingleStage& stage_;
  const Ecosystem& ecosystem_;
  const Plan& plan_;
  Remade& remade_;
  Rewrite& rewrite_;
};

}  // namespace

bool read_run_steps(const SingleStage& stage, const Ecosystem& ecosystem, const Plan& plan, Remade& remade,
                    Rewrite& rewrite) {
  return Reader(stage, ecosystem, plan, remade, rewrite).read();
}

}  // namespace s1::rules::multi_stage
