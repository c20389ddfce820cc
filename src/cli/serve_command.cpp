// SPDX-License-Identifier: Apache-2.0
// s1-infra serve, s1-infra mcp: the MCP server on standard input and output.
#include <spdlog/logger.h>

#include <memory>
#include <string>
#include <string_view>

#include "cli/commands.h"
#include "cli/log.h"
#include "cli/terminal.h"
#include "mcp/server.h"
#include "tools/surface.h"
#include "workspace/root.h"

namespace s1::cli {

void add_serve(CLI::App& app, Run& run) {
  // What a client sends is not to choose the root: without --root it is the working directory, and nothing else.
  const auto root = std::make_shared<std::string>(".");
  CLI::App* const command =
      app.add_subcommand("mcp", "Serve the Model Context Protocol on standard input and output")->alias("serve");
  command->add_option("--root", *root, "The folder that tools work in and never leave; else the working directory")
      ->type_name("DIR");
  command->callback([&run, root] {
    run = [root] {
      if (const Result<workspace::Root> opened = workspace::Root::open(*root); !opened) {
        print_error(opened.error());
        return kUsage;
      }
      mcp::Surface surface = tools::surface(*root);
      surface.trace = [log = make_log()](std::string_view line) { log->debug(line); };
      return mcp::serve(surface);
    };
  });
}

}  // namespace s1::cli
