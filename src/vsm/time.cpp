// SPDX-License-Identifier: Apache-2.0
#include "vsm/time.h"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <cmath>

namespace s1::vsm {
namespace {

constexpr double kLeastNumber = 1e8;  // 1973: smaller numbers are counters, years, dates without dashes
constexpr std::int64_t kMostSeconds = 253'402'300'799;  // the end of the year 9999

// Takes the text from its front on.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool at_end() const { return rest_.empty(); }
  bool take(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  bool take_any(std::string_view of) {
    if (rest_.empty() || of.find(rest_.front()) == std::string_view::npos) return false;
    rest_.remove_prefix(1);
    return true;
  }
  bool take(std::string_view word) {
    if (!rest_.starts_with(word)) return false;
    rest_.remove_prefix(word.size());
    return true;
  }
  // Exactly so many digits.
  std::optional<unsigned> digits(std::size_t count) {
    if (rest_.size() < count) return std::nullopt;
    unsigned value = 0;
    for (const char c : rest_.substr(0, count)) {
      if (c < '0' || c > '9') return std::nullopt;
      value = value * 10 + static_cast<unsigned>(c - '0');
    }
    rest_.remove_prefix(count);
    return value;
  }
  // What stands behind the decimal point, in milliseconds.
  std::optional<unsigned> fraction() {
    unsigned value = 0;
    unsigned scale = 100;
    bool any = false;
    while (!rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9') {
      value += static_cast<unsigned>(rest_.front() - '0') * scale;
      scale /= 10;
      any = true;
      rest_.remove_prefix(1);
    }
    return any ? std::optional(value) : std::nullopt;
  }

 private:
  std::string_view rest_;
};

std::optional<ReadTime> read_number(std::string_view text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(number) || number < kLeastNumber)
    return std::nullopt;
  if (number >= 1e14) number /= 1e6;
  if (number >= 1e11) number /= 1e3;
  if (number > static_cast<double>(kMostSeconds)) return std::nullopt;
  return ReadTime{.epoch_ms = std::llround(number * 1000), .zoned = true};
}

// Minutes east of Greenwich; `zoned` is false where none is named.
struct Zone {
  int minutes = 0;
  bool zoned = true;
};

std::optional<Zone> read_zone(Scanner& scan) {
  scan.take(' ');
  if (scan.at_end()) return Zone{.zoned = false};
  if (scan.take_any("zZ") || scan.take("UTC") || scan.take("GMT")) return Zone{};
  const bool west = scan.take('-');
  if (!west && !scan.take('+')) return std::nullopt;
  const auto hours = scan.digits(2);
  if (!hours || *hours > 23) return std::nullopt;
  unsigned minutes = 0;
  if (!scan.at_end()) {
    scan.take(':');
    const auto given = scan.digits(2);
    if (!given || *given > 59) return std::nullopt;
    minutes = *given;
  }
  const int east = static_cast<int>(*hours * 60 + minutes);
  return Zone{.minutes = west ? -east : east};
}

}  // namespace

std::optional<ReadTime> read_time(std::string_view text) {
  if (const auto number = read_number(text)) return number;
  Scanner scan(text);
  const auto year = scan.digits(4);
  if (!year || !scan.take('-')) return std::nullopt;
  const auto month = scan.digits(2);
  if (!month || !scan.take('-')) return std::nullopt;
  const auto day = scan.digits(2);
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date(std::chrono::year(static_cast<int>(*year)), std::chrono::month(*month),
                                         std::chrono::day(*day));
  if (!date.ok() || *year < 1970) return std::nullopt;

  unsigned hour = 0, minute = 0, second = 0, milliseconds = 0;
  Zone zone{.zoned = false};
  if (scan.take_any("tT ")) {
    const auto hours = scan.digits(2);
    if (!hours || *hours > 23 || !scan.take(':')) return std::nullopt;
    const auto minutes = scan.digits(2);
    if (!minutes || *minutes > 59) return std::nullopt;
    hour = *hours;
    minute = *minutes;
    if (scan.take(':')) {
      const auto seconds = scan.digits(2);
      if (!seconds || *seconds > 60) return std::nullopt;  // 60: a leap second
      second = *seconds;
      if (scan.take_any(".,")) {
        const auto fraction = scan.fraction();
        if (!fraction) return std::nullopt;
        milliseconds = *fraction;
      }
    }
    const auto given = read_zone(scan);
    if (!given) return std::nullopt;
    zone = *given;
  }
  if (!scan.at_end()) return std::nullopt;
  const std::int64_t days = std::chrono::sys_days(date).time_since_epoch().count();
  const std::int64_t seconds = ((days * 24 + hour) * 60 + minute - zone.minutes) * 60 + second;
  if (seconds < 0 || seconds > kMostSeconds) return std::nullopt;
  return ReadTime{.epoch_ms = seconds * 1000 + milliseconds, .zoned = zone.zoned};
}

std::string time_text(std::int64_t epoch_ms) {
  using std::chrono::floor;
  const std::chrono::sys_time<std::chrono::milliseconds> time{std::chrono::milliseconds(epoch_ms)};
  const auto day = floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(floor<std::chrono::seconds>(time - day));
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), clock.hours().count(),
                     clock.minutes().count(), clock.seconds().count());
}

}  // namespace s1::vsm
