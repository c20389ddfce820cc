// SPDX-License-Identifier: Apache-2.0
#include "rules/dockerfile/multi_stage/run_time_files.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "model/infra_model.h"
#include "workspace/look.h"
#include "workspace/names.h"

namespace s1::rules::multi_stage {
namespace {

constexpr std::size_t kMostFiles = 2000;  // of sources that are read
constexpr int kDeepest = 12;

constexpr std::array<std::string_view, 16> kNoSources = {
    ".git", "vendor",  "node_modules", "testdata", "target", "tests", "test",    "__tests__",
    "e2e",  "cypress", "spec",         "build",    "dist",   ".idea", ".github", "third_party"};
// Folders that programs read at run time.
constexpr std::array<std::string_view, 27> kReadFolders = {
    "templates", "template", "views",  "static",    "public", "assets",       "web",    "www",     "migrations",
    "migration", "locales",  "locale", "i18n",      "lang",   "translations", "config", "configs", "conf",
    "certs",     "fonts",    "data",   "resources", "html",   "tmpl",         "db",     "swagger", "seeds"};
// Files of settings that programs look for by themselves.
constexpr std::array<std::string_view, 12> kReadFiles = {
    "config.yaml",   "config.yml", "config.toml", "config.json", "config.ini",      "settings.yaml",
    "settings.toml", "app.yaml",   "app.env",     ".env",        "application.yml", "application.properties"};

template <std::size_t N>
bool has(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

bool ends_with_any(std::string_view name, std::span<const std::string_view> ends) {
  return std::ranges::any_of(ends, [&](std::string_view end) { return name.ends_with(end); });
}

class Search {
 public:
  Search(const SingleStage& stage, const SourceLanguage& language, const std::string& folder, bool read_only,
         Rewrite& rewrite)
      : stage_(stage),
        context_(*stage.context()),
        language_(language),
        folder_(folder),
        read_only_(read_only),
        rewrite_(rewrite) {}

  bool run(std::vector<std::string>& paths) {
    if (!read_folder("", 0)) return false;
    add_usual();
    paths.assign(paths_.begin(), paths_.end());
    return true;
  }

 private:
  bool read_folder(const std::string& folder, int depth) {
    if (depth > kDeepest) return rewrite_.refuse(stage_.from(), "its sources lie too deep to be looked through");
    for (const std::string& name : context_.names(folder)) {
      const std::string path = workspace::join(folder, name);
      const workspace::Found found = context_.look(path);
      if (found == workspace::Found::folder) {
        if (!has(kNoSources, name) && !context_.ignores(path) && !read_folder(path, depth + 1)) return false;
        continue;
      }
      if (found != workspace::Found::file || !ends_with_any(name, language_.extensions)) continue;
      if (ends_with_any(name, language_.skipped) || context_.ignores(path)) continue;
      if (++files_ > kMostFiles) return rewrite_.refuse(stage_.from(), "it has more sources than are looked through");
      const std::string* const text = context_.text(path);
      if (text == nullptr) return refuse_at(path, 1, "cannot be read");
      if (!read_file(path, *text)) return false;
    }
    return true;
  }

  bool read_file(const std::string& path, const std::string& text) {
    for (const std::string_view embed : language_.embeds)
      for (std::size_t at = text.find(embed); at != std::string::npos; at = text.find(embed, at + 1)) {
        std::string_view rest = std::string_view(text).substr(at + embed.size());
        rest = rest.substr(0, rest.find_first_of("\n\")"));
        while (!rest.empty()) {
          const std::size_t begin = rest.find_first_not_of(" \t\"");
          if (begin == std::string_view::npos) break;
          rest.remove_prefix(begin);
          std::string_view word = rest.substr(0, rest.find_first_of(" \t\r"));
          rest.remove_prefix(word.size());
          if (word.starts_with("all:")) word.remove_prefix(4);
          word = word.substr(0, word.find_first_of("*?["));
          while (word.ends_with('/')) word.remove_suffix(1);
          embedded_.insert(workspace::join(workspace::parent_path(path), word));
        }
      }
    for (const Refused& each : language_.refused)
      if (const std::size_t at = text.find(each.text); at != std::string::npos)
        return refuse_at(path, line_of(text, at), std::string(each.why));
    if (read_only_)
      for (const std::string_view writer : language_.writers)
        if (const std::size_t at = text.find(writer);
            at != std::string::npos && !is_temporary(text, at + writer.size()))
          return refuse_at(path, line_of(text, at), "writes files, which only root may do in the image's folders");
    for (const std::string_view opener : language_.openers)
      for (std::size_t at = text.find(opener); at != std::string::npos; at = text.find(opener, at + 1))
        if (!read_opened(path, text, at, at + opener.size())) return false;
    return true;
  }

  // The strings among the arguments name the files; what is no string may be any file, and is taken to come from
  // outside.
  bool read_opened(const std::string& path, const std::string& text, std::size_t at, std::size_t arguments) {
    std::string_view rest = std::string_view(text).substr(arguments);
    rest = rest.substr(0, rest.find_first_of("\n)"));
    while (true) {
      const std::size_t quote = rest.find_first_of("\"`'");
      if (quote == std::string_view::npos) return true;
      const std::size_t end = rest.find(rest[quote], quote + 1);
      if (end == std::string_view::npos) return true;
      // An address of what serves files is none of a file: .Static("/assets", "./assets").
      const bool is_address = text[at] == '.' && rest[quote + 1] == '/';
      if (!is_address && !read_name(path, line_of(text, at), rest.substr(quote + 1, end - quote - 1))) return false;
      rest.remove_prefix(end + 1);
    }
  }

  bool read_name(const std::string& path, std::uint32_t line, std::string_view name) {
    name = name.substr(0, name.find_first_of("*?[{"));
    while (name.ends_with('/')) name.remove_suffix(1);
    if (name.empty() || name.contains('\\') || name.contains('$') || name.contains(':')) return true;
    for (const std::string_view system : {"/tmp", "/dev", "/proc", "/sys", "/etc", "/run", "/var/run"})
      if (lies_in(name, system)) return true;
    const std::string there = absolute(folder_, name);
    if (there == folder_) return refuse_at(path, line, "reads the folder that it is started in");
    const std::optional<std::string> source = there.empty() ? std::nullopt : stage_.source_of(there);
    const bool is_copied =
        source && !source->empty() && context_.look(*source) != workspace::Found::nothing && !context_.ignores(*source);
    if (is_copied) paths_.insert(there);
    // A relative name of nothing that is there is one that the program makes, or does without.
    if (is_copied || !name.starts_with('/')) return true;
    return refuse_at(path, line, "reads " + std::string(name) + ", which the runtime image may not have");
  }

  static bool is_temporary(std::string_view text, std::size_t arguments) {
    return text.substr(arguments).starts_with("\"/tmp");
  }

  // What lies in the folder that the program is started in, by its name.
  void add_usual() {
    const std::optional<std::string> source = stage_.source_of(folder_);
    if (!source) return;
    for (const std::string& name : context_.names(*source)) {
      const std::string path = workspace::join(*source, name);
      if (context_.ignores(path) || embedded_.contains(path)) continue;
      const workspace::Found found = context_.look(path);
      const bool is_read =
          (found == workspace::Found::folder && has(kReadFolders, name) && holds_no_sources(path, 0)) ||
          (found == workspace::Found::file && has(kReadFiles, name));
      const bool in_part =
          std::ranges::any_of(embedded_, [&](const std::string& each) { return each.starts_with(path + "/"); });
      const std::string there = absolute(folder_, name);
      if (is_read && !in_part && stage_.source_of(there) == path) paths_.insert(there);
    }
  }

  // A package called config or data is none that is read.
  [[nodiscard]] bool holds_no_sources(const std::string& folder, int depth) const {
    if (depth > 2) return true;
    return std::ranges::none_of(context_.names(folder), [&](const std::string& name) {
      const std::string path = workspace::join(folder, name);
      if (context_.has_folder(path)) return !holds_no_sources(path, depth + 1);
      return ends_with_any(name, language_.extensions);
    });
  }

  static std::uint32_t line_of(std::string_view text, std::size_t at) {
    return static_cast<std::uint32_t>(1 + std::ranges::count(text.substr(0, at), '\n'));
  }

  // The sources are no files of the scan: the path is said in the message.
  bool refuse_at(const std::string& path, std::uint32_t line, const std::string& what) {
    return rewrite_.refuse(stage_.from(), context_.path_of(path) + ":" + std::to_string(line) + " " + what);
  }

  const SingleStage& stage_;
  const model::BuildFiles& context_;
  const SourceLanguage& language_;
  const std::string& folder_;
  bool read_only_;
  Rewrite& rewrite_;
  std::set<std::string> paths_;
  std::set<std::string> embedded_;  // of the context
  std::size_t files_ = 0;
};

}  // namespace

bool find_run_time_files(const SingleStage& stage, const SourceLanguage& language, const std::string& folder,
                         bool read_only, std::vector<std::string>& paths, Rewrite& rewrite) {
  if (stage.context() == nullptr)
    return rewrite.refuse(stage.from(),
                          "the build context is not known, so that what the program reads cannot be looked for");
  return Search(stage, language, folder, read_only, rewrite).run(paths);
}

}  // namespace s1::rules::multi_stage
