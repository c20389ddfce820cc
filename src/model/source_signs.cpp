// SPDX-License-Identifier: Apache-2.0
#include "model/source_signs.h"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "model/source_search.h"

namespace s1::model {
namespace {

// The interfaces of each language's own library and of its most used ones that make files, by their documentation.
struct Language {
  std::array<std::string_view, 4> endings;
  std::array<std::string_view, 16> writers;
};
constexpr std::array<Language, 9> kLanguages = {{
    {{".js", ".mjs", ".cjs", ".ts"},
     {"writeFile(", "writeFileSync(", "appendFile(", "appendFileSync(", "createWriteStream(", "mkdir(", "mkdirSync(",
      "new sqlite3.Database(", "better-sqlite3", "multer(", "DatabaseSync(", "diskStorage(", "new Low(", "outputFile(",
      "openSync("}},
    {{".py"},
     {"os.makedirs(", "os.mkdir(", ".mkdir(", ".write_text(", ".write_bytes(", "sqlite3.connect(", "sqlite:///",
      "backends.sqlite3", "FileHandler(", "TimedRotatingFileHandler(", "shutil.copy", "shelve.open(", "dbm.open(",
      "MEDIA_ROOT =", "basicConfig(filename", ".to_csv("}},
    {{".go"},
     {"os.Create(", "os.Mkdir(", "os.MkdirAll(", "os.WriteFile(", "ioutil.WriteFile(", "os.OpenFile(", "go-sqlite3",
      "modernc.org/sqlite", "bbolt.Open(", "bolt.Open(", "badger.Open("}},
    {{".rb"},
     {"File.write(", "FileUtils.mkdir", "Dir.mkdir(", "FileUtils.touch", "SQLite3::Database.new", "IO.write(",
      "PStore.new("}},
    {{".php"}, {"file_put_contents(", "mkdir(", "move_uploaded_file(", "fwrite(", "sqlite:", "touch("}},
    {{".java", ".kt", ".scala", ".groovy"},
     {"new FileWriter(", "new FileOutputStream(", "Files.write", "Files.createDirector", "Files.copy(", ".mkdirs(",
      ".mkdir(", "jdbc:h2:file", "jdbc:sqlite", "new RandomAccessFile(", "new PrintWriter(\"", "new FileHandler("}},
    {{".rs"},
     {"File::create(", "fs::write(", "fs::create_dir", "OpenOptions::new(", "Connection::open(\"",
      "sqlite:", "sled::open("}},
    {{".cs", ".fs"},
     {"File.Write", "File.Create(", "File.Append", "Directory.CreateDirectory(", "UseSqlite(", "FileMode.Create",
      "new StreamWriter(\""}},
    {{".pl", ".pm"}, {"mkdir ", "make_path(", "dbi:SQLite"}},
}};

// Opened with a mode that writes.
constexpr std::array<std::string_view, 3> kOpeners = {"open(", "File.open(", "fopen("};
constexpr std::array<std::string_view, 12> kModes = {"\"w\"",  "'w'",  "\"a\"",  "'a'",  "\"wb\"", "'wb'",
                                                     "\"ab\"", "'ab'", "\"w+\"", "'w+'", "\"x\"",  "'x'"};
// Where anyone may write.
constexpr std::array<std::string_view, 8> kOpen = {"/tmp",    "tmpdir", "tempfile", "TempFile",
                                                   "mkdtemp", "/dev/",  "TempDir",  ":memory:"};
constexpr std::array<std::string_view, 14> kLowPorts = {
    "listen(80)",  "listen(80,", "listen(443", "\":80\"", "':80'",  "\":443\"", "0.0.0.0:80\"",
    "0.0.0.0:80'", "port=80)",   "port=80,",   "|| 80;",  "?? 80;", "|| 80)",   "?? 80)"};
constexpr std::array<std::string_view, 7> kTests = {"test", "tests", "__tests__", "spec", "e2e", "cypress", "fixtures"};

constexpr std::array<std::string_view, 22> kEndings = {
    ".js",     ".mjs", ".cjs", ".ts", ".py", ".go", ".rb",  ".php", ".java", ".kt",     ".scala",
    ".groovy", ".rs",  ".cs",  ".fs", ".pl", ".pm", ".jsx", ".tsx", ".vue",  ".svelte", ".ex"};

template <std::size_t N>
std::string_view first_in(const std::array<std::string_view, N>& words, std::string_view line) {
  for (const std::string_view word : words)
    if (!word.empty() && line.contains(word)) return word;
  return {};
}

bool is_test(std::string_view path) {
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string_view part = path.substr(begin, end - begin);
    if (std::ranges::find(kTests, part) != kTests.end()) return true;
    if (end == path.size())
      return part.starts_with("test_") || part.contains("_test.") || part.contains(".test.") ||
             part.contains(".spec.") || part.contains(".config.");
    begin = end + 1;
  }
  return false;
}

bool is_comment(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return true;
  line.remove_prefix(begin);
  return line.starts_with("//") || line.starts_with('#') || line.starts_with('*') || line.starts_with("/*");
}

// What a line says, as SourceSign::what; empty: nothing.
std::string sign_in(std::string_view line, const Language* language) {
  if (const std::string_view port = first_in(kLowPorts, line); !port.empty())
    return "seems to listen on a port below 1024";
  if (!first_in(kOpen, line).empty()) return {};
  if (language != nullptr)
    if (std::string_view writer = first_in(language->writers, line); !writer.empty()) {
      while (writer.ends_with('(') || writer.ends_with(' ') || writer.ends_with('=') || writer.ends_with('"'))
        writer.remove_suffix(1);
      return "writes files (" + std::string(writer) + ")";
    }
  if (!first_in(kOpeners, line).empty() && !first_in(kModes, line).empty()) return "opens a file to write to it";
  return {};
}

const Language* language_of(std::string_view path) {
  for (const Language& each : kLanguages)
    for (const std::string_view ending : each.endings)
      if (!ending.empty() && path.ends_with(ending)) return &each;
  return nullptr;
}

}  // namespace

SourceSigns signs_of_root(const BuildFiles& files) {
  SourceSigns result;
  result.complete = for_each_source(files, {}, kEndings, [&](const std::string& path, const std::string& text) {
    if (is_test(path) || files.ignores(path)) return true;
    ++result.read;
    const Language* const language = language_of(path);
    std::uint32_t number = 0;
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      const std::string_view line = std::string_view(text).substr(begin, end - begin);
      ++number;
      begin = end + 1;
      if (is_comment(line)) continue;
      if (std::string what = sign_in(line, language); !what.empty()) {
        result.first = SourceSign{path, number, std::move(what)};
        return false;
      }
    }
    return true;
  });
  return result;
}

}  // namespace s1::model
