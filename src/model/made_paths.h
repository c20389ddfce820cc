// SPDX-License-Identifier: Apache-2.0
// What a pipeline's job may find beside the repository's files: what ran before names it, or hands it over. Known by
// the parts of paths alone, so that little is taken for missing that is not.
#pragma once
#include <string>
#include <string_view>
#include <unordered_set>

namespace s1::model {

class MadePaths {
 public:
  // What runs, or a path or pattern that is handed over: anything that it names may be there.
  void mention(std::string_view text);
  // Likewise a path where files are put, or of files that are handed over. One that is not known, or that only
  // wildcards or the working folder name, may be any.
  void hand_over(std::string_view path);
  void hand_over_anything() { anything_ = true; }

  // Whether a part of the path may have been made.
  [[nodiscard]] bool may_have(std::string_view path) const;

 private:
  std::unordered_set<std::string> parts_;
  bool anything_ = false;
};

}  // namespace s1::model
