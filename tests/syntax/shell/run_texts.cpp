// SPDX-License-Identifier: Apache-2.0
#include "syntax/shell/run_texts.h"

#include <algorithm>
#include <filesystem>
#include <sstream>
#include <string_view>

#include "test.h"

namespace s1::test {
namespace {

std::string_view trim(std::string_view text) {
  while (!text.empty() && std::string_view(" \t\r").contains(text.front())) text.remove_prefix(1);
  while (!text.empty() && std::string_view(" \t\r").contains(text.back())) text.remove_suffix(1);
  return text;
}

bool is_run(std::string_view line) {
  return line.size() > 4 && (line[0] == 'R' || line[0] == 'r') && (line[1] == 'U' || line[1] == 'u') &&
         (line[2] == 'N' || line[2] == 'n') && (line[3] == ' ' || line[3] == '\t');
}

std::string_view without_flags(std::string_view text) {
  while (text.starts_with("--")) text = trim(text.substr(std::min(text.find_first_of(" \t"), text.size())));
  return text;
}

// A file of another shell, with another escape character, or with heredocs is left out.
bool is_plain(const std::string& content) {
  for (const char* const other : {"powershell", "pwsh", "cmd.exe", "escape=`", "cmd\", \"/S", "<<"}) {
    if (content.contains(other)) return false;
  }
  return true;
}

void add_run_texts(const std::filesystem::path& path, std::vector<RunText>& texts) {
  const std::string content = read_file(path);
  if (!is_plain(content)) return;
  std::istringstream lines(content);
  std::string line;
  std::string current;
  bool inside = false;
  while (std::getline(lines, line)) {
    std::string_view text = trim(line);
    if (!inside) {
      if (!is_run(text)) continue;
      inside = true;
      current.clear();
      text = trim(text.substr(4));
    } else if (text.empty() || text.starts_with('#')) {
      continue;
    }
    if (text.ends_with('\\')) {
      current += text.substr(0, text.size() - 1);
      continue;
    }
    current += text;
    inside = false;
    const std::string_view script = without_flags(trim(current));
    if (!script.empty() && !script.starts_with('[')) texts.push_back({path.string(), std::string(script)});
  }
}

}  // namespace

std::vector<RunText> run_texts() {
  std::vector<RunText> texts;
  const std::filesystem::path shared = shared_dir();
  if (shared.empty()) return texts;
  std::vector<std::filesystem::path> files;
  for (const char* const folder : {"corpus", "bench/cases"}) {
    if (!std::filesystem::is_directory(shared / folder)) continue;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(shared / folder)) {
      if (entry.is_regular_file() && entry.path().filename().string().contains("ockerfile"))
        files.push_back(entry.path());
    }
  }
  std::ranges::sort(files);
  for (const std::filesystem::path& file : files) add_run_texts(file, texts);
  return texts;
}

}  // namespace s1::test
