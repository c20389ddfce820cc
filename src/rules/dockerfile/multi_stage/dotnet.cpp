// SPDX-License-Identifier: Apache-2.0
// .NET: what `dotnet publish` makes, on the ASP.NET runtime of the same version, which holds the plain runtime too.
#include <algorithm>
#include <array>
#include <string>

#include "rules/dockerfile/multi_stage/plan.h"
#include "rules/dockerfile/multi_stage/run_time_files.h"
#include "rules/dockerfile/multi_stage/runtime_image.h"
#include "workspace/look.h"
#include "workspace/names.h"

namespace s1::rules::multi_stage {
namespace {

constexpr std::string_view kSdk = "mcr.microsoft.com/dotnet/sdk";
constexpr std::string_view kExtensions[] = {".cs", ".fs", ".vb"};
constexpr std::string_view kSkipped[] = {"Tests.cs", "Test.cs"};
constexpr std::string_view kOpeners[] = {"File.ReadAllText(",    "File.ReadAllLines(", "File.OpenRead(",
                                         "File.Open(",           "File.ReadAllBytes(", "new FileStream(",
                                         "PhysicalFileProvider("};
constexpr Refused kRefused[] = {{"Process.Start(", kStartsProgram},
                                {"new Process", kStartsProgram},
                                {"Microsoft.Build.", "uses the tools of the SDK"},
                                {"MSBuildLocator", "uses the tools of the SDK"},
                                {"System.Drawing", "draws with libraries that the runtime image may not have"}};

struct Publish {
  std::string folder;  // in which it is run
  std::string output;  // absolute; empty: not said
};

bool is_publish(const model::Call& call) {
  return call.name == "dotnet" && !call.arguments.empty() && call.arguments[0]->value == "publish";
}

std::optional<Publish> publish_of(const SingleStage& stage) {
  std::optional<Publish> result;
  stage.for_each_call([&](const Step&, const model::Call& call, const std::string& folder) {
    if (!is_publish(call)) return;
    Publish publish{folder, {}};
    for (const std::string_view name : {"output"})
      if (const std::optional<std::string_view> value = call.option_value(name, 'o'))
        publish.output = absolute(folder, *value);
    result = publish;
  });
  return result;
}

bool applies(const SingleStage& stage) {
  if (stage.image != kSdk) return false;
  const bool runs = stage.started && stage.started->words[0] == "dotnet" && stage.started->words.size() > 1 &&
                    (stage.started->words[1] == "run" || stage.started->words[1] == "watch");
  return runs || publish_of(stage);
}

// Whether a project of the context has the text in its file.
class Projects {
 public:
  explicit Projects(const model::BuildFiles& context) : context_(context) { find("", 0); }
  [[nodiscard]] bool any() const { return !texts_.empty(); }
  [[nodiscard]] bool has(std::string_view text) const {
    return std::ranges::any_of(texts_, [&](const std::string* each) { return each->contains(text); });
  }

 private:
  void find(const std::string& folder, int depth) {
    for (const std::string& name : context_.names(folder)) {
      const std::string path = workspace::join(folder, name);
      if (name.ends_with(".csproj") || name.ends_with(".fsproj") || name.ends_with(".vbproj")) {
        if (const std::string* const text = context_.text(path)) texts_.push_back(text);
      } else if (depth < 4 && name != "bin" && name != "obj" && name != "node_modules" && !name.starts_with('.') &&
                 context_.has_folder(path)) {
        find(path, depth + 1);
      }
    }
  }
  const model::BuildFiles& context_;
  std::vector<const std::string*> texts_;
};

// The SDK's image leaves ASP.NET's port alone (5000 on localhost), the runtime's sets 8080 (80 before 8):
// dotnet/dotnet-docker.
bool says_its_port(const SingleStage& stage, const Started& started) {
  for (const std::string_view name : {"ASPNETCORE_URLS", "ASPNETCORE_HTTP_PORTS", "DOTNET_URLS", "HTTP_PORTS"})
    if (stage.env(name)) return true;
  return std::ranges::any_of(started.words, [](const std::string& word) { return word.starts_with("--urls"); });
}

bool plan(const SingleStage& stage, Plan& plan, Rewrite& rewrite) {
  if (!stage.started) return rewrite.refuse(stage.from(), "which one program it starts cannot be told");
  const Started& started = *stage.started;
  const std::optional<std::string> image = runtime_image(stage.image, stage.tag);
  if (!image) return rewrite.refuse(stage.from(), "which runtime image has the version of this SDK is not known");
  if (started.words[0] != "dotnet" || started.words.size() < 2)
    return rewrite.refuse(started.span, "it starts " + started.words[0] + ", which may need more than the runtime");
  if (!started.words[1].ends_with(".dll"))
    return rewrite.refuse(started.span,
                          "`dotnet " + started.words[1] + "` takes the SDK: the image is one for development");
  const std::optional<Publish> publish = publish_of(stage);
  if (!publish || publish->output.empty())
    return rewrite.refuse(stage.from(), "where dotnet publish puts the program is not said by --output");
  const std::string dll = absolute(stage.workdir, started.words[1]);
  if (dll.empty() || !lies_in(dll, publish->output))
    return rewrite.refuse(started.span,
                          "it starts " + started.words[1] + ", and which command makes that is not known");
  if (stage.context() == nullptr)
    return rewrite.refuse(stage.from(), "the build context is not known, so that the project cannot be looked at");
  const Projects projects(*stage.context());
  if (!projects.any()) return rewrite.refuse(stage.from(), "no project file is found in the build context");
  const bool web = projects.has("Microsoft.NET.Sdk.Web") || projects.has("Microsoft.AspNetCore.App") ||
                   projects.has("Microsoft.NET.Sdk.BlazorWebAssembly");
  if (web && !says_its_port(stage, started))
    return rewrite.refuse(started.span,
                          "no ASPNETCORE_URLS or ASPNETCORE_HTTP_PORTS is set, and the runtime image listens on "
                          "another port than the SDK's");
  if (stage.tag.contains("alpine") && !stage.env("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT") &&
      !projects.has("<InvariantGlobalization>true"))
    return rewrite.refuse(stage.from(),
                          "the runtime image on Alpine has no ICU, which the SDK's has: languages and time zones would "
                          "be treated otherwise");
  std::vector<std::string> files;
  const SourceLanguage language{kExtensions, kSkipped, kOpeners, kRefused, {}, {}};
  if (!find_run_time_files(stage, language, stage.workdir, false, files, rewrite)) return false;
  std::erase_if(files, [&](const std::string& each) { return lies_in(each, publish->output); });
  plan.image = *image;
  rewrite.checked.push_back(plan.image + " is the runtime of the same version" +
                            (web ? ", and the port is set here" : ""));
  rewrite.checked.emplace_back("the sources start no other program and use no tool of the SDK");
  plan.copied.push_back({publish->output});
  for (std::string& each : files) plan.copied.push_back({std::move(each)});
  plan.build_folders.push_back(publish->folder);
  plan.build_env = {"NUGET_", "DOTNET_CLI_", "DOTNET_NOLOGO", "MSBUILD"};
  return true;
}

bool is_build_step(const model::Call& call) {
  constexpr std::array<std::string_view, 9> kVerbs = {"restore", "build", "publish", "test",     "clean",
                                                      "nuget",   "tool",  "--info",  "--version"};
  return call.name == "dotnet" && !call.arguments.empty() &&
         std::ranges::find(kVerbs, call.arguments[0]->value) != kVerbs.end();
}

}  // namespace

constinit const Ecosystem dotnet{".NET", "the .NET SDK", applies, plan, is_build_step};

}  // namespace s1::rules::multi_stage
