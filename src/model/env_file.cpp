// SPDX-License-Identifier: Apache-2.0
#include "model/env_file.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace s1::model {

namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r';
}

bool is_name(std::string_view text) {
  if (text.empty() || ('0' <= text.front() && text.front() <= '9')) return false;
  return text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-") ==
         std::string_view::npos;
}

class EnvReader {
 public:
  EnvReader(const Source& source, FileId file, Variables& variables, std::size_t& left)
      : source_(source),
        text_(source.bytes()),
        at_(source.content_begin()),
        file_(file),
        variables_(variables),
        left_(left) {}

  void read() {
    while (at_ < text_.size()) {
      line();
      skip_line();
    }
  }

 private:
  void line() {
    skip_blanks();
    constexpr std::string_view kExport = "export";
    if (text_.substr(at_).starts_with(kExport) && at_ + kExport.size() < text_.size() &&
        is_blank(text_[at_ + kExport.size()])) {
      at_ += kExport.size();
      skip_blanks();
    }
    const std::size_t begin = at_;
    while (next() != '\n' && next() != '=' && next() != ':' && next() != '#') ++at_;
    std::string_view name = text_.substr(begin, at_ - begin);
    while (!name.empty() && is_blank(name.back())) name.remove_suffix(1);
    if ((next() != '=' && next() != ':') || !is_name(name)) return;
    ++at_;
    const std::size_t before = at_;
    skip_blanks();
    Variable variable;
    if (next() == '\'') {
      single_quoted(variable);
    } else if (next() == '"') {
      double_quoted(variable);
    } else {
      plain(variable, before);
    }
    const Span span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)};
    variable.place = {file_, source_.line_of(span.begin), span};
    variables_.set(name, std::move(variable));
  }

  void single_quoted(Variable& variable) {
    for (++at_; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '\'') {
        ++at_;
        return;
      }
      if (c == '\\' && at_ + 1 < text_.size() && text_[at_ + 1] == '\'') ++at_;
      variable.text += text_[at_];
    }
    variable.known = false;
  }

  void double_quoted(Variable& variable) {
    std::string text;
    for (++at_; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '"') {
        ++at_;
        return put_in(variable, text);
      }
      if (c == '\\' && at_ + 1 < text_.size()) {
        unescape(text_[++at_], text);
      } else {
        text += c;
      }
    }
    variable.known = false;
  }

  static void unescape(char c, std::string& text) {
    switch (c) {
      case 'n':
        text += '\n';
        break;
      case 'r':
        text += '\r';
        break;
      case 't':
        text += '\t';
        break;
      case '"':
      case '\\':
        text += c;
        break;
      case '$':
        text += "$$";
        break;  // stays a dollar sign when variables are put in
      default:
        text += {'\\', c};
    }
  }

  void plain(Variable& variable, std::size_t before) {
    const std::size_t begin = at_;
    std::size_t end = text_.find('\n', begin);
    if (end == std::string_view::npos) end = text_.size();
    for (std::size_t i = begin; i < end; ++i) {
      if (text_[i] == '#' && i > before && is_blank(text_[i - 1])) {
        end = i;
        break;
      }
    }
    while (end > begin && is_blank(text_[end - 1])) --end;
    at_ = end;
    put_in(variable, text_.substr(begin, end - begin));
  }

  void put_in(Variable& variable, std::string_view text) {
    Interpolation interpolation = interpolate(text, variables_, left_);
    variable.known = interpolation.known;
    variable.text = std::move(interpolation.text);
  }

  void skip_blanks() {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
  }

  void skip_line() {
    const std::size_t end = text_.find('\n', at_);
    at_ = end == std::string_view::npos ? text_.size() : end + 1;
  }

  [[nodiscard]] char next() const { return at_ < text_.size() ? text_[at_] : '\n'; }

  const Source& source_;
  std::string_view text_;
  std::size_t at_;
  FileId file_;
  Variables& variables_;
  std::size_t& left_;
};

}  // namespace

void read_env_file(const Source& source, FileId file, Variables& variables, std::size_t& left) {
  EnvReader(source, file, variables, left).read();
}

}  // namespace s1::model
