// SPDX-License-Identifier: Apache-2.0
// Files that are written out in a test, parsed, as the readers of the model take them. Several stand in one text, each
// after a line `--- path ---`. JSON is told by its ending, a file whose name ends with .env has no tree.
#pragma once
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/read.h"
#include "syntax/json/read.h"
#include "syntax/yaml/read.h"

namespace s1::test {

class Texts {
 public:
  Texts() = default;
  // `path` is that of the text before the first such line.
  Texts(std::string_view text, std::string path) {
    std::string content;
    bool is_first = true;
    while (!text.empty()) {
      const std::size_t end = text.find('\n');
      const std::string_view line = text.substr(0, end);
      text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
      if (line.size() > 8 && line.starts_with("--- ") && line.ends_with(" ---")) {
        if (!is_first || !content.empty()) add(path, content);
        path = line.substr(4, line.size() - 8);
        content.clear();
        is_first = false;
      } else {
        content += line;
        if (end != std::string_view::npos) content += '\n';
      }
    }
    add(path, content);
  }

  void add(const std::string& path, std::string content) {
    const Source& source = sources_.emplace_back(std::move(content));
    model::Input input;
    input.file = static_cast<model::FileId>(inputs_.size());
    input.path = paths_.emplace_back(path);
    input.source = &source;
    if (path.ends_with(".json")) {
      input.tree = &trees_.emplace_back(json::read(source));
    } else if (!path.ends_with(".env")) {
      input.tree = &trees_.emplace_back(yaml::read(source));
    }
    inputs_.push_back(input);
  }

  [[nodiscard]] std::span<const model::Input> inputs() const { return inputs_; }

 private:
  std::deque<Source> sources_;
  std::deque<std::string> paths_;
  std::deque<data::File> trees_;
  std::vector<model::Input> inputs_;
};

}  // namespace s1::test
