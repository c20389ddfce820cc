// SPDX-License-Identifier: Apache-2.0
// One random edit of a file, and everything that must hold of it.
#pragma once
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <string>
#include <utility>

#include "model.h"
#include "syntax/data/edit.h"
#include "syntax/data/tree.h"

namespace s1::test {

// How a problem ends that whoever reads the text back will see.
inline constexpr std::string_view kUnreadable = "the text cannot be read";

struct Tally {
  std::size_t made = 0;
  std::map<std::string, std::size_t> refused;  // by code and reason
};

// A source of choices below a limit: a generator in the tests, the input in the fuzzer.
using Choose = std::function<std::size_t(std::size_t below)>;

inline constexpr std::string_view kStrings[] = {
    "",
    "plain",
    "two words",
    "on",
    "No",
    "3.10",
    "012",
    "1e3",
    "~",
    "null",
    "true",
    " lead",
    "trail ",
    "a: b",
    "a:b",
    "a #b",
    "a#b",
    "a, b",
    "a,b",
    "[x]",
    "{y}",
    "- z",
    "-z",
    "-",
    "--flag",
    "? q",
    "?q",
    ": s",
    ":s",
    "a:",
    "#c",
    "!tag",
    "&a",
    "*b",
    "|",
    "> x",
    "%x",
    "@x",
    "`x",
    "'",
    "\"",
    "it's",
    "say \"hi\"",
    "\\",
    "a\\nb",
    "---",
    "--- a",
    "...",
    "=",
    "<<",
    "12:30",
    "2026-01-31",
    "2026-1-2",
    "1_000",
    "1,000",
    "0x1F",
    "0o7",
    "0b1",
    ".5",
    ".inf",
    "+1",
    "1.2.3",
    "10.0.0.1",
    "nginx:1.27",
    "https://example.org/?a=b#c",
    "{{ .Values.a }}",
    "${A:-b}",
    "é ü",
    "😀",
    "several\nlines\n",
    "several\nlines",
    "\nbegins with a break\n",
    "  begins with blanks\nx\n",
    "\ttab first\nx\n",
    "a\n  indented\nb\n",
    "a\n\n\nb\n",
    "ends with breaks\n\n\n",
    "ends with blanks\n   ",
    "blank \nat end\n",
    "a\n   \nb\n",
    "\n",
    "\n\n",
    " \n",
    " \n x\n",
    "# not a comment\n# at all\n",
    "--- \n...\n",
    "tab\there",
    "control\x01",
    "bell\x07 escape\x1b",
    "\x7f",
    "next\xC2\x85line",
    "line\xE2\x80\xA8separator",
    "\xEF\xBB\xBF"
    "bom",
    "cr\rlf",
    "crlf\r\nx\r\n",
    std::string_view("nul\0nul", 7),
    "key: value\nlist:\n  - a\n",
    "a long text of many words that is folded where it stands in a folded scalar, and left as it is everywhere else"};

struct Scalar {
  data::Kind kind;
  std::string_view text;
};
inline constexpr Scalar kOthers[] = {{data::Kind::null, "null"},    {data::Kind::null, ""},
                                     {data::Kind::boolean, "true"}, {data::Kind::boolean, "false"},
                                     {data::Kind::integer, "0"},    {data::Kind::integer, "-8080"},
                                     {data::Kind::real, "1.5"},     {data::Kind::real, "2e-3"}};

struct Lines {
  std::string_view yaml;
  std::string_view json;
};
// The same value in both.
inline constexpr Lines kLines[] = {
    {"a: 1\nb:\n  c: x\n  d:\n    - y\n    - z: w\n      v: [1, 2]\n",
     R"({"a": 1, "b": {"c": "x", "d": ["y", {"z": "w", "v": [1, 2]}]}})"},
    {"- a\n- b: 1\n  c:\n    d: e\n- - f\n",
     "[\n  \"a\",\n  {\n    \"b\": 1,\n    \"c\": {\"d\": \"e\"}\n  },\n  [\"f\"]\n]\n"},
    {"run: |\n  one\n    two\n\n  three\nwith:\n  x: \"on\"\n",
     R"({"run": "one\n  two\n\nthree\n", "with": {"x": "on"}})"},
    {"[ALL]", R"(["ALL"])"},
    {"{}", "{}"},
};

class Trial {
 public:
  Trial(const data::File& file, const Choose& choose) : file_(file), choose_(choose), expected_(models_of(file)) {}

  std::string run(Tally& tally, std::string& after) {
    if (file_.nodes.empty()) return {};
    const data::NodeId id = static_cast<data::NodeId>(choose_(file_.nodes.size()));
    Result<data::Edits> edits = choose_edit(data::Value(file_, id));
    if (done_.empty()) return {};
    done_ = fmt::format("{} at {}: ", done_, file_.nodes[id].span.begin);
    if (!edits) {
      ++tally.refused[edits.error().code + ": " + edits.error().what];
      return edits.error().hint.empty() ? done_ + "refused without a hint" : "";
    }
    ++tally.made;
    const std::string problem = check(*edits, after);
    return problem.empty() ? "" : done_ + problem;
  }

 private:
  Result<data::Edits> choose_edit(data::Value at) {
    const std::size_t what = choose_(12);
    switch (what) {
      case 0:
      case 1:
        return replace(at);
      case 2:
        return rename(key_of(at));
      case 3:
      case 4:
        return insert_member(at.is_mapping() || (at.is_null() && choose_(2) == 0) ? at
                                                                                  : holder(at, data::Kind::mapping));
      case 5:
      case 6:
        return insert_item(at.is_sequence() || (at.is_null() && choose_(2) == 0) ? at
                                                                                 : holder(at, data::Kind::sequence));
      case 7:
        return erase_member(key_of(at));
      case 8:
        return erase_item(item_of(at));
      case 9:
        return erase_only(at);
      default:
        return add_comment(choose_(2) == 0 ? key_of(at) : item_of(at), what == 10);
    }
  }

  // The nearest collection of that kind around, as few edits aim at leaves.
  [[nodiscard]] data::Value holder(data::Value at, data::Kind kind) const {
    while (at && at.kind() != kind) at = at.parent();
    return at;
  }
  [[nodiscard]] data::Value key_of(data::Value at) const {
    for (; at; at = at.parent()) {
      if (!at.parent() || !at.parent().is_mapping()) continue;
      for (const data::Member& member : at.parent().own_members())
        if (member.key.id() == at.id() || member.value.id() == at.id()) return member.key;
    }
    return {};
  }
  [[nodiscard]] data::Value item_of(data::Value at) const {
    while (at && !at.parent().is_sequence()) at = at.parent();
    return at;
  }

  Model& model(data::Value at) {
    for (Model& root : expected_)
      if (Model* const found = find(root, at.id())) return *found;
    std::abort();
  }

  data::NewValue new_value(Model& becomes, bool collections) {
    if (collections && choose_(12) == 0) {
      becomes.kind = data::Kind::sequence;
      return {.kind = data::Kind::sequence, .text = "[]"};
    }
    if (choose_(4) == 0) {
      const Scalar& other = kOthers[choose_(std::size(kOthers))];
      becomes.kind = other.kind;
      if (other.kind != data::Kind::null) becomes.text = other.text;
      return {.kind = other.kind, .text = other.text};
    }
    becomes.kind = data::Kind::string;
    becomes.text = kStrings[choose_(std::size(kStrings))];
    return {.kind = data::Kind::string, .text = stored(becomes.text)};
  }
  // The text where it stays.
  static std::string_view stored(const std::string& text) { return *std::ranges::find(kStrings, text); }

  Result<data::Edits> replace(data::Value at) {
    if (!at.is_scalar() || key_of(at).id() == at.id()) return {};
    done_ = "replace";
    target_ = {at.id(), at.id() + 1};
    if (at.is_alias()) return data::replace(at, {});
    Model& old = model(at);
    Model becomes;
    const data::NewValue value = new_value(becomes, old.tag.empty());
    done_ += fmt::format(" by {} \"{}\"", static_cast<int>(value.kind), value.text);
    old.kind = becomes.kind;
    old.text = becomes.text;
    return data::replace(at, value);
  }

  Result<data::Edits> rename(data::Value key) {
    if (!key) return {};
    const std::string_view name = kStrings[choose_(std::size(kStrings))];
    done_ = fmt::format("rename to \"{}\"", name);
    target_ = {key.id(), key.id() + 1};
    Model& old = model(key);
    old.kind = data::Kind::string;
    old.text = name;
    return data::rename(key, name);
  }

  // Some lines as a value; what they are is read as JSON.
  std::string_view lines(Model& becomes) {
    const Lines& given = kLines[choose_(std::size(kLines))];
    const Source source{std::string(given.json)};
    becomes = model_of(json::read(source), 0);
    forget(becomes);
    return file_.language == data::Language::yaml ? given.yaml : given.json;
  }
  static void forget(Model& model) {
    model.id = data::kNone;
    for (Model& child : model.children) forget(child);
  }

  Result<data::Edits> insert_member(data::Value mapping) {
    if (!mapping) return {};
    done_ = "insert member";
    target_ = {mapping.id(), mapping.id() + 1};
    const std::string_view name = choose_(2) == 0 ? "added" : kStrings[choose_(std::size(kStrings))];
    std::string_view before;
    const std::vector<data::Member> members = mapping.own_members();
    std::size_t index = members.size();
    if (!mapping.is_alias() && !members.empty() && choose_(3) > 0) {
      index = choose_(members.size());
      before = members[index].key.text();
      for (std::size_t i = 0; i < index; ++i)
        if (members[i].key.text() == before) index = i;
      if (before.empty()) index = members.size();
    }
    Model value;
    const bool block = choose_(4) == 0;
    const std::string_view given = block ? lines(value) : "";
    const data::NewValue with = block ? data::NewValue() : new_value(value, true);
    done_ += fmt::format(" {}: {} before {}", name, block ? given : with.text, before);
    if (!mapping.is_alias()) {
      Model& old = model(mapping);
      old.kind = data::Kind::mapping;
      old.text.clear();
      const auto at = old.children.begin() + static_cast<std::ptrdiff_t>(2 * index);
      old.children.insert(at, {Model::scalar(data::Kind::string, std::string(name)), value});
    }
    return block ? data::insert_member_block(mapping, name, given, before)
                 : data::insert_member(mapping, name, with, before);
  }

  Result<data::Edits> insert_item(data::Value sequence) {
    if (!sequence) return {};
    done_ = "insert item";
    target_ = {sequence.id(), sequence.id() + 1};
    const std::size_t count = sequence.items().size();
    const std::size_t before = choose_(count + 1);
    Model value;
    const bool block = choose_(4) == 0;
    const std::string_view given = block ? lines(value) : "";
    const data::NewValue with = block ? data::NewValue() : new_value(value, true);
    done_ += fmt::format(" {} before {}", block ? given : with.text, before);
    if (!sequence.is_alias()) {
      Model& old = model(sequence);
      old.kind = data::Kind::sequence;
      old.text.clear();
      old.children.insert(old.children.begin() + static_cast<std::ptrdiff_t>(before), value);
    }
    return block ? data::insert_item_block(sequence, given, before) : data::insert_item(sequence, with, before);
  }

  void target_entry(data::Value first, data::Value last) {
    target_.first = first.id();
    target_.second = last.id() + 1;
    while (target_.second < file_.nodes.size() && file_.nodes[target_.second].parent != data::kNone &&
           file_.nodes[target_.second].parent >= last.id())
      ++target_.second;
    erased_ = {first.span().begin, std::max(first.span().begin + 1, last.span().end)};
  }

  Result<data::Edits> erase_member(data::Value key) {
    if (!key) return {};
    done_ = "erase member";
    const std::vector<data::Member> members = key.parent().own_members();
    for (std::size_t i = 0; i < members.size(); ++i) {
      if (members[i].key.id() != key.id()) continue;
      target_entry(key, members[i].value);
      Model& mapping = model(key.parent());
      const auto at = mapping.children.begin() + static_cast<std::ptrdiff_t>(2 * i);
      mapping.children.erase(at, at + 2);
    }
    return data::erase_member(key);
  }

  Result<data::Edits> erase_item(data::Value item) {
    if (!item) return {};
    done_ = "erase item";
    const std::vector<data::Value> items = item.parent().items();
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (items[i].id() != item.id()) continue;
      target_entry(item, item);
      Model& sequence = model(item.parent());
      sequence.children.erase(sequence.children.begin() + static_cast<std::ptrdiff_t>(i));
    }
    return data::erase_item(item);
  }

  // The only entry of a collection.
  Result<data::Edits> erase_only(data::Value at) {
    for (; at; at = at.parent()) {
      if (at.is_alias() || at.size() != 1) continue;
      return at.is_mapping() ? erase_member(at.own_members()[0].key) : erase_item(at.items()[0]);
    }
    return {};
  }

  Result<data::Edits> add_comment(data::Value entry, bool above) {
    if (!entry) return {};
    done_ = above ? "comment above" : "comment beside";
    added_ = choose_(4) == 0 ? "added: [comment]" : "added";
    return above ? data::add_comment_above(entry, added_) : data::add_comment_beside(entry, added_);
  }

  std::string check(const data::Edits& edits, std::string& after) {
    const std::string_view before = file_.source->bytes();
    std::uint32_t last = 0;
    for (const Edit& edit : edits) {
      if (edit.span.begin < last || edit.span.end < edit.span.begin) return "the edits are not sorted and apart";
      last = edit.span.end;
      // What is not the target is not touched.
      for (data::NodeId id = 0; id < file_.nodes.size(); ++id) {
        const data::Node& node = file_.nodes[id];
        if ((id >= target_.first && id < target_.second) || node.span.empty() || edit.span.empty()) continue;
        if (!node.is_alias && (node.kind == data::Kind::mapping || node.kind == data::Kind::sequence)) continue;
        // The header of a block scalar may have to say that a line break is not its own; the tree shows its text.
        const std::string_view header = before.substr(node.span.begin, before.find('\n', node.span.begin));
        if (node.style == data::Style::literal && edit.span.size() == 1 &&
            edit.span.end <= node.span.begin + header.size())
          continue;
        if (node.span.overlaps(edit.span))
          return fmt::format("the edit [{},{}) touches a value at {}", edit.span.begin, edit.span.end, node.span.begin);
      }
    }
    const Result<std::string> text = s1::apply(before, edits);
    if (!text) return "the edits do not fit: " + text.error().what;
    after = *text;
    const Source source{*text};
    const data::File read = read_any(source, file_.language);
    if (read.documents.size() != file_.documents.size()) return "the documents are others";
    const std::vector<Model> models = models_of(read);
    for (std::size_t i = 0; i < models.size(); ++i) {
      if (read.documents[i].complete != file_.documents[i].complete) return std::string(kUnreadable);
      if (!(models[i] == expected_[i])) return "the tree is another: " + difference(expected_[i], models[i]);
    }
    if (const std::string problem = check_comments(edits, read); !problem.empty()) return problem;
    return check_line_ends(before, after);
  }

  [[nodiscard]] std::string check_comments(const data::Edits& edits, const data::File& read) const {
    std::vector<std::string_view> expected;
    for (const Comment& comment : file_.comments) {
      const bool gone = std::ranges::any_of(edits, [&](const Edit& edit) { return edit.span.overlaps(comment.span); });
      if (!gone) {
        expected.push_back(comment.text);
        continue;
      }
      // In what was taken away, for it, or on its line.
      const bool is_beside = comment.span.begin >= erased_.end &&
                             file_.source->line_of(comment.span.begin) == file_.source->line_of(erased_.end);
      const bool is_for_it = comment.scope.end >= erased_.begin && comment.scope.end <= erased_.end;
      const bool own = !erased_.empty() && (erased_.contains(comment.span) || is_beside || is_for_it);
      if (!own) return fmt::format("the comment \"{}\" is gone", comment.text);
    }
    std::vector<std::string_view> found;
    for (const Comment& comment : read.comments) found.push_back(comment.text);
    if (!added_.empty()) {
      const auto added = std::ranges::find(found, std::string_view(added_));
      if (added == found.end()) return "the comment is not there";
      found.erase(added);
      std::ranges::sort(found);
      std::ranges::sort(expected);
    }
    return found == expected ? "" : "the comments are others";
  }

  static std::string check_line_ends(std::string_view before, std::string_view after) {
    const auto lone = [](std::string_view text) {
      for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1))
        if (at == 0 || text[at - 1] != '\r') return true;
      return false;
    };
    const bool only_crlf = before.contains("\r\n") && !lone(before);
    if (only_crlf && lone(after)) return "a line ends otherwise than the others";
    if (!before.contains('\r') && after.contains('\r')) return "a carriage return came in";
    return {};
  }

  const data::File& file_;
  const Choose& choose_;
  std::vector<Model> expected_;
  std::string done_;
  std::string added_;
  std::pair<data::NodeId, data::NodeId> target_ = {0, 0};  // the nodes that the edit is about
  Span erased_;
};

// Empty, or what was done and what does not hold. `after`: the edited text, where there is one.
inline std::string try_edit(const data::File& file, const Choose& choose, Tally& tally, std::string& after) {
  return Trial(file, choose).run(tally, after);
}

}  // namespace s1::test
