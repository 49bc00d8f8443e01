#include "account.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

enum { BUYER = STORE_CLAIMS_ACTOR_BUYER, SHOP = STORE_CLAIMS_ACTOR_SHOP };

void account_begin(account *a, fixture *f, uint32_t seed) {
  a->f = f;
  a->seed = seed;
  a->n_effects = a->n_answered = a->worker = 0;
  for (unsigned w = 0; w < ACCOUNT_WORKERS; w++) a->n_commands[w] = 0;
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

static void make(made *m, unsigned worker, unsigned number, int64_t case_id) {
  static const ombud_given filed[] = {{STORE_CLAIMS_FACT_AMOUNT, 500}, {STORE_CLAIMS_FACT_WISH, 1}};
  static const ombud_given wish = {STORE_CLAIMS_FACT_WISH, 1}, whole = {STORE_CLAIMS_FACT_DAMAGED, 0};
  static const ombud_input file = {filed, 2, BUYER, STORE_CLAIMS_ACTION_CLAIM_FILE};
  const ombud_input others[] = {{NULL, 0, SHOP, STORE_CLAIMS_ACTION_CLAIM_ACCEPT},
                                {&wish, 1, BUYER, STORE_CLAIMS_ACTION_CLAIM_ADD},
                                {&whole, 1, SHOP, STORE_CLAIMS_ACTION_CLAIM_REJECT},
                                {&wish, 1, BUYER, STORE_CLAIMS_ACTION_CLAIM_INSIST},
                                {NULL, 0, BUYER, STORE_CLAIMS_ACTION_CLAIM_WITHDRAW},
                                {NULL, 0, SHOP, STORE_CLAIMS_ACTION_CLAIM_PAY}};
  snprintf(m->key, sizeof m->key, "%u-%u", worker, number);
  m->in = case_id ? others[number % 6] : file;
  m->command = case_id ? acting(case_id, &m->in, m->key)
                       : opening(STORE_CLAIMS_PROCESS_CLAIM, STORE_CLAIMS_MODE_CASH, &m->in, m->key);
}

/* ---- working ---- */

/* One of those that are known to be there, whoever opened it; 0: there is none, or it was not found. */
static int64_t some_case(account *a) {
  for (unsigned tries = 0; tries < 20; tries++) {
    unsigned by = account_roll(a, ACCOUNT_WORKERS);
    if (!a->n_commands[by]) continue;
    const account_line *k = &a->commands[by][account_roll(a, a->n_commands[by])];
    if (k->done && !k->sent.case_id) return k->told.case_id;
  }
  return 0;
}

static int command_some(account *a, void (*tell)(void *, const note *), void *context) {
  made list[ACCOUNT_TOGETHER];
  ombud_command commands[ACCOUNT_TOGETHER];
  ombud_answer answers[ACCOUNT_TOGETHER];
  unsigned n = 1 + account_roll(a, ACCOUNT_TOGETHER), first = a->n_commands[a->worker];
  for (unsigned i = 0; i < n; i++) {
    int64_t id = account_roll(a, 4) ? some_case(a) : 0;
    make(&list[i], a->worker, first + i, id);
    commands[i] = list[i].command;
    tell(context, &(note){.kind = SENDS, .worker = a->worker, .command = first + i, .case_id = id});
  }
  int status = ombud_store_do(a->f->store, commands, n, answers);
  for (unsigned i = 0; i < n && !status; i++)
    tell(context, &(note){.kind = ANSWERED,
                          .worker = a->worker,
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
                            .worker = a->worker,
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

/* Another worker may have listed it before it was acknowledged. */
static void take_effect(account *a, const note *n) {
  account_line *e = effect_of(a, n->case_id, n->number, n->ordinal);
  if (e && e->done && n->kind == CARRIED && e->told.worker == n->worker)
    fail_msg("an effect is delivered that was acknowledged");
  if (!e) {
    assert_int_equal(n->kind, CARRIED);
    assert_true(a->n_effects < ACCOUNT_MOST);
    e = &a->effects[a->n_effects++];
    *e = (account_line){.sent = *n};
  }
  if (n->kind != ACKNOWLEDGED) return;
  e->told = *n;
  e->done = 1;
}

void account_take(account *a, const note *n) {
  account_line *k = &a->commands[n->worker][n->command];
  switch (n->kind) {
  case SENDS:
    assert_int_equal(n->command, a->n_commands[n->worker]);
    a->n_commands[n->worker]++;
    *k = (account_line){.sent = *n};
    break;
  case ANSWERED:
    k->told = *n;
    k->done = 1;
    a->n_answered++;
    break;
  default: take_effect(a, n);
  }
}

/* ---- checking ---- */

static void compare(account_line *k, const ombud_answer *told) {
  if (k->done) {
    assert_int_equal(told->again, 1);
    assert_int_equal(told->status, k->told.status);
    assert_int_equal(told->number, k->told.number);
    assert_int_equal(told->case_id, k->told.case_id);
  }
  assert_true(told->status >= 0);
  k->told = (note){.status = told->status, .number = told->number, .case_id = told->case_id};
  k->done = 1;
}

/* What was answered is answered again; what was not, now is. */
static void ask_again(account *a, unsigned worker) {
  static made list[OMBUD_BATCH_MAX];
  static ombud_command commands[OMBUD_BATCH_MAX];
  static ombud_answer answers[OMBUD_BATCH_MAX];
  account_line *first = a->commands[worker], *last = first + a->n_commands[worker];
  while (first < last) {
    size_t n = 0;
    for (; n < OMBUD_BATCH_MAX && first + n < last; n++) {
      make(&list[n], worker, first[n].sent.command, first[n].sent.case_id);
      commands[n] = list[n].command;
    }
    int status = ombud_store_do(a->f->store, commands, n, answers);
    if (status) fail_msg("%d: %s", status, ombud_store_message(a->f->store));
    for (size_t i = 0; i < n; i++) compare(first++, &answers[i]);
  }
}

static int count(void *context, const ombud_record *r) {
  account *a = context;
  assert_int_equal(r->number, ++a->number);
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

static void check_history(account *a, int64_t id) {
  if (ombud_store_verify(a->f->store, id)) fail_msg("%s", ombud_store_message(a->f->store));
  a->number = 0;
  assert_int_equal(ombud_store_history(a->f->store, id, count, a), 0);
  a->n_cases++;
}

void account_check(account *a) {
  unsigned n = 0;
  ombud_store_stats stats;
  for (unsigned w = 0; w < ACCOUNT_WORKERS; w++) ask_again(a, w);
  a->n_done = a->n_cases = 0;
  a->n_brought = a->n_gone = 0;
  for (unsigned w = 0; w < ACCOUNT_WORKERS; n += a->n_commands[w++])
    for (unsigned i = 0; i < a->n_commands[w]; i++)
      if (!a->commands[w][i].sent.case_id) check_history(a, a->commands[w][i].told.case_id);
  assert_int_equal(a->n_done, n);
  assert_int_equal(ombud_store_look_around(a->f->store, &stats), 0);
  assert_int_equal(stats.cases, a->n_cases);
  check_effects(a);
}
