// SPDX-License-Identifier: Apache-2.0
#include "cli/log.h"

#include <spdlog/formatter.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <cstdlib>
#include <string>
#include <string_view>

#include "facts/secret_patterns.h"

namespace s1::cli {
namespace {

// Masks secrets and hidden characters in the finished line, wherever they came in.
class ScrubbingFormatter final : public spdlog::formatter {
 public:
  void format(const spdlog::details::log_msg& message, spdlog::memory_buf_t& into) override {
    spdlog::memory_buf_t line;
    pattern_.format(message, line);
    const std::string scrubbed = facts::scrub({line.data(), line.size()});
    into.append(scrubbed.data(), scrubbed.data() + scrubbed.size());
  }
  [[nodiscard]] std::unique_ptr<formatter> clone() const override { return std::make_unique<ScrubbingFormatter>(); }

 private:
  spdlog::pattern_formatter pattern_{"%Y-%m-%dT%H:%M:%S.%e s1-infra[%P] %l: %v"};
};

}  // namespace

std::shared_ptr<spdlog::logger> make_log() {
  const auto log = std::make_shared<spdlog::logger>("s1-infra", std::make_shared<spdlog::sinks::stderr_sink_mt>());
  log->set_formatter(std::make_unique<ScrubbingFormatter>());
  const char* const level = std::getenv("S1_INFRA_LOG");
  log->set_level(level == nullptr ? spdlog::level::warn : spdlog::level::from_str(level));
  log->flush_on(spdlog::level::trace);
  return log;
}

}  // namespace s1::cli
