// SPDX-License-Identifier: Apache-2.0
// Names compared with what a person or a model wrote of them.
#pragma once
#include <string>
#include <string_view>

namespace s1::report {

// Whether the text, in whatever case, is the name or has it between characters that no name goes on with:
// "orders" in "RDS instance orders (aws_db_instance)", not in "reorders" or "orders-api".
[[nodiscard]] bool mentions(std::string_view text, std::string_view name);

// One word as code has them, without white space: "HighErrorRate", "aws_s3_bucket.assets".
[[nodiscard]] bool is_identifier(std::string_view text);

}  // namespace s1::report
