// SPDX-License-Identifier: Apache-2.0
#include "model/source_signs.h"

#include <string>
#include <string_view>

#include "test.h"
#include "workspace/temp_tree.h"

using namespace s1;

TEST_CASE("sources that write files or listen on a low port are seen, with the line") {
  struct Row {
    std::string_view path, text, said;  // said: "path:line what"; empty: nothing
  };
  const Row rows[] = {
      {"app.py", "import os\nos.makedirs('uploads')\n", "app.py:2 writes files (os.makedirs)"},
      {"app.py", "with open('log.txt', 'a') as f:\n", "app.py:1 opens a file to write to it"},
      {"app.py", "with open('settings.ini') as f:\n", ""},
      {"app.py", "# os.makedirs('uploads')\n", ""},
      {"app.py", "os.makedirs('/tmp/uploads')\n", ""},
      {"app.py", "engine = create_engine('sqlite:///:memory:')\n", ""},
      {"src/index.js", "app.listen(80)\n", "src/index.js:1 seems to listen on a port below 1024"},
      {"src/index.js", "app.listen(8080)\n", ""},
      {"src/index.js", "fs.writeFileSync('a', b)\n", "src/index.js:1 writes files (writeFileSync)"},
      {"src/index.test.js", "fs.writeFileSync('a', b)\n", ""},
      {"node_modules/a/index.js", "fs.writeFileSync('a', b)\n", ""},
      {"main.go", "http.ListenAndServe(\":80\", nil)\n", "main.go:1 seems to listen on a port below 1024"},
      {"main.go", "http.Get(\"http://backend:80\")\n", ""},
      {"ignored.go", "os.Create(\"a\")\n", ""},
      {"upload.php", "move_uploaded_file($a, $b);\n", "upload.php:1 writes files (move_uploaded_file)"},
      {"README.md", "os.makedirs(x)\n", ""},
  };
  for (const Row& row : rows) {
    INFO(row.path << ": " << row.text);
    const test::TempTree tree;
    tree.write(".dockerignore", "ignored.go\n");
    tree.write(std::string(row.path), std::string(row.text));
    const workspace::Root root = workspace::Root::open(tree.path()).value();
    const model::BuildFiles files(root, "", "Dockerfile");
    const auto sign = model::signs_of_root(files).first;
    CHECK((sign ? sign->path + ":" + std::to_string(sign->line) + " " + sign->what : std::string()) == row.said);
  }
}
