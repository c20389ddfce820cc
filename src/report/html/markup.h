// SPDX-License-Identifier: Apache-2.0
// HTML that cannot be broken out of: markup comes from literals of this program alone, and every other text is escaped
// where it is put in.
#pragma once
#include <fmt/format.h>

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "text/produce.h"

namespace s1::report::html {

// Fit for text and for an attribute in double quotes; hidden characters are replaced (text/scrub.h).
[[nodiscard]] std::string escaped(std::string_view text);

class Markup;

// How an argument of Markup::add() is put in.
[[nodiscard]] inline std::string shown(std::string_view text) {
  return escaped(text);
}
template <class Number>
  requires std::is_arithmetic_v<Number>
[[nodiscard]] Number shown(Number number) {
  return number;
}
[[nodiscard]] std::string_view shown(const Markup& markup);

// HTML that was made here, and is put into other HTML as it is.
class Markup {
 public:
  Markup() = default;
  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] bool empty() const { return text_.empty(); }

  // `form` is checked by the compiler, so it is a literal; of the arguments, texts are escaped, numbers and Markup are
  // not.
  template <class... Arguments>
  Markup& add(fmt::format_string<decltype(shown(std::declval<const Arguments&>()))...> form,
              const Arguments&... arguments) {
    text_ += fmt::format(form, shown(arguments)...);
    return *this;
  }
  // A style or a script of this program.
  Markup& add_asset(std::string_view asset) {
    text_ += asset;
    return *this;
  }
  Markup& add(const Markup& other) {
    text_ += other.text_;
    return *this;
  }

 private:
  std::string text_;
};

inline std::string_view shown(const Markup& markup) {
  return markup.text();
}

}  // namespace s1::report::html
