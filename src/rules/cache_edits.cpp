// SPDX-License-Identifier: Apache-2.0
#include "rules/cache_edits.h"

#include <algorithm>
#include <set>

#include "model/dockerfile_layers.h"
#include "rules/dockerfile_edits.h"

namespace s1::rules {
namespace {

using model::Call;
using model::Run;

constexpr std::size_t kWidest = 100;        // a longer line is broken
constexpr std::size_t kMostObstacles = 32;  // in one RUN: each is looked for in the whole of its script
constexpr std::string_view kKeepArchives = "rm -f /etc/apt/apt.conf.d/docker-clean";

bool is_one_of(std::span<const std::string_view> names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

// `go clean` alone removes what lies in the project.
bool empties(const PackageCache& cache, const CacheCall& call) {
  if (cache.name != "go") return true;
  return std::ranges::any_of(call.call->arguments,
                             [](const shell::Word* word) { return word->value.ends_with("cache"); });
}

void add_removals(const CacheStep& step, const Call& call, std::vector<CacheObstacle>& out) {
  for (const shell::Word* word : call.arguments) {
    if (word->value.starts_with('-')) continue;
    const std::string path = plain_path(word->value, step.user.home);
    const bool whole = !step.whole.empty() && path == step.whole;
    const auto holds = [&](const std::string& folder) { return is_within(path, folder); };
    const auto lies_above = [&](const std::string& folder) { return is_within(folder, path); };
    using enum CacheObstacle::Kind;
    if (whole || std::ranges::any_of(step.folders, holds))
      out.push_back({removal, nullptr, &call, word, word->span});
    else if (std::ranges::any_of(step.folders, lies_above))
      out.push_back({above, nullptr, &call, word, word->span});
  }
}

struct Place {
  std::uint32_t at = 0;      // where the mounts go
  std::uint32_t blanks = 0;  // after it, up to the command
  bool broken = false;       // the line ends there
};

Place place_of(const Run& run) {
  const dockerfile::Instruction& each = *run.instruction;
  const std::string_view text = run.file->source->bytes();
  Place place{each.flags.empty() ? each.keyword.end : each.flags.back().span.end};
  std::uint32_t end = place.at;
  while (end < text.size() && (text[end] == ' ' || text[end] == '\t')) ++end;
  place.blanks = end - place.at;
  place.broken = end < text.size() && text[end] == run.file->escape &&
                 text.find_first_not_of(" \t\r", end + 1) != std::string_view::npos &&
                 text[text.find_first_not_of(" \t\r", end + 1)] == '\n';
  return place;
}

// That of the RUN's second line where it has one that is set in.
std::string indentation(const Run& run) {
  const Source& source = *run.file->source;
  const std::uint32_t first = source.line_of(run.instruction->keyword.begin);
  if (source.line_of(run.instruction->header.end) > first) {
    const std::string_view line = source.slice(source.line_span(first + 1));
    const std::string_view blanks = line.substr(0, std::min(line.find_first_not_of(" \t"), line.size()));
    if (blanks.size() > 1 || blanks == "\t") return std::string(blanks);
  }
  return "    ";
}

}  // namespace

std::vector<CacheObstacle> cache_obstacles(const PackageCache& cache, const CacheStep& step) {
  std::vector<CacheObstacle> found;
  for (const CacheCall& call : step.calls) {
    if (call.cleans && empties(cache, call))
      found.push_back({CacheObstacle::Kind::clean, &call, nullptr, nullptr, call.call->command->span});
    if (!call.downloads) continue;
    for (const model::Option& option : call.line.options)
      if (is_one_of(cache.off, option.name))
        found.push_back({CacheObstacle::Kind::option, &call, nullptr, option.word, option.word->span});
  }
  for (const Call& call : step.run->calls)
    if (call.name == "rm") add_removals(step, call, found);
  return found;
}

bool remove_obstacles(const PackageCache& cache, const CacheStep& step, std::vector<Edit>& edits, Rewrite& rewrite) {
  const Run& run = *step.run;
  std::set<const Call*> removals;
  const std::vector<CacheObstacle> obstacles = cache_obstacles(cache, step);
  if (obstacles.size() > kMostObstacles) return rewrite.refuse(run.instruction->header, "it cleans up too often");
  const auto put = [&](std::optional<Edit> edit, Span span) {
    if (!edit) return rewrite.refuse(span, "this would leave the mount unused, and cannot be taken away here");
    edits.push_back(*std::move(edit));
    return true;
  };
  for (const CacheObstacle& each : obstacles) {
    switch (each.kind) {
      case CacheObstacle::Kind::above:
        if (step.mounted) break;
        return rewrite.refuse(each.span, "this removes a folder in which the cache would be mounted");
      case CacheObstacle::Kind::clean:
        if (!each.call->call->wrappers.empty() || !put(drop_command(run, *each.call->call->command), each.span))
          return false;
        break;
      case CacheObstacle::Kind::option:
        if (!put(drop_word(run, *each.call->call->command, *each.word), each.span)) return false;
        break;
      case CacheObstacle::Kind::removal:
        removals.insert(each.removal);
        break;
    }
  }
  for (const Call* call : removals) {
    const auto is_dropped = [&](const shell::Word* word) {
      return std::ranges::any_of(obstacles, [&](const CacheObstacle& each) {
        return each.kind == CacheObstacle::Kind::removal && each.word == word;
      });
    };
    const bool all = std::ranges::all_of(
        call->arguments, [&](const shell::Word* word) { return word->value.starts_with('-') || is_dropped(word); });
    if (all) {
      if (!call->wrappers.empty() || !put(drop_command(run, *call->command), call->command->span)) return false;
      continue;
    }
    for (const shell::Word* word : call->arguments)
      if (is_dropped(word) && !put(drop_word(run, *call->command, *word), word->span)) return false;
  }
  return true;
}

bool add_mounts(const Run& run, const std::vector<std::string>& mounts, bool keep_archives, std::vector<Edit>& edits,
                Rewrite& rewrite) {
  const Source& source = *run.file->source;
  const dockerfile::Instruction& each = *run.instruction;
  const bool in_heredoc = !each.heredocs.empty() && each.heredocs.front().body.contains(run.script->span);
  const std::string end(line_end_at(source, each.keyword.begin));
  std::uint32_t begin = run.script->span.begin;
  if (keep_archives) {
    const bool whole = !run.script->items.empty() && !run.script->items.front().background && !run.exec_form;
    const bool named = in_heredoc && source.slice(each.heredocs.front().body).starts_with("#!");
    if (!whole || named || (!in_heredoc && !each.heredocs.empty()))
      return rewrite.refuse(each.header, "there is no place to take docker-clean away, which empties apt's cache");
    const std::vector<shell::Item>& items = run.script->items;
    std::size_t at = 0;  // after `set -e`, which is to hold for it too
    while (in_heredoc && at + 1 < items.size() && items[at + 1].joint == shell::Joint::sequence &&
           items[at].pipeline.commands.size() == 1 && shell::name_of(items[at].pipeline.commands.front()) == "set")
      ++at;
    begin = items[at].pipeline.span.begin;
  }
  std::string first = keep_archives ? std::string(kKeepArchives) + (in_heredoc ? end : " && ") : std::string();

  const Place place = place_of(run);
  const Span line = source.line_span(source.line_of(each.keyword.begin));
  std::size_t width = line.size() + first.size();
  for (const std::string& mount : mounts) width += mount.size() + 1;
  const bool lines = mounts.size() > 1 || place.broken || width > kWidest;
  std::string text;
  const std::string next_line = std::string(" ") + run.file->escape + end + indentation(run);
  for (const std::string& mount : mounts)
    text += (lines && !(text.empty() && each.flags.empty()) ? next_line : " ") + mount;
  Span span{place.at, place.at};
  if (lines && !place.broken && !in_heredoc) {
    text += next_line;
    span.end += place.blanks;
    if (!first.empty() && begin == span.end) text += std::exchange(first, {});
  }
  edits.push_back({span, std::move(text)});
  if (!first.empty()) edits.push_back({{begin, begin}, std::move(first)});
  return true;
}

std::vector<bool> archives_kept(const model::Dockerfile& file) {
  std::vector<bool> marks(file.tree.instructions.size());
  for (const Run& run : file.runs)
    for (const Call& call : run.calls)
      if (call.name == "rm")
        for (const shell::Word* word : call.arguments)
          if (word->value.ends_with("/docker-clean")) marks[run.owner->index] = true;
  std::vector<bool> before = model::marked_before(file.tree, marks);
  return before;
}

}  // namespace s1::rules
