// SPDX-License-Identifier: Apache-2.0
// What a rule is: one constant object and one plain function, in one file of its own under rules/<platform>/. The
// file's path gives the rule's id and namespace: rules/dockerfile/root_user.cpp is `dockerfile/root-user` and
// `dockerfile_root_user::rule`; CMake collects the files, and a wrong namespace is a link error that names the right
// one. The rule's declaration is the check, the documentation and the tests.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/edit.h"
#include "text/span.h"

namespace s1::dockerfile {
class File;
}
namespace s1::model {
struct Dockerfile;
struct InfraModel;
struct Surroundings;
}  // namespace s1::model

namespace s1::rules {

enum class Severity : std::uint8_t { info, low, medium, high, critical };
enum class Confidence : std::uint8_t { low, medium, high };
// Who sees the rule unasked: everyone, or those who ask for `strict`. Profile `all` shows both and the experimental
// ones.
enum class Profile : std::uint8_t { standard, strict, experimental };
// The most that the rule's fixes may claim: `safe` keeps behaviour (the guards that make it so are checked by the
// rule), `unsafe` may change it, and the docs say how.
enum class Fix : std::uint8_t { none, safe, unsafe };

// The file that a rule on one file is given; a rule on the model names others by their index in the scan.
inline constexpr std::uint32_t kThisFile = UINT32_MAX;

struct Related {
  Span span;
  std::string message;
  std::uint32_t file = kThisFile;
  std::uint32_t line = 0;  // 1-based; needed for another file alone, whose text is not at hand
};

// A change that a fix needs in a file beside the finding's own: a .dockerignore that is not there yet, the secrets of a
// Compose file.
struct OtherFile {
  std::string path;                 // relative to the root
  std::optional<std::string> text;  // all of a file that is to be made
  std::vector<Edit> edits = {};     // else: of its bytes as they are, sorted
};

// What a rule reports. A finding about something missing stands on the line that opens its owner (the final FROM).
struct Report {
  Span span;
  std::string message;               // one sentence without a full stop; no value of a secret, ever
  std::vector<Edit> edits = {};      // sorted, without overlap; all of them together are the fix
  std::string fix_description = {};  // "Use COPY"
  std::vector<Related> related = {};
  // The aliases that hold for this finding, where not all of the rule's do.
  std::vector<std::string_view> only_aliases = {};
  std::string resource = {};                  // what it is about, where that has a name: a stage, a service
  std::optional<Confidence> confidence = {};  // where this finding's differs from the rule's
  std::optional<Fix> fix = {};                // the grade of these edits, where it is not the most that the rule claims
  std::uint32_t file = kThisFile;             // whose bytes `span` and `edits` are of
  // Of a fix that moves things about (docs: "hardening"): what was looked at that makes it right here, a statement
  // each.
  std::vector<std::string> checked = {};
  // The checks decide all that can be read; only a build can show that nothing else depended on it. Such a fix is
  // unsafe where it is made by itself, and what the hardener recommends.
  bool needs_build = false;
  // It moves so much that what other fixes looked at no longer holds: it is made before them, alone, and they are
  // looked for anew.
  bool made_alone = false;
  // Why such a fix is not offered: the guard that does not hold, and the place that breaks it.
  std::optional<Related> hindrance = {};
  std::vector<OtherFile> other_files = {};  // part of the fix
};

class Sink {
 public:
  virtual void report(Report report) = 0;

 protected:
  ~Sink() = default;
};

// The parameter type of the function says what the rule may see, and so its language.
struct Check {
  enum class Input : std::uint8_t { dockerfile_tree, dockerfile, dockerfile_in_place, model } input;
  union {
    void (*dockerfile_tree)(const dockerfile::File&, Sink&);
    void (*dockerfile)(const model::Dockerfile&, Sink&);  // the tree, and what its RUNs execute
    // The same, and the build context, who builds it and who runs its images.
    void (*dockerfile_in_place)(const model::Dockerfile&, const model::Surroundings&, Sink&);
    void (*model)(const model::InfraModel&, Sink&);  // all files together, links made
  };
  consteval Check(void (*check)(const model::InfraModel&, Sink&)) : input(Input::model), model(check) {}
  consteval Check(void (*check)(const dockerfile::File&, Sink&))
      : input(Input::dockerfile_tree), dockerfile_tree(check) {}
  consteval Check(void (*check)(const model::Dockerfile&, Sink&)) : input(Input::dockerfile), dockerfile(check) {}
  consteval Check(void (*check)(const model::Dockerfile&, const model::Surroundings&, Sink&))
      : input(Input::dockerfile_in_place), dockerfile_in_place(check) {}
};

// A constant array, held by reference. (GCC 12 takes no std::initializer_list or std::span in a constinit object.)
template <class T>
class List {
 public:
  consteval List() = default;
  template <std::size_t N>
  consteval List(const T (&items)[N]) noexcept : first_(items), count_(N) {}
  [[nodiscard]] const T* begin() const { return first_; }
  [[nodiscard]] const T* end() const { return first_ + count_; }
  [[nodiscard]] std::size_t size() const { return count_; }
  [[nodiscard]] bool empty() const { return count_ == 0; }

 private:
  const T* first_ = nullptr;
  std::size_t count_ = 0;
};

// A text on which the rule must fire exactly where «…» stands (the marks are taken out before it is read). `fixed`: the
// whole text after the fix; empty where there is none. An example of several files names each on a line `--- path ---`;
// its `fixed` has those alone that the fix changes or makes.
struct Bad {
  std::string_view text;
  std::string_view fixed = {};
};

struct Rule {
  std::string_view id;     // dockerfile/root-user: named for what it flags
  std::string_view title;  // one line, without a full stop
  std::string_view help;   // one line that says what to do, shown under every finding: "Pin the tag, and the digest
                           // where builds must repeat"
  Severity severity;
  Confidence confidence;
  Profile profile = Profile::standard;
  Fix fix = Fix::none;
  List<std::string_view> aliases =
      {};                 // ids of the same check in other tools: DL3002, CKV_DOCKER_8, DS-0002, kics:<uuid>
  std::string_view docs;  // Markdown: what, why, how to fix; the first paragraph stands alone
  List<std::string_view> references = {};  // addresses of documentation
  List<Bad> bad;
  List<std::string_view> good;
  Check check;
};

[[nodiscard]] std::string_view name(Severity severity);
[[nodiscard]] std::string_view name(Confidence confidence);
[[nodiscard]] std::string_view name(Profile profile);
[[nodiscard]] std::string_view name(Fix fix);
// "dockerfile" of "dockerfile/root-user".
[[nodiscard]] std::string_view platform(const Rule& rule);

}  // namespace s1::rules
