// SPDX-License-Identifier: Apache-2.0
// Rust: the program on distroless with the C library of the build's Debian release; static where it is built on Alpine
// (musl).
#include <algorithm>
#include <array>
#include <string>

#include "rules/dockerfile/multi_stage/plan.h"
#include "rules/dockerfile/multi_stage/run_time_files.h"
#include "rules/dockerfile/multi_stage/runtime_image.h"

namespace s1::rules::multi_stage {
namespace {

// Crates that are linked to nothing outside the program, or to what gcr.io/distroless/cc has (OpenSSL of the same
// Debian release).
constexpr std::array<std::string_view, 24> kLinked = {"linux-raw-sys",
                                                      "js-sys",
                                                      "web-sys",
                                                      "windows-sys",
                                                      "core-foundation-sys",
                                                      "security-framework-sys",
                                                      "system-configuration-sys",
                                                      "zstd-sys",
                                                      "jni-sys",
                                                      "ndk-sys",
                                                      "fsevent-sys",
                                                      "inotify-sys",
                                                      "kqueue-sys",
                                                      "openssl-sys",
                                                      "aws-lc-sys",
                                                      "ring-sys",
                                                      "mach-sys",
                                                      "winapi-sys",
                                                      "errno-sys",
                                                      "jemalloc-sys",
                                                      "tikv-jemalloc-sys",
                                                      "libmimalloc-sys",
                                                      "psm-sys",
                                                      "schannel-sys"};

constexpr std::string_view kExtensions[] = {".rs"};
constexpr std::string_view kSkipped[] = {"build.rs"};
constexpr std::string_view kOpeners[] = {"File::open(",
                                         "fs::read_to_string(",
                                         "fs::read(",
                                         "fs::read_dir(",
                                         "ServeDir::new(",
                                         "ServeFile::new(",
                                         "Files::new(",
                                         "NamedFile::open(",
                                         "Tera::new(",
                                         "FileServer::from(",
                                         "config::File::with_name(",
                                         "File::with_name(",
                                         "migrate!(",
                                         "DirEntry("};
constexpr std::string_view kWriters[] = {"File::create(", "fs::write(", "fs::create_dir(", "fs::create_dir_all(",
                                         "OpenOptions::new("};
constexpr std::string_view kEmbeds[] = {"include_str!(", "include_bytes!(", "include_dir!(",
                                        "#[folder = ", "migrate!("};
constexpr Refused kRefused[] = {{"process::Command", kStartsProgram},
                                {"Command::new(", kStartsProgram},
                                {"libloading", "loads a library, which the runtime image may not have"}};

bool is_release(const model::Call& call) {
  return call.has_option("release", 'r');
}

std::string_view verb_of(const model::Call& call) {
  const shell::Word* const verb = call.subcommand();
  return verb == nullptr ? std::string_view() : std::string_view(verb->value);
}

bool applies(const SingleStage& stage) {
  if (stage.image != "rust") return false;
  bool builds = stage.started && stage.started->words[0] == "cargo";
  stage.for_each_call([&](const Step&, const model::Call& call, const std::string&) {
    builds |= call.name == "cargo" && (verb_of(call) == "build" || verb_of(call) == "install");
  });
  return builds;
}

// The path at which the program that is started was built, or to which it was taken; empty: not known.
std::string program_of(const SingleStage& stage, const Started& started, std::string& folder) {
  const std::string& program = started.words[0];
  const std::string path = program.contains('/') ? absolute(stage.workdir, program) : std::string();
  std::string result;
  stage.for_each_call([&](const Step&, const model::Call& call, const std::string& where) {
    if (call.name == "cargo" && verb_of(call) == "build") {
      folder = where;
      const std::string target = absolute(where, is_release(call) ? "target/release" : "target/debug");
      if (lies_in(path, target)) result = path;
    } else if (call.name == "cargo" && verb_of(call) == "install") {
      folder = where;
      const std::string root = std::string(call.option_value("root").value_or("/usr/local/cargo")) + "/bin/";
      if (program.contains('/') ? path.starts_with(root) : root == "/usr/local/cargo/bin/" || root == "/usr/local/bin/")
        result = program.contains('/') ? path : root + program;
    } else if (call.name == "cp" || call.name == "mv" || call.name == "install") {
      const std::vector<const shell::Word*> words = call.operands();
      if (words.size() != 2) return;
      const std::string from = absolute(where, words[0]->value);
      std::string to = absolute(where, words[1]->value);
      if (words[1]->value.ends_with('/') || file_name(to) == "bin") to = absolute(to, file_name(from));
      const bool in_path = !program.contains('/') && to == "/usr/local/bin/" + program;
      if (!folder.empty() && lies_in(from, absolute(folder, "target")) && (to == path || in_path)) result = to;
    }
  });
  return result;
}

bool crates_are_linked(const SingleStage& stage, const std::string& folder, Rewrite& rewrite) {
  const std::optional<std::string> source = stage.source_of(absolute(folder, "Cargo.lock"));
  const std::string* const text = source ? stage.context()->text(*source) : nullptr;
  if (text == nullptr)
    return rewrite.refuse(stage.from(), "Cargo.lock is not found, which would say what the program is linked to");
  constexpr std::string_view kName = "name = \"";
  for (std::size_t at = text->find(kName); at != std::string::npos; at = text->find(kName, at + 1)) {
    std::string_view name = std::string_view(*text).substr(at + kName.size());
    name = name.substr(0, name.find('"'));
    if (!name.ends_with("-sys") || std::ranges::find(kLinked, name) != kLinked.end()) continue;
    return rewrite.refuse(stage.from(), "the crate " + std::string(name) +
                                            " may be linked to a library that the runtime image does not have");
  }
  rewrite.checked.emplace_back("no crate of Cargo.lock is linked to a library besides those of the runtime image");
  return true;
}

bool plan(const SingleStage& stage, Plan& plan, Rewrite& rewrite) {
  if (!stage.started) return rewrite.refuse(stage.from(), "which one program it starts cannot be told");
  const Started& started = *stage.started;
  if (started.words[0] == "cargo")
    return rewrite.refuse(started.span, "cargo builds when the container starts: the image is one for development");
  std::string folder;
  const std::string path = program_of(stage, started, folder);
  if (path.empty())
    return rewrite.refuse(started.span,
                          "it starts " + started.words[0] + ", and which command builds that is not known");
  if (stage.context() == nullptr)
    return rewrite.refuse(stage.from(), "the build context is not known, so that Cargo.lock cannot be looked at");
  if (!crates_are_linked(stage, folder, rewrite)) return false;
  if (stage.env("RUSTFLAGS").value_or("").contains("crt-static"))
    return rewrite.refuse(stage.from(), "RUSTFLAGS says how the C library is linked");
  if (stage.tag.contains("alpine")) {
    plan.image = kStaticImage;
    rewrite.checked.emplace_back("on Alpine, cargo makes the program static");
  } else {
    const std::string_view suite = debian_suite(stage.image, stage.tag);
    if (suite != "bookworm" && suite != "trixie")
      return rewrite.refuse(stage.from(),
                            "the program is linked to the C library of a Debian release that the tag does not name");
    plan.image = kGlibcImage;
    rewrite.checked.push_back(said_of_glibc(suite));
  }
  plan.shell = false;
  plan.non_root = true;
  plan.same_system = false;
  plan.needs_no_packages = true;
  std::vector<std::string> files;
  const SourceLanguage language{kExtensions, kSkipped, kOpeners, kRefused, kWriters, kEmbeds};
  if (!find_run_time_files(stage, language, stage.workdir, true, files, rewrite)) return false;
  rewrite.checked.emplace_back(
      "the sources start no other program and write no files, and what they open by name is copied along");
  const bool moves = path.starts_with("/usr/local/cargo/bin/") && !started.words[0].contains('/');
  plan.copied.push_back({path, moves ? "/usr/local/bin/" + std::string(file_name(path)) : std::string()});
  for (std::string& each : files) {
    rewrite.checked.push_back(each + " is copied along: the program may read it");
    plan.copied.push_back({std::move(each)});
  }
  plan.build_folders.push_back(folder);
  plan.build_env = {"CARGO_", "RUSTFLAGS", "RUSTUP_", "RUSTC_", "SQLX_OFFLINE", "CC", "CXX"};
  return true;
}

bool is_build_step(const model::Call& call) {
  return call.name == "cargo" || call.name == "rustup" || call.name == "strip";
}

}  // namespace

constinit const Ecosystem rust{"Rust", "the Rust toolchain", applies, plan, is_build_step};

}  // namespace s1::rules::multi_stage
