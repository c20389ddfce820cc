// SPDX-License-Identifier: Apache-2.0
#include "rules/app_account.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "facts/base_images.h"
#include "model/command_line.h"
#include "model/dockerfile_stage.h"

namespace s1::rules {
namespace {

constexpr std::string_view kNewUid = "10001";  // above what distributions give out

bool is_number(std::string_view text) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size();
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

struct MadeAccount {
  std::string name;
  std::string uid;  // empty where it is not given
};

// Those that the Dockerfile makes itself, in the image that is shipped.
std::vector<MadeAccount> made_accounts(const model::Dockerfile& file, const dockerfile::Stage& stage) {
  std::vector<MadeAccount> accounts;
  const std::vector<const dockerfile::Instruction*> history = model::history(file.tree, stage);
  for (const model::Run& run : file.runs) {
    if (std::ranges::find(history, run.owner) == history.end()) continue;
    for (const model::Call& call : run.calls) {
      if (call.name != "useradd" && call.name != "adduser") continue;
      const std::vector<const shell::Word*> names = model::read_command_line(call.arguments, kAccountOptions).operands;
      // adduser USER GROUP: BusyBox's makes the account in the group, Debian's adds one that is there.
      const model::Base base = model::base(file.tree, stage);
      const bool in_group = call.name == "adduser" && names.size() == 2;
      if (in_group && (base.facts == nullptr || !has_busybox(*base.facts))) continue;
      if (names.size() != 1 && !in_group) return {};
      const shell::Word* const name = names.front();
      if (!name->literal) return {};
      std::string uid(call.option_value("uid", 'u').value_or(""));
      accounts.push_back({name->value, is_number(uid) ? std::move(uid) : std::string()});
    }
  }
  return accounts;
}

// One that the base image has for applications.
std::optional<AppAccount> account_of_base(const facts::BaseImage& facts, const std::string& image) {
  for (const facts::Account& each : facts.users) {
    const bool meant = !facts.app.empty() ? each.name == facts.app : each.name == "nonroot";
    if (!meant || !each.uid) continue;
    const std::string ids = std::to_string(*each.uid) + ":" + std::to_string(each.gid.value_or(*each.uid));
    AppAccount account{ids, {}, image + " has the account " + std::string(each.name) + " (" + ids + ")"};
    // The images of .NET name it so, which holds when the number changes.
    if (facts.image.starts_with("mcr.microsoft.com/dotnet/") &&
        std::ranges::find(facts.env, "APP_UID") != facts.env.end())
      account.user = "$APP_UID", account.number = ids;
    return account;
  }
  return std::nullopt;
}

// What keeps files in the home folder of its user, or may: package managers, compilers, and scripts, which are not read
// here. Others need none, and an account without one and without a shell is of use for nothing else.
bool needs_home(const model::Dockerfile& file, const dockerfile::Stage& stage) {
  constexpr std::string_view names[] = {"npm",    "npx",    "yarn",  "pnpm", "bun",     "deno",      "pip",
                                        "pipenv", "poetry", "uv",    "mvn",  "gradle",  "go",        "cargo",
                                        "dotnet", "bundle", "rails", "mix",  "jupyter", "streamlit", "composer"};
  const model::Command starts = model::commands(file.tree)[stage.index];
  if (starts.cmd == nullptr && starts.entrypoint == nullptr) return true;
  for (const dockerfile::Instruction* each : {starts.entrypoint, starts.cmd}) {
    if (each == nullptr) continue;
    std::string_view text = each->arguments.text();
    if (text.contains(".dll")) continue;  // dotnet starts what is built
    if (text.contains("HOME") || text.contains('~') || text.contains(".sh")) return true;
    while (!text.empty()) {
      const std::size_t end = std::min(text.find_first_of(" \t\",[]'/;&|"), text.size());
      if (std::ranges::find(names, text.substr(0, end)) != std::end(names)) return true;
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }
  return std::ranges::any_of(model::history(file.tree, stage), [](const dockerfile::Instruction* each) {
    return each->kind == dockerfile::Kind::env && each->arguments.text().contains("HOME");
  });
}

std::optional<AppAccount> new_account(const facts::BaseImage& facts, const std::string& image, Span from, bool home,
                                      Rewrite& rewrite) {
  const std::string uid(kNewUid);
  const std::string make = "groupadd --gid " + uid + " app && useradd --no-log-init " +
                           (home ? "--create-home" : "--no-create-home --shell /usr/sbin/nologin") + " --uid " + uid +
                           " --gid app app";
  if (facts.shell != "sh")
    rewrite.refuse(from, image + " has no shell to make an account with");
  else if (facts.package_manager == "apt" || (is_rpm_based(facts) && has_useradd(facts)))
    return AppAccount{uid + ":" + uid, make, image + " has groupadd and useradd, and no account " + uid};
  else if (is_rpm_based(facts))
    return AppAccount{uid + ":" + uid,
                      std::string(facts.package_manager) + " install -y shadow-utils && " +
                          std::string(facts.package_manager) + " clean all && " + make,
                      "shadow-utils has groupadd and useradd, and " + image + " no account " + uid};
  else if (has_busybox(facts))
    return AppAccount{uid + ":" + uid,
                      "addgroup -g " + uid + " app && adduser -D " + (home ? "" : "-H -s /sbin/nologin ") + "-u " +
                          uid + " -G app app",
                      image + " has addgroup and adduser, and no account " + uid};
  else if (home)
    rewrite.refuse(from, "whether " + image + " can make accounts is not known, and what is started may need a home");
  else
    return AppAccount{uid + ":" + uid, {}, "a number needs no account, and " + image + " has none with " + uid};
  return std::nullopt;
}

}  // namespace

std::optional<AppAccount> app_account(const model::Dockerfile& file, const dockerfile::Stage& stage, Rewrite& rewrite) {
  const model::Base base = model::base(file.tree, stage);
  const Span from = file.tree.instructions[stage.from].header;
  if (base.scratch) return AppAccount{"65532:65532", {}, "FROM scratch has no accounts, and a number needs none"};
  if (base.facts == nullptr || (!base.facts->verified && !is_rpm_based(*base.facts))) {
    rewrite.refuse(from, "which accounts the base image has is not known");
    return std::nullopt;
  }
  if (base.facts->user.uid != 0U) {
    rewrite.refuse(from, "the base image's own user is not root");
    return std::nullopt;
  }
  if (const auto made = made_accounts(file, stage); made.size() == 1)
    return AppAccount{made[0].uid.empty() ? made[0].name : made[0].uid,
                      {},
                      "the account " + made[0].name + " is made in this Dockerfile"};
  const std::string image(base.ref.raw);
  if (std::optional<AppAccount> account = account_of_base(*base.facts, image)) return account;
  return new_account(*base.facts, image, from, needs_home(file, stage), rewrite);
}

}  // namespace s1::rules
