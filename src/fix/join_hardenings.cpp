// SPDX-License-Identifier: Apache-2.0
#include "fix/join_hardenings.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "fix/edit_map.h"
#include "text/compose.h"
#include "text/source.h"

namespace s1::fix {
namespace {

// Lines of a changed file, in the file as it was.
class OldLines {
 public:
  explicit OldLines(const FixedFile& file) : before_(file.old_text), after_(file.new_text), map_(edits_of(file)) {}

  [[nodiscard]] std::uint32_t of(std::uint32_t line) const {
    if (line == 0 || line > after_.line_count()) return line;
    const Span span = after_.line_span(line);
    const std::optional<Span> same = map_.to_old(span);
    return before_.line_of(same ? same->begin : map_.widest_old(span).begin);
  }

 private:
  static std::vector<Edit> edits_of(const FixedFile& file) {
    const auto* const change = std::get_if<Change>(&file.edit.what);
    return change == nullptr ? std::vector<Edit>{{{0, 0}, file.new_text}} : change->edits;
  }
  Source before_, after_;
  EditMap map_;
};

void add_to(FixedFile& first, FixedFile second) {
  if (auto* const create = std::get_if<Create>(&first.edit.what))
    create->text = second.new_text;
  else if (auto* const change = std::get_if<Change>(&first.edit.what))
    change->edits = compose(change->edits, std::get<Change>(second.edit.what).edits);
  first.new_text = std::move(second.new_text);
}

}  // namespace

Hardening joined(Hardening first, Hardening second) {
  std::map<std::string, OldLines, std::less<>> old_lines;
  for (const FixedFile& file : first.files) old_lines.emplace(file.edit.path, file);
  const auto as_it_was = [&](auto& each) {
    if (const auto at = old_lines.find(each.path); at != old_lines.end()) each.line = at->second.of(each.line);
  };
  std::ranges::for_each(second.changes, as_it_was);
  std::ranges::for_each(second.skipped, as_it_was);

  std::ranges::move(second.changes, std::back_inserter(first.changes));
  std::ranges::stable_sort(first.changes, {}, &HardenChange::path);
  first.skipped = std::move(second.skipped);
  for (FixedFile& file : second.files) {
    const auto at =
        std::ranges::find_if(first.files, [&](const auto& each) { return each.edit.path == file.edit.path; });
    if (at == first.files.end())
      first.files.push_back(std::move(file));
    else
      add_to(*at, std::move(file));
  }
  first.findings_after = second.findings_after;
  return first;
}

}  // namespace s1::fix
