// SPDX-License-Identifier: Apache-2.0
// What npm, yarn and pnpm read when they install: docs.npmjs.com/cli/v11/using-npm/scripts (which scripts run),
// pnpm.io/workspaces, yarnpkg.com/configuration/yarnrc, prisma.io/docs (the client is generated from
// prisma/schema.prisma when it is installed).
#include <algorithm>
#include <array>
#include <set>

#include "rules/install_manifests.h"
#include "syntax/data/tree.h"
#include "syntax/json/read.h"
#include "syntax/yaml/read.h"
#include "text/source.h"
#include "workspace/names.h"

namespace s1::rules {
namespace {

constexpr std::size_t kMostPackages = 20;  // of a workspace, each a line of its own
constexpr std::string_view kInstallScripts[] = {"preinstall", "install", "postinstall", "prepublish",
                                                "preprepare", "prepare", "postprepare", "pnpm:devPreinstall"};
// Scripts that do nothing without .git.
constexpr std::string_view kHookScripts[] = {"husky", "husky install", "husky || true", "husky install || true"};

class Reader {
 public:
  Reader(const InstallCall& install, const ProjectFiles& project, Manifests& out, Rewrite& rewrite)
      : call_(*install.call), at_(install.call->command->span), project_(project), out_(out), rewrite_(rewrite) {}

  bool read() {
    if (!project_.has_file("package.json"))
      return rewrite_.refuse(at_, project_.shown("package.json") + " is not in the build context");
    if (project_.has_file("binding.gyp"))
      return rewrite_.refuse(at_, project_.shown("binding.gyp") + " is built when it is installed");
    out_.files.emplace_back("package.json");
    if (!take_locks()) return false;
    for (const std::string_view name : {".npmrc", ".yarnrc", ".yarnrc.yml", ".pnpmfile.cjs", "pnpm-workspace.yaml"})
      if (project_.has_file(name)) out_.files.emplace_back(name);
    if (project_.has_folder(".yarn")) out_.files.emplace_back(".yarn/");
    if (!read_package("package.json") || !read_workspaces()) return false;
    out_.files.insert(out_.files.end(), folders_.begin(), folders_.end());
    out_.made.emplace_back("node_modules");
    rewrite_.checked.emplace_back(
        "package.json has no dependency in a folder, and no script of it that needs other files runs when it is "
        "installed");
    return true;
  }

 private:
  bool take_locks() {
    using Names = std::array<std::string_view, 2>;
    const Names names = call_.name == "npm"    ? Names{"package-lock.json", "npm-shrinkwrap.json"}
                        : call_.name == "yarn" ? Names{"yarn.lock", ""}
                                               : Names{"pnpm-lock.yaml", ""};
    bool locked = false;
    for (const std::string_view name : names)
      if (!name.empty() && project_.has_file(name)) locked = true, out_.files.emplace_back(name);
    const bool wants = std::ranges::any_of(call_.arguments, [](const shell::Word* word) {
      return word->value == "ci" || word->value == "--frozen-lockfile" || word->value == "--immutable";
    });
    return locked || !wants || rewrite_.refuse(at_, project_.shown(names[0]) + " is not in the build context");
  }

  bool read_package(const std::string& path) {
    const std::string* const text = project_.text(path);
    if (text == nullptr) return rewrite_.refuse(at_, project_.shown(path) + " cannot be read");
    for (const std::string_view each : {"\"file:", "\"link:", "\"portal:", "\"patch:", "\"./", "\"../"})
      if (const std::size_t where = text->find(each); where != std::string::npos && in_dependencies(*text, each))
        return rewrite_.refuse(at_, project_.shown(path) + " has a dependency in a folder");
    const Source source(*text);
    const data::File json = json::read(source);
    const data::Value root = json.root();
    if (!root.is_mapping()) return rewrite_.refuse(at_, project_.shown(path) + " cannot be read");
    if (path != "package.json" && root["bin"])
      return rewrite_.refuse(at_, project_.shown(path) + " has a program that is linked when it is installed");
    return read_scripts(path, root) && read_patches(root) && read_prisma(root);
  }

  // "./" and the like mean a folder in dependencies alone; elsewhere they are entry points.
  static bool in_dependencies(const std::string& text, std::string_view what) {
    if (what != "\"./" && what != "\"../") return true;
    const Source source(text);
    const data::File json = json::read(source);
    for (const std::string_view key :
         {"dependencies", "devDependencies", "optionalDependencies", "overrides", "resolutions"})
      for (const data::Member& each : json.root()[key].members())
        if (each.value.text().starts_with('.') || each.value.text().starts_with('/')) return true;
    return false;
  }

  bool read_scripts(const std::string& path, data::Value root) {
    const bool ignored = call_.has_option("ignore-scripts");
    for (const std::string_view name : kInstallScripts) {
      const std::string_view script = root["scripts"][name].text();
      if (script.empty() || ignored || std::ranges::find(kHookScripts, script) != std::end(kHookScripts)) continue;
      if (script == "prisma generate" || script == "npx prisma generate") {
        if (!project_.has_file("prisma/schema.prisma"))
          return rewrite_.refuse(at_, "where the schema of Prisma is is not known");
        folders_.insert("prisma/");
        continue;
      }
      if (script == "patch-package") {
        if (project_.has_folder("patches")) folders_.insert("patches/");
        continue;
      }
      return rewrite_.refuse(at_, "the script " + std::string(name) + " of " + project_.shown(path) +
                                      " may read other files when it is installed");
    }
    return true;
  }

  bool read_patches(data::Value root) {
    for (const data::Member& each : root["pnpm"]["patchedDependencies"].members()) {
      if (!each.value.text().starts_with("patches/"))
        return rewrite_.refuse(at_, "a patch lies outside the folder patches");
      folders_.insert("patches/");
    }
    return true;
  }

  bool read_prisma(data::Value root) {
    if (const std::string_view schema = root["prisma"]["schema"].text();
        !schema.empty() && !schema.starts_with("prisma/") && !schema.starts_with("./prisma/"))
      return rewrite_.refuse(at_, "the schema of Prisma is in another folder");
    if ((root["dependencies"]["@prisma/client"] || root["devDependencies"]["prisma"]) && project_.has_folder("prisma"))
      folders_.insert("prisma/");
    return true;
  }

  bool read_workspaces() {
    std::vector<std::string> patterns;
    if (const std::string* const text = project_.text("pnpm-workspace.yaml")) {
      const Source source(*text);
      const data::File tree = yaml::read(source);
      for (const data::Value each : tree.root()["packages"].items()) patterns.emplace_back(each.text());
      for (const data::Member& each : tree.root()["patchedDependencies"].members()) {
        if (!each.value.text().starts_with("patches/"))
          return rewrite_.refuse(at_, "a patch lies outside the folder patches");
        folders_.insert("patches/");
      }
    }
    const Source source(*project_.text("package.json"));
    const data::File json = json::read(source);
    const data::Value workspaces = json.root()["workspaces"];
    for (const data::Value each : (workspaces.is_mapping() ? workspaces["packages"] : workspaces).items())
      patterns.emplace_back(each.text());
    std::set<std::string> packages;
    for (std::string& pattern : patterns) {
      if (pattern == ".") continue;
      if (pattern.starts_with("./")) pattern.erase(0, 2);
      while (pattern.ends_with('/')) pattern.pop_back();
      const bool all = pattern.ends_with("/*");
      const std::string folder = all ? pattern.substr(0, pattern.size() - 2) : pattern;
      if (folder.empty() || folder.find_first_of("*?[{!") != std::string::npos || folder.contains(".."))
        return rewrite_.refuse(at_, "which folders the workspace has cannot be told: " + pattern);
      if (!all) {
        if (project_.has_file(folder + "/package.json")) packages.insert(folder);
        continue;
      }
      for (const std::string& name : project_.names(folder))
        if (project_.has_file(folder + "/" + name + "/package.json")) packages.insert(folder + "/" + name);
    }
    if (packages.size() > kMostPackages)
      return rewrite_.refuse(at_, "the workspace has more packages than lines can name well");
    for (const std::string& package : packages) {
      if (!read_package(package + "/package.json")) return false;
      out_.files.push_back(package + "/package.json");
      out_.made.push_back(package + "/node_modules");
    }
    if (!packages.empty())
      rewrite_.checked.push_back("the package.json of all " + std::to_string(packages.size()) +
                                 " packages of the workspace are copied");
    return true;
  }

  const model::Call& call_;
  Span at_;
  const ProjectFiles& project_;
  Manifests& out_;
  Rewrite& rewrite_;
  std::set<std::string> folders_;
};

}  // namespace

bool node_manifests(const InstallCall& install, const ProjectFiles& project, Manifests& out, Rewrite& rewrite) {
  return Reader(install, project, out, rewrite).read();
}

}  // namespace s1::rules
