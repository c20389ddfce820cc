// SPDX-License-Identifier: Apache-2.0
#include "model/package_command.h"

#include "test.h"
#include "text/source.h"

namespace s1 {
namespace {

std::string_view name(model::PackageManager manager) {
  constexpr std::string_view names[] = {"apt", "apk", "dnf", "zypper", "pacman", "pip", "npm", "yarn"};
  return names[static_cast<std::size_t>(manager)];
}

std::string_view name(model::PackageAction action) {
  constexpr std::string_view names[] = {"refresh", "install", "upgrade", "remove", "clean", "other"};
  return names[static_cast<std::size_t>(action)];
}

// "apt install curl=8 [y o=A=b]": manager, action, operands, options; one RUN, its package commands joined with "; ".
std::string dump(const std::string& script) {
  const Source source("FROM x\nRUN " + script + "\n");
  dockerfile::File file = dockerfile::File::parse(source);
  dockerfile::parse_scripts(file);
  std::string text;
  for (const model::Run& run : model::runs(file)) {
    for (const model::Call& call : run.calls) {
      const std::optional<model::PackageCommand> command = model::package_command(call);
      if (!command) continue;
      if (!text.empty()) text += "; ";
      text.append(name(command->manager)).append(" ").append(name(command->action));
      for (const shell::Word* word : command->line.operands) text.append(" ").append(word->value);
      text += " [";
      for (const model::Option& option : command->line.options) {
        if (text.back() != '[') text += ' ';
        text.append(option.name);
        if (!option.value.empty()) text.append("=").append(option.value);
      }
      text += command->line.open ? "] open" : "]";
    }
  }
  return text;
}

TEST_CASE("package commands are read with their options and operands") {
  struct Row {
    std::string script;
    std::string dump;
  };
  const Row rows[] = {
      {"apt-get update && apt-get install -qy curl=8", "apt refresh []; apt install curl=8 [q y]"},
      {"sudo -E apt-get -o Acquire::Retries=3 -yt stable install a b",
       "apt install a b [o=Acquire::Retries=3 y t=stable]"},
      {"apt-get -q=2 --option=X=y --target-release stable install -- -a",
       "apt install -a [q=2 option=X=y target-release=stable]"},
      {"apt-get install $APT_OPTS $PACKAGES", "apt install $PACKAGES [] open"},
      {"apt-get $VERB curl; $APT install curl; echo apt-get install", ""},
      {"apk --no-cache add -t .deps gcc; apk cache clean", "apk install gcc [no-cache t=.deps]; apk clean clean []"},
      {"dnf -y group install tools && microdnf clean all", "dnf install install tools [y]; dnf clean all []"},
      {"zypper -n ref; zypper in -y x", "zypper refresh [n]; zypper install x [y]"},
      {"pacman -Sy; pacman -Syu; pacman -S x; pacman -Scc; pacman -R x; pacman -Q",
       "pacman refresh [S y]; pacman upgrade [S y u]; pacman install x [S]; pacman clean [S c c]; pacman remove x [R]; "
       "pacman other [Q]"},
      {"python3.12 -m pip install -r r.txt; pip3 cache purge; python3 -m venv pip",
       "pip install [r=r.txt]; pip clean purge []"},
      {"npm --prefix web ci; npm run ci", "npm install [prefix=web]; npm other ci []"},
      {"yarn; yarn --version; yarn --cwd web add x", "yarn install []; yarn other [version]; yarn install x [cwd=web]"},
      {"[\"apt-get\", \"install\", \"-y\", \"a b\"]", "apt install a b [y]"},
      {"bash -ec 'apt-get install x' && (apt-get update)", "apt install x []; apt refresh []"},
  };
  for (const Row& row : rows) {
    INFO(row.script);
    CHECK(dump(row.script) == row.dump);
  }
}

}  // namespace
}  // namespace s1
