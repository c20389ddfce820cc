// SPDX-License-Identifier: Apache-2.0
// What the readers of the forms share: where they put what they read, and what they know of the file.
#pragma once
#include <cstddef>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/suppress.h"
#include "text/source.h"

namespace s1::engine::suppress {

// More than this many names in one file are not read, nor more different globs: a file that has them is hostile. A rule
// is looked up among names, but held against each glob.
inline constexpr std::size_t kMostNames = 50'000;
inline constexpr std::size_t kMostGlobs = 4'000;

class Reader {
 public:
  Reader(const model::Input& file, std::string_view today, Suppressions& into);

  [[nodiscard]] const model::Input& file() const { return file_; }
  [[nodiscard]] std::string_view today() const { return today_; }

  // A suppression of a comment, with the scope and line that most forms have.
  [[nodiscard]] Suppression of(const Comment& comment) const;
  // The same for a form that holds for the resource whose block the comment is in or above.
  [[nodiscard]] Suppression of_resource(const Comment& comment) const;
  // A suppression of a comment that holds for its line and the one below, whatever it precedes.
  [[nodiscard]] Suppression of_next_line(const Comment& comment) const;
  // The lines of the file from that of `from` on, `count` of them, without the last line end; empty where the file is
  // not known.
  [[nodiscard]] Span lines(Span from, std::uint32_t count) const;
  // Whether the file has named too many already: nothing more is taken in.
  [[nodiscard]] bool full() const { return name_count_ > kMostNames || glob_count_ > kMostGlobs; }
  // Whether only comments and blank lines stand before it.
  [[nodiscard]] bool at_head(const Comment& comment) const { return comment.span.begin < head_end_; }

  // Takes it in, and says whether it did. `names`: ids, aliases and globs; without any it is left out.
  bool add(Suppression suppression, std::span<const std::string> names, std::span<const std::string> except = {});
  void problem(Span where, std::string_view code, std::string message, std::string hint);
  // Reports those names of our own form that stand for no rule; only the first few, since looking for the nearest takes
  // time.
  void report_unknown(Span where, std::span<const std::string> names);
  // Reports one that has ended.
  void expired(Span where, std::string_view date);

 private:
  [[nodiscard]] std::uint32_t set_of(std::span<const std::string> names);

  const model::Input& file_;
  std::string_view today_;
  Suppressions& into_;
  std::vector<Span> resources_;  // sorted, disjoint
  std::uint32_t head_end_ = 0;
  std::map<std::vector<std::string>, std::uint32_t> sets_;  // where each set of names is in Suppressions::names
  std::set<std::string> known_;                             // names that stand for a rule
  std::size_t name_count_ = 0;
  std::size_t glob_count_ = 0;
  std::size_t unknown_count_ = 0;
};

// The forms, in comments …
void read_own(const Comment& comment, Reader& reader);
void read_hadolint(const Comment& comment, Reader& reader);
void read_checkov(const Comment& comment, Reader& reader);
void read_trivy(const Comment& comment, Reader& reader);
void read_kics(std::span<const Comment> comments, Reader& reader);
void read_zizmor(const Comment& comment, Reader& reader);
void read_shellcheck(const Comment& comment, Reader& reader);
void read_tflint(const Comment& comment, Reader& reader);
void read_terrascan(const Comment& comment, Reader& reader);
void read_semgrep(const Comment& comment, Reader& reader);
void read_secret_scanners(const Comment& comment, Reader& reader);
// … and elsewhere.
void read_buildkit(Reader& reader);        // a Dockerfile's directives
void read_annotations(Reader& reader);     // Kubernetes objects
void read_cloudformation(Reader& reader);  // Metadata of a template and its resources

// The spans of what a tool would call a resource: an object, a service, a job; sorted.
[[nodiscard]] std::vector<Span> resource_blocks(const model::Input& file);
// The objects of a file: each document, Lists opened.
[[nodiscard]] std::vector<data::Value> kubernetes_objects(const data::File& tree);

// ---- Words
[[nodiscard]] std::string_view trimmed(std::string_view text);
// Takes `word` off the front, and the blanks after it.
[[nodiscard]] bool take(std::string_view& text, std::string_view word);
// The same where a blank must follow.
[[nodiscard]] bool take_word(std::string_view& text, std::string_view word);
// By commas and blanks.
[[nodiscard]] std::vector<std::string> split_ids(std::string_view list);
// The ids of `[{"rule": "AC_AWS_0049", "comment": "why"}]`, which is how terrascan is told of them where the language
// has no comments.
[[nodiscard]] std::vector<std::string> terrascan_ids(std::string_view json);
// Another tool's id: no glob that would be more than was meant, and no id of our own, which has a slash.
[[nodiscard]] bool is_plain_id(std::string_view id);
// YYYY-MM-DD of a real month and day.
[[nodiscard]] bool is_date(std::string_view text);

}  // namespace s1::engine::suppress
