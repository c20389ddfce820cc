// SPDX-License-Identifier: Apache-2.0
#include "mcp/signals.h"

#include <utility>

namespace s1::mcp {

Signals::Signals(std::function<void(int)> received) {
  struct sigaction ignore{};
  ignore.sa_handler = SIG_IGN;
  ::sigaction(SIGPIPE, &ignore, &pipe_before_);
  sigset_t awaited;
  sigemptyset(&awaited);
  sigaddset(&awaited, SIGINT);
  sigaddset(&awaited, SIGTERM);
  // Shells start background jobs with SIGINT ignored; Linux keeps a blocked signal for sigwait() all the same.
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
