/* A program that works with the store is killed at any instant, over and over: what it was told stays so.
 *
 * usage: test_crash [ROUNDS] */
#define _POSIX_C_SOURCE 200809L /* kill, nanosleep, clock_gettime */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "account.h"

#define ROUNDS_OF_A_FILE 20

static unsigned long rounds = 60;

typedef struct survivor {
  account known;
  struct timespec at; /* when it all began */
} survivor;

/* Each millisecond is a minute, so that deadlines pass. */
static void look_at_the_clock(survivor *s) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  int64_t ms = (int64_t)(t.tv_sec - s->at.tv_sec) * 1000 + (t.tv_nsec - s->at.tv_nsec) / 1000000;
  s->known.f->now = BEGIN + ms * 60000;
  s->known.f->monotonic = ms * 60000;
}

/* ---- the child ---- */

typedef struct pipe_end {
  account *known;
  int to;
} pipe_end;

static void tell(void *context, const note *n) {
  const pipe_end *p = context;
  account_take(p->known, n);
  if (write(p->to, n, sizeof *n) != (ssize_t)sizeof *n) _exit(3);
}

static void work_until_killed(survivor *s, int to) {
  pipe_end p = {&s->known, to};
  look_at_the_clock(s);
  open_again(s->known.f);
  while (s->known.n_commands < ACCOUNT_MOST - ACCOUNT_TOGETHER) {
    look_at_the_clock(s);
    if (account_work(&s->known, tell, &p)) _exit(4);
  }
  pause();
}

/* ---- the parent ---- */

static void let_it_work_and_kill_it(survivor *s) {
  int ends[2], how;
  ombud_store_close(s->known.f->store);
  s->known.f->store = NULL;
  assert_int_equal(pipe(ends), 0);
  fflush(NULL);
  pid_t child = fork();
  if (!child) {
    close(ends[0]);
    work_until_killed(s, ends[1]);
    _exit(8);
  }
  close(ends[1]);
  struct timespec wait = {0, 1000000L *
                                 (1 + (long)account_roll(&s->known, account_roll(&s->known, 4) ? 120 : 10))};
  nanosleep(&wait, NULL);
  kill(child, SIGKILL);
  for (note n; read(ends[0], &n, sizeof n) == (ssize_t)sizeof n;) account_take(&s->known, &n);
  close(ends[0]);
  assert_int_equal(waitpid(child, &how, 0), child);
  if (!WIFSIGNALED(how)) fail_msg("the child came to its end: %d", WEXITSTATUS(how));
}

static void what_was_answered_survives_a_kill(void **state) {
  (void)state;
  static survivor s;
  unsigned long answered = 0;
  uint32_t seed = (uint32_t)time(NULL);
  for (unsigned long round = 0; round < rounds; round++) {
    if (round % ROUNDS_OF_A_FILE == 0) {
      void *file = NULL;
      if (s.known.f) {
        file = s.known.f;
        fixture_down(&file);
      }
      fixture_up(&file);
      answered += s.known.n_answered;
      account_begin(&s.known, file, seed + (uint32_t)round);
      clock_gettime(CLOCK_MONOTONIC, &s.at);
    }
    let_it_work_and_kill_it(&s);
    look_at_the_clock(&s);
    open_again(s.known.f);
    if (account_roll(&s.known, 2)) account_sweep(&s.known);
    account_check(&s.known);
  }
  void *file = s.known.f;
  fixture_down(&file);
  printf("# %lu rounds, %lu commands were answered\n", rounds, answered + s.known.n_answered);
}

int main(int argc, char **argv) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(what_was_answered_survives_a_kill)};
  if (argc > 1) rounds = strtoul(argv[1], NULL, 10);
  return cmocka_run_group_tests(tests, NULL, NULL);
}
