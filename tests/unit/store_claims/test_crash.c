/* Programs that work with the store are killed at any instant, over and over: what they were told stays so.
 * There is one with a store in a file. On the server that OMBUD_TEST_PG names there are two at once, and
 * every few rounds the server is stopped as well, by the command in OMBUD_TEST_PG_RESTART; and then all again
 * with a store that goes by leases.
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
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "account.h"

enum { ROUNDS_OF_A_FILE = 20, ROUNDS_ON_A_SERVER = 5, RESTARTS = 4 };

static unsigned long wanted; /* rounds */

typedef struct survivor {
  account known;
  int leases;
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

/* ---- the workers ---- */

typedef struct notebook { /* what a worker tells outlives it */
  account *known;
  int file;
} notebook;

static void tell(void *context, const note *n) {
  const notebook *b = context;
  account_take(b->known, n);
  if (write(b->file, n, sizeof *n) != (ssize_t)sizeof *n) _exit(3);
}

static void work_until_killed(survivor *s, unsigned worker, int file) {
  account *a = &s->known;
  notebook b = {a, file};
  a->worker = worker;
  a->seed += worker;
  look_at_the_clock(s);
  open_again(a->f);
  while (a->n_commands[worker] < ACCOUNT_MOST - ACCOUNT_TOGETHER) {
    look_at_the_clock(s);
    int status = account_work(a, tell, &b);
    if (!status || (status == OMBUD_STORE_LOST && fixture_server())) continue;
    fprintf(stderr, "worker %u: %d: %s\n", worker, status, ombud_store_message(a->f->store));
    _exit(4);
  }
  pause();
}

/* ---- who has them killed ---- */

static void wait_a_little(account *a) {
  struct timespec wait = {0, 1000000L * (1 + (long)account_roll(a, account_roll(a, 4) ? 120 : 10))};
  nanosleep(&wait, NULL);
}

static void restart_the_server(survivor *s) {
  const char *restart = getenv("OMBUD_TEST_PG_RESTART");
  if (!restart) return;
  assert_int_equal(system(restart), 0); /* NOLINT(cert-env33-c): the test's own command */
  wait_a_little(&s->known);
}

/* A server goes on for a while with what somebody has sent who is gone. */
static void wait_for_the_server(fixture *f) {
  if (fixture_server())
    fixture_sql(f, "DO $$ BEGIN LOOP PERFORM pg_stat_clear_snapshot();"
                   " EXIT WHEN NOT EXISTS (SELECT FROM pg_stat_activity WHERE application_name = 'ombud');"
                   " PERFORM pg_sleep(0.001); END LOOP; END $$");
}

/* On a server mostly until one of them has begun, since that takes a while. */
static void wait_for_them(account *a, int notes) {
  struct stat of;
  int wait = fixture_server() && account_roll(a, 8);
  for (int tries = wait ? 2000 : 0; tries > 0 && !fstat(notes, &of) && !of.st_size; tries--)
    nanosleep(&(struct timespec){0, 1000000}, NULL);
  wait_a_little(a);
}

static void let_them_work_and_kill_them(survivor *s, int with_the_server) {
  unsigned workers = fixture_server() ? ACCOUNT_WORKERS : 1;
  pid_t child[ACCOUNT_WORKERS];
  FILE *notes = tmpfile();
  int how;
  assert_non_null(notes);
  ombud_store_close(s->known.f->store);
  s->known.f->store = NULL;
  fflush(NULL);
  for (unsigned w = 0; w < workers; w++) {
    child[w] = fork();
    if (child[w]) continue;
    work_until_killed(s, w, fileno(notes));
    _exit(8);
  }
  wait_for_them(&s->known, fileno(notes));
  if (with_the_server) restart_the_server(s);
  for (unsigned w = 0; w < workers; w++) kill(child[w], SIGKILL);
  for (unsigned w = 0; w < workers; w++) {
    assert_int_equal(waitpid(child[w], &how, 0), child[w]);
    if (!WIFSIGNALED(how)) fail_msg("worker %u came to its end: %d", w, WEXITSTATUS(how));
  }
  rewind(notes);
  for (note n; fread(&n, sizeof n, 1, notes) == 1;) account_take(&s->known, &n);
  fclose(notes);
  wait_for_the_server(s->known.f);
}

/* What the dead hold is theirs for some seconds, which nobody has to wait for here. */
static void bury_them(survivor *s) {
  if (s->leases) fixture_sql(s->known.f, "UPDATE worker SET until = 0");
}

static void survive(int (*up)(void **), int leases, unsigned long rounds) {
  static survivor s;
  void *store = NULL;
  unsigned long answered = 0, of_a_store = fixture_server() ? ROUNDS_ON_A_SERVER : ROUNDS_OF_A_FILE;
  uint32_t seed = (uint32_t)time(NULL);
  s.leases = leases;
  s.known.n_answered = 0;
  for (unsigned long round = 0; round < rounds; round++) {
    if (round % of_a_store == 0) {
      if (store) fixture_server_down(&store);
      up(&store);
      answered += s.known.n_answered;
      account_begin(&s.known, store, seed + (uint32_t)round);
      clock_gettime(CLOCK_MONOTONIC, &s.at);
    }
    let_them_work_and_kill_them(&s, round % RESTARTS == RESTARTS - 1);
    bury_them(&s);
    look_at_the_clock(&s);
    open_again(s.known.f);
    if (account_roll(&s.known, 2)) account_sweep(&s.known);
    account_check(&s.known);
  }
  fixture_server_down(&store);
  printf("# %lu rounds, %lu commands were answered\n", rounds, answered + s.known.n_answered);
}

static void what_was_answered_survives_a_kill(void **state) {
  (void)state;
  survive(fixture_server_up, 0, wanted);
}

static void so_it_does_with_leases(void **state) {
  (void)state;
  if (!fixture_server()) skip();
  survive(fixture_leases_up, 1, (wanted + 1) / 2);
}

int main(int argc, char **argv) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(what_was_answered_survives_a_kill),
                                     cmocka_unit_test(so_it_does_with_leases)};
  wanted = argc > 1 ? strtoul(argv[1], NULL, 10) : fixture_server() ? 20 : 60;
  return cmocka_run_group_tests(tests, NULL, NULL);
}
