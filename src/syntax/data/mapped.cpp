// SPDX-License-Identifier: Apache-2.0
// Value::mapped(): each language decodes its own scalars.
#include "syntax/data/tree.h"
#include "syntax/json/read.h"
#include "syntax/yaml/content.h"

namespace s1::data {

MappedText Value::mapped() const {
  const Value at = target();
  if (!at) return {};
  return file_->language == Language::json ? json::mapped(*file_, *at.node()) : yaml::mapped(*file_, *at.node());
}

}  // namespace s1::data
