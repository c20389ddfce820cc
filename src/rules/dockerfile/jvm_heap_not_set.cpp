// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/jvm-heap-not-set.
#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>

#include "facts/base_images.h"
#include "model/dockerfile.h"
#include "model/dockerfile_stage.h"
#include "model/shipped_stages.h"
#include "model/surroundings.h"
#include "rules/rewrite.h"
#include "rules/rule.h"
#include "rules/set_variables.h"

namespace s1::rules::dockerfile_jvm_heap_not_set {
namespace {

using dockerfile::Instruction;

constexpr std::string_view kOption = "-XX:MaxRAMPercentage=75";
constexpr std::array<std::string_view, 5> kVariables = {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS",
                                                        "JAVA_OPTS", "JVM_OPTS"};
constexpr std::array<std::string_view, 4> kSizes = {"-Xmx", "RAMPercentage", "MaxRAM", "MaxHeapSize"};

// The option came with Java 10 (and 8u191).
bool knows_option(const model::Base& base) {
  constexpr std::array<std::string_view, 3> kImages = {"eclipse-temurin", "openjdk", "amazoncorretto"};
  if (std::ranges::find(kImages, facts::short_image_name(base.ref.name)) == kImages.end()) return false;
  int version = 0;
  const std::string_view tag = base.ref.tag;
  (void)std::from_chars(tag.data(), tag.data() + tag.size(), version);
  return version >= 10;
}

// Where the option goes: after the word `java`.
std::optional<Edit> add_option(const dockerfile::File& file, const Instruction& command) {
  if (command.form == dockerfile::Form::json) {
    if (command.words.empty() || command.words[0].raw != "java") return std::nullopt;
    const std::uint32_t at = command.words[0].span.end;
    const bool wide = command.words.size() < 2 || command.words[1].span.begin > at + 1;  // as the array has it
    return Edit{{at, at}, (wide ? ", \"" : ",\"") + std::string(kOption) + "\""};
  }
  const std::string_view text = command.arguments.text();
  const std::string_view start = text.starts_with("exec java ") ? "exec java" : "java";
  if (!text.starts_with(start) || text.size() == start.size() || text[start.size()] != ' ') return std::nullopt;
  const Span word = command.arguments.to_file(Span{0, static_cast<std::uint32_t>(start.size())});
  if (file.source->slice(word) != start) return std::nullopt;
  return Edit{{word.end, word.end}, " " + std::string(kOption)};
}

void check(const model::Dockerfile& file, const model::Surroundings& around, Sink& out) {
  const std::vector<model::Command> commands = model::commands(file.tree);
  for (const dockerfile::Stage* stage : model::shipped_stages(file.tree, around)) {
    const auto [entrypoint, cmd] = commands[stage->index];
    const Instruction* const command = entrypoint != nullptr ? entrypoint : cmd;
    if (command == nullptr || std::cmp_not_equal(command->stage, stage->index)) continue;
    const model::Base base = model::base(file.tree, *stage);
    if (base.facts == nullptr || !knows_option(base)) continue;
    std::optional<Edit> edit = add_option(file.tree, *command);
    if (!edit) continue;
    const bool sized = std::ranges::any_of(kSizes, [&](std::string_view size) {
      return command->arguments.text().contains(size) || (cmd != nullptr && cmd->arguments.text().contains(size));
    });
    const bool set = std::ranges::any_of(
        kVariables, [&](std::string_view name) { return is_variable_set(file, around, *stage, name); });
    if (sized || set) continue;
    Report report{.span = command->header,
                  .message = "Java takes a quarter of the container's memory for its heap, whatever is left",
                  .fix = Fix::unsafe};
    Rewrite rewrite;
    rewrite.needs_build = false;
    rewrite.edits.push_back(*std::move(edit));
    rewrite.checked.emplace_back("nothing sets the size of the heap: no option, and no variable of Java's");
    std::move(rewrite).offer(report, "Let the heap take three quarters");
    out.report(std::move(report));
  }
}

constexpr Bad bad[] = {
    {"FROM eclipse-temurin:21-jre\nCOPY app.jar /\n«ENTRYPOINT [\"java\", \"-jar\", \"/app.jar\"]»\n",
     "FROM eclipse-temurin:21-jre\nCOPY app.jar /\nENTRYPOINT [\"java\", \"-XX:MaxRAMPercentage=75\", \"-jar\", "
     "\"/app.jar\"]\n"},
    {"FROM amazoncorretto:17-alpine\n«CMD exec java -jar /app.jar»\n",
     "FROM amazoncorretto:17-alpine\nCMD exec java -XX:MaxRAMPercentage=75 -jar /app.jar\n"},
};

constexpr std::string_view good[] = {
    "FROM eclipse-temurin:21-jre\nCMD [\"java\", \"-Xmx512m\", \"-jar\", \"/app.jar\"]\n",
    "FROM eclipse-temurin:21-jre\nENV JAVA_TOOL_OPTIONS=-XX:MaxRAMPercentage=60\nCMD [\"java\", \"-jar\", "
    "\"/app.jar\"]\n",
    "FROM eclipse-temurin:21-jre\nCMD java $JAVA_OPTS -jar /app.jar\n",
    "FROM openjdk:8-jre\nCMD [\"java\", \"-jar\", \"/app.jar\"]\n",
    "FROM eclipse-temurin:21 AS build\nCMD [\"java\", \"-version\"]\nFROM debian:12\nCOPY --from=build /a /a\nCMD "
    "[\"java\", \"-jar\", \"/a\"]\n",
    R"(--- Dockerfile ---
FROM eclipse-temurin:21-jre
CMD ["java", "-jar", "/app.jar"]
--- compose.yaml ---
services:
  web:
    build: .
    environment:
      JAVA_TOOL_OPTIONS: -Xmx1g
)",
};

constexpr std::string_view references[] = {"https://docs.oracle.com/en/java/javase/21/docs/specs/man/java.html"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/jvm-heap-not-set",
    .title = "The size of Java's heap is not set",
    .help = "Give java a share of the container's memory: -XX:MaxRAMPercentage=75",
    .severity = Severity::info,
    .confidence = Confidence::medium,
    .profile = Profile::strict,
    .fix = Fix::unsafe,
    .docs =
        R"(In a container Java sets its largest heap to a quarter of the memory that the container may use. The other three quarters lie idle, while
the program may end for want of memory. `-XX:MaxRAMPercentage=75` leaves a quarter for everything that is not heap.

Reported is a `java` that ENTRYPOINT or CMD starts on a known Java image from version 10 on, where neither an option nor a variable of Java's
(`JAVA_TOOL_OPTIONS`, …) says anything of the heap, be it in the Dockerfile or in what runs the image.

The fix gives `java` the option. It is unsafe: a program that uses much memory beside the heap (threads, direct buffers) may then need a smaller
share, or the container more.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_jvm_heap_not_set
