// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>
#include <utility>

#include "rules/dockerfile/build_secret/caller_edits.h"
#include "syntax/data/edit.h"
#include "syntax/data/tree.h"
#include "syntax/yaml/read.h"
#include "text/source.h"

namespace s1::rules {
namespace {

// An argument of `args`, in either form.
struct Entry {
  data::Value key;   // of a mapping
  data::Value item;  // of a sequence
  std::string_view value;
  bool has_value = false;
};

std::optional<Entry> find_entry(data::Value args, std::string_view name) {
  if (const data::Value key = args.key(name)) {
    const data::Value value = args[name];
    return Entry{key, {}, value.text(), !value.is_null()};
  }
  for (const data::Value item : args.items()) {
    const std::string_view text = item.text();
    if (text == name) return Entry{{}, item, {}, false};
    if (text.size() > name.size() && text.starts_with(name) && text[name.size()] == '=')
      return Entry{{}, item, text.substr(name.size() + 1), true};
  }
  return std::nullopt;
}

class Editor {
 public:
  Editor(const std::string& text, std::string_view name) : source_(text), tree_(yaml::read(source_)), name_(name) {}

  CallerEdits edit(std::span<const std::string> services) && {
    const data::Value root = tree_.root();
    for (const std::string& service : services) {
      const data::Value build = root["services"][service]["build"];
      const std::optional<Entry> entry = find_entry(build["args"], name_);
      if (!entry) continue;
      result_.gives_it = true;
      const std::string variable = entry->has_value ? variable_of(entry->value) : std::string(name_);
      if (variable.empty()) return refuse(build, "gives it a value that is no variable");
      if (!variable_.empty() && variable_ != variable) return refuse(build, "gives it from several variables");
      variable_ = variable;
      if (!move(build, *entry)) return refuse(build, "has a form that cannot be changed");
    }
    if (result_.gives_it && !declare(root)) return refuse(root, "has other secrets of that name");
    std::ranges::sort(result_.edits, {}, [](const Edit& edit) { return edit.span.begin; });
    return std::move(result_);
  }

 private:
  CallerEdits refuse(data::Value at, std::string why) {
    result_.edits.clear();
    result_.why = std::move(why);
    result_.line = at.line();
    return std::move(result_);
  }

  bool add(Result<data::Edits> edits) {
    if (!edits) return false;
    result_.edits.insert(result_.edits.end(), edits->begin(), edits->end());
    return true;
  }

  bool move(data::Value build, const Entry& entry) {
    const data::Value args = build["args"];
    if (args.is_alias() || args.size() == 0) return false;
    const data::Value secrets = build["secrets"];
    if (args.size() > 1 || secrets) {
      const bool alone = args.size() == 1;
      const data::Value gone = alone ? build.key("args") : entry.key;
      if (!add(gone ? data::erase_member(gone) : data::erase_item(entry.item))) return false;
      if (secrets) return add(data::insert_item(secrets, {data::Kind::string, name_}, 0));
      return add(data::insert_member_block(build, "secrets", "- " + std::string(name_) + "\n", "args"));
    }
    // The only argument: its place becomes the secret's.
    if (!add(data::rename(build.key("args"), "secrets"))) return false;
    if (entry.item) return add(data::replace(entry.item, {data::Kind::string, name_}));
    if (args.node()->style == data::Style::flow) {
      result_.edits.push_back({args.span(), "[" + std::string(name_) + "]"});
      return true;
    }
    result_.edits.push_back({{entry.key.span().begin, args[name_].span().end}, "- " + std::string(name_)});
    return true;
  }

  bool declare(data::Value root) {
    const std::string lines = "environment: " + variable_ + "\n";
    const data::Value secrets = root["secrets"];
    if (!secrets) return add(data::insert_member_block(root, "secrets", std::string(name_) + ":\n  " + lines));
    if (const data::Value there = secrets[name_]) return there["environment"].text() == variable_;
    return add(data::insert_member_block(secrets, name_, lines));
  }

  Source source_;
  data::File tree_;
  std::string_view name_;
  std::string variable_;
  CallerEdits result_;
};

}  // namespace

std::string variable_of(std::string_view value) {
  if (value.size() > 1 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
  if (!value.starts_with('$')) return {};
  value.remove_prefix(1);
  std::string_view name = value;
  if (value.starts_with('{')) {
    if (!value.ends_with('}')) return {};
    value = value.substr(1, value.size() - 2);
    const std::size_t end = value.find_first_of(":?-+");
    name = value.substr(0, end);
    // What is put in where it is not set would be lost.
    const std::string_view rest = end == std::string_view::npos ? std::string_view() : value.substr(end);
    if (!rest.empty() && !rest.starts_with(":?") && !rest.starts_with('?') && rest != ":-" && rest != "-") return {};
  }
  constexpr std::string_view kName = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
  return name.find_first_not_of(kName) == std::string_view::npos ? std::string(name) : std::string();
}

CallerEdits compose_secret(const std::string& text, std::span<const std::string> services, std::string_view name) {
  return Editor(text, name).edit(services);
}

}  // namespace s1::rules
