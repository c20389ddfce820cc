// SPDX-License-Identifier: Apache-2.0
// Ruby: the gems, which bundler puts into /usr/local/bundle in the public images, and the folder of the program on the
// slim image of the same version.
#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "model/package_command.h"
#include "model/start.h"
#include "rules/dockerfile/multi_stage/plan.h"
#include "rules/dockerfile/multi_stage/run_time_files.h"
#include "rules/dockerfile/multi_stage/runtime_image.h"
#include "rules/dockerfile/multi_stage/system_packages.h"

namespace s1::rules::multi_stage {
namespace {

constexpr std::string_view kBundle = "/usr/local/bundle";  // docker-library/ruby: BUNDLE_APP_CONFIG and GEM_HOME

constexpr std::array<std::string_view, 20> kNeedLibraries = {
    "rmagick",    "mini_magick", "ruby-vips",       "image_processing", "charlock_holmes", "curb",   "gdal",
    "wicked_pdf", "pdfkit",      "grover",          "ferrum",           "rugged",          "git",    "ruby-oci8",
    "tiny_tds",   "ffi-gdal",    "streamio-ffmpeg", "rtesseract",       "snappy",          "rdkafka"};
struct Library {
  std::string_view gem;
  std::string_view debian;
  std::string_view alpine;
};
constexpr std::array<Library, 3> kLibraries = {{{"pg", "libpq5", "libpq"},
                                                {"mysql2", "libmariadb3", "mariadb-connector-c"},
                                                {"sqlite3", "libsqlite3-0", "sqlite-libs"}}};

constexpr std::string_view kExtensions[] = {".rb"};
constexpr std::string_view kSkipped[] = {"_test.rb", "_spec.rb"};
constexpr Refused kRefused[] = {{"Open3.", kStartsProgram},
                                {"IO.popen", kStartsProgram},
                                {" system(", kStartsProgram},
                                {"%x(", kStartsProgram},
                                {"Process.spawn", kStartsProgram}};

struct Install {
  const Step* step = nullptr;
  std::string folder;
  bool build_packages = false;
  bool cpp = false;
};

Install install_of(const SingleStage& stage) {
  Install result;
  stage.for_each_call([&](const Step& step, const model::Call& call, const std::string& folder) {
    if (call.name == "bundle" && !call.arguments.empty() && call.arguments[0]->value == "install") {
      result.step = &step;
      result.folder = folder;
    }
    const std::optional<model::PackageCommand> command = model::package_command(call);
    if (!command || command->action != model::PackageAction::install) return;
    for (const shell::Word* word : command->line.operands) {
      const SystemPackage::Use use = system_package(word->value, command->manager == model::PackageManager::apk).use;
      result.build_packages |= use != SystemPackage::Use::run;
      result.cpp |= word->value == "g++" || word->value == "build-base" || word->value == "alpine-sdk";
    }
  });
  return result;
}

bool applies(const SingleStage& stage) {
  if (stage.image != "ruby" || !stage.started) return false;
  const Install install = install_of(stage);
  if (install.step == nullptr) return false;
  const std::optional<std::string> image = runtime_image("ruby", stage.tag);
  return install.build_packages || (image && *image != "ruby:" + stage.tag);
}

// The gems of Gemfile.lock: the indented words before a version in brackets.
std::optional<std::set<std::string, std::less<>>> gems_of(const SingleStage& stage, const std::string& folder) {
  const std::optional<std::string> source = stage.source_of(absolute(folder, "Gemfile.lock"));
  const std::string* const text = source ? stage.context()->text(*source) : nullptr;
  if (text == nullptr) return std::nullopt;
  std::set<std::string, std::less<>> gems;
  std::string_view rest = *text;
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    if (!line.starts_with("    ")) continue;
    line.remove_prefix(std::min(line.size(), line.find_first_not_of(' ')));
    gems.emplace(line.substr(0, line.find_first_of(" (!\r")));
  }
  return gems;
}

bool is_for_production(const SingleStage& stage, Rewrite& rewrite) {
  const model::Start start = model::start_of(stage.file, stage.around, stage.stage);
  if (start.inherited) return rewrite.refuse(stage.from(), "it starts what the base image starts");
  for (const model::Started& each : start.commands) {
    const auto has = [&](std::string_view word) {
      return std::ranges::find(each.arguments, word) != each.arguments.end();
    };
    const bool rails = each.program == "rails" || has("rails") || has("bin/rails");
    const bool server = rails && (has("server") || has("s"));
    if (server && stage.env("RAILS_ENV").value_or(stage.env("RACK_ENV").value_or("")) != "production")
      return rewrite.refuse(each.span,
                            "it runs the Rails server without RAILS_ENV=production: the image is one for development");
    if (each.program == "rerun" || each.program == "guard" || each.program == "foreman" || has("rerun"))
      return rewrite.refuse(each.span, "it runs " + each.program + ", which is for development");
  }
  return true;
}

bool plan(const SingleStage& stage, Plan& plan, Rewrite& rewrite) {
  const Install install = install_of(stage);
  if (!is_for_production(stage, rewrite)) return false;
  if (stage.workdir.empty() || stage.workdir == "/")
    return rewrite.refuse(stage.from(), "the program lies in no folder of its own");
  const std::optional<std::string> image = runtime_image("ruby", stage.tag);
  if (!image)
    return rewrite.refuse(stage.from(), "which slim image has the version of ruby:" + stage.tag + " is not known");
  plan.image = *image == "ruby:" + stage.tag ? std::string(stage.base.ref.raw) : *image;
  if (stage.context() == nullptr)
    return rewrite.refuse(stage.from(), "the build context is not known, so that Gemfile.lock cannot be looked at");
  const auto gems = gems_of(stage, install.folder);
  if (!gems)
    return rewrite.refuse(install.step->instruction->header,
                          "Gemfile.lock is not found, which would say which gems are installed");
  for (const std::string_view gem : kNeedLibraries)
    if (gems->contains(gem))
      return rewrite.refuse(
          install.step->instruction->header,
          "the gem " + std::string(gem) + " needs libraries or programs that " + plan.image + " may not have");
  const bool alpine = stage.tag.contains("alpine");
  for (const Library& each : kLibraries)
    if (gems->contains(each.gem)) plan.packages.emplace_back(alpine ? each.alpine : each.debian);
  if (alpine && install.cpp) plan.packages.emplace_back("libstdc++");
  const std::string bundle = absolute(install.folder, stage.env("BUNDLE_PATH").value_or(std::string(kBundle)));
  bool elsewhere = bundle.empty();
  stage.for_each_call([&](const Step&, const model::Call& call, const std::string&) {
    if (call.name == "bundle" && std::ranges::any_of(call.arguments, [](const shell::Word* word) {
          return word->value == "path" || word->value.starts_with("--path");
        }))
      elsewhere = true;
  });
  if (elsewhere || stage.env("GEM_HOME"))
    return rewrite.refuse(install.step->instruction->header, "where the gems are installed is not known");
  std::vector<std::string> none;
  const SourceLanguage language{kExtensions, kSkipped, {}, kRefused, {}, {}};
  if (!find_run_time_files(stage, language, stage.workdir, false, none, rewrite)) return false;
  rewrite.checked.emplace_back(
      "the gems of Gemfile.lock are known to need no other library of the system, and the sources start no other "
      "program");
  if (!lies_in(bundle, stage.workdir)) plan.copied.push_back({bundle});
  plan.copied.push_back({stage.workdir});
  rewrite.checked.push_back("the gems are in " + bundle + " in both stages, which have the same Ruby; all of " +
                            stage.workdir + " is copied");
  return true;
}

bool is_build_step(const model::Call& call) {
  if (call.name == "bundle" || call.name == "gem" || call.name == "bootsnap") return true;
  const bool assets = std::ranges::any_of(
      call.arguments, [](const shell::Word* word) { return word->value.contains("assets:precompile"); });
  return (call.name == "rails" || call.name == "rake") && assets;
}

}  // namespace

constinit const Ecosystem ruby{"Ruby", "compilers and headers", applies, plan, is_build_step};

}  // namespace s1::rules::multi_stage
