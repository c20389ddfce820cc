// SPDX-License-Identifier: Apache-2.0
// Whether the time of some work grows with its input and not faster: for tests of what could be quadratic.
#pragma once
#include <malloc.h>

#include <algorithm>
#include <ctime>
#include <string>
#include <string_view>

namespace s1::test {

inline std::string repeat(std::string_view text, std::size_t times) {
  std::string result;
  result.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) result += text;
  return result;
}

// Seconds of processor time, so that other programs do not count; never 0.
template <class Work>
double seconds(const Work& work) {
  const std::clock_t begin = std::clock();
  work();
  return static_cast<double>(std::clock() - begin + 1) / CLOCKS_PER_SEC;
}

// A sanitizer's own memory makes linear work look like anything up to 100; there the work is done once, unmeasured.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;
#elif defined(__has_feature)
constexpr bool kSanitized = __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
#else
constexpr bool kSanitized = false;
#endif

// How many times longer `work(text)` takes for 16 times the pieces, about 240 kB against 15 kB between `begin` and
// `end`. Linear work gives about 16, up to 50 where the larger text's tree leaves the caches; quadratic work 256.
constexpr double kMostGrowth = 64;

template <class Work>
double growth(const Work& work, std::string_view begin, std::string_view piece, std::string_view end) {
  const std::size_t pieces = std::max<std::size_t>(1, 15'000 / piece.size());
  const auto text = [&](std::size_t count) { return std::string(begin) + repeat(piece, count) + std::string(end); };
  const std::string small = text(pieces);
  const std::string large = text(16 * pieces);
  if (kSanitized) {
    work(large);
    return 1;
  }
  // Memory stays with the process once it has it, or the kernel's clearing of pages is what is measured.
  mallopt(M_MMAP_THRESHOLD, 1 << 30);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
  // A busy machine slows single runs and never speeds one up, so the least counts. The first runs, on cold caches, must
  // not make the small text look slow, which would hide growth.
  double small_seconds = seconds([&] { work(small); });
  for (int warm = 0; warm < 4; ++warm) small_seconds = std::min(small_seconds, seconds([&] { work(small); }));
  double large_seconds = seconds([&] { work(large); });
  for (int attempt = 0; attempt < 30 && large_seconds > kMostGrowth * small_seconds; ++attempt) {
    small_seconds = std::min(small_seconds, seconds([&] { work(small); }));
    large_seconds = std::min(large_seconds, seconds([&] { work(large); }));
  }
  return large_seconds / small_seconds;
}

}  // namespace s1::test
