// SPDX-License-Identifier: Apache-2.0
#include "vsm/time.h"

#include "test.h"

using namespace s1;

TEST_CASE("every usual form of time is one") {
  for (const char* const text :
       {"2026-11-24T10:00:00Z", "2026-11-24 10:00:00", "2026-11-24T10:00", "2026-11-24T10:00:00.123456",
        "2026-11-24T12:00:00+02:00", "2026-11-24T05:30:00.5-0430", "2026-11-24t10:00:00z", "2026-11-24 10:00:00 UTC",
        "2026-11-24T12:00:00+02", "1795514400", "1795514400.25", "1795514400000", "1795514400000000",
        "2026-11-24T10:00:00,5Z"}) {
    INFO(text);
    const auto time = vsm::read_time(text);
    REQUIRE(time.has_value());
    CHECK(vsm::time_text(time->epoch_ms) == "2026-11-24T10:00:00Z");
  }
  CHECK(vsm::time_text(vsm::read_time("2026-02-28")->epoch_ms) == "2026-02-28T00:00:00Z");
  CHECK_FALSE(vsm::read_time("2026-11-24 10:00:00")->zoned);
  CHECK(vsm::read_time("2026-11-24T10:00:00Z")->zoned);
}

TEST_CASE("what is no time is none") {
  for (const char* const text :
       {"", "yesterday", "2026-13-01", "2026-02-30", "2026-11-24T25:00:00", "2026-11-24T10", "2026-11-24T10:00:00+",
        "2026-11-24T10:00:00Zx", "-5", "5", "2026", "20261124", "nan", "inf", "1e300", "24/11/2026", "0000-00-00",
        "1970-01-01T00:00:00+01:00", "9999-12-31T23:59:59-01:00"}) {
    INFO(text);
    CHECK_FALSE(vsm::read_time(text).has_value());
  }
}
