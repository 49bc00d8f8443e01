#include "account.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

enum { BUYER = STORE_CLAIMS_ACTOR_BUYER, SHOP = STORE_CLAIMS_ACTOR_SHOP };

void account_begin(account *a, fixture *f, uint32_t seed) {
  a->f = f;
  a->seed = seed;
  a->n_commands = a->n_effects = a->n_answered = 0;
  a->n_cases = 0;
}

unsigned account_roll(account *a, unsigned sides) {
  a->seed = a->seed * 1664525u + 1013904223u;
  return (a->seed >> 8) % sides;
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

/* ---- working ---- */

static int command_some(account *a, void (*tell)(void *, const note *), void *context) {
  made list[ACCOUNT_TOGETHER];
  ombud_command commands[ACCOUNT_TOGETHER];
  ombud_answer answers[ACCOUNT_TOGETHER];
  unsigned n = 1 + account_roll(a, ACCOUNT_TOGETHER), first = a->n_commands;
  for (unsigned i = 0; i < n; i++) {
    int64_t id = a->n_cases && account_roll(a, 4) ? 1 + (int64_t)account_roll(a, (unsigned)a->n_cases) : 0;
    make(&list[i], first + i, id);
    commands[i] = list[i].command;
    tell(context, &(note){.kind = SENDS, .command = first + i, .case_id = id});
  }
  int status = ombud_store_do(a->f->store, commands, n, answers);
  for (unsigned i = 0; i < n && !status; i++)
    tell(context, &(note){.kind = ANSWERED,
                          .command = first + i,
                          .status = answers[i].status,
                          .number = answers[i].number,
                          .case_id = answers[i].case_id});
  return status;
}

static int carry_out_some(account *a, void (*tell)(void *, const note *), void *context) {
  ombud_delivery list[8];
  size_t n;
  int status = ombud_store_effects(a->f->store, NULL, list, 8, &n);
  for (int after = 0; after < 2 && !status; after++) {
    if (after) status = ombud_store_acknowledge(a->f->store, list, n);
    for (size_t i = 0; i < n && !status; i++)
      tell(context, &(note){.kind = after ? ACKNOWLEDGED : CARRIED,
                            .number = list[i].number,
                            .ordinal = list[i].ordinal,
                            .case_id = list[i].case_id});
  }
  return status;
}

int account_work(account *a, void (*tell)(void *, const note *), void *context) {
  ombud_sweep told;
  unsigned what = account_roll(a, 10);
  if (what < 6) return command_some(a, tell, context);
  if (what < 8) return carry_out_some(a, tell, context);
  return ombud_store_tick(a->f->store, 1 + account_roll(a, 20), &told);
}

/* ---- keeping account ---- */

/* NULL: it was never carried out. */
static account_line *effect_of(account *a, int64_t case_id, uint32_t number, uint16_t ordinal) {
  for (unsigned i = 0; i < a->n_effects; i++) {
    const note *n = &a->effects[i].sent;
    if (n->case_id == case_id && n->number == number && n->ordinal == ordinal) return &a->effects[i];
  }
  return NULL;
}

static void take_effect(account *a, const note *n) {
  account_line *e = effect_of(a, n->case_id, n->number, n->ordinal);
  if (e && e->done) fail_msg("an effect is delivered that was acknowledged");
  if (!e) {
    assert_int_equal(n->kind, CARRIED);
    assert_true(a->n_effects < ACCOUNT_MOST);
    e = &a->effects[a->n_effects++];
    *e = (account_line){.sent = *n};
  }
  e->done = n->kind == ACKNOWLEDGED;
}

void account_take(account *a, const note *n) {
  switch (n->kind) {
  case SENDS:
    assert_int_equal(n->command, a->n_commands);
    a->commands[a->n_commands++] = (account_line){.sent = *n};
    break;
  case ANSWERED:
    a->commands[n->command].told = *n;
    a->commands[n->command].done = 1;
    a->n_answered++;
    if (n->case_id > a->n_cases) a->n_cases = n->case_id;
    break;
  default: take_effect(a, n);
  }
}

/* ---- checking ---- */

/* What was answered is answered again; what was not, now is. */
static void ask_again(account *a, unsigned number) {
  account_line *k = &a->commands[number];
  made m;
  make(&m, number, k->sent.case_id);
  ombud_answer told = done(a->f, m.command);
  if (k->done) {
    assert_int_equal(told.again, 1);
    assert_int_equal(told.status, k->told.status);
    assert_int_equal(told.number, k->told.number);
    assert_int_equal(told.case_id, k->told.case_id);
  }
  assert_true(told.status >= 0);
  k->told = (note){.status = told.status, .number = told.number, .case_id = told.case_id};
  k->done = 1;
  if (told.case_id > a->n_cases) a->n_cases = told.case_id;
}

static int count(void *context, const ombud_record *r) {
  account *a = context;
  a->n_done += r->kind == OMBUD_ACTED || r->kind == OMBUD_RECORD_REFUSED;
  a->n_brought += r->n_effects;
  for (uint16_t i = 0; i < r->n_effects; i++) a->n_gone += effect_of(a, r->case_id, r->number, i) != NULL;
  return 0;
}

/* Every effect waits, or was carried out; those carried out and not acknowledged for sure may wait still. */
static void check_effects(account *a) {
  ombud_delivery list[64], last = {.record = 0};
  size_t n = 0, both = 0;
  for (size_t come = 1; come; n += come) {
    assert_int_equal(ombud_store_effects(a->f->store, n ? &last : NULL, list, 64, &come), 0);
    for (size_t i = 0; i < come; i++) {
      const account_line *e = effect_of(a, list[i].case_id, list[i].number, list[i].ordinal);
      if (e) assert_int_equal(e->done, 0);
      both += e != NULL;
      last = list[i];
    }
  }
  assert_int_equal(a->n_gone, a->n_effects);
  assert_int_equal(a->n_brought, n + a->n_effects - both);
}

void account_sweep(account *a) {
  ombud_store_stats stats;
  while (sweep(a->f).more) {
  }
  assert_int_equal(ombud_store_look_around(a->f->store, &stats), 0);
  for (unsigned i = 0; i < OMBUD_OVERDUE_BINS; i++) assert_int_equal(stats.overdue[i], 0);
}

void account_check(account *a) {
  for (unsigned i = 0; i < a->n_commands; i++) ask_again(a, i);
  a->n_done = 0;
  a->n_brought = a->n_gone = 0;
  for (int64_t id = 1; id <= a->n_cases; id++) {
    if (ombud_store_verify(a->f->store, id)) fail_msg("%s", ombud_store_message(a->f->store));
    assert_int_equal(ombud_store_history(a->f->store, id, count, a), 0);
  }
  assert_int_equal(a->n_done, a->n_commands);
  assert_int_equal(ombud_store_verify(a->f->store, a->n_cases + 1), OMBUD_STORE_NO_CASE);
  check_effects(a);
}
