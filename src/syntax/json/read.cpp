// SPDX-License-Identifier: Apache-2.0
#include "syntax/json/read.h"

#include <algorithm>

#include "syntax/json/comments.h"
#include "syntax/json/reader.h"
#include "syntax/json/string.h"
#include "text/utf8.h"

namespace s1::json {

data::File read(const Source& source, Dialect dialect) {
  data::File file;
  file.source = &source;
  file.language = data::Language::json;
  Reader(source, dialect, file).run();
  set_scopes(file);
  // Keys that stand twice are noticed when their mapping ends.
  std::stable_sort(file.diagnostics.begin(), file.diagnostics.end(),
                   [](const Diagnostic& a, const Diagnostic& b) { return a.span.begin < b.span.begin; });
  return file;
}

MappedText mapped(const data::File& file, const data::Node& scalar) {
  const std::string_view bytes = file.source->bytes();
  if (scalar.kind != data::Kind::string) return {bytes, scalar.span};
  const Span inside{scalar.span.begin + 1, scalar.span.end - 1};
  if (scalar.text.data() == bytes.data() + inside.begin) return {bytes, inside};
  MappedText result;
  const auto offset = [&](std::size_t at) { return static_cast<std::uint32_t>(inside.begin + at); };
  walk_string(
      file.source->slice(inside),
      [&](std::size_t at, std::size_t length) { result.append(bytes, {offset(at), offset(at + length)}); },
      [&](std::size_t at, const Escape& escape) {
        if (escape.keeps_its_text) {
          result.append(bytes, {offset(at), offset(at + escape.length)});
          return;
        }
        std::string text;
        utf8::append(text, escape.code_point);
        result.append_synthetic(text, offset(at));
      });
  return result;
}

}  // namespace s1::json
