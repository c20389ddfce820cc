// SPDX-License-Identifier: Apache-2.0
#include "syntax/dockerfile/instruction.h"

#include <array>
#include <utility>

#include "syntax/dockerfile/chars.h"
#include "syntax/dockerfile/flags.h"
#include "syntax/dockerfile/heredocs.h"
#include "syntax/dockerfile/json_array.h"
#include "syntax/dockerfile/words.h"

namespace s1::dockerfile {
namespace {

using namespace std::string_view_literals;

// ONBUILD ONBUILD … is refused by the build; deeper than this it is not even read.
constexpr int kDeepestOnbuild = 4;

// In the order of Kind.
constexpr std::array kNames = {"ADD"sv,    "ARG"sv,   "CMD"sv,         "COPY"sv,  "ENTRYPOINT"sv, "ENV"sv,
                               "EXPOSE"sv, "FROM"sv,  "HEALTHCHECK"sv, "LABEL"sv, "MAINTAINER"sv, "ONBUILD"sv,
                               "RUN"sv,    "SHELL"sv, "STOPSIGNAL"sv,  "USER"sv,  "VOLUME"sv,     "WORKDIR"sv};

Kind kind_of(std::string_view keyword) {
  for (std::size_t i = 0; i < kNames.size(); ++i)
    if (keyword.size() == kNames[i].size() && equal_ignoring_case(keyword, kNames[i])) return static_cast<Kind>(i);
  return Kind::unknown;
}

class Reader {
 public:
  Reader(File& file, const LogicalLine& line, Reporter& reporter, Instruction& out)
      : file_(file), bytes_(file.source->bytes()), line_(line), reporter_(reporter), out_(out) {}

  void read(Span part, int depth) {
    part = trimmed(line_.text(), part);
    Span keyword = {part.begin, part.begin};
    while (keyword.end < part.end && !is_separator(line_.text()[keyword.end])) ++keyword.end;
    set_keyword(keyword);
    out_.kind = kind_of(out_.keyword_text);
    const std::uint32_t begin = read_flags(line_, {keyword.end, part.end}, bytes_, file_.storage, out_.flags);
    set_arguments({begin, part.end});
    read_arguments(depth);
  }

  // The CMD of a HEALTHCHECK: the keyword is its first argument, and there are no flags.
  void read_health_command(Span keyword, Span arguments) {
    set_keyword(keyword);
    out_.kind = Kind::cmd;
    set_arguments(arguments);
    read_json();
  }

 private:
  void set_keyword(Span part) {
    out_.keyword = line_.to_file(part);
    const std::string_view joined = line_.text().substr(part.begin, part.size());
    out_.keyword_text = file_.source->slice(out_.keyword);
    if (out_.keyword_text != joined) out_.keyword_text = file_.storage.emplace_back(joined);
  }

  void set_arguments(Span part) {
    part = trimmed(line_.text(), part);
    begin_ = part.begin;
    out_.arguments = line_.mapped(part);
    text_ = out_.arguments.text();
  }

  void read_arguments(int depth) {
    switch (out_.kind) {
      case Kind::run:
      case Kind::cmd:
      case Kind::entrypoint:
      case Kind::shell:
        read_json();
        break;
      case Kind::add:
      case Kind::copy:
      case Kind::volume:
        if (!read_json()) read_plain_words();
        break;
      case Kind::from:
      case Kind::expose:
        read_plain_words();
        break;
      case Kind::env:
      case Kind::label:
        read_pairs();
        break;
      case Kind::arg:
        read_arg();
        break;
      case Kind::user:
      case Kind::workdir:
      case Kind::stopsignal:
      case Kind::maintainer:
        if (!text_.empty()) out_.words.push_back(word({0, size()}));
        break;
      case Kind::healthcheck:
        read_healthcheck();
        break;
      case Kind::onbuild:
        if (!text_.empty() && depth < kDeepestOnbuild)
          read_inner([&](Reader& inner) { inner.read({begin_, begin_ + size()}, depth + 1); });
        break;
      case Kind::unknown:
        break;
    }
  }

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(text_.size()); }
  [[nodiscard]] Span place(Span part) const { return line_.to_file({begin_ + part.begin, begin_ + part.end}); }
  [[nodiscard]] std::string_view slice(Span part) const { return text_.substr(part.begin, part.size()); }
  [[nodiscard]] Word word(Span part) const { return {place(part), slice(part)}; }

  void add_words(const std::vector<Span>& spans) {
    out_.words.reserve(spans.size());
    for (const Span span : spans) out_.words.push_back(word(span));
  }

  void read_plain_words() {
    std::vector<Span> spans;
    split_plain(text_, spans);
    add_words(spans);
  }

  bool read_json() {
    if (!text_.starts_with('[')) return false;
    std::vector<JsonString> strings;
    const JsonArray result = read_json_array(text_, strings);
    if (result == JsonArray::not_strings) {
      reporter_.refuse(place({0, size()}), "json-not-strings", "The exec form takes an array of strings alone",
                       "put every element in double quotes");
    }
    if (result != JsonArray::strings) return false;
    out_.form = Form::json;
    out_.words.reserve(strings.size());
    for (const JsonString& string : strings) {
      const std::string_view inside = slice({string.literal.begin + 1, string.literal.end - 1});
      const std::string_view value = string.verbatim ? inside : file_.storage.emplace_back(decode_json_string(inside));
      out_.words.push_back({place(string.literal), value});
    }
    return true;
  }

  // KEY=VALUE …, or where the first word has no '=': KEY and the rest of the line.
  void read_pairs() {
    std::vector<Span> spans;
    split_quoted(text_, file_.escape, spans);
    add_words(spans);
    if (spans.empty()) return;
    const std::string_view keyword = name(out_.kind);
    if (!out_.words.front().raw.contains('=')) {
      const std::size_t separator = text_.find_first_of(" \t\v\f\r");
      if (separator == text_.npos) {
        reporter_.refuse(out_.words.front().span, "missing-value",
                         std::string(keyword).append(" ").append(quoted(text_)).append(" has no value"),
                         "write KEY=VALUE");
        out_.pairs.push_back({.key = out_.words.front(), .value = word({size(), size()})});
        return;
      }
      const auto key_end = static_cast<std::uint32_t>(separator);
      std::uint32_t value = key_end;
      while (value < size() && is_separator(text_[value])) ++value;
      out_.pairs.push_back(
          {.key = word({0, key_end}), .value = word({value, size()}), .has_value = true, .legacy = true});
      return;
    }
    out_.pairs.reserve(spans.size());
    for (const Span span : spans) {
      out_.pairs.push_back(pair(span));
      if (out_.pairs.back().has_value) continue;
      reporter_.refuse(place(span), "missing-equals",
                       std::string(keyword).append(" needs KEY=VALUE and has ").append(quoted(slice(span))),
                       "put the value in quotes if it has blanks in it");
    }
  }

  void read_arg() {
    std::vector<Span> spans;
    split_quoted(text_, file_.escape, spans);
    add_words(spans);
    out_.pairs.reserve(spans.size());
    for (const Span span : spans) out_.pairs.push_back(pair(span));
  }

  [[nodiscard]] Pair pair(Span span) const {
    const std::size_t equals = slice(span).find('=');
    if (equals == std::string_view::npos) return {.key = word(span), .value = word({span.end, span.end})};
    const std::uint32_t at = span.begin + static_cast<std::uint32_t>(equals);
    return {.key = word({span.begin, at}), .value = word({at + 1, span.end}), .has_value = true};
  }

  void read_healthcheck() {
    if (text_.empty()) return;
    const auto rest = size() - static_cast<std::uint32_t>(after_first_word(text_).size());
    std::uint32_t end = rest;
    while (end > 0 && space_at_end(text_.substr(0, end)) != 0) --end;
    const Span type = {0, end};
    out_.words.push_back(word(type));
    if (!equal_ignoring_case(slice(type), "CMD")) return;
    read_inner(
        [&](Reader& inner) { inner.read_health_command({begin_, begin_ + end}, {begin_ + rest, begin_ + size()}); });
  }

  template <class Read>
  void read_inner(Read read) {
    out_.inner = std::make_unique<Instruction>();
    Reader inner(file_, line_, reporter_, *out_.inner);
    read(inner);
  }

  File& file_;
  std::string_view bytes_;
  const LogicalLine& line_;
  Reporter& reporter_;
  Instruction& out_;
  std::string_view text_;    // of the arguments
  std::uint32_t begin_ = 0;  // of the arguments, in the line
};

bool takes_heredocs(const Instruction& instruction) {
  if (instruction.form == Form::json) return false;
  return instruction.kind == Kind::run || instruction.kind == Kind::copy || instruction.kind == Kind::add;
}

}  // namespace

std::string_view name(Kind kind) {
  const auto index = static_cast<std::size_t>(kind);
  return index < kNames.size() ? kNames[index] : std::string_view();
}

std::string_view after_first_word(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && space_at_begin(text.substr(at)) == 0) ++at;
  while (const std::size_t space = space_at_begin(text.substr(at))) at += space;
  return text.substr(at);
}

Instruction& heredoc_owner(Instruction& instruction) {
  return instruction.kind == Kind::onbuild && instruction.inner ? *instruction.inner : instruction;
}

void read_instruction(File& file, const LogicalLine& line, Reporter& reporter, Instruction& out) {
  Reader(file, line, reporter, out).read({0, line.size()}, 0);
  Instruction& owner = heredoc_owner(out);
  if (takes_heredocs(owner) && line.text().contains("<<"))
    owner.heredocs = find_heredocs(line, file.source->bytes(), file.storage);
}

}  // namespace s1::dockerfile
