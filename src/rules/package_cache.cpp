// SPDX-License-Identifier: Apache-2.0
// Sources: docs.npmjs.com/cli/configuring-npm/folders (~/.npm), classic.yarnpkg.com/lang/en/docs/cli/cache (of root:
// /usr/local/share/.cache/yarn), pnpm.io/settings (storeDir), pip.pypa.io/en/stable/topics/caching,
// docs.astral.sh/uv/concepts/cache, python-poetry.org/docs/configuration (the virtual environments lie in the same
// folder as the cache, so that only two folders in it are mounted), pkg.go.dev/cmd/go (GOCACHE, GOMODCACHE),
// doc.rust-lang.org/cargo/guide/cargo-home.html, maven.apache.org/settings.html, docs.gradle.org (directory layout),
// learn.microsoft.com/nuget, getcomposer.org/doc/03-cli.md (COMPOSER_HOME, COMPOSER_CACHE_DIR),
// docs.docker.com/reference/dockerfile (apt). Not apk: --no-cache is all
// that its users ask for, and a folder /etc/apk/cache would stay in the image.
#include "rules/package_cache.h"

namespace s1::rules {
namespace {

constexpr std::string_view npm_programs[] = {"npm"};
constexpr std::string_view npm_values[] = {"prefix",     "loglevel", "registry", "workspace",
                                           "userconfig", "omit",     "include",  "cache"};
constexpr std::string_view npm_verbs[] = {"ci",           "install", "i", "add", "clean-install", "install-ci-test",
                                          "install-clean"};
constexpr CacheFolder npm_folders[] = {{"$npm_config_cache|$NPM_CONFIG_CACHE|~/.npm"}};
constexpr std::string_view npm_hints[] = {"npm"};
constexpr std::string_view npm_moves[] = {"cache", "offline"};
constexpr std::string_view npm_cleans[] = {"cache clean"};
constexpr CacheSetting npm_settings[] = {{".npmrc", "cache="}, {".npmrc", "cache ="}};

constexpr std::string_view yarn_programs[] = {"yarn"};
constexpr std::string_view yarn_values[] = {
    "cwd", "registry", "cache-folder", "modules-folder", "network-timeout", "mutex", "global-folder"};
constexpr std::string_view yarn_verbs[] = {"", "install", "add", "global add"};
constexpr CacheFolder yarn_folders[] = {{"$YARN_CACHE_FOLDER|$XDG_CACHE_HOME/yarn|~/.cache/yarn", true,
                                         "$YARN_CACHE_FOLDER|$XDG_CACHE_HOME/yarn|/usr/local/share/.cache/yarn"}};
constexpr std::string_view yarn_hints[] = {"yarn"};
constexpr std::string_view yarn_moves[] = {"cache-folder", "offline"};
constexpr std::string_view yarn_cleans[] = {"cache clean"};
constexpr CacheSetting yarn_settings[] = {{".yarnrc", "cache-folder"}, {".yarnrc", "offline-mirror"}};

constexpr std::string_view pnpm_programs[] = {"pnpm"};
constexpr std::string_view pnpm_values[] = {"dir", "filter", "store-dir", "reporter", "loglevel"};
constexpr std::string_view pnpm_verbs[] = {"install", "i", "add", "fetch"};
constexpr CacheFolder pnpm_folders[] = {
    {"$npm_config_store_dir|$PNPM_HOME/store|$XDG_DATA_HOME/pnpm/store|~/.local/share/pnpm/store"}};
constexpr std::string_view pnpm_hints[] = {"pnpm"};
constexpr std::string_view pnpm_moves[] = {"store-dir", "store", "offline", "package-import-method"};
constexpr std::string_view pnpm_cleans[] = {"store prune"};
constexpr CacheSetting pnpm_settings[] = {{".npmrc", "store-dir"},
                                          {".npmrc", "package-import-method"},
                                          {"pnpm-workspace.yaml", "storeDir"},
                                          {"pnpm-workspace.yaml", "packageImportMethod"}};

constexpr std::string_view pip_programs[] = {"pip"};
constexpr std::string_view pip_values[] = {
    "python",       "log",        "proxy",     "retries",   "timeout",         "cache-dir",
    "requirement",  "constraint", "editable",  "target",    "platform",        "python-version",
    "prefix",       "root",       "src",       "index-url", "extra-index-url", "find-links",
    "trusted-host", "cert",       "wheel-dir", "dest",      "global-option",   "config-settings"};
constexpr std::string_view pip_verbs[] = {"install", "wheel", "download"};
constexpr CacheFolder pip_folders[] = {{"$PIP_CACHE_DIR|$XDG_CACHE_HOME/pip|~/.cache/pip"}};
constexpr std::string_view pip_hints[] = {"pip", ".cache"};
constexpr std::string_view pip_off[] = {"no-cache-dir", "no-cache"};
constexpr std::string_view pip_off_variables[] = {"PIP_NO_CACHE_DIR"};
constexpr std::string_view pip_moves[] = {"cache-dir"};
constexpr std::string_view pip_cleans[] = {"cache purge"};

constexpr std::string_view uv_programs[] = {"uv"};
constexpr std::string_view uv_values[] = {
    "directory", "project",  "group",       "extra",  "python",  "index-url",         "cache-dir",
    "link-mode", "no-group", "requirement", "target", "package", "no-install-package"};
constexpr std::string_view uv_verbs[] = {"sync", "pip install", "pip sync", "tool install", "add", "build"};
constexpr CacheFolder uv_folders[] = {{"$UV_CACHE_DIR|$XDG_CACHE_HOME/uv|~/.cache/uv"}};
constexpr std::string_view uv_hints[] = {"uv", ".cache"};
constexpr std::string_view uv_off[] = {"no-cache", "no-cache-dir"};
constexpr std::string_view uv_off_variables[] = {"UV_NO_CACHE"};
constexpr std::string_view uv_moves[] = {"cache-dir", "offline", "link-mode"};
constexpr std::string_view uv_cleans[] = {"cache clean", "cache prune"};
constexpr CacheSetting uv_settings[] = {{"uv.toml", "cache-dir"},
                                        {"uv.toml", "link-mode"},
                                        {"pyproject.toml", "cache-dir"},
                                        {"pyproject.toml", "link-mode"}};

constexpr std::string_view poetry_programs[] = {"poetry"};
constexpr std::string_view poetry_values[] = {"directory", "project", "with", "without", "only", "extras"};
constexpr std::string_view poetry_verbs[] = {"install", "sync", "add", "update"};
constexpr CacheFolder poetry_folders[] = {
    {"$POETRY_CACHE_DIR/cache|$XDG_CACHE_HOME/pypoetry/cache|~/.cache/pypoetry/cache"},
    {"$POETRY_CACHE_DIR/artifacts|$XDG_CACHE_HOME/pypoetry/artifacts|~/.cache/pypoetry/artifacts"}};
constexpr std::string_view poetry_hints[] = {"poetry", ".cache"};
constexpr std::string_view poetry_off[] = {"no-cache"};
constexpr std::string_view poetry_cleans[] = {"cache clear"};
constexpr CacheSetting poetry_settings[] = {{"poetry.toml", "cache-dir"}};

constexpr std::string_view go_programs[] = {"go"};
constexpr std::string_view go_values[] = {"C"};
constexpr std::string_view go_verbs[] = {"mod download", "mod tidy", "mod verify", "build",    "install", "test",
                                         "get",          "run",      "vet",        "generate", "list"};
// They compile nothing (`go help mod`).
constexpr std::string_view go_not_compiling[] = {"mod download", "mod verify", "mod tidy"};
constexpr CacheFolder go_folders[] = {
    {"$GOMODCACHE|$GOPATH/pkg/mod|~/go/pkg/mod"},
    {.places = "$GOCACHE|$XDG_CACHE_HOME/go-build|~/.cache/go-build", .unused_by = go_not_compiling}};
constexpr std::string_view go_hints[] = {"go", "go-build", ".cache", "pkg"};
constexpr std::string_view go_cleans[] = {"clean"};

constexpr std::string_view cargo_programs[] = {"cargo"};
constexpr std::string_view cargo_values[] = {"target",  "manifest-path", "package",     "features", "bin",
                                             "profile", "target-dir",    "recipe-path", "color"};
constexpr std::string_view cargo_verbs[] = {"build",     "b",      "fetch", "install", "test",   "check",  "run",
                                            "chef cook", "clippy", "doc",   "rustc",   "vendor", "update", "zigbuild"};
constexpr CacheFolder cargo_folders[] = {{"$CARGO_HOME/registry|~/.cargo/registry", true},
                                         {"$CARGO_HOME/git|~/.cargo/git", true}};
constexpr std::string_view cargo_hints[] = {"cargo", ".cargo"};
constexpr std::string_view cargo_offline[] = {"offline", "frozen"};

constexpr std::string_view maven_programs[] = {"mvn", "mvnw"};
constexpr std::string_view maven_values[] = {"file", "settings", "projects", "activate-profiles", "threads", "define"};
constexpr std::string_view any_verb[] = {"*"};
constexpr CacheFolder maven_folders[] = {{"~/.m2/repository", true}};
constexpr std::string_view maven_hints[] = {".m2"};
constexpr std::string_view maven_offline[] = {"o", "offline"};
constexpr CacheSetting maven_settings[] = {{".mvn/maven.config", "repo.local"}, {".mvn/jvm.config", "repo.local"}};

constexpr std::string_view gradle_programs[] = {"gradle", "gradlew"};
constexpr std::string_view gradle_values[] = {"project-dir",  "build-file",        "gradle-user-home",
                                              "exclude-task", "project-cache-dir", "init-script"};
constexpr CacheFolder gradle_folders[] = {{"$GRADLE_USER_HOME/caches|~/.gradle/caches", true}};
constexpr std::string_view gradle_hints[] = {"gradle", ".gradle"};
constexpr std::string_view gradle_moves[] = {"g", "gradle-user-home"};
constexpr std::string_view gradle_offline[] = {"offline"};

constexpr std::string_view nuget_programs[] = {"dotnet"};
constexpr std::string_view nuget_values[] = {"configuration", "output",   "runtime",    "framework", "arch", "os",
                                             "verbosity",     "packages", "configfile", "source"};
constexpr std::string_view nuget_verbs[] = {"restore", "build", "publish", "test", "pack", "msbuild"};
constexpr CacheFolder nuget_folders[] = {{"$NUGET_PACKAGES|~/.nuget/packages"}};
constexpr std::string_view nuget_hints[] = {"nuget", ".nuget"};
constexpr std::string_view nuget_moves[] = {"packages"};
constexpr std::string_view nuget_offline[] = {"no-restore", "no-build"};
constexpr std::string_view nuget_cleans[] = {"nuget locals"};
constexpr CacheSetting nuget_settings[] = {{"nuget.config", "globalPackagesFolder"},
                                           {"NuGet.config", "globalPackagesFolder"},
                                           {"NuGet.Config", "globalPackagesFolder"}};

constexpr std::string_view composer_programs[] = {"composer", "composer.phar"};
constexpr std::string_view composer_values[] = {"working-dir"};
constexpr std::string_view composer_verbs[] = {"install",       "i", "update", "u", "require", "create-project",
                                               "global require"};
constexpr CacheFolder composer_folders[] = {{"$COMPOSER_CACHE_DIR|$COMPOSER_HOME/cache|~/.composer/cache"}};
constexpr std::string_view composer_hints[] = {"composer", ".composer", "tmp"};
constexpr std::string_view composer_off[] = {"no-cache"};
constexpr std::string_view composer_cleans[] = {"clear-cache", "clearcache", "cc"};
constexpr CacheSetting composer_settings[] = {{"composer.json", "\"cache-dir\""}};

constexpr std::string_view bundler_programs[] = {"bundle", "bundler"};
constexpr std::string_view bundler_values[] = {"jobs", "retry", "without", "with", "path", "gemfile"};
constexpr std::string_view bundler_verbs[] = {"", "install", "update"};
constexpr CacheFolder bundler_folders[] = {{"$GEM_HOME/cache"}};
constexpr std::string_view bundler_hints[] = {"bundle", "gems", "gem"};
constexpr std::string_view bundler_off_variables[] = {"BUNDLE_PATH", "BUNDLE_DEPLOYMENT"};
constexpr std::string_view bundler_moves[] = {"path", "deployment", "local", "standalone"};
constexpr CacheSetting bundler_settings[] = {{".bundle/config", "BUNDLE_PATH"},
                                             {".bundle/config", "BUNDLE_DEPLOYMENT"}};

constexpr std::string_view apt_programs[] = {"apt-get", "apt"};
constexpr std::string_view apt_values[] = {"option", "config-file", "target-release", "default-release",
                                           "host-architecture"};
constexpr std::string_view apt_verbs[] = {"install", "upgrade",   "dist-upgrade", "build-dep",
                                          "update",  "reinstall", "download"};
// Not all of /var/lib/apt: extended_states there says which packages came by themselves, and is the image's own.
constexpr CacheFolder apt_folders[] = {{"/var/cache/apt", true}, {"/var/lib/apt/lists", true}};
constexpr std::string_view apt_hints[] = {"apt"};
constexpr std::string_view apt_offline[] = {"no-download"};
constexpr std::string_view apt_cleans[] = {"clean", "autoclean", "auto-clean", "distclean", "dist-clean"};

constexpr PackageCache caches[] = {
    {.name = "npm",
     .programs = npm_programs,
     .options = {"wC", npm_values},
     .verbs = npm_verbs,
     .folders = npm_folders,
     .hints = npm_hints,
     .moves = npm_moves,
     .cleans = npm_cleans,
     .settings = npm_settings},
    {.name = "yarn",
     .programs = yarn_programs,
     .options = {"", yarn_values},
     .verbs = yarn_verbs,
     .folders = yarn_folders,
     .hints = yarn_hints,
     .moves = yarn_moves,
     .cleans = yarn_cleans,
     .settings = yarn_settings},
    {.name = "pnpm",
     .programs = pnpm_programs,
     .options = {"CF", pnpm_values},
     .verbs = pnpm_verbs,
     .folders = pnpm_folders,
     .hints = pnpm_hints,
     .moves = pnpm_moves,
     .cleans = pnpm_cleans,
     .settings = pnpm_settings},
    {.name = "pip",
     .programs = pip_programs,
     .options = {"rceti", pip_values},
     .verbs = pip_verbs,
     .folders = pip_folders,
     .hints = pip_hints,
     .off = pip_off,
     .off_variables = pip_off_variables,
     .moves = pip_moves,
     .cleans = pip_cleans},
    {.name = "uv",
     .programs = uv_programs,
     .options = {"rpei", uv_values},
     .verbs = uv_verbs,
     .folders = uv_folders,
     .hints = uv_hints,
     .off = uv_off,
     .off_variables = uv_off_variables,
     .moves = uv_moves,
     .cleans = uv_cleans,
     .settings = uv_settings},
    {.name = "poetry",
     .programs = poetry_programs,
     .options = {"CPE", poetry_values},
     .verbs = poetry_verbs,
     .folders = poetry_folders,
     .whole = "$POETRY_CACHE_DIR|$XDG_CACHE_HOME/pypoetry|~/.cache/pypoetry",
     .hints = poetry_hints,
     .off = poetry_off,
     .cleans = poetry_cleans,
     .settings = poetry_settings},
    {.name = "go",
     .programs = go_programs,
     .options = {"C", go_values},
     .verbs = go_verbs,
     .folders = go_folders,
     .hints = go_hints,
     .cleans = go_cleans,
     .read_at_start = true},
    {.name = "cargo",
     .programs = cargo_programs,
     .options = {"pFj", cargo_values},
     .verbs = cargo_verbs,
     .folders = cargo_folders,
     .hints = cargo_hints,
     .offline = cargo_offline,
     .read_at_start = true},
    {.name = "Maven",
     .programs = maven_programs,
     .options = {"fslPTD", maven_values},
     .verbs = any_verb,
     .folders = maven_folders,
     .hints = maven_hints,
     .offline = maven_offline,
     .settings = maven_settings,
     .read_at_start = true},
    {.name = "Gradle",
     .programs = gradle_programs,
     .options = {"pbgxIPD", gradle_values},
     .verbs = any_verb,
     .folders = gradle_folders,
     .hints = gradle_hints,
     .moves = gradle_moves,
     .offline = gradle_offline,
     .read_at_start = true},
    {.name = "NuGet",
     .programs = nuget_programs,
     .options = {"corfav", nuget_values},
     .verbs = nuget_verbs,
     .folders = nuget_folders,
     .hints = nuget_hints,
     .moves = nuget_moves,
     .offline = nuget_offline,
     .cleans = nuget_cleans,
     .settings = nuget_settings,
     .read_at_start = true},
    {.name = "Composer",
     .programs = composer_programs,
     .options = {"d", composer_values},
     .verbs = composer_verbs,
     .folders = composer_folders,
     .hints = composer_hints,
     .off = composer_off,
     .cleans = composer_cleans,
     .settings = composer_settings},
    {.name = "Bundler",
     .programs = bundler_programs,
     .options = {"jr", bundler_values},
     .verbs = bundler_verbs,
     .folders = bundler_folders,
     .hints = bundler_hints,
     .off_variables = bundler_off_variables,
     .moves = bundler_moves,
     .settings = bundler_settings},
    {.name = "apt-get",
     .programs = apt_programs,
     .options = {"octaP", apt_values},
     .verbs = apt_verbs,
     .folders = apt_folders,
     .hints = apt_hints,
     .offline = apt_offline,
     .cleans = apt_cleans,
     .as_root = true},
};

}  // namespace

std::span<const PackageCache> package_caches() {
  return caches;
}

}  // namespace s1::rules
