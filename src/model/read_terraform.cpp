// SPDX-License-Identifier: Apache-2.0
// Brings what Terraform and OpenTofu files declare into the model: the headers of resource, data and module blocks at
// the top of a file, in HCL or in its JSON form. Read lightly: a block's body is skipped, so that count, for_each,
// providers and what is inside dynamic blocks are not known, and an override file's blocks come as their own. Braces in
// strings, templates (${ } and %{ }), heredocs and comments count for nothing.
#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/read.h"

namespace s1::model {
namespace {

bool is_identifier(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
         static_cast<unsigned char>(c) >= 0x80;
}

// A resource, a data source or a module by what its block is called; false where the model has no place for it.
bool name_resource(std::string_view block, const std::vector<std::string_view>& labels, Resource& resource) {
  resource.platform = "terraform";
  if (block == "module" && labels.size() == 1) {
    resource.type = "module";
    resource.name = labels[0];
    return true;
  }
  if ((block != "resource" && block != "data") || labels.size() != 2) return false;
  resource.type = block == "data" ? "data." : "";
  resource.type += labels[0];
  resource.name = labels[1];
  return true;
}

class HclReader {
 public:
  HclReader(const Input& input, InfraModel& model)
      : input_(input), model_(model), text_(input.source->bytes()), at_(input.source->content_begin()) {}

  void read() {
    while (at_ < text_.size()) {
      if (is_identifier(text_[at_]))
        read_statement();
      else
        skip();
    }
  }

 private:
  [[nodiscard]] bool sees(std::string_view expected) const { return text_.substr(at_).starts_with(expected); }
  void move_to(std::size_t at) { at_ = std::min(at, text_.size()); }
  void skip_line() { move_to(text_.find('\n', at_)); }
  void skip_blanks() { move_to(text_.find_first_not_of(" \t\r", at_)); }
  std::string_view identifier() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_identifier(text_[at_])) ++at_;
    return text_.substr(begin, at_ - begin);
  }

  // A block's type and labels up to its brace, or an attribute up to its `=`.
  void read_statement() {
    const std::size_t begin = at_;
    const std::string_view block = identifier();
    std::vector<std::string_view> labels;
    for (skip_blanks(); at_ < text_.size() && labels.size() < kMostLabels; skip_blanks()) {
      const char c = text_[at_];
      if (c == '"') {
        const std::size_t opened = at_;
        skip_string();
        if (at_ < opened + 2) return;
        labels.push_back(text_.substr(opened + 1, at_ - opened - 2));
      } else if (is_identifier(c)) {
        labels.push_back(identifier());
      } else {
        break;
      }
    }
    if (at_ == text_.size() || text_[at_] != '{') return;  // what follows is skipped piece by piece
    Resource resource;
    if (depth_ == 0 && name_resource(block, labels, resource)) {
      const Span span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(header_end())};
      resource.place = {input_.file, input_.source->line_of(span.begin), span};
      model_.resources.push_back(std::move(resource));
    }
  }
  // Before the blanks before the brace.
  [[nodiscard]] std::size_t header_end() const { return text_.find_last_not_of(" \t\r", at_ - 1) + 1; }

  void skip() {
    const char c = text_[at_];
    if (c == '#' || sees("//")) return skip_line();
    if (sees("/*")) return move_to(past(text_.find("*/", at_ + 2), 2));
    if (c == '"') return skip_string();
    if (sees("<<")) return skip_heredoc();
    if (c == '{') ++depth_;
    if (c == '}' && depth_ > 0) --depth_;
    ++at_;
  }
  static std::size_t past(std::size_t found, std::size_t size) {
    return found == std::string_view::npos ? found : found + size;
  }

  // With what is put in: ${ … } and %{ … }, in which strings may stand again. A string that does not end on its line is
  // broken, and the line's end is where reading goes on.
  void skip_string() {
    std::array<char, kMostNesting> open{};  // '"' or '{'
    std::size_t depth = 0;
    open[depth++] = '"';
    for (++at_; at_ < text_.size() && depth > 0; ++at_) {
      const char c = text_[at_];
      if (open[depth - 1] == '"') {
        if (c == '\n') return;
        if (sees("$${") || sees("%%{")) {
          at_ += 2;
        } else if (c == '\\') {
          ++at_;
        } else if (c == '"') {
          --depth;
        } else if ((sees("${") || sees("%{")) && depth < kMostNesting) {
          open[depth++] = '{';
          ++at_;
        }
      } else if (c == '}') {
        --depth;
      } else if ((c == '{' || c == '"') && depth < kMostNesting) {
        open[depth++] = c;
      }
    }
    move_to(at_);
  }

  // <<EOF and <<-EOF, to the line that is the word alone. Without one it is an operator of something unknown.
  void skip_heredoc() {
    at_ += sees("<<-") ? 3 : 2;
    const std::string_view end = identifier();
    if (end.empty() || at_ >= text_.size() || (text_[at_] != '\n' && text_[at_] != '\r')) return;
    for (skip_line(); at_ < text_.size();) {
      ++at_;
      const std::size_t begin = at_;
      skip_line();
      std::string_view line = text_.substr(begin, at_ - begin);
      line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
      if (line.ends_with('\r')) line.remove_suffix(1);
      if (line == end) return;
    }
  }

  static constexpr std::size_t kMostLabels = 8;
  static constexpr std::size_t kMostNesting = 256;

  const Input& input_;
  InfraModel& model_;
  std::string_view text_;
  std::size_t at_;
  std::size_t depth_ = 0;  // of braces
};

// {"resource": {"aws_vpc": {"main": {…}}}}; each level may be a list of such.
class JsonReader {
 public:
  JsonReader(const Input& input, InfraModel& model) : input_(input), model_(model) {}

  void read(data::Value root) {
    for (const data::Member& block : members_of(root)) {
      const std::string_view name = block.key.text();
      const bool has_type = name == "resource" || name == "data";
      if (!has_type && name != "module") continue;
      for (const data::Member& first : members_of(block.value)) {
        if (!has_type) {
          add(name, {first.key.text()}, first.key);
          continue;
        }
        for (const data::Member& second : members_of(first.value))
          add(name, {first.key.text(), second.key.text()}, second.key);
      }
    }
  }

 private:
  static std::vector<data::Member> members_of(data::Value value) {
    std::vector<data::Member> all = value.members();
    for (const data::Value item : value.items())
      for (const data::Member& member : item.members()) all.push_back(member);
    return all;
  }
  void add(std::string_view block, const std::vector<std::string_view>& labels, data::Value key) {
    Resource resource;
    if (!name_resource(block, labels, resource)) return;
    resource.place = {input_.file, key.line(), key.span()};
    model_.resources.push_back(std::move(resource));
  }

  const Input& input_;
  InfraModel& model_;
};

}  // namespace

void read_terraform(const Input& input, InfraModel& model) {
  if (input.tree != nullptr)
    JsonReader(input, model).read(input.tree->root());
  else if (input.source != nullptr)
    HclReader(input, model).read();
}

}  // namespace s1::model
