// SPDX-License-Identifier: Apache-2.0
// Any bytes are a script: they are read, every span lies in the file, and all views take the tree. The first byte says
// how the text is put together.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "../syntax/shell/tree_check.h"
#include "syntax/shell/ast.h"

using namespace s1;

namespace {

// The text whole, or without every n-th byte, as where continuation lines were joined.
MappedText text_of(std::string_view file, unsigned piece) {
  const auto size = static_cast<std::uint32_t>(file.size());
  if (piece < 2) return {file, {0, size}};
  MappedText text;
  for (std::uint32_t begin = 0; begin < size; begin += piece)
    text.append(file, {begin, std::min(begin + piece - 1, size)});
  return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view file(reinterpret_cast<const char*>(data) + 1, size - 1);
  const MappedText text = text_of(file, data[0] < 128 ? 0 : data[0] - 126U);
  const shell::Script script = shell::parse(text);
  if (!test::spans_hold(script, {0, static_cast<std::uint32_t>(file.size())})) std::abort();
  (void)shell::dump(script);
  shell::for_each_command(script, [](const shell::Command& command) {
    const shell::Invocation invocation = shell::invocation(command);
    (void)invocation.subcommand({"-o", "--file"});
    (void)invocation.has_option("yes", 'y');
    (void)invocation.option_value("file", 'f');
    (void)shell::inner_script(command);
  });
  shell::for_each_script(script, [](const shell::Script&) {});
  shell::for_each_pipeline(script, {}, [](const shell::Pipeline&, shell::Options) {});
  return 0;
}
