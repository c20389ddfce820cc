// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/certificate-check-off-by-variable.
#include <algorithm>
#include <array>
#include <string>

#include "model/dockerfile.h"
#include "rules/dockerfile_edits.h"
#include "rules/rule.h"
#include "rules/switch_value.h"

namespace s1::rules::dockerfile_certificate_check_off_by_variable {
namespace {

struct Variable {
  std::string_view name;
  When when;  // given: with any value
  std::string_view alias;
};
constexpr Variable variables[] = {
    {"PYTHONHTTPSVERIFY", When::off, "CKV2_DOCKER_5"},
    {"NODE_TLS_REJECT_UNAUTHORIZED", When::off, "CKV2_DOCKER_6"},
    {"NPM_CONFIG_STRICT_SSL", When::off, "CKV2_DOCKER_12"},
    {"npm_config_strict_ssl", When::off, "CKV2_DOCKER_12"},
    {"YARN_STRICT_SSL", When::off, "CKV2_DOCKER_12"},
    {"YARN_ENABLE_STRICT_SSL", When::off, "CKV2_DOCKER_12"},
    {"GIT_SSL_NO_VERIFY", When::given, "CKV2_DOCKER_14"},  // git asks whether it is there, not what it says
    {"PIP_TRUSTED_HOST", When::given, "CKV2_DOCKER_16"},
};

const Variable* find(std::string_view name, std::string_view value) {
  const Variable* variable = std::ranges::find(variables, name, &Variable::name);
  if (variable == std::end(variables) || !holds(variable->when, value)) return nullptr;
  return value.empty() && variable->name == "PIP_TRUSTED_HOST" ? nullptr : variable;
}

Report report_of(Span span, const Variable& variable, std::optional<Edit> edit) {
  Report report{.span = span,
                .message = std::string(variable.name).append(" switches the check of servers' certificates off"),
                .only_aliases = {variable.alias}};
  if (edit) report.edits = {*edit}, report.fix_description = "Leave the check on";
  return report;
}

// By variable: whether something else reads it, and would miss it.
std::array<bool, std::size(variables)> used(const dockerfile::File& file) {
  std::array<bool, std::size(variables)> result{};
  const std::string_view text = file.source->bytes();
  for (std::size_t i = 0; i < result.size(); ++i) {
    const std::string name(variables[i].name);
    result[i] = text.contains("$" + name) || text.contains("${" + name);
  }
  return result;
}

void check_declarations(const dockerfile::File& file, Sink& out) {
  const std::array<bool, std::size(variables)> is_used = used(file);
  for (const dockerfile::Instruction& outer : file.instructions) {
    const dockerfile::Instruction& instruction = outer.inner ? *outer.inner : outer;
    if (instruction.kind != dockerfile::Kind::env && instruction.kind != dockerfile::Kind::arg) continue;
    for (const dockerfile::Pair& pair : instruction.pairs) {
      if (!pair.has_value) continue;
      const dockerfile::Expansion value = expand(file, instruction, pair.value);
      const Variable* variable = value.known ? find(pair.key.raw, value.text) : nullptr;
      if (variable == nullptr) continue;
      const bool stays = is_used[static_cast<std::size_t>(variable - variables)];
      out.report(report_of({pair.key.span.begin, pair.value.span.end}, *variable,
                           stays ? std::nullopt : remove_pair(file, instruction, pair)));
    }
  }
}

// `NAME=0 npm ci`
void check_assignments(const model::Run& run, const shell::Command& command, Sink& out) {
  if (command.words.empty()) return;  // what is set for the shell alone reaches no program
  for (std::size_t i = 0; i < command.assignments.size(); ++i) {
    const shell::Assignment& set = command.assignments[i];
    const Variable* variable = set.value.literal || set.value.value.empty() ? find(set.name, set.value.value) : nullptr;
    if (variable == nullptr) continue;
    const Span next = i + 1 < command.assignments.size() ? command.assignments[i + 1].span : command.words[0].span;
    const Span removed{set.span.begin, next.begin};
    const bool plain = removed.begin < removed.end && !holds_comment(*run.file, removed);
    out.report(report_of(set.span, *variable, plain ? std::optional<Edit>({removed, {}}) : std::nullopt));
  }
}

// `export NAME=0`, `env NAME=0 npm ci`, `sudo NAME=0 npm ci`
void check_words(const model::Run& run, const model::Call& call, Sink& out) {
  const bool exports = call.name == "export" || call.name == "declare" || call.name == "typeset";
  for (const shell::Word& word : call.command->words) {
    if (&word == call.word && !exports && call.name != "env") break;
    const std::size_t equals = word.value.find('=');
    if (equals == std::string::npos || !word.literal) continue;
    const std::string_view text = word.value;
    const Variable* variable = find(text.substr(0, equals), text.substr(equals + 1));
    if (variable == nullptr) continue;
    const bool alone = exports && call.command->words.size() == 2;
    out.report(report_of(
        word.span, *variable,
        alone ? remove_command_or_run(run, *call.command) : remove_arguments(run, *call.command, word, word)));
  }
}

void check(const model::Dockerfile& file, Sink& out) {
  check_declarations(file.tree, out);
  for (const model::Run& run : file.runs) {
    for (const model::Call& call : run.calls) {
      check_assignments(run, *call.command, out);
      check_words(run, call, out);
    }
  }
}

constexpr std::string_view aliases[] = {"CKV2_DOCKER_5", "CKV2_DOCKER_6", "CKV2_DOCKER_12", "CKV2_DOCKER_14",
                                        "CKV2_DOCKER_16"};

constexpr Bad bad[] = {
    {"FROM node:22\nENV PORT=80 \\\n    «NODE_TLS_REJECT_UNAUTHORIZED=\"0\"»\nARG «PYTHONHTTPSVERIFY=0»\nCOPY . /srv\n",
     "FROM node:22\nENV PORT=80\nCOPY . /srv\n"},
    {"FROM node:22\nENV «NPM_CONFIG_STRICT_SSL=false» \\\n    PORT=80\nENV «GIT_SSL_NO_VERIFY 0»\n",
     "FROM node:22\nENV PORT=80\n"},
    {"FROM node:22\nRUN A=1 «NODE_TLS_REJECT_UNAUTHORIZED=0» npm test && «PIP_TRUSTED_HOST=a.example» B=2 pip freeze\n",
     "FROM node:22\nRUN A=1 npm test && B=2 pip freeze\n"},
    {"FROM node:22\nRUN export «GIT_SSL_NO_VERIFY=1» \\\n && npm test\nRUN sudo -u node «npm_config_strict_ssl=false» "
     "npm test\nRUN export A=1 «PYTHONHTTPSVERIFY=0»; ./test.py\n",
     "FROM node:22\nRUN npm test\nRUN sudo -u node npm test\nRUN export A=1; ./test.py\n"},
    {"FROM node:22\nONBUILD ENV «NODE_TLS_REJECT_UNAUTHORIZED=0»\n"},
    // No fix: another instruction names it; two RUNs would follow each other.
    {"FROM node:22\nARG «GIT_SSL_NO_VERIFY=1»\nENV VERIFY_OFF=$GIT_SSL_NO_VERIFY\n"},
    {"FROM node:22\nRUN npm test\nENV «GIT_SSL_NO_VERIFY=1»\nRUN npm run lint\n"},
};

constexpr std::string_view good[] = {
    "FROM node:22\nENV NODE_TLS_REJECT_UNAUTHORIZED=1 MY_PYTHONHTTPSVERIFY=0 PIP_TRUSTED_HOST=\nARG "
    "GIT_SSL_NO_VERIFY\n",
    "FROM node:22\nARG CHECK\nENV NODE_TLS_REJECT_UNAUTHORIZED=$CHECK PIP_TRUSTED_HOST=$CHECK\nRUN "
    "PIP_TRUSTED_HOST=$CHECK pip freeze && export PIP_TRUSTED_HOST=$CHECK\n",
    "FROM node:22\nRUN NODE_TLS_REJECT_UNAUTHORIZED=1 npm test && unset GIT_SSL_NO_VERIFY && echo "
    "NODE_TLS_REJECT_UNAUTHORIZED=0\n",
    "FROM node:22\nRUN PYTHONHTTPSVERIFY=0; python3 a.py\n",
    "FROM node:22\nRUN env -i sh -c true PYTHONHTTPSVERIFY=0\n",
};

constexpr std::string_view references[] = {"https://nodejs.org/api/cli.html#node_tls_reject_unauthorizedvalue",
                                           "https://git-scm.com/docs/git#Documentation/git.txt-GITSSLNOVERIFY",
                                           "https://peps.python.org/pep-0493/",
                                           "https://pip.pypa.io/en/stable/topics/configuration/#environment-variables"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/certificate-check-off-by-variable",
    .title = "A variable switches the check of certificates off",
    .help = "Take the variable away; trust a private authority by installing its certificate",
    .severity = Severity::high,
    .confidence = Confidence::high,
    .fix = Fix::unsafe,
    .aliases = aliases,
    .docs =
        R"(`NODE_TLS_REJECT_UNAUTHORIZED=0`, `PYTHONHTTPSVERIFY=0`, `NPM_CONFIG_STRICT_SSL=false`, `GIT_SSL_NO_VERIFY` and
`PIP_TRUSTED_HOST` make every connection of a program accept any certificate. Set by `ENV`, that is so in each container
of the image as well: whoever is on the way can read and change what the application sends.

Take the variable away. Where a server has a certificate of a private authority, install that and name it:
`NODE_EXTRA_CA_CERTS`, `REQUESTS_CA_BUNDLE`, `PIP_CERT`, `git config http.sslCAInfo`.

`ENV` and `ARG` are judged, and in a `RUN` what stands before a command, `export`, `env` and `sudo NAME=…`. A value from a
variable that is not known is not reported. `GIT_SSL_NO_VERIFY` is reported with any value: git only asks whether it is set,
so that `0` switches the check off as well.

The fix takes the variable away. It is unsafe: a connection to a server without a valid certificate fails from then on. It
is not offered where something else in the file reads the variable.)",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_certificate_check_off_by_variable
