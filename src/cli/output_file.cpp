// SPDX-License-Identifier: Apache-2.0
#include "cli/output_file.h"

#include "workspace/write_whole.h"

namespace s1::cli {

Result<void> write_output(const std::string& path, const TextProducer& text) {
  Result<void> written = workspace::write_whole(path, text, workspace::Special::write_to);
  if (written) return {};
  return std::unexpected(Error{"not-writable", path, "the report cannot be written here: " + written.error().what,
                               "name a file in a folder that is there and that you may write to"});
}

}  // namespace s1::cli
