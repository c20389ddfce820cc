// SPDX-License-Identifier: Apache-2.0
#include "syntax/yaml/libyaml.h"

#include <algorithm>
#include <cstring>
#include <new>

namespace s1::yaml {
namespace {

constexpr std::size_t kLargestChunk = 1 << 16;

}  // namespace

Parser::Parser(std::string_view input, std::size_t first_read) : rest_(input), chunk_(first_read) {
  if (yaml_parser_initialize(&raw_) == 0) throw std::bad_alloc();
  yaml_parser_set_encoding(&raw_, YAML_UTF8_ENCODING);
  yaml_parser_set_input(&raw_, read, this);
}

int Parser::read(void* self, unsigned char* buffer, std::size_t size, std::size_t* taken) {
  auto& parser = *static_cast<Parser*>(self);
  *taken = std::min({parser.chunk_, size, parser.rest_.size()});
  std::memcpy(buffer, parser.rest_.data(), *taken);
  parser.rest_.remove_prefix(*taken);
  parser.chunk_ = std::min(2 * parser.chunk_, kLargestChunk);
  return 1;
}

}  // namespace s1::yaml
