// SPDX-License-Identifier: Apache-2.0
// JSON as it is written: on one line, invalid UTF-8 replaced; long arrays an element at a time.
#pragma once
#include <nlohmann/json.hpp>
#include <string>

#include "text/produce.h"

namespace s1::report {

[[nodiscard]] std::string json_text(const nlohmann::ordered_json& json);

// "[" when it is made, each element when it comes, "]" at the end of its life.
class ArrayWriter {
 public:
  explicit ArrayWriter(const TextSink& sink) : sink_(sink) { sink_("["); }
  ~ArrayWriter() { sink_("]"); }
  ArrayWriter(const ArrayWriter&) = delete;
  ArrayWriter& operator=(const ArrayWriter&) = delete;

  void add(const nlohmann::ordered_json& element);

 private:
  const TextSink& sink_;
  bool empty_ = true;
};

}  // namespace s1::report
