/* What falls due in cases that are kept, until somebody ends it. */
#define _POSIX_C_SOURCE 200809L /* sigaction, nanosleep */
#include <signal.h>
#include <time.h>

#include "host.h"
#include "output.h"

static volatile sig_atomic_t ended;

static void end(int number) {
  (void)number;
  ended = 1;
}

/* Others may bring something forward, so it looks at least once a second. */
static void rest(ombud_time next) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  int64_t ms = (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
  int64_t left = next <= ms ? 1 : next - ms > 1000 ? 1000 : next - ms;
  struct timespec wait = {left / 1000, left % 1000 * 1000000};
  if (!ended) nanosleep(&wait, NULL);
}

static int work(host *h) {
  ombud_sweep s;
  while (!ended) {
    int status = host_sweep(h, &ended, &s);
    if (status == OMBUD_STORE_ALARM || status == OMBUD_STORE_IN_USE || status == OMBUD_STORE_LOST) {
      host_wrong(h, status); /* it may pass */
      s.next = OMBUD_NEVER;
    } else if (status) {
      return host_wrong(h, status);
    } else if (s.cases || s.failed) {
      host_tell_sweep(h, &s);
      if (!output_flush_stdout()) return EXIT_CALL;
    }
    rest(s.next);
  }
  return EXIT_FINE;
}

int cmd_work(const options *o) {
  host h;
  struct sigaction action = {.sa_handler = end};
  sigaction(SIGTERM, &action, NULL);
  sigaction(SIGINT, &action, NULL);
  int status = host_open(&h, o, o->operands, o->n_operands);
  if (status == EXIT_FINE) status = work(&h);
  host_end(&h);
  return status;
}
