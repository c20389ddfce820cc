// SPDX-License-Identifier: Apache-2.0
// What is known of the values that variables may have in a script: of ARG and ENV, and of what the script assigns.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "model/shell_script.h"

namespace s1::model {

struct ShellValue {
  bool known = true;     // false: any text may be in it
  bool set_here = true;  // false: nothing in the file sets it; if it has a value, the base image does
  bool may_be_empty = false;
  bool may_split = false;  // blanks or pattern characters are in it
  std::string text = {};   // where it is one known text
  bool single = false;     // `text` is all that it may be

  [[nodiscard]] static ShellValue of_text(std::string_view text);
  [[nodiscard]] static ShellValue unknown();
};

class ShellValues {
 public:
  explicit ShellValues(const ShellScript& shell);

  // Of $name, ${name…}, $(…), $((…)): what it may give.
  [[nodiscard]] ShellValue of(const shell::Part& part);
  // Of a word whose quotes are removed.
  [[nodiscard]] ShellValue of(const shell::Word& word);

 private:
  [[nodiscard]] ShellValue of_variable(std::string_view name);
  [[nodiscard]] ShellValue together(const std::vector<shell::Part>& parts);
  void set(std::string_view name, const ShellValue& value);
  void read(const shell::Command& command);
  void read_for(const shell::Command& command);

  const ShellScript& shell_;
  std::map<std::string, ShellValue, std::less<>> outer_;  // of the file, as far as they were asked for
  std::map<std::string, ShellValue, std::less<>> set_;    // by the script itself; all that is assigned, wherever
};

}  // namespace s1::model
