// SPDX-License-Identifier: Apache-2.0
// Exports the rule dockerfile/php-without-ini.
#include <algorithm>
#include <string>

#include "facts/base_images.h"
#include "model/dockerfile.h"
#include "model/dockerfile_stage.h"
#include "model/shipped_stages.h"
#include "model/surroundings.h"
#include "rules/rewrite.h"
#include "rules/rule.h"
#include "rules/set_variables.h"
#include "rules/stage_end.h"

namespace s1::rules::dockerfile_php_without_ini {
namespace {

using dockerfile::Instruction;
using dockerfile::Kind;

// One that serves pages: the command line's images are for tools.
bool serves(const model::Base& base) {
  return facts::short_image_name(base.ref.name) == "php" && base.facts != nullptr &&
         (base.ref.tag.contains("fpm") || base.ref.tag.contains("apache"));
}

void check(const model::Dockerfile& file, const model::Surroundings& around, Sink& out) {
  for (const dockerfile::Stage* stage : model::shipped_stages(file.tree, around)) {
    if (!serves(model::base(file.tree, *stage))) continue;
    const std::vector<const Instruction*> steps = model::history(file.tree, *stage);
    // A COPY of a whole folder to where PHP looks may bring one.
    const bool has_ini = std::ranges::any_of(steps, [](const Instruction* each) {
      const std::string_view text = each->arguments.text();
      return text.contains("php.ini") || text.contains("/usr/local/etc/php") || text.contains("PHP_INI_DIR");
    });
    const bool mounted = std::ranges::any_of(around.runners_of(*stage), [](const model::Runner* runner) {
      return std::ranges::any_of(runner->container->mounts,
                                 [](const model::Mount& mount) { return mount.target.starts_with("/usr/local/etc"); });
    });
    if (has_ini || mounted) continue;
    Report report{.span = file.tree.instructions[stage->from].header,
                  .message = "PHP has no php.ini, so that it works as for development: errors are shown to everyone",
                  .fix = Fix::unsafe};
    Rewrite rewrite;
    rewrite.needs_build = false;
    const auto user = std::ranges::find_if(steps, [](const Instruction* each) { return each->kind == Kind::user; });
    if (is_developed_in(around, *stage)) {
      (void)rewrite.refuse(report.span, "it is run with sources mounted into it, to develop in it");
    } else if (user != steps.end()) {
      (void)rewrite.refuse((*user)->header, "another user than root may not write the settings");
    } else {
      rewrite.edits.push_back(
          add_at_end(file.tree, *stage, "RUN", R"(mv "$PHP_INI_DIR/php.ini-production" "$PHP_INI_DIR/php.ini")"));
      rewrite.checked.emplace_back("the image has php.ini-production, and nothing brings a php.ini");
    }
    std::move(rewrite).offer(report, "Take the settings for production");
    out.report(std::move(report));
  }
}

constexpr Bad bad[] = {
    {"«FROM php:8.4-fpm-alpine»\nCOPY . /var/www/html\n",
     "FROM php:8.4-fpm-alpine\nCOPY . /var/www/html\nRUN mv \"$PHP_INI_DIR/php.ini-production\" "
     "\"$PHP_INI_DIR/php.ini\"\n"},
    {"«FROM php:8.4-apache»\nUSER www-data\n"},
};

constexpr std::string_view good[] = {
    "FROM php:8.4-fpm\nRUN cp \"$PHP_INI_DIR/php.ini-production\" \"$PHP_INI_DIR/php.ini\"\n",
    "FROM php:8.4-fpm\nCOPY settings /usr/local/etc/php/\n",
    "FROM php:8.4-cli\nCOPY . /app\n",
    "FROM php:8.4-fpm AS build\nFROM nginx:1.29\nCOPY --from=build /a /a\n",
};

constexpr std::string_view references[] = {"https://hub.docker.com/_/php#configuration"};

}  // namespace

extern constinit const Rule rule{
    .id = "dockerfile/php-without-ini",
    .title = "PHP runs without a php.ini",
    .help = "Take the settings for production that the image has: php.ini-production",
    .severity = Severity::info,
    .confidence = Confidence::medium,
    .profile = Profile::strict,
    .fix = Fix::unsafe,
    .docs =
        R"x(The images of PHP have no `php.ini`. PHP then works by its built-in settings, which show errors to whoever asks for a page: with paths,
queries and parts of values. They bring `php.ini-production` and `php.ini-development` to choose from.

Reported is an image of php-fpm or of PHP with Apache into which nothing brings a `php.ini`.

The fix takes `php.ini-production` at the end of the stage. It is unsafe: other settings change with it (the limits of uploads and
of memory, short tags).)x",
    .references = references,
    .bad = bad,
    .good = good,
    .check = check};

}  // namespace s1::rules::dockerfile_php_without_ini
