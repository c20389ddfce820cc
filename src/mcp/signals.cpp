// SPDX-License-Identifier: Apache-2.0
#include "mcp/signals.h"

#include <utility>

namespace s1::mcp {
namespace {

// Shells start background jobs with SIGINT ignored, and an ignored signal never arrives, blocked or not.
void heed(int signal) {
  struct sigaction action{};
  action.sa_handler = SIG_DFL;
  ::sigaction(signal, &action, nullptr);
}

}  // namespace

Signals::Signals(std::function<void(int)> received) {
  struct sigaction ignore{};
  ignore.sa_handler = SIG_IGN;
  ::sigaction(SIGPIPE, &ignore, &pipe_before_);
  heed(SIGINT);
  heed(SIGTERM);
  sigset_t awaited;
  sigemptyset(&awaited);
  sigaddset(&awaited, SIGINT);
  sigaddset(&awaited, SIGTERM);
  ::pthread_sigmask(SIG_BLOCK, &awaited, &mask_before_);
  thread_ = std::thread([this, awaited, received = std::move(received)] {
    int signal = 0;
    if (::sigwait(&awaited, &signal) == 0 && !ending_) received(signal);
  });
}

Signals::~Signals() {
  ending_ = true;
  ::pthread_kill(thread_.native_handle(), SIGTERM);  // wakes sigwait()
  thread_.join();
  ::pthread_sigmask(SIG_SETMASK, &mask_before_, nullptr);
  ::sigaction(SIGPIPE, &pipe_before_, nullptr);
}

}  // namespace s1::mcp
