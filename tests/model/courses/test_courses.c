/* The prover's verdicts on random small processes, held against a search through all their courses of events.
 *
 * usage: test_courses [FROM COUNT] [-v]     seeds; without them those of every run */
#define _POSIX_C_SOURCE 200809L
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "brute.h"
#include "compile.h"
#include "prove.h"
#include "random_process.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_UNDEFINED__)
#define SEEDS 600 /* the same as below takes too long there */
#else
#define SEEDS 5000
#endif

enum { KINDS = 7 };
static const char *const kind_names[KINDS] = {"ends within", "actors never", "never effect", "once",
                                              "can reach",   "can do",       "only after"};

typedef struct tally {
  unsigned processes, in_error, questions, undecided, too_many, differences, longer;
  unsigned verdicts[KINDS][2];                            /* nothing happens; it does */
  unsigned bounds[2], bounds_open, bounds_wrong, untimed; /* there is one; there is none */
  unsigned anchored, several, excluded, limited, windows, guarded, moments,
      loops; /* processes that have such */
} tally;

/* ---- questions ---- */

static promise ask(dice *d, const random_process *p, unsigned kind, const expr **arg) {
  promise q = {.kind = kind,
               .modes = 1,
               .name = OMBUD_NONE,
               .state = OMBUD_NONE,
               .from = OMBUD_NONE,
               .any_args = true};
  q.effect.effect = OMBUD_NONE;
  unsigned states = p->n_states + p->n_ends;
  switch (kind) {
  case CLAIM_ENDS_WITHIN:
    q.within = 1 + dice_roll(d, 14);
    q.silent = dice_roll(d, 3) == 0 ? UINT32_MAX : dice_roll(d, 3) == 0 ? 1u << (1 + dice_roll(d, 2)) : 0;
    break;
  case CLAIM_NEVER_ACT:
    q.actors = 2u << dice_roll(d, 2);
    q.name = (uint16_t)(1 + dice_roll(d, p->n_free));
    break;
  case CLAIM_CAN_DO:
  case CLAIM_NEVER_DO: q.any_args = dice_roll(d, 2) == 0; /* fallthrough */
  case CLAIM_ONCE:
    q.effect.effect = (uint16_t)dice_roll(d, 2);
    q.effect.args = arg;
    q.effect.n_args = 1;
    break;
  case CLAIM_CAN_REACH:
    if (dice_roll(d, 2)) q.from = (uint16_t)(1 + dice_roll(d, p->n_states));
    q.state = (uint16_t)(1 + dice_roll(d, states));
    break;
  case CLAIM_ONLY_AFTER:
    q.state = (uint16_t)(1 + dice_roll(d, states));
    if (dice_roll(d, 4) == 0)
      q.effect.effect = (uint16_t)dice_roll(d, 2);
    else
      q.name = (uint16_t)dice_roll(d, 4 + p->events);
    break;
  }
  return q;
}

static void tell(uint64_t seed, const char *text, const promise *q, const verdict *v, const brute_answer *a) {
  printf("# seed %" PRIu64 ", %s: the prover says %s%s, the search says %s in %u events\n", seed,
         kind_names[q->kind], v->kind == VERDICT_PROVED ? "proved" : "refuted",
         v->course ? " by a course" : "", a->kind == BRUTE_HAPPENS ? "it happens" : "never", a->events);
  printf("# within %" PRId64 ", silent %x, actors %x, name %u, state %u, from %u, effect %u%s\n", q->within,
         (unsigned)q->silent, (unsigned)q->actors, q->name, q->state, q->from, q->effect.effect,
         q->any_args ? "" : " (of one value)");
  for (const char *line = text; *line != '\0';) {
    size_t len = strcspn(line, "\n");
    printf("#   %.*s\n", (int)len, line);
    line += len + (line[len] != '\0');
  }
}

/* Given up at once, and decided, if at all, with time left out of account. */
static void compare_untimed(tally *t, const compilation *c, const promise *q, const brute_answer *a,
                            uint64_t seed, const char *text) {
  verdict v = prove_promise(c->plan, c->policy, q, 0, 2);
  if (v.kind == VERDICT_UNDECIDED || v.course != NULL) return;
  t->untimed++;
  if (a->kind != BRUTE_HAPPENS) return;
  t->differences++;
  tell(seed, text, q, &v, a);
}

static void compare(tally *t, brute *b, const compilation *c, const promise *q, uint64_t seed,
                    const char *text) {
  verdict v = prove_promise(c->plan, c->policy, q, 0, PROVE_BUDGET);
  t->questions++;
  if (v.kind == VERDICT_UNDECIDED) {
    t->undecided++;
    return;
  }
  brute_answer a = brute_ask(b, c->policy, q);
  if (a.kind == BRUTE_TOO_MANY) {
    t->too_many++;
    return;
  }
  compare_untimed(t, c, q, &a, seed, text);
  bool can = q->kind == CLAIM_CAN_REACH || q->kind == CLAIM_CAN_DO;
  bool happens = can ? v.kind == VERDICT_PROVED : v.kind == VERDICT_REFUTED;
  t->verdicts[q->kind][happens]++;
  bool longer = happens && a.kind == BRUTE_HAPPENS && v.course->n > a.events;
  t->longer += longer;
  t->differences += happens != (a.kind == BRUTE_HAPPENS);
  if (longer || happens != (a.kind == BRUTE_HAPPENS)) tell(seed, text, q, &v, &a);
}

/* ---- bounds ---- */

#define LONGEST 14 /* ms that the search follows a case for */

/* Whether a case can still be on its way after so long. */
static bool lasts(brute *b, const compilation *c, int64_t within, uint32_t silent, bool *known) {
  const promise q = {.kind = CLAIM_ENDS_WITHIN,
                     .modes = 1,
                     .silent = silent,
                     .within = within,
                     .any_args = true,
                     .effect = {.effect = OMBUD_NONE}};
  brute_answer a = brute_ask(b, c->policy, &q);
  *known &= a.kind != BRUTE_TOO_MANY;
  return a.kind == BRUTE_HAPPENS;
}

static void compare_bound(tally *t, brute *b, const compilation *c, uint64_t seed, const char *text) {
  uint32_t silent = seed % 2 ? UINT32_MAX : 0;
  bound w = prove_bound(c->plan, c->policy, 0, 0, silent, 0, PROVE_BUDGET, c->arena);
  bool known = true, fits = true;
  switch (w.kind) {
  case BOUND_EXACT:
    if (w.time > 1 && w.time - 1 <= LONGEST) fits = lasts(b, c, w.time - 1, silent, &known);
    if (w.time > 0 && w.time <= LONGEST) fits &= !lasts(b, c, w.time, silent, &known);
    break;
  case BOUND_NONE: fits = lasts(b, c, LONGEST, silent, &known); break;
  case BOUND_AT_MOST:
  case BOUND_UNDECIDED: t->bounds_open++; return;
  case BOUND_UNREACHED: fits = false;
  }
  if (!known) return;
  t->bounds[w.kind == BOUND_NONE]++;
  if (fits || t->bounds_wrong++ > 0) return;
  printf("# seed %" PRIu64 ", silent %x: the bound is said to be %s, %" PRId64 " ms\n%s", seed,
         (unsigned)silent, w.kind == BOUND_NONE ? "none" : "exact", w.time, text);
}

/* ---- processes ---- */

static void count_features(tally *t, const char *text) {
  t->anchored += strstr(text, "ms of ") != NULL;
  t->several += strstr(text, "of latest") != NULL || strstr(text, "of earliest") != NULL;
  t->excluded += strstr(text, "not counting") != NULL;
  t->limited += strstr(text, "at most") != NULL;
  t->windows += strstr(text, "from ") != NULL;
  t->guarded += strstr(text, "when ") != NULL;
  t->moments += strstr(text, "of day") != NULL || strstr(text, "(day)") != NULL;
  t->loops += strstr(text, "-> s0") != NULL;
}

static void try_seed(tally *t, brute *b, uint64_t seed, const char *path) {
  static random_process p;
  random_process_make(&p, seed);
  random_process_save(&p, path);
  compilation c;
  compile_begin(&c);
  if (compile_run(&c, path, NULL, 0)) {
    t->processes++;
    count_features(t, p.text);
    dice d = dice_from(seed + 77);
    unsigned kind = (unsigned)(seed % KINDS);
    for (unsigned i = 0; i < 2; i++, kind = (kind + 3) % KINDS) {
      const expr one = {.kind = EX_CONST, .type = OMBUD_NUMBER, .value = dice_roll(&d, 4)};
      const expr *arg = &one;
      promise q = ask(&d, &p, kind, &arg);
      ((plan *)c.plan)->promises = &q; /* as if it stood in the file: its constants cut the facts' ranges */
      ((plan *)c.plan)->n_promises = 1;
      compare(t, b, &c, &q, seed, p.text);
    }
    ((plan *)c.plan)->n_promises = 0;
    if (seed % 12 < 2) compare_bound(t, b, &c, seed, p.text);
  } else {
    t->in_error++;
  }
  compile_end(&c);
}

static void say(bool ok, const char *what, unsigned n) {
  printf("%sok - %s: %u\n", ok ? "" : "not ", what, n);
}

static void report(const tally *t, bool whole) {
  say(t->processes > 0, "processes", t->processes);
  printf("# %u others were in error; %u questions, %u of them too large for the search\n", t->in_error,
         t->questions, t->too_many);
  say(t->differences == 0, "differences", t->differences);
  say(t->longer == 0, "courses that are not the shortest", t->longer);
  say(t->undecided * 100 <= t->questions, "undecided", t->undecided);
  say(t->bounds_wrong == 0, "bounds that are none", t->bounds_wrong);
  printf("# %u bounds, %u times there is none, %u not decided\n", t->bounds[0], t->bounds[1], t->bounds_open);
  if (!whole) return;
  for (unsigned k = 0; k < KINDS; k++) {
    printf("# %s: %u times nothing happens, %u times it does\n", kind_names[k], t->verdicts[k][0],
           t->verdicts[k][1]);
    say(t->verdicts[k][0] > 0 && t->verdicts[k][1] > 0, kind_names[k], t->verdicts[k][0] + t->verdicts[k][1]);
  }
  say(t->untimed > 0, "decided with time left out", t->untimed);
  say(t->anchored > 0, "processes with deadlines that count from what lies back", t->anchored);
  say(t->several > 0, "… from the latest or earliest of several", t->several);
  say(t->excluded > 0, "… with time that does not count", t->excluded);
  say(t->limited > 0, "… with limits", t->limited);
  say(t->windows > 0, "… with windows", t->windows);
  say(t->guarded > 0, "… with conditions", t->guarded);
  say(t->moments > 0, "… with moments", t->moments);
  say(t->loops > 0, "… with loops", t->loops);
}

int main(int argc, char **argv) {
  uint64_t from = argc > 2 ? strtoull(argv[1], NULL, 10) : 1;
  uint64_t count = argc > 2 ? strtoull(argv[2], NULL, 10) : UINT64_MAX;
  char path[64];
  snprintf(path, sizeof path, "test_courses.%ld.ombud", (long)getpid());
  tally t = {0};
  brute *b = brute_new();
  /* Without a count: until so many processes were in order. */
  for (uint64_t i = 0; count != UINT64_MAX ? i < count : t.processes < SEEDS; i++)
    try_seed(&t, b, from + i, path);
  brute_free(b);
  unlink(path);
  report(&t, argc <= 2);
  return t.differences > 0 || t.longer > 0 || t.bounds_wrong > 0 || t.undecided * 100 > t.questions;
}
