// SPDX-License-Identifier: Apache-2.0
// The log: to standard error only, every line scrubbed. S1_INFRA_LOG sets what is said: trace, debug, info, warn (the
// default), error, off.
#pragma once
#include <memory>

namespace spdlog {
class logger;
}

namespace s1::cli {

[[nodiscard]] std::shared_ptr<spdlog::logger> make_log();

}  // namespace s1::cli
