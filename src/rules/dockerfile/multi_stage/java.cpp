// SPDX-License-Identifier: Apache-2.0
// Java: a jar that has all in it, on the runtime (JRE) of the same distribution and version.
#include <algorithm>
#include <array>
#include <string>

#include "rules/dockerfile/multi_stage/plan.h"
#include "rules/dockerfile/multi_stage/run_time_files.h"
#include "rules/dockerfile/multi_stage/runtime_image.h"
#include "workspace/names.h"

namespace s1::rules::multi_stage {
namespace {

constexpr std::array<std::string_view, 5> kImages = {"maven", "gradle", "eclipse-temurin", "openjdk",
                                                     "ibm-semeru-runtimes"};
constexpr std::array<std::string_view, 4> kBuilders = {"mvn", "mvnw", "gradle", "gradlew"};
// Plugins that make a jar with all that it needs.
constexpr std::array<std::string_view, 9> kWholeJar = {"spring-boot-maven-plugin",
                                                       "maven-shade-plugin",
                                                       "jar-with-dependencies",
                                                       "org.springframework.boot",
                                                       "johnrengelman.shadow",
                                                       "com.gradleup.shadow",
                                                       "shadowJar",
                                                       "io.ktor.plugin",
                                                       "<dependencies/>"};
constexpr std::array<std::string_view, 6> kBuildFiles = {
    "pom.xml",         "build.gradle",        "build.gradle.kts",
    "settings.gradle", "settings.gradle.kts", "gradle/libs.versions.toml"};

constexpr std::string_view kExtensions[] = {".java", ".kt", ".scala", ".groovy"};
constexpr std::string_view kSkipped[] = {"Test.java", "Tests.java", "Test.kt", "Tests.kt"};
constexpr std::string_view kOpeners[] = {"new File(", "new FileInputStream(", "new FileReader(", "Paths.get(",
                                         "Path.of(",  "RandomAccessFile("};
constexpr Refused kRefused[] = {{"ProcessBuilder", kStartsProgram},
                                {"Runtime.getRuntime().exec", kStartsProgram},
                                {"ToolProvider", "compiles at run time, which takes a JDK"},
                                {"com.sun.tools", "uses the tools of a JDK"},
                                {"JavaCompiler", "compiles at run time, which takes a JDK"},
                                {"VirtualMachine.attach", "attaches to another Java process, which takes a JDK"}};

bool is_builder(const model::Call& call) {
  return std::ranges::find(kBuilders, file_name(call.name)) != kBuilders.end();
}

bool applies(const SingleStage& stage) {
  if (std::ranges::find(kImages, stage.image) == kImages.end() || stage.tag.contains("jre")) return false;
  bool builds = stage.started && (stage.started->words[0] == "mvn" || stage.started->words[0] == "gradle");
  stage.for_each_call([&](const Step&, const model::Call& call, const std::string&) { builds |= is_builder(call); });
  return builds;
}

// The word after -jar; the options that name files are guarded against.
const std::string* jar_of(const SingleStage& stage, const Started& started, Rewrite& rewrite) {
  const std::string& program = started.words[0];
  if (program != "java") {
    const std::string_view name = file_name(program);
    const bool builds = std::ranges::find(kBuilders, name) != kBuilders.end();
    (void)rewrite.refuse(
        started.span, builds ? std::string(name) + " builds when the container starts: the image is one for development"
                             : "it starts " + program + ", which may need more than a jar");
    return nullptr;
  }
  const std::string* jar = nullptr;
  for (std::size_t i = 1; i < started.words.size(); ++i) {
    const std::string& word = started.words[i];
    if (jar == nullptr && word == "-jar" && i + 1 < started.words.size()) {
      jar = &started.words[++i];
      continue;
    }
    const bool names_file = word.starts_with("-javaagent") || word.starts_with("-agent") || word == "-cp" ||
                            word == "-classpath" || word.starts_with('@') || word.contains("=/") ||
                            word.contains("file:") || word.starts_with('/');
    if (!names_file || word.contains("/dev/") || word.contains("=/tmp")) continue;
    (void)rewrite.refuse(started.span, word + " names a file, which the runtime image may not have");
    return nullptr;
  }
  if (jar == nullptr) (void)rewrite.refuse(started.span, "it starts no jar");
  (void)stage;
  return jar;
}

// Where cp and mv took the jar from; empty where it was not moved.
std::string moved_from(const SingleStage& stage, const std::string& path) {
  std::string from;
  stage.for_each_call([&](const Step&, const model::Call& call, const std::string& folder) {
    if (call.name != "cp" && call.name != "mv") return;
    const std::vector<const shell::Word*> words = call.operands();
    if (words.size() == 2 && absolute(folder, words[1]->value) == path) from = absolute(folder, words[0]->value);
  });
  return from;
}

bool is_whole(const SingleStage& stage, const std::string& folder, Rewrite& rewrite) {
  if (stage.context() == nullptr)
    return rewrite.refuse(stage.from(),
                          "the build context is not known, so that how the jar is made cannot be looked for");
  bool found = false;
  const std::optional<std::string> source = stage.source_of(folder);
  for (const std::string_view name : kBuildFiles) {
    const std::string path = workspace::join(source.value_or(""), name);
    const std::string* const text = stage.context()->text(path);
    if (text == nullptr) continue;
    found = true;
    for (const std::string_view plugin : kWholeJar)
      if (text->contains(plugin)) {
        rewrite.checked.push_back("the jar has all that it needs in it: " + stage.context()->path_of(path) + " has " +
                                  std::string(plugin));
        return true;
      }
  }
  return rewrite.refuse(stage.from(), found
                                          ? "the build does not seem to put what the jar needs into it"
                                          : "no pom.xml or build.gradle is found, which would say how the jar is made");
}

bool plan(const SingleStage& stage, Plan& plan, Rewrite& rewrite) {
  if (!stage.started) return rewrite.refuse(stage.from(), "which one program it starts cannot be told");
  const std::optional<std::string> image = runtime_image(stage.image, stage.tag);
  if (!image)
    return rewrite.refuse(stage.from(), "no runtime image of the same distribution and version of Java is known");
  const Started& started = *stage.started;
  const std::string* const jar = jar_of(stage, started, rewrite);
  if (jar == nullptr) return false;
  std::string path = absolute(stage.workdir, *jar);
  if (path.empty() || path.contains('?') || path.contains('['))
    return rewrite.refuse(started.span, "which jar " + *jar + " is is not known");
  const bool pattern = path.contains('*');
  if (pattern && !started.shell) return rewrite.refuse(started.span, "no shell puts in what " + *jar + " stands for");

  std::string folder;  // of the build
  stage.for_each_call([&](const Step&, const model::Call& call, const std::string& where) {
    if (is_builder(call)) folder = where;
  });
  const std::string origin = pattern ? path : moved_from(stage, path);
  const std::string& made = origin.empty() ? path : origin;
  const bool known = lies_in(made, absolute(folder, "target")) || lies_in(made, absolute(folder, "build")) ||
                     made.contains("/target/") || made.contains("/build/libs/");
  if (folder.empty() || !known)
    return rewrite.refuse(started.span, "it starts " + *jar + ", and which command builds that is not known");
  if (!is_whole(stage, folder, rewrite)) return false;
  const SourceLanguage language{kExtensions, kSkipped, kOpeners, kRefused, {}, {}};
  std::vector<std::string> files;
  if (!find_run_time_files(stage, language, stage.workdir, false, files, rewrite)) return false;
  rewrite.checked.emplace_back(
      "the sources start no other program and use no tool of a JDK; the files and folders beside them that they may "
      "read are copied along");
  plan.image = *image;
  rewrite.checked.push_back(plan.image + " is the runtime of the same distribution and version");
  if (pattern) {
    const std::string in = path.substr(0, path.rfind('/') + 1);
    plan.copied.push_back({path, in});
  } else {
    plan.copied.push_back({std::move(path)});
  }
  for (std::string& each : files) plan.copied.push_back({std::move(each)});
  plan.build_folders.push_back(folder);
  plan.needs_no_packages = false;
  plan.build_env = {"MAVEN_", "GRADLE_", "M2_"};
  return true;
}

bool is_build_step(const model::Call& call) {
  return is_builder(call) || call.name == "dos2unix";
}

}  // namespace

constinit const Ecosystem java{"Java", "a JDK and the build's tools", applies, plan, is_build_step};

}  // namespace s1::rules::multi_stage
