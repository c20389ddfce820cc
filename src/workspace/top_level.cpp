// SPDX-License-Identifier: Apache-2.0
#include "workspace/top_level.h"

#include <algorithm>
#include <optional>

#include "text/byte_order_mark.h"

namespace s1::workspace {
namespace {

constexpr std::string_view kBlank = " \t\r\n";

std::string_view trimmed(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(kBlank), text.size()));
  return text.substr(0, text.find_last_not_of(kBlank) + 1);
}

// The scalar that opens `text`, if it is a plain or quoted one.
std::string_view scalar(std::string_view text) {
  text = trimmed(text);
  if (text.empty()) return {};
  if (text.front() == '"' || text.front() == '\'') return text.substr(1, text.find(text.front(), 1) - 1);
  if (std::string_view("{[|>&#").find(text.front()) != std::string_view::npos) return {};
  return trimmed(text.substr(0, text.find(" #")));
}

struct Key {
  std::string_view name;
  std::string_view rest;  // after the colon
};

// `line` begins with the key's first character.
std::optional<Key> key_of(std::string_view line) {
  const char first = line.front();
  std::size_t colon = std::string_view::npos;
  std::string_view name;
  if (first == '"' || first == '\'') {
    const std::size_t close = line.find(first, 1);
    if (close == std::string_view::npos) return std::nullopt;
    name = line.substr(1, close - 1);
    colon = line.find_first_not_of(" \t", close + 1);
    if (colon == std::string_view::npos || line[colon] != ':') return std::nullopt;
  } else {
    if (std::string_view("#-?:{[]}!&*|>%@`,").find(first) != std::string_view::npos) return std::nullopt;
    // A colon makes a key only before white space: "http://x" is a scalar.
    for (colon = line.find(':'); colon != std::string_view::npos; colon = line.find(':', colon + 1))
      if (colon + 1 == line.size() || line[colon + 1] == ' ' || line[colon + 1] == '\t') break;
    if (colon == std::string_view::npos) return std::nullopt;
    name = trimmed(line.substr(0, colon));
    if (name.find(" #") != std::string_view::npos) return std::nullopt;
  }
  return Key{name, line.substr(colon + 1)};
}

bool is_marker(std::string_view line, std::string_view marker) {
  return line.starts_with(marker) && (line.size() == marker.size() || line[marker.size()] == ' ');
}

// Collects the entries of one block mapping: those lines whose indentation is that of its first key.
class BlockMapping {
 public:
  // `line` is without its line end, and lies in the scanned text.
  void add(std::string_view line) {
    const std::size_t indentation = line.find_first_not_of(' ');
    if (indentation == std::string_view::npos) return;
    const std::string_view content = line.substr(indentation);
    if (content.front() == '#') return;
    const std::optional<Key> key = key_of(content);
    if (!indentation_) {
      const bool is_item = content == "-" || content.starts_with("- ");
      if (!key && !is_item) return;  // a directive, a template's own line
      indentation_ = indentation;
      mapping_ = key.has_value();
    }
    if (!mapping_ || !key || indentation != *indentation_) return;
    close(line.data());
    entries_.push_back({key->name, scalar(key->rest), std::string_view(key->rest.data(), 0)});
  }

  // The entries so far; `end` is where the text of the last one ends.
  Document take(const char* end) {
    close(end);
    indentation_.reset();
    return std::move(entries_);
  }

 private:
  void close(const char* end) {
    if (entries_.empty()) return;
    std::string_view& block = entries_.back().block;
    block = {block.data(), static_cast<std::size_t>(end - block.data())};
  }

  std::optional<std::size_t> indentation_;
  bool mapping_ = false;
  Document entries_;
};

class JsonScanner {
 public:
  explicit JsonScanner(std::string_view text) : text_(text) {}

  Document members() {
    Document result;
    skip_blank();
    if (!take('{')) return result;
    while (true) {
      skip_blank();
      const std::optional<std::string_view> key = string();
      if (!key) return result;
      skip_blank();
      if (!take(':')) return result;
      skip_blank();
      const std::size_t begin = at_;
      skip_value();
      const std::string_view block = text_.substr(begin, at_ - begin);
      result.push_back({*key, scalar(block), block});
      if (!take(',')) return result;
    }
  }

 private:
  bool take(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  void skip_blank() { at_ = std::min(text_.find_first_not_of(kBlank, at_), text_.size()); }

  // Without unescaping: the keys that are looked for hold nothing to escape.
  std::optional<std::string_view> string() {
    if (!take('"')) return std::nullopt;
    const std::size_t begin = at_;
    while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2 : 1;
    if (at_ >= text_.size()) {
      at_ = text_.size();
      return std::nullopt;
    }
    return text_.substr(begin, at_++ - begin);
  }

  // To the comma or the bracket after it, or to the end of the text.
  void skip_value() {
    for (std::size_t depth = 0; at_ < text_.size(); ++at_) {
      switch (text_[at_]) {
        case '"':
          (void)string();
          --at_;
          break;
        case '{':
        case '[':
          ++depth;
          break;
        case '}':
        case ']':
          if (depth == 0) return;
          --depth;
          break;
        case ',':
          if (depth == 0) return;
          break;
        default:
          break;
      }
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

const Entry* find(const Document& document, std::string_view key) {
  const auto found = std::ranges::find(document, key, &Entry::key);
  return found == document.end() ? nullptr : &*found;
}

std::vector<Document> yaml_documents(std::string_view text) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  std::vector<Document> documents;
  BlockMapping mapping;
  const auto finish = [&](const char* end) {
    if (Document document = mapping.take(end); !document.empty()) documents.push_back(std::move(document));
  };
  const char* const end = text.data() + text.size();
  while (!text.empty()) {
    const std::size_t length = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, length);
    text.remove_prefix(std::min(length + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (is_marker(line, "---")) {
      finish(line.data());
      line.remove_prefix(3);  // a mapping does not begin on the marker's line, but a comment may
      if (const std::string_view content = trimmed(line); content.starts_with('{'))
        documents.push_back(json_members(content));
    } else if (is_marker(line, "...")) {
      finish(line.data());
    } else {
      mapping.add(line);
    }
  }
  finish(end);
  return documents;
}

Document json_members(std::string_view text) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  return JsonScanner(text).members();
}

Document children(const Entry& entry) {
  const std::string_view block = trimmed(entry.block);
  if (block.starts_with('{')) return json_members(block);
  if (!entry.value.empty()) return {};
  // The first line is the rest of the key's own line: an anchor, a tag, a comment.
  std::vector<Document> documents =
      yaml_documents(entry.block.substr(std::min(entry.block.find('\n'), entry.block.size())));
  return documents.empty() ? Document() : std::move(documents.front());
}

}  // namespace s1::workspace
