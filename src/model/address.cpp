// SPDX-License-Identifier: Apache-2.0
#include "model/address.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>

namespace s1::model {
namespace {

constexpr std::size_t kMostValue = 4096;    // bytes that are looked at
constexpr std::size_t kMostAddresses = 16;  // of one value
constexpr std::size_t kMostHost = 253;

bool is_host_character(char c) {
  return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9') || c == '.' || c == '-' || c == '_';
}

bool is_host(std::string_view text) {
  return !text.empty() && text.size() <= kMostHost && std::ranges::all_of(text, is_host_character) &&
         !std::ranges::all_of(text, [](char c) { return ('0' <= c && c <= '9') || c == '.'; });
}

bool is_number(std::string_view text) {
  return !text.empty() && text.size() <= 5 && std::ranges::all_of(text, [](char c) { return '0' <= c && c <= '9'; });
}

std::string upper_case(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if ('a' <= c && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return result;
}

bool holds_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

// host or host:port.
std::optional<Address> host_and_port(std::string_view text, bool needs_port) {
  const std::size_t colon = text.find(':');
  const Address address{text.substr(0, colon),
                        colon == std::string_view::npos ? std::string_view() : text.substr(colon + 1)};
  if (!is_host(address.host)) return std::nullopt;
  if (colon == std::string_view::npos ? needs_port : !is_number(address.port)) return std::nullopt;
  return address;
}

// user:…@host:port/path?query of an address; what stands before the scheme's :// is passed over.
std::optional<Address> of_url(std::string_view text) {
  const std::size_t scheme = text.find("://");
  if (scheme == std::string_view::npos) return std::nullopt;
  text.remove_prefix(scheme + 3);
  // A password may hold what ends an authority elsewhere.
  const std::size_t at = text.substr(0, text.find_first_of(" \t\n")).rfind('@');
  if (at != std::string_view::npos) text.remove_prefix(at + 1);
  return host_and_port(text.substr(0, text.find_first_of("/?#\"' \t\n")), false);
}

// Server=db;Port=…; host=db port=…
std::optional<Address> of_pair(std::string_view text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos) return std::nullopt;
  const std::string key = upper_case(text.substr(0, equals));
  if (!holds_any(key, {"HOST", "SERVER", "DATA SOURCE", "ADDR"}) || key.size() > 16) return std::nullopt;
  std::string_view value = text.substr(equals + 1);
  if (value.starts_with("tcp:")) value.remove_prefix(4);
  return host_and_port(value, false);
}

}  // namespace

std::vector<Address> addresses_in(std::string_view name, std::string_view value) {
  std::vector<Address> found;
  value = value.substr(0, kMostValue);
  const std::string upper = upper_case(name);
  if (holds_any(upper, {"ORIGIN", "ALLOWED", "CORS", "TRUSTED", "ADVERTISED", "_NAME", "NO_PROXY"})) return found;
  const bool says_host =
      holds_any(upper, {"HOST", "SERVER", "ADDR", "URL", "URI", "ENDPOINT", "BROKER", "BOOTSTRAP", "UPSTREAM"});
  const bool has_pairs = value.find('=') != std::string_view::npos && value.find("://") == std::string_view::npos;
  const std::string_view separators = has_pairs ? ";, \t\n" : ", \t\n";
  for (std::size_t begin = 0; begin < value.size() && found.size() < kMostAddresses;) {
    const std::size_t end = std::min(value.find_first_of(separators, begin), value.size());
    const std::string_view piece = value.substr(begin, end - begin);
    begin = end + 1;
    std::optional<Address> address = of_url(piece);
    if (!address && has_pairs) address = of_pair(piece);
    if (!address && piece.find("://") == std::string_view::npos)
      address =
          host_and_port(piece.substr(0, piece.find('/')), !says_host || piece.find('/') != std::string_view::npos);
    if (address) found.push_back(*address);
  }
  return found;
}

}  // namespace s1::model
