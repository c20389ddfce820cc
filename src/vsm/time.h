// SPDX-License-Identifier: Apache-2.0
// The forms of time that agents and Python write, as one.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace s1::vsm {

struct ReadTime {
  std::int64_t epoch_ms = 0;
  bool zoned = false;  // false: no zone was named, and UTC is assumed
};

// ISO 8601 with 'T' or a space, with or without seconds, fraction and zone (Z, UTC, +01:00, +0100, +01), a date alone
// (midnight); a number from 10^8 on (1973) as seconds since 1970, or from 10^11 on as milliseconds, from 10^14 on as
// microseconds. Years 1970 to 9999.
[[nodiscard]] std::optional<ReadTime> read_time(std::string_view text);
// "2026-11-24T10:00:00Z".
[[nodiscard]] std::string time_text(std::int64_t epoch_ms);

}  // namespace s1::vsm
