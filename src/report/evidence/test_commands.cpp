// SPDX-License-Identifier: Apache-2.0
#include "report/evidence/test_commands.h"

#include <algorithm>
#include <cstddef>

namespace s1::report {
namespace {

constexpr std::size_t kMost = 20;
constexpr std::size_t kMostLine = 160;

// A command begins with it, and a blank, a ':' or the end follows.
constexpr std::string_view kCommands[] = {"npm test",
                                          "npm run test",
                                          "npm run lint",
                                          "npm run check",
                                          "npm run typecheck",
                                          "yarn test",
                                          "yarn run test",
                                          "yarn lint",
                                          "pnpm test",
                                          "pnpm run test",
                                          "pnpm lint",
                                          "pnpm run lint",
                                          "bun test",
                                          "npx jest",
                                          "npx vitest",
                                          "go test",
                                          "go vet",
                                          "golangci-lint run",
                                          "pytest",
                                          "python -m pytest",
                                          "python3 -m pytest",
                                          "python -m unittest",
                                          "python3 -m unittest",
                                          "python manage.py test",
                                          "uv run pytest",
                                          "poetry run pytest",
                                          "tox",
                                          "nox",
                                          "ruff check",
                                          "cargo test",
                                          "cargo clippy",
                                          "cargo nextest run",
                                          "mvn test",
                                          "mvn verify",
                                          "./mvnw test",
                                          "./mvnw verify",
                                          "mvn clean test",
                                          "mvn clean verify",
                                          "gradle test",
                                          "gradle check",
                                          "./gradlew test",
                                          "./gradlew check",
                                          "make test",
                                          "make check",
                                          "make lint",
                                          "ctest",
                                          "dotnet test",
                                          "bundle exec rspec",
                                          "bundle exec rake test",
                                          "bin/rails test",
                                          "rspec",
                                          "phpunit",
                                          "vendor/bin/phpunit",
                                          "composer test",
                                          "mix test",
                                          "sbt test",
                                          "bats",
                                          "shellcheck",
                                          "hadolint",
                                          "helm lint",
                                          "helm unittest",
                                          "ct lint",
                                          "terraform validate",
                                          "terraform fmt -check",
                                          "tofu validate",
                                          "tflint",
                                          "terragrunt validate",
                                          "kubeconform",
                                          "kubeval",
                                          "kube-linter lint",
                                          "conftest test",
                                          "docker compose config",
                                          "docker-compose config",
                                          "promtool check",
                                          "promtool test",
                                          "amtool check-config",
                                          "cfn-lint",
                                          "ansible-lint",
                                          "yamllint",
                                          "actionlint"};

constexpr std::string_view kNames[] = {"test",      "tests",      "lint",   "check",
                                       "typecheck", "type-check", "verify", "validate"};

std::string_view trimmed(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
  return text.substr(0, text.find_last_not_of(" \t\r") + 1);
}

bool begins_with_command(std::string_view line) {
  return std::ranges::any_of(kCommands, [&](std::string_view command) {
    return line.starts_with(command) &&
           (line.size() == command.size() || line[command.size()] == ' ' || line[command.size()] == ':');
  });
}

bool is_known(std::string_view line) {
  return line.find("${{") == std::string_view::npos && line.find("$[[") == std::string_view::npos &&
         !line.ends_with('\\');
}

}  // namespace

bool is_test_name(std::string_view name) {
  if (name.find("watch") != std::string_view::npos || name.find("debug") != std::string_view::npos) return false;
  const std::size_t end = name.find_first_of(":-._");
  return std::ranges::any_of(kNames,
                             [&](std::string_view known) { return name == known || name.substr(0, end) == known; });
}

std::vector<MakeTarget> test_targets(std::string_view makefile) {
  std::vector<MakeTarget> targets;
  std::uint32_t line_number = 0;
  for (std::size_t begin = 0; begin < makefile.size() && targets.size() < kMost;) {
    const std::size_t end = std::min(makefile.find('\n', begin), makefile.size());
    const std::string_view line = makefile.substr(begin, end - begin);
    begin = end + 1;
    ++line_number;
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || line.substr(colon).starts_with(":=")) continue;
    const std::string_view name = trimmed(line.substr(0, colon));
    if (line.front() != ' ' && line.front() != '\t' && is_test_name(name) &&
        name.find_first_of(" $%#=") == std::string_view::npos &&
        std::ranges::find(targets, name, &MakeTarget::name) == targets.end())
      targets.push_back({name, line_number});
  }
  return targets;
}

std::vector<std::string_view> test_commands(std::string_view script) {
  std::vector<std::string_view> commands;
  for (std::size_t begin = 0; begin < script.size() && commands.size() < kMost;) {
    const std::size_t end = std::min(script.find('\n', begin), script.size());
    const std::string_view line = trimmed(script.substr(begin, end - begin));
    begin = end + 1;
    if (line.size() <= kMostLine && begins_with_command(line) && is_known(line)) commands.push_back(line);
  }
  return commands;
}

}  // namespace s1::report
