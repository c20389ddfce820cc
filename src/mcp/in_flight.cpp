// SPDX-License-Identifier: Apache-2.0
#include "mcp/in_flight.h"

#include <utility>

#include "mcp/jsonrpc.h"

namespace s1::mcp {
namespace {

std::string key_of(const Json& id) {
  return to_text(id);
}  // 1 and "1" are two ids

}  // namespace

std::shared_ptr<InFlight::Entry> InFlight::open(const Json& id, std::size_t bytes) {
  auto entry = std::make_shared<Entry>(key_of(id), bytes);
  const std::scoped_lock lock(mutex_);
  if (!open_.emplace(entry->key_, entry).second) return nullptr;
  bytes_ += bytes;
  return entry;
}

bool InFlight::contains(const Json& id) const {
  const std::scoped_lock lock(mutex_);
  return open_.contains(key_of(id));
}

void InFlight::cancel(const Json& id) {
  std::shared_ptr<Entry> entry;
  {
    const std::scoped_lock lock(mutex_);
    const auto at = open_.find(key_of(id));
    if (at == open_.end()) return;
    entry = at->second;
    close(*entry);
  }
  entry->stop_.request_stop();  // runs the tool's callbacks, so not under the lock
}

bool InFlight::finish(Entry& entry) {
  const std::scoped_lock lock(mutex_);
  if (!entry.open_) return false;
  close(entry);
  return true;
}

void InFlight::close(Entry& entry) {
  entry.open_ = false;
  bytes_ -= entry.bytes_;
  open_.erase(entry.key_);
}

bool InFlight::is_open(const Entry& entry) const {
  const std::scoped_lock lock(mutex_);
  return entry.open_;
}

std::size_t InFlight::count() const {
  const std::scoped_lock lock(mutex_);
  return open_.size();
}

std::size_t InFlight::bytes() const {
  const std::scoped_lock lock(mutex_);
  return bytes_;
}

}  // namespace s1::mcp
