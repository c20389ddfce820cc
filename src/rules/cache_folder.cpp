// SPDX-License-Identifier: Apache-2.0
#include "rules/cache_folder.h"

#include <algorithm>
#include <vector>

#include "facts/base_images.h"
#include "model/dockerfile_stage.h"

namespace s1::rules {
namespace {

using dockerfile::Instruction;
using dockerfile::Kind;

// Accounts of base images that have a home of their own, at /home/NAME.
constexpr std::string_view accounts_with_home[] = {"node", "gradle", "bun", "ubuntu"};

// A variable that an image sets, and with it where a cache lies.
struct ImageVariable {
  std::string_view image;
  std::string_view name;
  std::string_view value;
};
// docker-library/golang, rust-lang/docker-rust, LukeMathWalker/cargo-chef, composer/docker, docker-library/ruby;
// gradle's /root/.gradle is a link to /home/gradle/.gradle (keeweb/docker-gradle).
constexpr ImageVariable image_variables[] = {
    {"golang", "GOPATH", "/go"},
    {"rust", "CARGO_HOME", "/usr/local/cargo"},
    {"lukemathwalker/cargo-chef", "CARGO_HOME", "/usr/local/cargo"},
    {"composer", "COMPOSER_HOME", "/tmp"},
    {"ruby", "GEM_HOME", "/usr/local/bundle"},
    {"gradle", "GRADLE_USER_HOME", "/home/gradle/.gradle"},
};

}  // namespace

CacheFolders::CacheFolders(const model::Dockerfile& file, const model::Run& run) : file_(file), run_(run) {
  const dockerfile::Stage& stage = file.tree.stages[static_cast<std::size_t>(run.owner->stage)];
  for (const Instruction* each : model::history(file.tree, stage)) {
    if (each == run.owner) break;
    before_.push_back(each);
  }
  base_image_ = facts::short_image_name(model::base(file.tree, stage).ref.name);
}

CacheFolders::Variable CacheFolders::variable(std::string_view name) const {
  Variable result;
  for (const ImageVariable& each : image_variables)
    if (each.image == base_image_ && each.name == name) result = {true, true, std::string(each.value), {}};
  for (const Instruction* each : before_) {
    if (each->kind != Kind::env && each->kind != Kind::arg) continue;
    for (const dockerfile::Pair& pair : each->pairs) {
      if (pair.key.raw != name) continue;
      result = {true, false, {}, pair.key.span};
      if (!pair.has_value) continue;
      const dockerfile::Expansion value = dockerfile::expand(file_.tree, *each, pair.value);
      result.known = value.known && value.valid;
      result.value = value.text;
    }
  }
  return result;
}

bool CacheFolders::is_made_here(std::string_view account) const {
  return std::ranges::any_of(file_.runs, [&](const model::Run& run) {
    return std::ranges::find(before_, run.owner) != before_.end() &&
           std::ranges::any_of(run.calls, [&](const model::Call& call) {
             return (call.name == "adduser" || call.name == "useradd") &&
                    std::ranges::any_of(call.arguments,
                                        [&](const shell::Word* word) { return word->value == account; });
           });
  });
}

std::optional<StepUser> CacheFolders::user(bool as_root, Rewrite& rewrite) const {
  const Instruction* user = nullptr;
  for (const Instruction* each : before_)
    if (each->kind == Kind::user && !each->words.empty()) user = each;
  const dockerfile::Stage& stage = file_.tree.stages[static_cast<std::size_t>(run_.owner->stage)];
  const model::Base base = model::base(file_.tree, stage);
  StepUser result;
  if (as_root) {
    result = {"/root", {}, "root"};
  } else if (user == nullptr) {
    const bool root = base.facts != nullptr && base.facts->user.uid == 0U;
    if (!root) {
      rewrite.refuse(run_.instruction->header,
                     "as whom the base image runs this, and so where the cache is, is not known");
      return std::nullopt;
    }
    result = {"/root", {}, "root"};
  } else {
    const dockerfile::Expansion value = dockerfile::expand(file_.tree, *user, user->words.front());
    const std::string name = value.text.substr(0, value.text.find(':'));
    const facts::Account* account = nullptr;
    if (base.facts != nullptr)
      for (const facts::Account& each : base.facts->users)
        if (each.uid && (each.name == name || std::to_string(*each.uid) == name)) account = &each;
    const bool has_home =
        account != nullptr && std::ranges::find(accounts_with_home, account->name) != std::end(accounts_with_home);
    if (value.known && (name == "root" || name == "0")) {
      result = {"/root", {}, "root"};
    } else if (value.known && has_home && account->uid) {
      const std::uint32_t uid = *account->uid;
      const std::string gid = std::to_string(account->gid.value_or(uid));
      result = {"/home/" + std::string(account->name), ",uid=" + std::to_string(uid) + ",gid=" + gid,
                std::string(account->name)};
    } else {
      rewrite.refuse(user->header, is_made_here(name)
                                       ? "the number of this user, whom the cache has to belong to, is not known"
                                       : "the home of this user, and so where the cache is, is not known");
      return std::nullopt;
    }
  }
  if (const Variable home = variable("HOME"); home.set) {
    if (!home.known || !home.value.starts_with('/')) {
      rewrite.refuse(home.span, "HOME, and so where the cache is, is not known");
      return std::nullopt;
    }
    result.home = home.value;
    while (result.home.size() > 1 && result.home.ends_with('/')) result.home.pop_back();
  }
  return result;
}

std::optional<std::string> CacheFolders::find(std::string_view places, const StepUser& user, Rewrite& rewrite) const {
  while (!places.empty()) {
    const std::string_view place = places.substr(0, places.find('|'));
    places.remove_prefix(std::min(places.size(), place.size() + 1));
    if (place.starts_with('/')) return std::string(place);
    if (place.starts_with("~/")) return user.home + std::string(place.substr(1));
    const std::string_view name = place.substr(1, place.find('/') - 1);  // `$NAME` or `$NAME/…`
    const Variable variable = this->variable(name);
    if (!variable.set) continue;
    if (!variable.known || !variable.value.starts_with('/') ||
        variable.value.find_first_of(":, ") != std::string::npos) {
      rewrite.refuse(variable.span.empty() ? run_.instruction->header : variable.span,
                     std::string(name) + ", and so where the cache is, is not known");
      return std::nullopt;
    }
    std::string folder = variable.value;
    while (folder.size() > 1 && folder.ends_with('/')) folder.pop_back();
    return folder.append(place.substr(1 + name.size()));
  }
  rewrite.refuse(run_.instruction->header, "where the cache is is not known");
  return std::nullopt;
}

}  // namespace s1::rules
