// SPDX-License-Identifier: Apache-2.0
// Python: the packages in a virtual environment, which is copied to the same path of the slim image of the same
// version, and the folder of the program.
#include <algorithm>
#include <array>
#include <string>

#include "model/package_command.h"
#include "model/start.h"
#include "rules/dockerfile/multi_stage/plan.h"
#include "rules/dockerfile/multi_stage/run_time_files.h"
#include "rules/dockerfile/multi_stage/runtime_image.h"
#include "rules/dockerfile/multi_stage/system_packages.h"
#include "rules/dockerfile_edits.h"
#include "workspace/names.h"

namespace s1::rules::multi_stage {
namespace {

constexpr std::string_view kVenv = "/opt/venv";
constexpr int kDeepest = 4;  // requirements that name requirements

// Packages that are linked to libraries, or start programs, that the full image has and the slim one has not.
constexpr std::array<std::string_view, 44> kNeedLibraries = {"gdal",
                                                             "python-ldap",
                                                             "pycurl",
                                                             "python-magic",
                                                             "pyodbc",
                                                             "xmlsec",
                                                             "weasyprint",
                                                             "cairosvg",
                                                             "pycairo",
                                                             "pygobject",
                                                             "pdf2image",
                                                             "pytesseract",
                                                             "gitpython",
                                                             "opencv-python",
                                                             "opencv-contrib-python",
                                                             "opencv-python-headless",
                                                             "imgkit",
                                                             "pdfkit",
                                                             "wand",
                                                             "moviepy",
                                                             "pydub",
                                                             "ffmpeg-python",
                                                             "playwright",
                                                             "selenium",
                                                             "uwsgi",
                                                             "mod-wsgi",
                                                             "pyaudio",
                                                             "cx-oracle",
                                                             "ibm-db",
                                                             "lightgbm",
                                                             "xgboost",
                                                             "python-snappy",
                                                             "pylibmc",
                                                             "pyvips",
                                                             "libvirt-python",
                                                             "systemd-python",
                                                             "pycups",
                                                             "pyscard",
                                                             "pygraphviz",
                                                             "graphviz",
                                                             "textract",
                                                             "pyqt5",
                                                             "pre-commit",
                                                             "dulwich"};
struct Library {
  std::string_view package;
  std::string_view debian;
  std::string_view alpine;
};
constexpr std::array<Library, 3> kLibraries = {{{"psycopg2", "libpq5", "libpq"},
                                                {"psycopg", "libpq5", "libpq"},
                                                {"mysqlclient", "libmariadb3", "mariadb-connector-c"}}};

constexpr std::string_view kExtensions[] = {".py"};
constexpr std::string_view kSkipped[] = {"_test.py", "conftest.py", "setup.py"};
constexpr Refused kRefused[] = {{"subprocess", kStartsProgram},
                                {"os.system(", kStartsProgram},
                                {"os.popen(", kStartsProgram},
                                {"os.exec", kStartsProgram}};

struct Install {
  const Step* first = nullptr;     // that installs packages
  std::string venv;                // absolute; empty: among the image's own packages
  std::vector<std::string> names;  // of packages, normalised: psycopg2
  std::string unread;              // a file of requirements that cannot be read
  std::string refused;             // why what is installed cannot be moved
  Span span;
  bool build_packages = false;  // of the system
  bool cpp = false;             // one of them a C++ compiler
};

std::string normal(std::string_view name) {
  std::string result(name);
  for (char& c : result) c = c == '_' || c == '.' ? '-' : c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return result;
}

class Reader {
 public:
  explicit Reader(const SingleStage& stage) : stage_(stage) {}

  Install read() {
    stage_.for_each_call([&](const Step& step, const model::Call& call, const std::string& folder) {
      const std::optional<model::PackageCommand> command = model::package_command(call);
      if (command && command->manager == model::PackageManager::pip && command->action == model::PackageAction::install)
        read_pip(step, call, *command, folder);
      else if (call.name == "uv" || call.name == "poetry" || call.name == "pipenv" || call.name == "conda" ||
               call.name == "pdm")
        read_project(step, call, folder);
      else if (makes_venv(call))
        result_.venv = absolute(folder, call.arguments.back()->value);
      else if (command && command->action == model::PackageAction::install)
        read_system(*command);
    });
    return std::move(result_);
  }

 private:
  // python -m venv /opt/venv, virtualenv /opt/venv
  static bool makes_venv(const model::Call& call) {
    if (call.arguments.empty() || !call.arguments.back()->literal) return false;
    return call.name == "virtualenv" ||
           (call.name.starts_with("python") && call.arguments.size() > 2 && call.arguments[0]->value == "-m" &&
            (call.arguments[1]->value == "venv" || call.arguments[1]->value == "virtualenv"));
  }

  void refuse(const model::Call& call, std::string why) {
    if (!result_.refused.empty()) return;
    result_.refused = std::move(why);
    result_.span = call.command->span;
  }

  void read_pip(const Step& step, const model::Call& call, const model::PackageCommand& command,
                const std::string& folder) {
    if (result_.first == nullptr) result_.first = &step;
    if (call.name.contains('/')) refuse(call, "this pip is one of an environment of its own");
    if (command.line.open) refuse(call, "which packages are installed is not known");
    for (const model::Option& option : command.line.options) {
      const std::string_view name = option.name;
      if (name == "user" || name == "target" || name == "t" || name == "prefix" || name == "root")
        refuse(call, "--" + std::string(name) + " installs elsewhere than into an environment");
      if (name == "r" || name == "requirement") read_requirements(absolute(folder, option.value), 0);
    }
    for (const shell::Word* word : command.line.operands) {
      if (!word->literal) return refuse(call, "which package " + word->value + " is is not known");
      if (word->value.contains('/') || word->value.starts_with('.'))
        read_pyproject(absolute(folder, word->value));
      else
        add(word->value);
    }
  }

  void read_project(const Step& step, const model::Call& call, const std::string& folder) {
    const shell::Word* const verb = call.subcommand();
    if (call.name == "uv" && verb != nullptr && verb->value == "sync") {
      if (result_.first == nullptr) result_.first = &step;
      result_.venv = absolute(folder, stage_.env("UV_PROJECT_ENVIRONMENT").value_or(".venv"));
      read_lock(absolute(folder, "uv.lock"));
      return;
    }
    refuse(call, "where " + std::string(call.name) + " installs packages is not known");
    if (result_.first == nullptr) result_.first = &step;
  }

  void read_system(const model::PackageCommand& command) {
    for (const shell::Word* word : command.line.operands) {
      const std::string_view name = std::string_view(word->value).substr(0, word->value.find_first_of("=<>~@:"));
      const SystemPackage::Use use = system_package(name, command.manager == model::PackageManager::apk).use;
      result_.build_packages |= use != SystemPackage::Use::run;
      result_.cpp |= name == "g++" || name == "build-base" || name == "alpine-sdk";
    }
  }

  void read_requirements(const std::string& path, int depth) {
    const std::optional<std::string> source = stage_.source_of(path);
    const std::string* const text = source ? stage_.context()->text(*source) : nullptr;
    if (text == nullptr || depth > kDeepest) {
      result_.unread = path;
      return;
    }
    std::string_view rest = *text;
    while (!rest.empty()) {
      const std::size_t end = rest.find('\n');
      std::string_view line = rest.substr(0, end);
      rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
      while (!line.empty() && (line.front() == ' ' || line.front() == '\t')) line.remove_prefix(1);
      while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
      const std::string_view folder = std::string_view(path).substr(0, path.rfind('/'));
      if (line.starts_with("-r ") || line.starts_with("-c "))
        read_requirements(absolute(folder.empty() ? "/" : folder, line.substr(3)), depth + 1);
      else if (!line.empty() && line.front() != '#' && line.front() != '-')
        add(line);
    }
  }

  void read_pyproject(const std::string& folder) {
    for (const std::string_view name : {"pyproject.toml", "setup.py", "setup.cfg"}) {
      const std::optional<std::string> source = stage_.source_of(absolute(folder, name));
      if (const std::string* const text = source ? stage_.context()->text(*source) : nullptr) return add_quoted(*text);
    }
    result_.unread = folder;
  }

  // Each quoted word may be a package.
  void add_quoted(std::string_view text) {
    for (std::size_t at = text.find_first_of("\"'"); at != std::string_view::npos;
         at = text.find_first_of("\"'", at + 1)) {
      const std::size_t end = text.find(text[at], at + 1);
      if (end == std::string_view::npos) return;
      add(text.substr(at + 1, end - at - 1));
      at = end;
    }
  }

  void read_lock(const std::string& path) {
    const std::optional<std::string> source = stage_.source_of(path);
    const std::string* const text = source ? stage_.context()->text(*source) : nullptr;
    if (text == nullptr) {
      result_.unread = path;
      return;
    }
    constexpr std::string_view kName = "\nname = \"";
    for (std::size_t at = text->find(kName); at != std::string::npos; at = text->find(kName, at + 1)) {
      const std::string_view name = std::string_view(*text).substr(at + kName.size());
      add(name.substr(0, name.find('"')));
    }
  }

  void add(std::string_view requirement) {
    const bool binary = requirement.contains("[binary");
    const std::string_view name = requirement.substr(0, requirement.find_first_of(" \t[=<>!~;@#"));
    if (!name.empty() && !(binary && name == "psycopg")) result_.names.push_back(normal(name));
  }

  const SingleStage& stage_;
  Install result_;
};

bool applies(const SingleStage& stage) {
  if (stage.image != "python" || !stage.started) return false;
  const Install install = Reader(stage).read();
  if (install.first == nullptr) return false;
  const std::optional<std::string> image = runtime_image("python", stage.tag);
  return install.build_packages || (image && *image != "python:" + stage.tag);
}

bool is_for_development(const SingleStage& stage, Rewrite& rewrite) {
  const model::Start start = model::start_of(stage.file, stage.around, stage.stage);
  for (const model::Started& each : start.commands) {
    for (const std::string& word : each.arguments)
      if (word == "runserver" || word == "--reload" || word == "--debug" || word == "dev")
        return !rewrite.refuse(each.span, "it runs " + each.program + " with " + word + ", which is for development");
    if (each.program == "uv" || each.program == "poetry" || each.program == "pipenv")
      return !rewrite.refuse(each.span,
                             "it starts through " + each.program + ", which the runtime image does not have");
  }
  if (const std::optional<std::string> debug = stage.env("FLASK_DEBUG"); debug && *debug != "0")
    return !rewrite.refuse(stage.from(), "FLASK_DEBUG is set: the image is one for development");
  if (stage.env("FLASK_ENV") == "development")
    return !rewrite.refuse(stage.from(), "FLASK_ENV says that the image is one for development");
  if (start.inherited) return !rewrite.refuse(stage.from(), "it starts what the base image starts");
  return false;
}

bool finds_packages(const SingleStage& stage, const Install& install, Plan& plan, Rewrite& rewrite) {
  const bool alpine = stage.tag.contains("alpine");
  if (!install.unread.empty())
    return rewrite.refuse(install.first->instruction->header,
                          "which packages " + install.unread + " asks for cannot be read");
  for (const std::string_view name : kNeedLibraries)
    if (std::ranges::find(install.names, name) != install.names.end())
      return rewrite.refuse(
          install.first->instruction->header,
          "the package " + std::string(name) + " needs libraries or programs that " + plan.image + " may not have");
  for (const Library& each : kLibraries)
    if (std::ranges::find(install.names, each.package) != install.names.end())
      plan.packages.emplace_back(alpine ? each.alpine : each.debian);
  if (alpine && install.cpp) plan.packages.emplace_back("libstdc++");
  std::vector<std::string> none;
  const SourceLanguage language{kExtensions, kSkipped, {}, kRefused, {}, {}};
  if (!find_run_time_files(stage, language, stage.workdir, false, none, rewrite)) return false;
  rewrite.checked.emplace_back(
      "the packages are known to need no other library of the system, and the sources start no other program");
  return true;
}

// Puts a virtual environment before the first RUN that installs packages.
bool add_venv(const SingleStage& stage, const Install& install, Plan& plan, Rewrite& rewrite) {
  for (const Step& step : stage.steps) {
    if (&step == install.first) break;
    if (step.instruction->kind == dockerfile::Kind::user)
      return rewrite.refuse(
          step.instruction->header,
          "the packages are installed by another user than root, who cannot make " + std::string(kVenv));
  }
  for (const Step& step : stage.steps)
    for (const dockerfile::Pair& pair : step.instruction->pairs)
      if (pair.value.raw.contains("site-packages") || pair.value.raw.contains("/usr/local/lib/python"))
        return rewrite.refuse(step.instruction->header, "it names the folder of the image's own packages");
  if (stage.started && stage.started->words[0].starts_with("/usr/local/bin/"))
    return rewrite.refuse(stage.started->span, "it names a program among the image's own packages");
  const std::optional<std::uint32_t> at = line_before(stage.tree, *install.first->instruction);
  if (!at) return rewrite.refuse(install.first->instruction->header, "a line cannot be put before it");
  const Source& source = *stage.tree.source;
  const bool small = source.slice(stage.tree.instructions[stage.stage.from].keyword).starts_with('f');
  const std::string end(line_end_at(source, stage.from().begin));
  const std::string venv(kVenv);
  const std::string path = std::string(small ? "env" : "ENV") + " PATH=\"" + venv + "/bin:$PATH\"";
  plan.build_edits.push_back(
      {{*at, *at}, std::string(small ? "run" : "RUN") + " python -m venv " + venv + end + path + end});
  plan.env.push_back(path);
  return true;
}

bool plan(const SingleStage& stage, Plan& plan, Rewrite& rewrite) {
  const Install install = Reader(stage).read();
  if (is_for_development(stage, rewrite)) return false;
  if (!install.refused.empty()) return rewrite.refuse(install.span, install.refused);
  if (stage.workdir.empty() || stage.workdir == "/")
    return rewrite.refuse(stage.from(), "the program lies in no folder of its own");
  const std::optional<std::string> image = runtime_image("python", stage.tag);
  if (!image)
    return rewrite.refuse(stage.from(), "which slim image has the version of python:" + stage.tag + " is not known");
  if (stage.context() == nullptr)
    return rewrite.refuse(stage.from(), "the build context is not known, so that the packages cannot be looked for");
  plan.image = *image == "python:" + stage.tag ? std::string(stage.base.ref.raw) : *image;
  if (!finds_packages(stage, install, plan, rewrite)) return false;
  if (install.venv.empty() && !add_venv(stage, install, plan, rewrite)) return false;
  const std::string venv = install.venv.empty() ? std::string(kVenv) : install.venv;
  if (!lies_in(venv, stage.workdir)) plan.copied.push_back({venv});
  plan.copied.push_back({stage.workdir});
  rewrite.checked.push_back("the packages are in " + venv +
                            ", which has the same path and the same Python in both stages; all of " + stage.workdir +
                            " is copied");
  plan.build_env = {"PIP_", "POETRY_", "UV_", "PIPENV_"};
  return true;
}

bool is_build_step(const model::Call& call) {
  if (call.name.starts_with("pip") || call.name == "uv" || call.name == "virtualenv") return true;
  if (!call.name.starts_with("python") || call.arguments.empty()) return false;
  const std::string& first = call.arguments[0]->value;
  if (first == "-m")
    return call.arguments.size() > 1 &&
           (call.arguments[1]->value == "pip" || call.arguments[1]->value == "venv" ||
            call.arguments[1]->value == "compileall" || call.arguments[1]->value == "virtualenv");
  return first.ends_with("manage.py");
}

}  // namespace

constinit const Ecosystem python{"Python", "compilers and headers", applies, plan, is_build_step};

}  // namespace s1::rules::multi_stage
