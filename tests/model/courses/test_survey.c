/* What `check` says never happens in random small processes, held against a search through all their courses
 * of events: states that are never reached, rules that never apply, deadlines that never come, cases that are
 * stuck or come to no end.
 *
 * usage: test_survey [FROM COUNT]     seeds */
#define _POSIX_C_SOURCE 200809L
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "brute.h"
#include "compile.h"
#include "diag_list.h"
#include "proofs.h"
#include "random_process.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_UNDEFINED__)
#define SEEDS 300 /* the same as below takes too long there */
#else
#define SEEDS 2000
#endif

typedef struct tally {
  unsigned processes, too_many, undecided, untold;
  unsigned unreached, never, idle, stuck, captive; /* told, and true */
  unsigned wrong, missed;                          /* told, and not so; so, and not told */
} tally;

typedef struct world { /* one process */
  tally *t;
  const compilation *c;
  const model_process *p;
  const plan_process *q;
  const brute_sights *seen;
  uint64_t seed;
  const char *text;
} world;

static bool is_told(const world *w, diag_code code, span at) {
  for (size_t i = 0; i < w->c->diags->len; i++) {
    const diag_item *d = w->c->diags->items[i];
    if (d->code == code && d->at.begin == at.begin && d->at.end == at.end) return true;
  }
  return false;
}

/* How far time that does not count has moved is known as a range only: there something may be taken for
 * possible. */
static void differ(const world *w, const char *what, const char *of, bool told) {
  bool excused = !told && strstr(w->text, "not counting") != NULL;
  w->t->missed += excused;
  if (excused || w->t->wrong++ > 0) return;
  printf("# seed %" PRIu64 ": %s %s is %s\n", w->seed, what, of,
         told ? "told, and not so" : "so, and not told");
  for (const char *line = w->text; *line != '\0'; line += strcspn(line, "\n") + 1)
    printf("#   %.*s\n", (int)strcspn(line, "\n"), line);
}

static void compare_states(const world *w) {
  for (uint16_t s = 1; s < w->q->n_states; s++) {
    const symbol *sym = &w->p->states[s].sym;
    bool end = w->p->states[s].kind == STATE_END;
    bool told = is_told(w, end ? DIAG_W313 : DIAG_W304, sym->at) || is_told(w, DIAG_W304, sym->at);
    if (told == w->seen->reached[s]) differ(w, "never reaching", sym->name, told);
    w->t->unreached += told;
    bool stuck = is_told(w, DIAG_W311, sym->at), captive = is_told(w, DIAG_W314, sym->at);
    if (stuck && !w->seen->still[s]) differ(w, "being stuck in", sym->name, true);
    if (captive && !w->seen->lost[s]) differ(w, "finding no end from", sym->name, true);
    w->t->stuck += stuck;
    w->t->captive += captive;
    w->t->untold += w->seen->ends && w->seen->lost[s] && !stuck && !captive;
  }
}

/* A rule or deadline counts only where it stands in a state that is reached: else it is the state that is
 * told of. */
static void compare_rules(const world *w) {
  bool permits[BRUTE_RULES_MAX] = {false}, runs[BRUTE_RULES_MAX] = {false};
  for (size_t i = 0; i < w->q->n_places; i++)
    for (uint32_t k = 0; k < w->q->places[i].cell->n_entries; k++)
      if (w->q->places[i].row == 0 || w->seen->reached[w->q->places[i].row])
        permits[w->q->places[i].cell->entries[k].rule] = true;
  for (uint16_t s = 1; s < w->q->n_states; s++)
    for (uint16_t t = 0; w->seen->reached[s] && t < w->q->rows[s].n_timers; t++)
      runs[w->q->rows[s].timers[t].rule] = true;
  const model *m = w->c->proofs->m;
  for (uint32_t r = 0; r < m->n_rules; r++) {
    char line[24];
    snprintf(line, sizeof line, "rule %" PRIu32, r);
    bool never = is_told(w, DIAG_W305, m->rules[r].at), idle = is_told(w, DIAG_W312, m->rules[r].at);
    if (permits[r] && never == w->seen->governs[r]) differ(w, "never applying", line, never);
    if (runs[r] && idle == w->seen->comes[r]) differ(w, "never coming", line, idle);
    w->t->never += permits[r] && never;
    w->t->idle += runs[r] && idle;
  }
}

static void try_seed(tally *t, brute *b, uint64_t seed, const char *path) {
  static random_process p;
  random_process_make(&p, seed);
  random_process_save(&p, path);
  compilation c;
  compile_begin(&c);
  c.proves = true;
  brute_sights seen;
  if (compile_run(&c, path, NULL, 0) && c.proofs->m->n_rules <= BRUTE_RULES_MAX) {
    world w = {t, &c, &c.proofs->m->processes[0], &c.plan->processes[0], &seen, seed, p.text};
    t->processes++;
    if (is_told(&w, DIAG_W316, w.p->sym.at))
      t->undecided++;
    else if (!brute_look(b, c.policy, &seen))
      t->too_many++;
    else
      compare_states(&w), compare_rules(&w);
  }
  compile_end(&c);
}

static void ok(bool ok, const char *what, unsigned n) {
  printf("%sok - %s: %u\n", ok ? "" : "not ", what, n);
}

int main(int argc, char **argv) {
  uint64_t from = argc > 2 ? strtoull(argv[1], NULL, 10) : 1;
  uint64_t count = argc > 2 ? strtoull(argv[2], NULL, 10) : UINT64_MAX;
  char path[64];
  snprintf(path, sizeof path, "test_survey.%ld.ombud", (long)getpid());
  tally t = {0};
  brute *b = brute_new();
  for (uint64_t i = 0; count != UINT64_MAX ? i < count : t.processes < SEEDS; i++)
    try_seed(&t, b, from + i, path);
  brute_free(b);
  unlink(path);
  printf("# %u processes, %u of them too large for the search\n", t.processes, t.too_many);
  ok(t.wrong == 0, "differences", t.wrong);
  ok(t.missed * 100 <= t.processes, "missed, where some time does not count", t.missed);
  ok(t.undecided * 100 <= t.processes, "undecided", t.undecided);
  printf("# %u states from which some cases come to no end, and others do, are not told of\n", t.untold);
  if (argc <= 2) {
    ok(t.unreached > 0, "states that are never reached", t.unreached);
    ok(t.never > 0, "rules that never apply", t.never);
    ok(t.idle > 0, "deadlines that never come", t.idle);
    ok(t.stuck > 0, "states in which cases are stuck", t.stuck);
    ok(t.captive > 0, "states from which there is no end", t.captive);
  }
  return t.wrong > 0 || t.missed * 100 > t.processes || t.undecided * 100 > t.processes;
}
