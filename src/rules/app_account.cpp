// SPDX-License-Identifier: Apache-2.0
#include "rules/app_account.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "facts/base_images.h"
#include "model/dockerfile_stage.h"

namespace s1::rules {
namespace {

constexpr std::string_view kNewUid = "10001";  // above what distributions give out

bool is_number(std::string_view text) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size();
}

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
      const shell::Word* const name = call.arguments.empty() ? nullptr : call.arguments.back();  // both take it last
      if (name == nullptr || !name->literal || name->value.starts_with('-')) return {};
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

std::optional<AppAccount> new_account(const facts::BaseImage& facts, const std::string& image, Span from,
                                      Rewrite& rewrite) {
  const std::string uid(kNewUid);
  if (facts.shell != "sh")
    rewrite.refuse(from, image + " has no shell to make an account with");
  else if (facts.package_manager == "apt")
    return AppAccount{
        uid + ":" + uid,
        "groupadd --gid " + uid + " app && useradd --no-log-init --create-home --uid " + uid + " --gid app app",
        image + " has groupadd and useradd, and no account " + uid};
  else if (facts.package_manager == "apk")
    return AppAccount{uid + ":" + uid, "addgroup -g " + uid + " app && adduser -D -u " + uid + " -G app app",
                      image + " has addgroup and adduser, and no account " + uid};
  else
    rewrite.refuse(from, "whether " + image + " can make accounts is not known");
  return std::nullopt;
}

}  // namespace

std::optional<AppAccount> app_account(const model::Dockerfile& file, const dockerfile::Stage& stage, Rewrite& rewrite) {
  const model::Base base = model::base(file.tree, stage);
  const Span from = file.tree.instructions[stage.from].header;
  if (base.scratch) return AppAccount{"65532:65532", {}, "FROM scratch has no accounts, and a number needs none"};
  if (base.facts == nullptr || !base.facts->verified) {
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
  return new_account(*base.facts, image, from, rewrite);
}

}  // namespace s1::rules
