// SPDX-License-Identifier: Apache-2.0
#include "workspace/rename_family.h"

#include <algorithm>

#include "text/lower_case.h"
#include "workspace/names.h"

namespace s1::workspace {
namespace {

// A name that holds `part` anywhere: web.Dockerfile, Dockerfile-dev, Containerfile.in, Jenkinsfile.groovy.
struct Title {
  std::string_view part;
  std::string_view family;
};
constexpr Title kTitles[] = {
    {"dockerfile", "dockerfile"},
    {"containerfile", "dockerfile"},
    {"jenkinsfile", "jenkinsfile"},
};

struct Extension {
  std::string_view extension;
  std::string_view family;
};
constexpr Extension kExtensions[] = {
    {".yml", "yaml"},      {".yaml", "yaml"},           //
    {".template", "yaml"}, {".cfn", "yaml"},            // CloudFormation
    {".tf", "terraform"},  {".tofu", "terraform"},      //
    {".env", "env"},       {".groovy", "jenkinsfile"},  //
};

}  // namespace

std::string rename_family(std::string_view path) {
  std::string name = lower_case(base_name(path));
  for (const Title& title : kTitles)
    if (name.find(title.part) != std::string::npos) return std::string(title.family);
  if (name.starts_with(".env")) return "env";
  const std::size_t dot = name.rfind('.');
  if (dot == std::string::npos) return {};
  name.erase(0, dot);
  const auto* const known = std::ranges::find(kExtensions, name, &Extension::extension);
  return known == std::end(kExtensions) ? name : std::string(known->family);
}

}  // namespace s1::workspace
