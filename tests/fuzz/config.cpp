// SPDX-License-Identifier: Apache-2.0
// Any bytes as .s1-infra.yaml: every error has a line of the file, and without errors the settings are what the schema
// allows.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "config/mapping_reader.h"
#include "config/read.h"
#include "text/utf8.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace s1::config;
  const s1::Source source(std::string(reinterpret_cast<const char*>(data), size));
  const Reading reading = read(source);
  for (const s1::Error& error : reading.errors) {
    require(error.code == "bad-config" && !error.what.empty());
    require(line_of(error) >= 1 && line_of(error) <= source.line_count());
  }
  if (!reading.errors.empty()) {
    require(!joined(reading.errors).what.empty());
    return 0;
  }
  for (const Ignore& ignore : reading.config.ignore) {
    require(!ignore.rule.empty() || !ignore.path.empty() || !ignore.resource.empty());
    require(ignore.until.empty() || ignore.until.size() == 10);
  }
  require(reading.config.file_bytes.value_or(1) >= 1 && reading.config.files.value_or(1) >= 1);
  return 0;
}
