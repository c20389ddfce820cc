// SPDX-License-Identifier: Apache-2.0
// The requests that have no answer yet: by id, so that they can be cancelled, and counted, so that they can be limited.
// Safe from any thread.
#pragma once
#include <cstddef>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <unordered_map>

#include "mcp/server.h"

namespace s1::mcp {

class InFlight {
 public:
  class Entry;

  // Null where a request of this id is still open.
  [[nodiscard]] std::shared_ptr<Entry> open(const Json& id, std::size_t bytes);
  [[nodiscard]] bool contains(const Json& id) const;
  // Stops the request; finish() is then false and nothing more is sent for it. An id that is not open is ignored: the
  // answer and the notification may have crossed.
  void cancel(const Json& id);
  // Right before the answer is written. True once, and never after cancel().
  [[nodiscard]] bool finish(Entry& entry);
  [[nodiscard]] bool is_open(const Entry& entry) const;

  [[nodiscard]] std::size_t count() const;
  [[nodiscard]] std::size_t bytes() const;

 private:
  void close(Entry& entry);

  mutable std::mutex mutex_;
  std::unordered_map<std::string, std::shared_ptr<Entry>> open_;
  std::size_t bytes_ = 0;
};

class InFlight::Entry {
 public:
  Entry(std::string key, std::size_t bytes) : key_(std::move(key)), bytes_(bytes) {}
  [[nodiscard]] std::stop_token cancelled() const { return stop_.get_token(); }

 private:
  friend class InFlight;
  std::string key_;
  std::size_t bytes_;
  bool open_ = true;  // under the table's mutex
  std::stop_source stop_;
};

}  // namespace s1::mcp
