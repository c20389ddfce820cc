// SPDX-License-Identifier: Apache-2.0
// One matcher for the three ignore languages: .gitignore and .ignore (the last match decides, a pattern with a slash is
// anchored, `!` takes back, a file below an ignored folder stays ignored) and .dockerignore (Docker's patterns with
// `**`, always anchored, `!` reaches into ignored folders). `git check-ignore` is the oracle for the first.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "workspace/glob.h"

namespace s1::workspace {

// gitignore's glob: `*` and `?` stop at '/', `**` does not, `[…]` with ranges, `!` or `^`, and POSIX classes, `\`
// escapes.
[[nodiscard]] bool glob_match(std::string_view pattern, std::string_view path);

class IgnoreFile {
 public:
  enum class Verdict : std::uint8_t { none, ignored, kept };
  // A .gitignore or .ignore; never fails, a pattern that cannot match is skipped.
  [[nodiscard]] static IgnoreFile parse(std::string_view text);
  // `path` is relative to the folder that the file lies in. Says nothing of folders above the path: who walks does not
  // enter ignored ones.
  [[nodiscard]] Verdict match(std::string_view path, bool is_folder) const;
  [[nodiscard]] bool empty() const { return patterns_.empty(); }

 private:
  struct Pattern {
    std::string prefix;  // of an anchored pattern: what comes before its first special character
    Glob glob;           // the rest
    bool negated = false;
    bool folders_only = false;
    bool anchored = false;
  };
  std::vector<Pattern> patterns_;
};

class DockerIgnore {
 public:
  // Docker refuses the whole file for a malformed pattern; here it is skipped.
  [[nodiscard]] static DockerIgnore parse(std::string_view text);
  // `path` is relative to the build context.
  [[nodiscard]] bool ignores(std::string_view path) const;
  [[nodiscard]] bool empty() const { return patterns_.empty(); }
  [[nodiscard]] bool has_exceptions() const;  // a `!` that may take something back

 private:
  struct Pattern {
    Glob glob;
    bool negated = false;
  };
  std::vector<Pattern> patterns_;
};

}  // namespace s1::workspace
