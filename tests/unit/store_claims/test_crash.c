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

#include "fixture.h"

enum { BUYER = STORE_CLAIMS_ACTOR_BUYER, SHOP = STORE_CLAIMS_ACTOR_SHOP };
enum { MOST = 16384, ROUNDS_OF_A_FILE = 20, TOGETHER = 4 };

static unsigned long rounds = 60;

typedef struct note { /* what the child tells before it dies */
  enum { SENDS, ANSWERED, CARRIED, ACKNOWLEDGED } kind;
  unsigned command;
  int status;
  uint32_t number;
  uint16_t ordinal;
  int64_t case_id;
} note;

typedef struct known { /* a command, or an effect */
  note sent, told;
  int done;
} known;

typedef struct survivor { /* what the parent knows */
  fixture *f;
  known commands[MOST], effects[MOST];
  unsigned n_commands, n_effects, n_answered;
  int64_t n_cases;
  unsigned n_done;    /* by the histories */
  size_t n_brought;   /* effects, by the histories */
  size_t n_gone;      /* effects that wait no more */
  struct timespec at; /* when it all began */
  uint32_t seed;
} survivor;

static unsigned roll(survivor *s, unsigned sides) {
  s->seed = s->seed * 1664525u + 1013904223u;
  return (s->seed >> 8) % sides;
}

/* Each millisecond is a minute, so that deadlines pass. */
static void look_at_the_clock(survivor *s) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  int64_t ms = (int64_t)(t.tv_sec - s->at.tv_sec) * 1000 + (t.tv_nsec - s->at.tv_nsec) / 1000000;
  s->f->now = BEGIN + ms * 60000;
  s->f->monotonic = ms * 60000;
}

/* ---- commands, each the same whenever it is made ---- */

typedef struct made {
  ombud_command command;
  ombud_input in;
  char key[16];
} made;

static void make(made *m, unsigned number, int64_t case_id) {
  static const ombud_given filed[] = {{STORE_CLAIMS_FACT_AMOUNT, 500}, {STORE_CLAIMS_FACT_WISH, 1}};
  static const ombud_given wish = {STORE_CLAIMS_FACT_WISH, 1}, whole = {STORE_CLAIMS_FACT_DAMAGED, 0};
  static const ombud_input file = {filed, 2, BUYER, STORE_CLAIMS_ACTION_CLAIM_FILE};
  const ombud_input others[] = {{NULL, 0, SHOP, STORE_CLAIMS_ACTION_CLAIM_ACCEPT},
                                {&wish, 1, BUYER, STORE_CLAIMS_ACTION_CLAIM_ADD},
                                {&whole, 1, SHOP, STORE_CLAIMS_ACTION_CLAIM_REJECT},
                                {&wish, 1, BUYER, STORE_CLAIMS_ACTION_CLAIM_INSIST},
                                {NULL, 0, BUYER, STORE_CLAIMS_ACTION_CLAIM_WITHDRAW},
                                {NULL, 0, SHOP, STORE_CLAIMS_ACTION_CLAIM_PAY}};
  snprintf(m->key, sizeof m->key, "k%u", number);
  m->in = case_id ? others[number % 6] : file;
  m->command = case_id ? acting(case_id, &m->in, m->key)
                       : opening(STORE_CLAIMS_PROCESS_CLAIM, STORE_CLAIMS_MODE_CASH, &m->in, m->key);
}

/* ---- the child ---- */

static void tell(int to, note n) {
  if (write(to, &n, sizeof n) != (ssize_t)sizeof n) _exit(3);
}

static void command_some(survivor *s, int to) {
  made made_ones[TOGETHER];
  ombud_command commands[TOGETHER];
  ombud_answer answers[TOGETHER];
  unsigned n = 1 + roll(s, TOGETHER), first = s->n_commands;
  for (unsigned i = 0; i < n; i++) {
    int64_t id = s->n_cases && roll(s, 4) ? 1 + (int64_t)roll(s, (unsigned)s->n_cases) : 0;
    make(&made_ones[i], first + i, id);
    commands[i] = made_ones[i].command;
    tell(to, (note){.kind = SENDS, .command = first + i, .case_id = id});
  }
  s->n_commands += n;
  if (ombud_store_do(s->f->store, commands, n, answers)) _exit(4);
  for (unsigned i = 0; i < n; i++) {
    if (answers[i].case_id > s->n_cases) s->n_cases = answers[i].case_id;
    tell(to, (note){.kind = ANSWERED,
                    .command = first + i,
                    .status = answers[i].status,
                    .number = answers[i].number,
                    .case_id = answers[i].case_id});
  }
}

static void carry_out_some(survivor *s, int to) {
  ombud_delivery list[8];
  size_t n;
  if (ombud_store_effects(s->f->store, NULL, list, 8, &n)) _exit(5);
  for (int after = 0; after < 2; after++) {
    if (after && ombud_store_acknowledge(s->f->store, list, n)) _exit(6);
    for (size_t i = 0; i < n; i++)
      tell(to, (note){.kind = after ? ACKNOWLEDGED : CARRIED,
                      .number = list[i].number,
                      .ordinal = list[i].ordinal,
                      .case_id = list[i].case_id});
  }
}

static void work_until_killed(survivor *s, int to) {
  ombud_sweep told;
  look_at_the_clock(s);
  open_again(s->f);
  while (s->n_commands < MOST - TOGETHER) {
    look_at_the_clock(s);
    unsigned what = roll(s, 10);
    if (what < 6)
      command_some(s, to);
    else if (what < 8)
      carry_out_some(s, to);
    else if (ombud_store_tick(s->f->store, 1 + roll(s, 20), &told))
      _exit(7);
  }
  pause();
}

/* ---- the parent ---- */

static void take_effect(survivor *s, const note *n) {
  for (unsigned i = 0; i < s->n_effects; i++) {
    known *e = &s->effects[i];
    if (e->sent.case_id != n->case_id || e->sent.number != n->number || e->sent.ordinal != n->ordinal)
      continue;
    if (e->done) fail_msg("an effect is delivered that was acknowledged");
    e->done = n->kind == ACKNOWLEDGED;
    return;
  }
  assert_int_equal(n->kind, CARRIED);
  assert_true(s->n_effects < MOST);
  s->effects[s->n_effects++] = (known){.sent = *n};
}

static void take_notes(survivor *s, int from) {
  note n;
  while (read(from, &n, sizeof n) == (ssize_t)sizeof n) switch (n.kind) {
    case SENDS:
      assert_int_equal(n.command, s->n_commands);
      s->commands[s->n_commands++] = (known){.sent = n};
      break;
    case ANSWERED:
      s->commands[n.command].told = n;
      s->commands[n.command].done = 1;
      s->n_answered++;
      break;
    default: take_effect(s, &n);
    }
}

static void let_it_work_and_kill_it(survivor *s) {
  int ends[2], how;
  ombud_store_close(s->f->store);
  s->f->store = NULL;
  assert_int_equal(pipe(ends), 0);
  fflush(NULL);
  pid_t child = fork();
  if (!child) {
    close(ends[0]);
    work_until_killed(s, ends[1]);
    _exit(8);
  }
  close(ends[1]);
  struct timespec wait = {0, 1000000L * (1 + (long)roll(s, roll(s, 4) ? 120 : 10))};
  nanosleep(&wait, NULL);
  kill(child, SIGKILL);
  take_notes(s, ends[0]);
  close(ends[0]);
  assert_int_equal(waitpid(child, &how, 0), child);
  if (!WIFSIGNALED(how)) fail_msg("the child came to its end: %d", WEXITSTATUS(how));
}

/* What was answered is answered again; what was not, now is. */
static void ask_again(survivor *s, unsigned number) {
  known *k = &s->commands[number];
  made m;
  make(&m, number, k->sent.case_id);
  ombud_answer a = done(s->f, m.command);
  if (k->done) {
    assert_int_equal(a.again, 1);
    assert_int_equal(a.status, k->told.status);
    assert_int_equal(a.number, k->told.number);
    assert_int_equal(a.case_id, k->told.case_id);
  }
  assert_true(a.status >= 0);
  k->told = (note){.status = a.status, .number = a.number, .case_id = a.case_id};
  k->done = 1;
  if (a.case_id > s->n_cases) s->n_cases = a.case_id;
}

static int was_carried_out(const survivor *s, int64_t case_id, uint32_t number, uint16_t ordinal) {
  for (unsigned i = 0; i < s->n_effects; i++) {
    const note *n = &s->effects[i].sent;
    if (n->case_id == case_id && n->number == number && n->ordinal == ordinal) return 1;
  }
  return 0;
}

static int count(void *context, const ombud_record *r) {
  survivor *s = context;
  s->n_done += r->kind == OMBUD_ACTED || r->kind == OMBUD_RECORD_REFUSED;
  s->n_brought += r->n_effects;
  for (uint16_t i = 0; i < r->n_effects; i++) s->n_gone += was_carried_out(s, r->case_id, r->number, i) != 0;
  return 0;
}

/* Every effect waits, or was carried out; those carried out and not acknowledged for sure may wait still. */
static void check_effects(survivor *s) {
  static ombud_delivery list[MOST];
  size_t n, both = 0;
  assert_int_equal(ombud_store_effects(s->f->store, NULL, list, MOST, &n), 0);
  for (size_t i = 0; i < n; i++) {
    for (unsigned k = 0; k < s->n_effects; k++) {
      const known *e = &s->effects[k];
      if (e->sent.case_id != list[i].case_id || e->sent.number != list[i].number ||
          e->sent.ordinal != list[i].ordinal)
        continue;
      assert_int_equal(e->done, 0);
      both++;
    }
  }
  assert_int_equal(s->n_gone, s->n_effects);
  assert_int_equal(s->n_brought, n + s->n_effects - both);
}

/* What was due when the child died is not forgotten. */
static void sweep_all(survivor *s) {
  ombud_store_stats stats;
  while (sweep(s->f).more) {
  }
  assert_int_equal(ombud_store_look_around(s->f->store, &stats), 0);
  for (unsigned i = 0; i < OMBUD_OVERDUE_BINS; i++) assert_int_equal(stats.overdue[i], 0);
}

static void check_all(survivor *s) {
  look_at_the_clock(s);
  open_again(s->f);
  if (roll(s, 2)) sweep_all(s);
  for (unsigned i = 0; i < s->n_commands; i++) ask_again(s, i);
  s->n_done = 0;
  s->n_brought = s->n_gone = 0;
  for (int64_t id = 1; id <= s->n_cases; id++) {
    if (ombud_store_verify(s->f->store, id)) fail_msg("%s", ombud_store_message(s->f->store));
    assert_int_equal(ombud_store_history(s->f->store, id, count, s), 0);
  }
  assert_int_equal(s->n_done, s->n_commands);
  assert_int_equal(ombud_store_verify(s->f->store, s->n_cases + 1), OMBUD_STORE_NO_CASE);
  check_effects(s);
}

static void what_was_answered_survives_a_kill(void **state) {
  (void)state;
  static survivor s;
  unsigned long answered = 0;
  uint32_t seed = (uint32_t)time(NULL);
  for (unsigned long round = 0; round < rounds; round++) {
    if (round % ROUNDS_OF_A_FILE == 0) {
      void *file = NULL;
      if (s.f) {
        file = s.f;
        fixture_down(&file);
      }
      fixture_up(&file);
      answered += s.n_answered;
      s = (survivor){.f = file, .seed = seed + (uint32_t)round};
      clock_gettime(CLOCK_MONOTONIC, &s.at);
    }
    let_it_work_and_kill_it(&s);
    check_all(&s);
  }
  void *file = s.f;
  fixture_down(&file);
  printf("# %lu rounds, %lu commands were answered\n", rounds, answered + s.n_answered);
}

int main(int argc, char **argv) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(what_was_answered_survives_a_kill)};
  if (argc > 1) rounds = strtoul(argv[1], NULL, 10);
  return cmocka_run_group_tests(tests, NULL, NULL);
}
