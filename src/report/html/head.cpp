// SPDX-License-Identifier: Apache-2.0
#include "report/html/head.h"

#include <array>
#include <cstdint>
#include <string>

#include "page_assets.h"

namespace s1::report::html {
namespace {

std::uint32_t digit_of(char hex) {
  return static_cast<std::uint32_t>(hex <= '9' ? hex - '0' : hex - 'a' + 10);
}

// CMake gives hashes in hexadecimal digits, a policy has them in base64 (RFC 4648, section 4). Six bits a digit there,
// four here: three digits become two.
std::string base64_of(std::string_view hex) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string result;
  for (std::size_t at = 0; at < hex.size(); at += 3) {
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < 3; ++i) bits = bits << 4U | (at + i < hex.size() ? digit_of(hex[at + i]) : 0);
    result += digits[bits >> 6U];
    result += digits[bits & 63U];
  }
  // SHA-256 has 64 digits: the last group holds one, which is bits of one digit of base64 alone.
  if (hex.size() % 3 == 1) result.back() = '=';
  while (result.size() % 4 != 0) result += '=';
  return result;
}

}  // namespace

Markup head(std::string_view title, std::string_view version) {
  Markup out;
  out.add("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
  out.add(
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{}'; script-src "
      "'sha256-{}'; base-uri 'none'; form-action 'none'\">\n",
      base64_of(assets::style_sha256), base64_of(assets::script_sha256));
  out.add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
  out.add("<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n");
  out.add("<meta name=\"generator\" content=\"s1-infra {}\">\n<title>{}</title>\n<style>", version, title);
  out.add_asset(assets::style).add("</style>\n</head>\n<body>\n");
  return out;
}

Markup tail() {
  Markup out;
  out.add("<script>").add_asset(assets::script).add("</script>\n</body>\n</html>\n");
  return out;
}

}  // namespace s1::report::html
