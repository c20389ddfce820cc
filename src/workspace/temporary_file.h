// SPDX-License-Identifier: Apache-2.0
// The file that a new text is written to before it takes the old one's name.
#pragma once
#include <sys/stat.h>

#include <string>
#include <string_view>

#include "text/error.h"
#include "text/produce.h"
#include "workspace/descriptor.h"

namespace s1::workspace {

// False with errno where not all of it could be written.
[[nodiscard]] bool write_all(int descriptor, std::string_view text);

// Writes what comes to a descriptor, many small pieces at once. The first failure is kept, and nothing written after
// it.
class FileSink {
 public:
  explicit FileSink(int descriptor) : descriptor_(descriptor) {}
  void add(std::string_view piece);
  // What is left of it. False with errno where anything could not be written.
  [[nodiscard]] bool finish();

 private:
  void flush();
  int descriptor_;
  int error_number_ = 0;
  std::string buffer_;
};

// Makes a file in `folder` whose name nobody can foresee (is_temporary_name), with the old file's mode, owner and group
// where there is one, and brings `text` to the disk. `name` is set as soon as there is a file to be removed. `path` is
// what errors name. Codes as of write_failure().
[[nodiscard]] Result<void> write_temporary_file(int folder, std::string_view path, const TextProducer& text,
                                                const struct stat* old, std::string& name);

}  // namespace s1::workspace
