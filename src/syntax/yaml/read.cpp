// SPDX-License-Identifier: Apache-2.0
// read(): the file in regions. A region ends at a syntax error or at a limit; the next begins at the next document.
#include "syntax/yaml/read.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "syntax/yaml/builder.h"
#include "syntax/yaml/characters.h"
#include "syntax/yaml/libyaml.h"
#include "syntax/yaml/repair.h"
#include "syntax/yaml/report.h"
#include "syntax/yaml/syntax_error.h"
#include "text/utf8.h"

namespace s1::yaml {
namespace {

constexpr std::size_t kMostReplacedReports = 10;
constexpr std::size_t kMostBrokenDocuments = 10'000;
constexpr std::size_t kFirstRead = 1 << 14;
constexpr std::size_t kFirstReadAfterError = 64;
constexpr std::size_t kMostDirectives = 100;  // of one document; libyaml compares each with each

class Reader {
 public:
  Reader(const Source& source, data::File& file)
      : source_(source),
        bytes_(source.bytes()),
        file_(file),
        reporter_(file),
        readable_(bytes_),
        builder_(file, reporter_, readable_.ascii()) {}

  void read() {
    report_replaced();
    for (std::uint32_t at = source_.content_begin(); at < source_.size();) at = read_region(at);
    builder_.finish();
    std::ranges::stable_sort(file_.diagnostics, {}, [](const Diagnostic& one) { return one.span.begin; });
  }

 private:
  void report_replaced();
  // Returns where the next region begins.
  std::uint32_t read_region(std::uint32_t begin);
  std::uint32_t after_error(const yaml_parser_t& parser, std::uint32_t begin);
  [[nodiscard]] std::uint32_t next_document(std::uint32_t from) const;
  [[nodiscard]] std::uint32_t line_begin(std::uint32_t at, std::uint32_t least) const;
  [[nodiscard]] bool has_too_many_directives(std::uint32_t at) const;

  const Source& source_;
  std::string_view bytes_;
  data::File& file_;
  Reporter reporter_;
  Readable readable_;
  Builder builder_;
  std::size_t broken_documents_ = 0;
};

void Reader::report_replaced() {
  std::size_t count = 0;
  for (const Span span : readable_.replaced()) {
    if (count++ == kMostReplacedReports) {
      reporter_.add(span, "yaml-syntax", "More bytes follow that YAML does not allow; they are not listed",
                    "check that this file is text in UTF-8");
      return;
    }
    const std::uint32_t line = source_.line_of(span.begin);
    const utf8::Decoded first = utf8::decode(source_.slice(span));
    if (first.valid)
      reporter_.add(
          span, "yaml-syntax",
          fmt::format("The character U+{:04X} on line {} is not allowed in YAML; most readers refuse the file",
                      static_cast<std::uint32_t>(first.code_point), line),
          "remove it, or write it as an escape sequence in double quotes");
    else
      reporter_.add(span, "yaml-syntax",
                    fmt::format("The byte 0x{:02X} on line {} is not UTF-8; most readers refuse the file",
                                static_cast<unsigned char>(bytes_[span.begin]), line),
                    "save the file as UTF-8");
  }
}

std::uint32_t Reader::line_begin(std::uint32_t at, std::uint32_t least) const {
  while (at > least && !at_line_begin(bytes_, at)) --at;
  return at;
}

// The first line at or behind `from` that begins with `---`.
std::uint32_t Reader::next_document(std::uint32_t from) const {
  for (std::size_t at = from; (at = bytes_.find("---", at)) != std::string_view::npos; at += 1) {
    if (!at_line_begin(bytes_, at)) continue;
    if (at + 3 >= bytes_.size() || is_blank(bytes_[at + 3]) || break_length(bytes_, at + 3) > 0)
      return static_cast<std::uint32_t>(at);
  }
  return source_.size();
}

// Looks at the directives that come next, if there are any.
bool Reader::has_too_many_directives(std::uint32_t at) const {
  std::size_t count = 0;
  while (at < bytes_.size()) {
    const std::string_view line = bytes_.substr(at);
    if (line[0] == '%')
      ++count;
    else if (!is_blank(line[0]) && line[0] != '#' && break_length(line, 0) == 0 && !line.starts_with("..."))
      break;
    at = line_end(bytes_, at);
    at += break_length(bytes_, at);
  }
  return count > kMostDirectives;
}

std::uint32_t Reader::read_region(std::uint32_t begin) {
  builder_.begin_region(begin);
  // Each of thousands of broken documents has a parser of its own, which must not decode much for its few bytes.
  Parser parser(readable_.from(begin), begin == source_.content_begin() ? kFirstRead : kFirstReadAfterError);
  for (std::uint32_t looked = begin, first = true;;) {
    // Between documents, before libyaml reads the directives of the next.
    if (!builder_.in_document() && (first || builder_.read() > looked)) {
      first = false;
      looked = builder_.read();
      if (has_too_many_directives(looked)) {
        reporter_.add({looked, looked}, "yaml-syntax",
                      fmt::format("A document has more than {} directives; it is not read", kMostDirectives),
                      "remove those that are not needed");
        builder_.abandon(looked);
        return next_document(looked + 1);
      }
    }
    Event event;
    if (!parser.next(event)) return after_error(parser.raw(), begin);
    if (event.raw().type == YAML_NO_EVENT) return source_.size();
    switch (builder_.add(event)) {
      case Builder::Next::go_on:
        break;
      case Builder::Next::skip_document: {
        const std::uint32_t at = builder_.to_byte(event.raw().start_mark);
        builder_.abandon(at);
        return next_document(std::max(at, begin + 1));
      }
      case Builder::Next::stop:
        builder_.abandon(builder_.to_byte(event.raw().start_mark));
        return source_.size();
    }
    if (event.raw().type == YAML_STREAM_END_EVENT) return source_.size();
  }
}

std::uint32_t Reader::after_error(const yaml_parser_t& parser, std::uint32_t begin) {
  SyntaxError error;
  if (parser.problem != nullptr) error.problem = parser.problem;
  if (parser.context != nullptr) error.context = parser.context;
  error.at = builder_.to_byte(parser.problem_mark);
  error.context_at = parser.context != nullptr ? builder_.to_byte(parser.context_mark) : error.at;
  const std::uint32_t line = line_begin(error.at, begin);

  const bool follows_document = !builder_.in_document() && builder_.has_document_in_region() &&
                                error.problem == "did not find expected <document start>";
  // After `...` YAML 1.2 lets a document begin without `---`; libyaml knows that of the first document alone. What
  // stands in between are comments, and the new document's.
  if (follows_document && builder_.explicit_end() <= line && line > begin) return builder_.explicit_end();

  if (!reporter_.full()) {
    const Explanation explanation = explain(source_, error);
    reporter_.add({explanation.at, explanation.at}, "yaml-syntax", explanation.message, explanation.hint);
  }
  if (follows_document)
    builder_.spoil_last_document();
  else
    builder_.abandon(error.at);
  if (++broken_documents_ == kMostBrokenDocuments) {
    reporter_.add({line, line}, "yaml-syntax",
                  fmt::format("The file has {} broken documents; the rest is not read", kMostBrokenDocuments),
                  "check that this file is YAML");
    return source_.size();
  }
  return next_document(std::max(line, builder_.document_begin() + 1));
}

}  // namespace

data::File read(const Source& source) {
  data::File file;
  file.source = &source;
  file.language = data::Language::yaml;
  Reader(source, file).read();
  return file;
}

}  // namespace s1::yaml
