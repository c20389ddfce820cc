// SPDX-License-Identifier: Apache-2.0
// Node.js: what the build needs alone is pruned from node_modules, and the folder copied whole into the slim image of
// the same version.
#include <algorithm>
#include <array>
#include <deque>
#include <string>

#include "model/package_command.h"
#include "model/start.h"
#include "rules/dockerfile/multi_stage/plan.h"
#include "rules/dockerfile/multi_stage/run_time_files.h"
#include "rules/dockerfile/multi_stage/runtime_image.h"
#include "syntax/data/tree.h"
#include "syntax/json/read.h"
#include "text/source.h"
#include "workspace/names.h"

namespace s1::rules::multi_stage {
namespace {

constexpr int kFirstOmit = 16;  // the first even version whose npm knows --omit (npm 7)
constexpr std::array<std::string_view, 4> kManagers = {"npm", "yarn", "pnpm", "npx"};
// Commands that serve what is being written.
struct Development {
  std::string_view program;
  std::string_view word;  // empty: whatever follows
};
constexpr std::array<Development, 22> kDevelopment = {{{"nodemon", ""},
                                                       {"ts-node", ""},
                                                       {"ts-node-dev", ""},
                                                       {"tsx", ""},
                                                       {"tsnd", ""},
                                                       {"babel-node", ""},
                                                       {"ng", ""},
                                                       {"react-scripts", ""},
                                                       {"vue-cli-service", ""},
                                                       {"webpack-dev-server", ""},
                                                       {"next", "dev"},
                                                       {"nuxt", "dev"},
                                                       {"vite", ""},
                                                       {"astro", "dev"},
                                                       {"gatsby", ""},
                                                       {"nest", ""},
                                                       {"remix", "dev"},
                                                       {"node-dev", ""},
                                                       {"concurrently", ""},
                                                       {"parcel", ""},
                                                       {"webpack", ""},
                                                       {"tsc", ""}}};
// Packages that are linked to libraries, or start programs, that the full image has and the slim one has not.
constexpr std::array<std::string_view, 20> kNeedLibraries = {
    "canvas",   "node-rdkafka", "pg-native", "puppeteer",  "playwright",   "oracledb",     "odbc",
    "libxmljs", "libxmljs2",    "gm",        "simple-git", "nodegit",      "zeromq",       "@prisma/client",
    "prisma",   "imagemagick",  "ibm_db",    "node-gyp",   "python-shell", "fluent-ffmpeg"};

constexpr std::string_view kExtensions[] = {".js", ".ts", ".mjs", ".cjs", ".mts", ".cts"};
constexpr std::string_view kSkipped[] = {".test.js",   ".test.ts",    ".spec.js", ".spec.ts",    ".config.js",
                                         ".config.ts", ".config.mjs", ".d.ts",    ".config.cjs", "gulpfile.js"};
constexpr Refused kRefused[] = {{"child_process", kStartsProgram},
                                {"'execa'", kStartsProgram},
                                {"\"execa\"", kStartsProgram},
                                {"shelljs", kStartsProgram},
                                {"'zx'", kStartsProgram}};

// package.json of the folder that the program is started in.
class Package {
 public:
  explicit Package(const SingleStage& stage) {
    const std::optional<std::string> path = stage.source_of(absolute(stage.workdir, "package.json"));
    text_ = path ? stage.context()->text(*path) : nullptr;
    if (text_ == nullptr) return;
    folder_ = workspace::parent_path(*path);
    source_.emplace(*text_);
    json_.emplace(json::read(*source_));
  }
  [[nodiscard]] explicit operator bool() const { return json_ && json_->diagnostics.empty(); }
  [[nodiscard]] data::Value operator[](std::string_view key) const {
    return json_ ? json_->root()[key] : data::Value();
  }
  [[nodiscard]] const std::string& folder() const { return folder_; }  // of the context
  [[nodiscard]] bool needs(std::string_view name) const { return (*this)["dependencies"][name].exists(); }
  [[nodiscard]] bool has_development() const { return (*this)["devDependencies"].size() > 0; }

 private:
  const std::string* text_ = nullptr;
  std::string folder_;
  std::optional<Source> source_;
  std::optional<data::File> json_;
};

struct Build {
  std::string manager;  // that installs
  const model::Call* install = nullptr;
  const Step* step = nullptr;  // of `install`
  const model::Call* build = nullptr;
  std::string folder;
  bool prunes = false;  // leaves out what is for development
  bool several = false;
};

std::string_view verb_of(const model::Call& call) {
  const shell::Word* const word = call.subcommand({"--prefix", "-w", "--workspace", "-C", "--dir", "--filter", "-F"});
  return word == nullptr ? std::string_view() : std::string_view(word->value);
}

bool omits(const model::Call& call) {
  if (call.has_option("production") || call.has_option("prod", 'P')) return true;
  return std::ranges::any_of(call.arguments, [](const shell::Word* word) {
    return word->value == "--omit=dev" || word->value == "--only=production" || word->value == "--only=prod";
  });
}

Build build_of(const SingleStage& stage) {
  Build result;
  stage.for_each_call([&](const Step& step, const model::Call& call, const std::string& folder) {
    if (std::ranges::find(kManagers, call.name) == kManagers.end()) return;
    const std::string_view verb = verb_of(call);
    const bool global = call.has_option("global", 'g') || verb == "global";
    const bool installs = verb == "ci" || verb == "install" || verb == "i" || (verb.empty() && call.name == "yarn");
    if (verb == "prune" || (installs && omits(call))) result.prunes = true;
    if (installs && !global) {
      result.several |= result.install != nullptr && result.folder != folder;
      result.manager = call.name;
      result.install = &call;
      result.step = &step;
      result.folder = folder;
    }
    const bool script = verb == "run" || verb == "run-script" || verb == "build" || call.name == "npx" ||
                        verb == "exec" || verb == "generate";
    if (script && !global) result.build = &call;
  });
  return result;
}

bool is_development(const model::Started& started) {
  for (const Development& each : kDevelopment)
    if (each.program == started.program &&
        (each.word.empty() || std::ranges::find(started.arguments, each.word) != started.arguments.end()))
      return true;
  return started.program == "node" && std::ranges::any_of(started.arguments, [](const std::string& each) {
           return each == "--watch" || each.starts_with("--inspect") || each.ends_with(".ts") ||
                  each.contains("ts-node");
         });
}

bool applies(const SingleStage& stage) {
  if (stage.image != "node") return false;
  const Build build = build_of(stage);
  return build.install != nullptr && build.build != nullptr && !build.prunes && stage.started;
}

// What is started is node, or a program of a package that stays.
bool starts_what_stays(const SingleStage& stage, const Package& package, Rewrite& rewrite) {
  const model::Start start = model::start_of(stage.file, stage.around, stage.stage);
  if (start.inherited) return rewrite.refuse(stage.from(), "it starts what the base image starts");
  if (!stage.started) return rewrite.refuse(stage.from(), "which one program it starts cannot be told");
  const std::string& first = stage.started->words[0];
  if (first == "pnpm" || first == "bun")
    return rewrite.refuse(stage.started->span, "it starts " + first + ", which is not in the slim image");
  for (const model::Started& each : start.commands) {
    if (is_development(each))
      return rewrite.refuse(each.span, "it runs " + each.program + ", which is for development");
    if (each.program.empty() || each.program == "node" || each.program == "exec" || each.program == "echo" ||
        each.program == "cd")
      continue;
    std::string_view name = each.program;
    if (name == "npx" && !each.arguments.empty()) name = each.arguments[0];
    const bool manager = std::ranges::find(kManagers, name) != kManagers.end();
    if (manager)
      return rewrite.refuse(each.span, "what " + std::string(name) + " does when the container starts cannot be told");
    const std::string_view owner = name == "pm2-runtime"   ? std::string_view("pm2")
                                   : name == "remix-serve" ? std::string_view("@remix-run/serve")
                                                           : name;
    if (!package.needs(owner))
      return rewrite.refuse(each.span,
                            "it runs " + std::string(name) + ", which is none of the dependencies that are kept");
  }
  return true;
}

bool needs_no_libraries(const SingleStage& stage, const Package& package, Plan& plan, Rewrite& rewrite) {
  std::vector<std::string> none;
  const SourceLanguage language{kExtensions, kSkipped, {}, kRefused, {}, {}};
  if (plan.image == stage.base.ref.raw) {
    // What node-gyp builds with is needed by nothing else, where no source starts a program.
    Rewrite unused;
    if (find_run_time_files(stage, language, stage.workdir, false, none, unused))
      plan.build_packages = {"python3", "py3-setuptools"};
    return true;
  }
  for (const std::string_view name : kNeedLibraries)
    if (package.needs(name))
      return rewrite.refuse(stage.from(), "the package " + std::string(name) + " needs libraries or programs that " +
                                              plan.image + " may not have");
  if (!find_run_time_files(stage, language, stage.workdir, false, none, rewrite)) return false;
  plan.build_packages = {"python3", "python-is-python3", "python"};
  rewrite.checked.emplace_back(
      "no dependency is known to need a library or a program that the slim image does not have, and the sources start "
      "no other "
      "program");
  return true;
}

// No source imports what is pruned.
bool imports_what_stays(const SingleStage& stage, const Package& package, Rewrite& rewrite) {
  std::deque<std::string> texts;
  std::vector<Refused> refused;
  for (const data::Member& each : package["devDependencies"].members()) {
    const std::string name(each.key.text());
    if (name.starts_with("@types/") || package.needs(name)) continue;
    for (const std::string_view begin :
         {"require('", "require(\"", "from '", "from \"", "import '", "import \"", "import('", "import(\""})
      for (const char end : {begin.back(), '/'}) {
        texts.push_back(std::string(begin) + name + end);
        refused.push_back({texts.back(), "imports what is in devDependencies alone, and would be pruned"});
      }
  }
  std::vector<std::string> none;
  const SourceLanguage language{kExtensions, kSkipped, {}, refused, {}, {}};
  if (!find_run_time_files(stage, language, stage.workdir, false, none, rewrite)) return false;
  rewrite.checked.emplace_back("no source imports a package of devDependencies");
  return true;
}

// The command that takes away what is for development; empty where there is none for certain.
std::string prune_command(const SingleStage& stage, const Build& build, const Package& package) {
  const std::string lock = workspace::join(package.folder(), "yarn.lock");
  const std::optional<Version> version = version_of(stage.tag);
  if (build.manager == "npm") return !version || version->major >= kFirstOmit ? "npm prune --omit=dev" : "";
  if (build.manager == "pnpm") return "pnpm prune --prod";
  const std::string* const text = stage.context()->text(lock);
  const bool first = text != nullptr && text->contains("# yarn lockfile v1");
  return first ? "yarn install --frozen-lockfile --production --ignore-scripts --prefer-offline" : "";
}

bool plan(const SingleStage& stage, Plan& plan, Rewrite& rewrite) {
  const Build build = build_of(stage);
  if (stage.workdir.empty() || stage.workdir == "/")
    return rewrite.refuse(stage.from(), "the program lies in no folder of its own");
  if (build.several || build.folder != stage.workdir)
    return rewrite.refuse(build.install->command->span,
                          "the packages are installed in another folder than the program is started in");
  if (stage.context() == nullptr)
    return rewrite.refuse(stage.from(), "the build context is not known, so that package.json cannot be looked at");
  const Package package(stage);
  if (!package)
    return rewrite.refuse(stage.from(), "package.json of " + stage.workdir + " is not found or cannot be read");
  if (package["workspaces"].exists() ||
      stage.context()->has_file(workspace::join(package.folder(), "pnpm-workspace.yaml")))
    return rewrite.refuse(stage.from(), "package.json has workspaces, whose dependencies are pruned otherwise");
  const std::optional<std::string> image = runtime_image("node", stage.tag);
  if (!image)
    return rewrite.refuse(stage.from(), "which slim image has the version of node:" + stage.tag + " is not known");
  const bool same = *image == "node:" + stage.tag;
  plan.image = same ? std::string(stage.base.ref.raw) : *image;
  if (!starts_what_stays(stage, package, rewrite) || !needs_no_libraries(stage, package, plan, rewrite)) return false;
  const std::optional<std::string> production = stage.env("NODE_ENV", build.step->instruction);
  const bool installs_all = !production || *production != "production";
  if (package.has_development() && installs_all) {
    const std::string prune = prune_command(stage, build, package);
    if (prune.empty())
      return rewrite.refuse(build.install->command->span,
                            "how this version of " + build.manager + " takes development packages away is not known");
    if (!imports_what_stays(stage, package, rewrite)) return false;
    const bool small = stage.tree.source->slice(stage.tree.instructions[stage.stage.from].keyword).starts_with('f');
    plan.build_lines.push_back((small ? "run " : "RUN ") + prune);
    rewrite.checked.push_back("what is started is node or of the packages that " + prune.substr(0, prune.find(' ')) +
                              " keeps");
  }
  plan.copied.push_back({stage.workdir});
  rewrite.checked.push_back("all of " + stage.workdir + " is copied; the C library of " + plan.image +
                            " is that of the build");
  plan.build_env = {"npm_config_", "NPM_CONFIG_", "CYPRESS_", "HUSKY", "PUPPETEER_SKIP", "PNPM_HOME"};
  return true;
}

bool is_build_step(const model::Call& call) {
  if (call.name == "corepack" || call.name == "tsc" || call.name == "node") return true;
  if (std::ranges::find(kManagers, call.name) == kManagers.end()) return false;
  // What is installed for all lies elsewhere.
  const std::string_view verb = verb_of(call);
  if (!call.has_option("global", 'g') && verb != "global") return true;
  return std::ranges::all_of(call.operands(), [](const shell::Word* word) {
    const std::string_view name = std::string_view(word->value).substr(0, word->value.find('@', 1));
    return name == "install" || name == "i" || name == "add" || name == "global" || name == "npm" || name == "pnpm" ||
           name == "yarn" || name == "typescript" || name == "node-gyp" || name == "@nestjs/cli" ||
           name == "@angular/cli" || name == "turbo" || name == "corepack";
  });
}

}  // namespace

constinit const Ecosystem node{"Node.js", "what only its build needs", applies, plan, is_build_step};

}  // namespace s1::rules::multi_stage
