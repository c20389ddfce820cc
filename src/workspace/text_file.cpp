// SPDX-License-Identifier: Apache-2.0
#include "workspace/text_file.h"

#include <cstddef>

#include "workspace/names.h"

namespace s1::workspace {

std::optional<Error> not_text(std::string_view path, std::string_view bytes) {
  constexpr std::size_t kHead = 8192;
  if (bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff") ||
      bytes.starts_with(std::string_view("\0\0\xfe\xff", 4)))
    return Error{"not-utf8", for_display(path), "the file is UTF-16 or UTF-32; it was not checked",
                 "save it as UTF-8: no tool that reads such files takes another encoding"};
  if (bytes.substr(0, kHead).contains('\0'))
    return Error{"binary-file", for_display(path), "the file holds NUL bytes and so is no text; it was not checked",
                 "if it is infrastructure, write it again as text; else leave it out with an ignore file"};
  return std::nullopt;
}

}  // namespace s1::workspace
