// SPDX-License-Identifier: Apache-2.0
#include "cli/terminal.h"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <system_error>

#include "cli/commands.h"
#include "facts/secret_patterns.h"
#include "text/one_line.h"
#include "workspace/temporary_file.h"

namespace s1::cli {
namespace {

using workspace::write_all;

std::string_view environment(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? std::string_view() : value;
}

}  // namespace

bool is_terminal(int descriptor) {
  return ::isatty(descriptor) == 1;
}

bool use_color(std::string_view choice) {
  if (choice != "auto") return choice == "always";
  if (!environment("NO_COLOR").empty()) return false;
  if (const std::string_view force = environment("CLICOLOR_FORCE"); !force.empty() && force != "0") return true;
  if (environment("CLICOLOR") == "0" || environment("TERM") == "dumb") return false;
  return is_terminal(STDOUT_FILENO);
}

void print(std::string_view text) {
  print([&](const TextSink& sink) { sink(text); });
}

void print(const TextProducer& text) {
  workspace::FileSink sink(STDOUT_FILENO);
  text([&](std::string_view piece) { sink.add(piece); });
  if (sink.finish() || errno == EPIPE) return;
  print_error(std::string("s1-infra: cannot write to standard output: ") + std::generic_category().message(errno));
  std::exit(kUsage);
}

void print_error(std::string_view line) {
  (void)write_all(STDERR_FILENO, facts::scrub(line) + "\n");
}

void print_error(const Error& error) {
  // An error may name what stands in a scanned file.
  print_error("s1-infra: " + one_line(error.where.empty() ? error.what : error.where + ": " + error.what));
  if (!error.hint.empty()) print_error("  " + one_line(error.hint));
}

ProgressLine::ProgressLine()
    : enabled_(is_terminal(STDERR_FILENO)), next_(Clock::now() + std::chrono::milliseconds(500)) {}

ProgressLine::~ProgressLine() {
  if (shown_) (void)write_all(STDERR_FILENO, "\r\x1b[K");
}

void ProgressLine::update(std::uint64_t done, std::uint64_t total) {
  if (!enabled_) return;
  const std::unique_lock lock(mutex_, std::try_to_lock);
  if (!lock || Clock::now() < next_) return;
  next_ = Clock::now() + std::chrono::milliseconds(100);
  shown_ = true;
  (void)write_all(STDERR_FILENO, "\r" + std::to_string(done) + "/" + std::to_string(total) + " files checked\x1b[K");
}

}  // namespace s1::cli
