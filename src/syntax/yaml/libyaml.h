// SPDX-License-Identifier: Apache-2.0
// libyaml's parser and its events, owned.
#pragma once
#include <yaml.h>

#include <cstddef>
#include <string_view>

namespace s1::yaml {

class Event {
 public:
  Event() = default;
  ~Event() { yaml_event_delete(&raw_); }
  Event(const Event&) = delete;
  Event& operator=(const Event&) = delete;

  [[nodiscard]] yaml_event_t& raw() { return raw_; }
  [[nodiscard]] const yaml_event_t& raw() const { return raw_; }

 private:
  yaml_event_t raw_{};
};

class Parser {
 public:
  // `input` is UTF-8 without a byte order mark and must outlive this. `first_read`: bytes that libyaml is given at
  // first, which it decodes all before it scans; later it is given more.
  Parser(std::string_view input, std::size_t first_read);
  ~Parser() { yaml_parser_delete(&raw_); }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;

  // False after an error, which raw() then tells.
  [[nodiscard]] bool next(Event& event) { return yaml_parser_parse(&raw_, &event.raw()) != 0; }
  [[nodiscard]] const yaml_parser_t& raw() const { return raw_; }

 private:
  static int read(void* self, unsigned char* buffer, std::size_t size, std::size_t* taken);

  yaml_parser_t raw_{};
  std::string_view rest_;
  std::size_t chunk_;
};

}  // namespace s1::yaml
