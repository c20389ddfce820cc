// SPDX-License-Identifier: Apache-2.0
#include "engine/file_reader.h"

#include <optional>
#include <utility>

#include "workspace/text_file.h"

namespace s1::engine {

Result<std::string> FileReader::read(const std::string& path) const {
  if (overlay_ != nullptr)
    if (const auto found = overlay_->find(path); found != overlay_->end()) return found->second;
  Result<std::string> bytes = root_.read(path, limit_bytes_);
  if (!bytes) return bytes;
  if (std::optional<Error> problem = workspace::not_text(path, *bytes)) return std::unexpected(*std::move(problem));
  return bytes;
}

}  // namespace s1::engine
