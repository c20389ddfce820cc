// SPDX-License-Identifier: Apache-2.0
// Every form of suppression, on the files of suppress_forms/, which are as users write them. In these «+NAME …» marks a
// finding of a rule that goes by NAME and must be covered, «-NAME …» one that must not be. A form that is
// not in kForms has no test, and one that is not in docs/suppressions.md nobody knows of.
#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>

#include "engine/coverage.h"
#include "engine/parsed_file.h"
#include "test.h"

namespace {

using s1::engine::Coverage;
using s1::engine::ParsedFile;
using s1::engine::Suppressions;
using s1::workspace::FileKind;

struct Form {
  std::string_view written;  // as it stands in the file and in docs/suppressions.md
  std::string_view file;
  FileKind kind;
};

constexpr Form kForms[] = {
    {"# s1-infra: ignore[dockerfile/root-user]", "Dockerfile.next", FileKind::dockerfile},
    {"# s1-infra: ignore[DL3004] until the base has it until=2999-12-31", "Dockerfile.next", FileKind::dockerfile},
    {"# s1-infra: ignore[compose/*]", "compose.yaml", FileKind::compose},
    {"# s1-infra: ignore[gitlab-ci/missing-build-file]", "gitlab-ci.yml", FileKind::gitlab_ci},
    {"// s1-infra: ignore[jenkins/missing-build-file]", "Jenkinsfile", FileKind::jenkinsfile},
    {"/* s1-infra: ignore[jenkins/*] */", "Jenkinsfile", FileKind::jenkinsfile},

    {"# hadolint ignore=DL3008", "Dockerfile.next", FileKind::dockerfile},
    {"# hadolint global ignore=DL3018", "Dockerfile.whole", FileKind::dockerfile},
    {"# check=skip=JSONArgsRecommended,WorkdirRelativePath", "Dockerfile.whole", FileKind::dockerfile},
    {"# shellcheck disable=SC2086", "Dockerfile.next", FileKind::dockerfile},

    {"#checkov:skip=CKV_DOCKER_2:", "Dockerfile.whole", FileKind::dockerfile},
    {"#checkov:skip=CKV_AWS_18:", "main.tf", FileKind::terraform},
    {"# bridgecrew:skip=CKV_AWS_21:", "main.tf", FileKind::terraform},
    {"# cortex:skip=CKV_AWS_144,CKV_AWS_145:", "main.tf", FileKind::terraform},
    {"# checkov:skip=CKV_GHA_2:", "release.yml", FileKind::github_workflow},
    {"checkov.io/skip1: CKV_K8S_20=", "deployment.yaml", FileKind::kubernetes},
    {"bridgecrew.io/skip2: CKV_K8S_14", "deployment.yaml", FileKind::kubernetes},
    {"id: CKV_AWS_18", "template.yaml", FileKind::cloudformation},

    {"# trivy:ignore:DS-0005", "Dockerfile.next", FileKind::dockerfile},
    {"# trivy:ignore:DS-0013:exp:2999-12-31", "Dockerfile.next", FileKind::dockerfile},
    {"# tfsec:ignore:DS-0010", "Dockerfile.next", FileKind::dockerfile},
    {"# trivy:ignore:KSV-0009", "deployment.yaml", FileKind::kubernetes},
    {"# trivy:ignore:AVD-AWS-0089", "main.tf", FileKind::terraform},
    {"#tfsec:ignore:AVD-AWS-0090 trivy:ignore:AWS-0092", "main.tf", FileKind::terraform},
    {"# trivy:ignore:*", "template.yaml", FileKind::cloudformation},

    {"# kics-scan ignore-line", "Dockerfile.next", FileKind::dockerfile},
    {"// kics-scan ignore-line", "main.tf", FileKind::terraform},
    {"/* kics-scan ignore-block */", "main.tf", FileKind::terraform},
    {"# kics-scan ignore-block", "Dockerfile.kics-block", FileKind::dockerfile},
    {"# kics-scan ignore-block", "deployment.yaml", FileKind::kubernetes},
    {"# kics-scan disable=f2f903fb-b977-461e-98d7-b3e2185c6118", "Dockerfile.kics-block", FileKind::dockerfile},
    {"# kics-scan enable=b03a748a-542d-44f4-bb86-9199ab4fd2d5", "Dockerfile.kics-enable", FileKind::dockerfile},
    {"# kics-scan ignore", "Dockerfile.kics-ignore", FileKind::dockerfile},

    {"# zizmor: ignore[artipacked, unpinned-uses]", "release.yml", FileKind::github_workflow},

    {"ignore-check.kube-linter.io/no-read-only-root-fs: ", "deployment.yaml", FileKind::kubernetes},
    {"kube-linter.io/ignore-all: ", "deployment.yaml", FileKind::kubernetes},
    {"kube-score/ignore: pod-networkpolicy,container-ephemeral-storage-request-and-limit", "deployment.yaml",
     FileKind::kubernetes},
    {"kube-score/skip: \"true\"", "deployment.yaml", FileKind::kubernetes},
    {"polaris.fairwinds.com/hostPIDSet-exempt: \"true\"", "deployment.yaml", FileKind::kubernetes},
    {"polaris.fairwinds.com/exempt: \"true\"", "deployment.yaml", FileKind::kubernetes},

    {"#ts:skip=AC_DOCKER_0041", "Dockerfile.whole", FileKind::dockerfile},
    {"#ts:skip=AWS.RDS.DataSecurity.High.0414", "main.tf", FileKind::terraform},
    {"runterrascan.io/skip: '[{\"rule\": \"AC_K8S_0085\"", "deployment.yaml", FileKind::kubernetes},
    {"runterrascan.io/skip: '[{\"rule\": \"AC_AWS_0214\"", "template.yaml", FileKind::cloudformation},

    {"# tflint-ignore: aws_db_instance_invalid_type", "main.tf", FileKind::terraform},
    {"# tflint-ignore-file: terraform_required_version", "main.tf", FileKind::terraform},

    {"# nosemgrep: dockerfile.security.last-user-is-root.last-user-is-root", "Dockerfile.next", FileKind::dockerfile},

    {"ignore_checks: [W3005]", "template.yaml", FileKind::cloudformation},
    {"ignore_checks: [E3012]", "template.yaml", FileKind::cloudformation},
    {"id: W35", "template.yaml", FileKind::cloudformation},
    {"id: AwsSolutions-S1", "template.yaml", FileKind::cloudformation},

    {"# gitleaks:allow", "gitlab-ci.yml", FileKind::gitlab_ci},
    {"# trufflehog:ignore", "compose.yaml", FileKind::compose},
    {"# pragma: allowlist secret", "compose.yaml", FileKind::compose},
    {"# pragma: allowlist nextline secret", "compose.yaml", FileKind::compose},
};

std::string read(const std::string& path) {
  std::ifstream file(std::string(S1_SOURCE_DIR) + "/" + path, std::ios::binary);
  REQUIRE(file.good());
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

struct Mark {
  s1::Span span;
  std::string name;
  bool covered = false;
};

struct Example {
  std::string text;
  std::vector<Mark> marks;
};

Example example(std::string_view file) {
  const std::string marked = read("tests/engine/suppress_forms/" + std::string(file));
  constexpr std::string_view open = "«", close = "»";
  Example result;
  std::vector<std::size_t> unclosed;
  for (std::string_view rest = marked; !rest.empty();) {
    if (rest.starts_with(open)) {
      rest.remove_prefix(open.size());
      const std::size_t blank = rest.find(' ');
      unclosed.push_back(result.marks.size());
      result.marks.push_back({{static_cast<std::uint32_t>(result.text.size()), 0},
                              std::string(rest.substr(1, blank - 1)),
                              rest.front() == '+'});
      rest.remove_prefix(blank + 1);
    } else if (rest.starts_with(close)) {
      REQUIRE_FALSE(unclosed.empty());
      result.marks[unclosed.back()].span.end = static_cast<std::uint32_t>(result.text.size());
      unclosed.pop_back();
      rest.remove_prefix(close.size());
    } else {
      result.text += rest.front();
      rest.remove_prefix(1);
    }
  }
  REQUIRE(unclosed.empty());
  return result;
}

void no_check(const s1::dockerfile::File&, s1::rules::Sink&) {}

bool covers(const Suppressions& suppressions, const Mark& mark) {
  const s1::rules::Rule rule{.id = mark.name,  // names are looked for among ids and aliases alike
                             .title = {},
                             .help = {},
                             .severity = s1::rules::Severity::low,
                             .confidence = s1::rules::Confidence::low,
                             .aliases = {},
                             .docs = {},
                             .bad = {},
                             .good = {},
                             .check = no_check};
  return Coverage(suppressions).covers(rule, mark.span);
}

Suppressions suppressions_of(const Form& form, const std::string& text) {
  const ParsedFile file(0, std::string(form.file), form.kind, text);
  CHECK(file.diagnostics().empty());
  return s1::engine::read_suppressions(file.input(), "2026-06-15");
}

// Letters and digits become x: the syntax around them stays, and nothing is said any more.
std::string silenced(std::string text, std::size_t begin, std::size_t size) {
  for (char& c : std::span(text).subspan(begin, size))
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) c = 'x';
  return text;
}

}  // namespace

TEST_CASE("the files of every form are suppressed where they say so, and nowhere else") {
  std::set<std::string_view> seen;
  for (const Form& form : kForms) {
    if (!seen.insert(form.file).second) continue;
    INFO(form.file);
    const Example file = example(form.file);
    const Suppressions suppressions = suppressions_of(form, file.text);
    for (const Mark& mark : file.marks) {
      INFO(mark.name << ": " << file.text.substr(mark.span.begin, mark.span.size()));
      CHECK(covers(suppressions, mark) == mark.covered);
    }
    for (const s1::Diagnostic& problem : suppressions.problems) FAIL(problem.message);
    CHECK(std::ranges::any_of(file.marks, [](const Mark& mark) { return !mark.covered; }));
  }
}

TEST_CASE("each form covers something that is not covered without it") {
  for (const Form& form : kForms) {
    INFO(form.file << ": " << form.written);
    const Example file = example(form.file);
    const std::size_t at = file.text.find(form.written);
    REQUIRE(at != std::string::npos);
    const Suppressions without = suppressions_of(form, silenced(file.text, at, form.written.size()));
    CHECK(std::ranges::any_of(file.marks, [&](const Mark& mark) { return mark.covered && !covers(without, mark); }));
  }
}

TEST_CASE("docs/suppressions.md shows each form") {
  const std::string page = read("docs/suppressions.md");
  for (const Form& form : kForms) {
    INFO(form.written);
    CHECK(page.find(form.written) != std::string::npos);
  }
}
