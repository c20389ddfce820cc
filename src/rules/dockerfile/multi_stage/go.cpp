// SPDX-License-Identifier: Apache-2.0
// Go: the program on distroless, static where cgo is off (go.dev/doc/go1.20#cgo: where there is no C compiler it is off
// by itself).
#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <utility>

#include "rules/dockerfile/multi_stage/plan.h"
#include "rules/dockerfile/multi_stage/run_time_files.h"
#include "rules/dockerfile/multi_stage/runtime_image.h"

namespace s1::rules::multi_stage {
namespace {

constexpr std::string_view kAlpineCompilers[] = {"gcc", "g++", "build-base", "clang", "alpine-sdk"};

// Modules that need cgo, or that fail at run time without it.
constexpr std::array<std::string_view, 35> kNeedCgo = {"github.com/mattn/go-sqlite3",
                                                       "github.com/confluentinc/confluent-kafka-go",
                                                       "github.com/libgit2/git2go",
                                                       "github.com/h2non/bimg",
                                                       "github.com/davidbyttow/govips",
                                                       "gocv.io/x/gocv",
                                                       "github.com/DataDog/zstd",
                                                       "github.com/valyala/gozstd",
                                                       "github.com/linxGnu/grocksdb",
                                                       "github.com/tecbot/gorocksdb",
                                                       "github.com/flier/gohs",
                                                       "github.com/bytecodealliance/wasmtime-go",
                                                       "github.com/wasmerio/wasmer-go",
                                                       "rogchap.com/v8go",
                                                       "github.com/miekg/pkcs11",
                                                       "github.com/google/gopacket",
                                                       "github.com/godror/godror",
                                                       "github.com/ibmdb/go_ibm_db",
                                                       "github.com/marcboeker/go-duckdb",
                                                       "github.com/hajimehoshi/ebiten",
                                                       "github.com/go-gl",
                                                       "fyne.io/fyne",
                                                       "github.com/veandco/go-sdl2",
                                                       "github.com/chai2010/webp",
                                                       "github.com/kolesa-team/go-webp",
                                                       "crawshaw.io/sqlite",
                                                       "github.com/mattn/go-oci8",
                                                       "github.com/seccomp/libseccomp-golang",
                                                       "github.com/ceph/go-ceph",
                                                       "github.com/pebbe/zmq4",
                                                       "github.com/lxc/go-lxc",
                                                       "gopkg.in/gographics/imagick",
                                                       "github.com/Kagami/go-avif",
                                                       "github.com/gen2brain",
                                                       "github.com/tensorflow/tensorflow"};

constexpr std::string_view kExtensions[] = {".go"};
constexpr std::string_view kSkipped[] = {"_test.go"};
constexpr std::string_view kOpeners[] = {
    "os.Open(",        "os.ReadFile(",   "ioutil.ReadFile(", "os.OpenFile(",       "os.ReadDir(",
    "ioutil.ReadDir(", "os.DirFS(",      "http.Dir(",        "http.ServeFile(",    "ParseFiles(",
    "ParseGlob(",      "LoadHTMLGlob(",  "LoadHTMLFiles(",   ".Static(",           ".StaticFile(",
    ".StaticFS(",      "filepath.Glob(", "filepath.Walk(",   "filepath.WalkDir(",  "godotenv.Load(",
    "SetConfigFile(",  "AddConfigPath(", "LoadX509KeyPair(", "ListenAndServeTLS(", "file://"};
constexpr std::string_view kWriters[] = {"os.Create(", "os.WriteFile(", "ioutil.WriteFile(",
                                         "os.Mkdir(",  "os.MkdirAll(",  "os.OpenFile("};
constexpr std::string_view kEmbeds[] = {"//go:embed "};
constexpr Refused kRefused[] = {{"exec.Command", kStartsProgram},
                                {"syscall.Exec(", kStartsProgram},
                                {"plugin.Open(", "loads a plugin, which the runtime image may not have"},
                                {"import \"C\"", "uses cgo"}};
constexpr std::size_t kRefusedWithCgo = 3;  // of these, without the last

// A program that `go build` or `go install` makes.
struct Product {
  std::string path;  // absolute
  const model::Call* call = nullptr;
  const Step* step = nullptr;
  std::string folder;  // in which go is run
};

bool is_flag_with_value(std::string_view flag) {
  for (const std::string_view each : {"-o", "-ldflags", "-tags", "-mod", "-gcflags", "-asmflags", "-p", "-buildmode",
                                      "-pkgdir", "-modfile", "-trimpath="})
    if (flag == each || (flag.starts_with('-') && flag.substr(1) == each)) return true;
  return false;
}

// The last part of the module's path, which `go build` names a program by.
std::string module_name(const SingleStage& stage, const std::string& folder) {
  const std::optional<std::string> source = stage.source_of(absolute(folder, "go.mod"));
  const std::string* const text = source ? stage.context()->text(*source) : nullptr;
  if (text == nullptr) return {};
  const std::size_t at = text->find("module ");
  if (at == std::string::npos) return {};
  std::string_view path = std::string_view(*text).substr(at + 7);
  path = path.substr(0, path.find_first_of(" \t\r\n"));
  if (const std::string_view last = file_name(path);
      last.size() > 1 && last[0] == 'v' && last.find_first_not_of("0123456789", 1) == std::string_view::npos)
    path = path.substr(0, path.rfind('/'));
  return std::string(file_name(path));
}

std::string package_name(const SingleStage& stage, std::string_view package, const std::string& folder) {
  while (package.ends_with('/')) package.remove_suffix(1);
  if (package.ends_with(".go")) return std::string(file_name(package.substr(0, package.size() - 3)));
  if (package.empty() || package == ".") return module_name(stage, folder);
  if (package.contains("...") || package.contains('@')) return {};
  return std::string(file_name(package));
}

void add_product(const SingleStage& stage, const Step& step, const model::Call& call, const std::string& folder,
                 std::vector<Product>& products) {
  const bool install = !call.arguments.empty() && call.arguments[0]->value == "install";
  std::string output;
  std::string package;
  for (std::size_t i = 1; i < call.arguments.size(); ++i) {
    const std::string& word = call.arguments[i]->value;
    if (word.starts_with("-o=")) output = word.substr(3);
    if (word == "-o" && i + 1 < call.arguments.size()) output = call.arguments[i + 1]->value;
    if (is_flag_with_value(word))
      ++i;
    else if (!word.starts_with('-'))
      package = word;
  }
  const std::string name = package_name(stage, package, folder);
  std::string path;
  if (install) {
    if (!name.empty()) path = absolute(stage.env("GOBIN").value_or("/go/bin"), name);
  } else if (output.empty() || output.ends_with('/') || output == ".") {
    if (!name.empty()) path = absolute(absolute(folder, output.empty() ? "." : output), name);
  } else {
    path = absolute(folder, output);
  }
  products.push_back({std::move(path), &call, &step, folder});
}

// Where cp and mv put a program after it was built.
void follow(const model::Call& call, const std::string& folder, std::vector<Product>& products) {
  const std::vector<const shell::Word*> words = call.operands();
  if (words.size() != 2) return;
  const std::string from = absolute(folder, words[0]->value);
  std::string to = absolute(folder, words[1]->value);
  for (std::size_t i = 0; i < products.size(); ++i) {
    if (products[i].path != from || from.empty()) continue;
    Product moved = products[i];
    const std::string_view last = file_name(to);
    if (words[1]->value.ends_with('/') || last == "bin") to = absolute(to, file_name(from));
    moved.path = to;
    products.push_back(std::move(moved));
    return;
  }
}

std::vector<Product> products_of(const SingleStage& stage) {
  std::vector<Product> products;
  stage.for_each_call([&](const Step& step, const model::Call& call, const std::string& folder) {
    if (call.name == "cp" || call.name == "mv" || call.name == "install") follow(call, folder, products);
    if (call.name != "go" || call.arguments.empty()) return;
    const std::string& verb = call.arguments[0]->value;
    if (verb == "build" || verb == "install") add_product(stage, step, call, folder, products);
  });
  return products;
}

bool runs_sources(const SingleStage& stage) {
  return stage.started && stage.started->words.size() > 1 && stage.started->words[0] == "go" &&
         stage.started->words[1] == "run";
}

bool applies(const SingleStage& stage) {
  return stage.image == "golang" && (runs_sources(stage) || !products_of(stage).empty());
}

// What is said of cgo before the command: "0", "1", or nothing.
std::optional<std::string> cgo_setting(const SingleStage& stage, const Product& product) {
  std::optional<std::string> value;
  for (const Step& step : stage.steps) {
    if (step.instruction->index >= product.step->instruction->index) break;
    for (const dockerfile::Pair& pair : step.instruction->pairs)
      if (step.instruction->kind == dockerfile::Kind::env && pair.key.raw == "CGO_ENABLED")
        value = dockerfile::expand(stage.tree, *step.instruction, pair.value).text;
  }
  constexpr std::string_view kSets = "CGO_ENABLED=";
  stage.for_each_call([&](const Step& step, const model::Call& call, const std::string&) {
    const bool same = step.instruction == product.step->instruction;
    const bool lasting = call.name == "go" && call.arguments.size() > 1 && call.arguments[0]->value == "env";
    if (!lasting && !(same && call.name == "export") && &call != product.call) return;
    for (const shell::Word& word : call.command->words)
      if (word.value.starts_with(kSets)) value = word.value.substr(kSets.size());
    for (const shell::Assignment& each : call.command->assignments)
      if (each.name == "CGO_ENABLED") value = each.value.value;
  });
  return value;
}

bool installs_compiler(const SingleStage& stage) {
  bool found = false;
  stage.for_each_call([&](const Step&, const model::Call& call, const std::string&) {
    if (call.name != "apk") return;
    for (const shell::Word* word : call.arguments)
      if (std::ranges::find(kAlpineCompilers, word->value) != std::end(kAlpineCompilers)) found = true;
  });
  return found;
}

// Whether nothing in go.mod is known to need cgo.
bool modules_do_without_cgo(const SingleStage& stage, const Product& product, Rewrite& rewrite) {
  const std::optional<std::string> source = stage.source_of(absolute(product.folder, "go.mod"));
  const std::string* const text = source ? stage.context()->text(*source) : nullptr;
  if (text == nullptr)
    return rewrite.refuse(product.call->command->span,
                          "CGO_ENABLED is not set, and go.mod is not found, which would say whether cgo is needed");
  for (const std::string_view module : kNeedCgo)
    if (text->contains(module))
      return rewrite.refuse(product.call->command->span,
                            "the module " + std::string(module) + " needs cgo and so a C library");
  return true;
}

// Sets the image, and what makes the program fit it.
bool choose_image(const SingleStage& stage, const Product& product, bool& set, Rewrite& rewrite, Plan& plan) {
  const std::optional<std::string> setting = cgo_setting(stage, product);
  const bool alpine = stage.tag.contains("alpine");
  const std::optional<Version> version = version_of(stage.tag);
  const bool cgo = setting && *setting != "0";
  set = false;
  if (setting && *setting == "0") {
    rewrite.checked.emplace_back("CGO_ENABLED=0 makes the program static");
  } else if (!setting && alpine && version && version->major == 1 && version->minor >= 20 &&
             !installs_compiler(stage)) {
    rewrite.checked.emplace_back("there is no C compiler, so that go makes the program static");
  } else if (!setting) {
    if (!modules_do_without_cgo(stage, product, rewrite)) return false;
    set = true;
    rewrite.checked.emplace_back(
        "no source of the module and none of the modules in go.mod is known to need cgo, which is turned off");
  }
  if (!cgo) {
    plan.image = kStaticImage;
    plan.shell = false;
    plan.non_root = true;
    plan.same_system = false;
    plan.needs_no_packages = true;
    return true;
  }
  if (alpine) {
    const std::string_view release = alpine_version(stage.tag);
    if (release.empty())
      return rewrite.refuse(stage.from(),
                            "the program is linked to the C library of an Alpine release that the tag does not name");
    plan.image = "alpine:" + std::string(release);
    rewrite.checked.push_back("the C library is that of the build: " + plan.image);
    return true;
  }
  const std::string_view suite = debian_suite(stage.image, stage.tag);
  if (suite != "bookworm" && suite != "trixie")
    return rewrite.refuse(stage.from(),
                          "the program is linked to the C library of a Debian release that the tag does not name");
  plan.image = kGlibcImage;
  plan.shell = false;
  plan.non_root = true;
  plan.same_system = false;
  rewrite.checked.push_back(said_of_glibc(suite));
  return true;
}

void turn_cgo_off(const SingleStage& stage, const Product& product, Plan& plan) {
  const model::Call& call = *product.call;
  if (!product.step->run->exec_form && call.wrappers.empty()) {
    // Before what is set for the command alone already.
    const std::uint32_t at =
        call.command->assignments.empty() ? call.word->span.begin : call.command->assignments.front().span.begin;
    plan.build_edits.push_back({{at, at}, "CGO_ENABLED=0 "});
    return;
  }
  const dockerfile::Instruction& run = *product.step->instruction;
  const std::string_view keyword = stage.tree.source->slice(run.keyword);
  plan.build_edits.push_back(
      {{run.span.begin, run.span.begin}, std::string(keyword == "run" ? "env" : "ENV") + " CGO_ENABLED=0\n"});
}

bool plan(const SingleStage& stage, Plan& plan, Rewrite& rewrite) {
  if (!stage.started) return rewrite.refuse(stage.from(), "which one program it starts cannot be told");
  const Started& started = *stage.started;
  if (runs_sources(stage))
    return rewrite.refuse(started.span,
                          "`go run` compiles when the container starts: the image is one for development");
  const std::string& program = started.words[0];
  const std::vector<Product> products = products_of(stage);
  const Product* product = nullptr;
  const std::string path = program.contains('/') ? absolute(stage.workdir, program) : std::string();
  for (const Product& each : products) {
    const std::string_view folder =
        std::string_view(each.path).substr(0, std::max<std::size_t>(each.path.rfind('/'), 1));
    const bool in_path = folder == "/go/bin" || folder == "/usr/local/bin" || folder == "/usr/bin" || folder == "/bin";
    if (!each.path.empty() && (each.path == path || (path.empty() && in_path && file_name(each.path) == program)))
      product = &each;
  }
  if (product == nullptr)
    return rewrite.refuse(started.span, "it starts " + program + ", and which command builds that is not known");
  bool set = false;
  if (!choose_image(stage, *product, set, rewrite, plan)) return false;
  const SourceLanguage language{kExtensions, kSkipped,
                                kOpeners,    std::span(kRefused).first(set ? std::size(kRefused) : kRefusedWithCgo),
                                kWriters,    kEmbeds};
  std::vector<std::string> files;
  if (!find_run_time_files(stage, language, stage.workdir, plan.non_root, files, rewrite)) return false;
  rewrite.checked.emplace_back("the sources start no other program, and what they open by name is copied along");
  if (set) turn_cgo_off(stage, *product, plan);
  const bool in_go = product->path.starts_with("/go/bin/") && path.empty();
  plan.copied.push_back(
      {product->path, in_go ? "/usr/local/bin/" + std::string(file_name(product->path)) : std::string()});
  for (std::string& each : files) {
    rewrite.checked.push_back(each + " is copied along: the program may read it");
    plan.copied.push_back({std::move(each)});
  }
  for (const Product& each : products) plan.build_folders.push_back(each.folder);
  plan.build_folders.emplace_back("/go");
  plan.build_env = {"CGO_",    "GO111",       "GOOS",    "GOARCH",     "GOARM",   "GOPROXY",
                    "GOFLAGS", "GOPRIVATE",   "GOSUMDB", "GONO",       "GOCACHE", "GOMODCACHE",
                    "GOPATH",  "GOTOOLCHAIN", "GOBIN",   "GOINSECURE", "GOWORK"};
  return true;
}

bool is_build_step(const model::Call& call) {
  for (const std::string_view each :
       {"go", "templ", "sqlc", "swag", "protoc", "buf", "upx", "strip", "golangci-lint", "wire", "mockgen", "git"})
    if (call.name == each) return true;
  return false;
}

}  // namespace

constinit const Ecosystem go{"Go", "the Go toolchain", applies, plan, is_build_step};

}  // namespace s1::rules::multi_stage
