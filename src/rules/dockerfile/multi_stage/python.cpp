// SPDX-License-Identifier: Apache-2.0
// Python: the packages in a virtual environment, which is copied to the same path of the slim image of the same
// version, and the folder of the program.
#include <algorithm>
#include <array>
#include <string>

#include "model/start.h"
#include "rules/dockerfile/multi_stage/plan.h"
#include "rules/dockerfile/multi_stage/python_packages.h"
#include "rules/dockerfile/multi_stage/run_time_files.h"
#include "rules/dockerfile/multi_stage/runtime_image.h"
#include "rules/dockerfile_edits.h"

namespace s1::rules::multi_stage {
namespace {

constexpr std::string_view kVenv = "/opt/venv";

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

bool applies(const SingleStage& stage) {
  if (stage.image != "python" || !stage.started) return false;
  const PythonPackages install = python_packages(stage);
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

bool finds_packages(const SingleStage& stage, const PythonPackages& install, Plan& plan, Rewrite& rewrite) {
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
bool add_venv(const SingleStage& stage, const PythonPackages& install, Plan& plan, Rewrite& rewrite) {
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
  const PythonPackages install = python_packages(stage);
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
