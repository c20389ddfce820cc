// SPDX-License-Identifier: Apache-2.0
#include "syntax/yaml/syntax_error.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "syntax/yaml/characters.h"
#include "syntax/yaml/report.h"
#include "text/utf8.h"

namespace s1::yaml {
namespace {

// {context}: the line on which what libyaml was reading begins. {found}: what stands at the place.
struct Row {
  std::string_view problem;
  std::string_view context;  // empty: any
  std::string_view message;
  std::string_view hint;
  bool at_context = false;
};

constexpr std::array kRows = {
    Row{"could not find expected ':'", "", "A `:` was expected after this key, before its line ends",
        "write `key: value`; a text of several lines has to be indented deeper than its key", true},
    Row{"did not find expected key", "",
        "Another key was expected here, or the end of the mapping that begins on line {context}; {found} was found",
        "give all keys of a mapping the same indentation, and quote values that begin with a special character"},
    Row{"did not find expected '-' indicator", "",
        "Another `- ` was expected here, or the end of the sequence that begins on line {context}; {found} was found",
        "give all items of a sequence the same indentation"},
    Row{"did not find expected ',' or ']'", "",
        "A `,` or the closing `]` of the sequence that begins on line {context} was expected; {found} was found",
        "close the bracket, or quote the value if it is text"},
    Row{"did not find expected ',' or '}'", "",
        "A `,` or the closing `}}` of the mapping that begins on line {context} was expected; {found} was found",
        "close the brace, or quote the value if it is text"},
    Row{"mapping values are not allowed in this context", "",
        "A `:` makes a key of what stands before it, and no key may stand here",
        "quote the value if the colon belongs to it; else put the key on a line of its own, indented like its "
        "siblings"},
    Row{"block sequence entries are not allowed in this context", "",
        "A `-` begins an item, and no item may stand here",
        "put the item on a line of its own, or quote the value if the dash belongs to it"},
    Row{"mapping keys are not allowed in this context", "", "A `?` begins a key, and no key may stand here",
        "quote the value if the question mark belongs to it"},
    Row{"did not find expected node content", "", "A value was expected here; {found} was found",
        "write the value, or quote it if it begins with a special character"},
    Row{"found undefined tag handle", "", "The tag of this value begins with a handle that no %TAG directive defines",
        "declare the handle with %TAG before `---`, or write the tag with a single `!`"},
    Row{"did not find expected <document start>", "",
        "The document has ended here, and `---` was expected before the next one; {found} was found",
        "put `---` between documents, or check the indentation and the quotes of the line"},
    Row{"found unexpected end of stream", "while scanning a quoted scalar",
        "The quotes that open on line {context} are not closed", "close the quotes", true},
    Row{"found unexpected document indicator", "",
        "The quotes that open on line {context} are not closed before the document ends", "close the quotes", true},
    Row{"found unknown escape character", "", "{found} is no escape sequence of YAML",
        "double the backslash if it belongs to the text, or use single quotes"},
    Row{"did not find expected hexdecimal number", "", "The escape sequence lacks hexadecimal digits",
        "write two digits after \\x, four after \\u, eight after \\U"},
    Row{"found invalid Unicode character escape code", "", "The escape sequence names no character of Unicode",
        "write a code below D800, or from E000 to 10FFFF"},
    Row{"found an indentation indicator equal to 0", "", "The indentation of a block scalar is given from 1 to 9",
        "leave the digit out, or write the number of spaces"},
    Row{"did not find expected comment or line break", "",
        "The line was expected to end after the head of the block scalar; {found} was found",
        "put the text on the next line, indented"},
    Row{"did not find expected comment or line break", "while scanning a directive",
        "The line was expected to end after the directive; {found} was found", "put what follows on the next line"},
    Row{"found a tab character where an indentation space is expected", "",
        "A tab indents this line; YAML takes spaces alone", "replace the tab by spaces"},
    Row{"found a tab character that violates indentation", "", "A tab indents this line; YAML takes spaces alone",
        "replace the tab by spaces"},
    Row{"did not find expected alphabetic or numeric character", "while scanning an anchor",
        "A name of letters, digits, - and _ was expected after `&`; {found} was found",
        "correct the name, or quote the value if the `&` belongs to it"},
    Row{"did not find expected alphabetic or numeric character", "while scanning an alias",
        "A name of letters, digits, - and _ was expected after `*`; {found} was found",
        "correct the name, or quote the value if the `*` belongs to it (a glob, for one)"},
    Row{"found unknown directive name", "", "A line that begins with % is a directive, %YAML or %TAG; this is neither",
        "quote the value if the % belongs to it"},
    Row{"could not find expected directive name", "", "A line that begins with % is a directive; this one has no name",
        "quote the value if the % belongs to it"},
    Row{"found unexpected non-alphabetical character", "", "The name of this directive is not a word",
        "quote the value if the % belongs to it"},
    Row{"found duplicate %YAML directive", "", "The document has a %YAML directive already", "remove one"},
    Row{"found duplicate %TAG directive", "", "The document has a %TAG directive for this handle already",
        "remove one"},
    Row{"found incompatible YAML document", "", "The %YAML directive asks for a version of YAML other than 1.1 and 1.2",
        "remove the directive"},
    Row{"", "while parsing a tag", "This tag is not written as a tag can be; {found} was found",
        "write it as !name, !!name or !<uri>, with a blank after it; quote the value if the ! belongs to it"},
    Row{"", "while scanning a tag", "This tag is not written as a tag can be; {found} was found",
        "write it as !name, !!name or !<uri>, with a blank after it; quote the value if the ! belongs to it"},
    Row{"", "while scanning a %YAML directive", "%YAML must be followed by a version like 1.2; {found} was found",
        "correct or remove the directive"},
    Row{"", "while scanning a %TAG directive", "%TAG must be followed by a handle and a prefix; {found} was found",
        "correct or remove the directive"},
    Row{"", "while scanning a directive", "This directive is not written as one can be; {found} was found",
        "correct or remove the directive"},
};

std::string found_at(const Source& source, std::uint32_t at) {
  const std::string_view bytes = source.bytes();
  if (at >= bytes.size()) return "the end of the file";
  if (break_length(bytes, at) > 0) return "the end of the line";
  if (bytes[at] == '\t') return "a tab";
  // A word, or a single sign.
  const auto is_word = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
  };
  std::size_t end = at;
  while (end < bytes.size() && end - at < 30 && is_word(bytes[end])) ++end;
  if (end == at) end += utf8::decode(bytes.substr(at)).length;
  if (bytes[at] == '\\' && end < bytes.size() && break_length(bytes, end) == 0)
    end += utf8::decode(bytes.substr(end)).length;
  return fmt::format("`{}`", bytes.substr(at, end - at));
}

// Whether a line holds the braces of a template (Helm, Jinja), which is no YAML before it is rendered.
bool is_template(const Source& source, std::uint32_t at) {
  const Span line = source.line_span(source.line_of(at));
  return source.slice({line.begin, std::min(line.end, line.begin + 1000)}).contains("{{");
}

Explanation cannot_begin(const Source& source, std::uint32_t at) {
  const std::string_view bytes = source.bytes();
  if (at < bytes.size() && bytes[at] == '\t')
    return {at, "A tab stands where the indentation of the line should be; YAML takes spaces alone",
            "replace the tab by spaces"};
  return {at, fmt::format("No value can begin with {}", found_at(source, at)), "quote the value"};
}

}  // namespace

Explanation explain(const Source& source, const SyntaxError& error) {
  for (const std::uint32_t at : {error.at, error.context_at})
    if (is_template(source, at))
      return {at, "A template stands here, in `{{` and `}}`, which is YAML only once it is rendered",
              "scan what the template gives, or quote the value that begins with the braces"};
  if (error.problem == "found character that cannot start any token") return cannot_begin(source, error.at);
  const auto fits = [&](const Row& row) {
    return (row.problem.empty() || row.problem == error.problem) &&
           (row.context.empty() || row.context == error.context);
  };
  // The row that names the context, where there is one.
  const auto exact = std::ranges::find_if(kRows, [&](const Row& row) { return !row.context.empty() && fits(row); });
  const auto row = exact != kRows.end() ? exact : std::ranges::find_if(kRows, fits);
  if (row == kRows.end())
    return {error.at, fmt::format("This cannot be read as YAML; {} was found", found_at(source, error.at)),
            "check the line and the one before it"};
  const std::uint32_t at = row->at_context ? error.context_at : error.at;
  std::string message = fmt::format(fmt::runtime(row->message), fmt::arg("context", source.line_of(error.context_at)),
                                    fmt::arg("found", found_at(source, error.at)));
  return {at, std::move(message), std::string(row->hint)};
}

}  // namespace s1::yaml
