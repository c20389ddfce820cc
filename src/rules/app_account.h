// SPDX-License-Identifier: Apache-2.0
// The account that the containers of an image can run as instead of root: one that the base image has, one that the
// Dockerfile makes, or a new one.
#pragma once
#include <optional>
#include <string>

#include "model/dockerfile.h"
#include "rules/rewrite.h"

namespace s1::rules {

struct AppAccount {
  std::string user;         // what USER is given
  std::string make;         // the command that makes it; empty: it is there
  std::string said;         // for `checked`
  std::string number = {};  // where `user` is a variable

  // What chown is given.
  [[nodiscard]] const std::string& owner() const { return number.empty() ? user : number; }
};

// Nothing where it is not known which accounts there are; `rewrite` then says so.
[[nodiscard]] std::optional<AppAccount> app_account(const model::Dockerfile& file, const dockerfile::Stage& stage,
                                                    Rewrite& rewrite);

}  // namespace s1::rules
