// SPDX-License-Identifier: Apache-2.0
// Which folder a package manager's cache is in one RUN: by the user it runs as, the variables that are set and the base
// image.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "model/dockerfile.h"
#include "rules/rewrite.h"

namespace s1::rules {

// Who a RUN is carried out as, as far as a mount must know.
struct StepUser {
  std::string home;  // without a slash at its end
  std::string ids;   // ",uid=1000,gid=1000"; empty for root
  std::string said;  // for `checked`: "root", "node"
};

class CacheFolders {
 public:
  // `file` and `run` outlive this.
  CacheFolders(const model::Dockerfile& file, const model::Run& run);

  // Nothing where it is not known; `rewrite` then says why.
  [[nodiscard]] std::optional<StepUser> user(bool as_root, Rewrite& rewrite) const;
  // The first of `places` (CacheFolder::places) that holds.
  [[nodiscard]] std::optional<std::string> find(std::string_view places, const StepUser& user, Rewrite& rewrite) const;

  struct Variable {
    bool set = false;
    bool known = false;
    std::string value;
    Span span;
  };
  // As ENV, ARG and the base image set it before the RUN.
  [[nodiscard]] Variable variable(std::string_view name) const;
  // Its name without registry and tag; empty where it is not known.
  [[nodiscard]] const std::string& base_image() const { return base_image_; }

 private:
  // Whether a RUN before this one makes the account.
  [[nodiscard]] bool is_made_here(std::string_view account) const;

  const model::Dockerfile& file_;
  const model::Run& run_;
  std::vector<const dockerfile::Instruction*> before_;  // all that is done before the RUN
  std::string base_image_;
};

}  // namespace s1::rules
