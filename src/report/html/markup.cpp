// SPDX-License-Identifier: Apache-2.0
#include "report/html/markup.h"

#include "text/scrub.h"

namespace s1::report::html {

std::string escaped(std::string_view raw) {
  const std::string text = clean(raw);
  std::string result;
  result.reserve(text.size());
  for (const char c : text) switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      case '\'':
        result += "&#39;";
        break;
      default:
        result += c;
    }
  return result;
}

}  // namespace s1::report::html
