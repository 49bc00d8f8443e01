/* Suggestions for random small processes: each passes, together they show what they say they show, and what
 * is said to be impossible, or was not found, is held against a search through all courses of events.
 *
 * usage: test_suggest [FROM COUNT]     seeds */
#define _POSIX_C_SOURCE 200809L
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "brute.h"
#include "model.h"
#include "random_process.h"
#include "story.h"
#include "suggest.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_UNDEFINED__)
#define SEEDS 60
#else
#define SEEDS 400
#endif

typedef struct tally {
  unsigned processes, looked_at;
  unsigned points, found, never, stories; /* missing at first; of them … */
  unsigned broken, failing, untrue, false_never, missed;
} tally;

static void complain(unsigned *count, uint64_t seed, const char *what, const char *more) {
  if ((*count)++ == 0) printf("# seed %" PRIu64 ": %s: %s\n", seed, what, more);
}

/* The policy with what is suggested behind it. */
static void append(const random_process *p, const suggestions *s, const char *path) {
  FILE *f = fopen(path, "w");
  if (f == NULL) abort();
  fwrite(p->text, 1, p->len, f);
  fputc('\n', f);
  suggest_print(s, f);
  if (fclose(f) != 0) abort();
}

static void play(tally *t, uint64_t seed, const suggestions *s, const char *path) {
  compilation c;
  compile_begin(&c);
  if (!compile_run(&c, path, NULL, 0)) {
    complain(&t->broken, seed, "in error with its suggestions", path);
    compile_end(&c);
    return;
  }
  const cover *v = cover_new(&c);
  uint32_t *counts = ARENA_ARRAY(c.arena, v->n, uint32_t);
  stage *at = stage_new(&c);
  stage_cover(at, v, counts);
  for (size_t i = 0; i < c.tree->items.len; i++) {
    if (c.tree->items.at[i]->kind != ITEM_SCENARIO) continue;
    t->stories++;
    if (story_play(at, &c.tree->items.at[i]->scenario).n_faults > 0)
      complain(&t->failing, seed, "a suggestion", "fails");
  }
  for (size_t i = 0; i < v->n; i++)
    if (s->found[i] != (counts[i] > 0))
      complain(&t->untrue, seed, cover_words(v, i), s->found[i] ? "is not shown" : "is");
  compile_end(&c);
}

static bool is_act(cover_kind kind) {
  return kind == COVER_ACCEPTED || kind == COVER_OTHERWISE || kind == COVER_REFUSED;
}

static void compare(tally *t, uint64_t seed, const suggestions *s, const brute_sights *seen) {
  const cover *v = s->of;
  bool found[BRUTE_RULES_MAX] = {false}, asked[BRUTE_RULES_MAX] = {false};
  for (size_t i = 0; i < v->n; i++) {
    const cover_point *p = &v->points[i];
    bool comes = p->kind == COVER_FELL_DUE ? seen->comes[p->rule] : seen->governs[p->rule];
    if (s->never[i] && (is_act(p->kind) || p->kind == COVER_FELL_DUE) && comes)
      complain(&t->false_never, seed, cover_words(v, i), "is possible");
    if (p->kind == COVER_FELL_DUE && comes && !s->found[i])
      complain(&t->missed, seed, cover_words(v, i), "was missed");
    if (!is_act(p->kind)) continue;
    asked[p->rule] = true;
    found[p->rule] |= s->found[i];
  }
  for (uint32_t r = 0; r < BRUTE_RULES_MAX; r++)
    if (asked[r] && seen->governs[r] && !found[r])
      complain(&t->missed, seed, "a rule that governs", "was missed");
}

static void try_seed(tally *t, brute *b, uint64_t seed, const char *path) {
  static random_process p;
  random_process_make(&p, seed);
  random_process_save(&p, path);
  compilation c;
  compile_begin(&c);
  if (compile_run(&c, path, NULL, 0)) {
    const cover *v = cover_new(&c);
    suggestions s = suggest_find(v, ARENA_ARRAY(c.arena, v->n, uint32_t));
    brute_sights seen;
    t->processes++;
    t->points += (unsigned)s.n_missing;
    t->found += (unsigned)s.n_found;
    for (size_t i = 0; i < v->n; i++) t->never += s.never[i];
    append(&p, &s, path);
    play(t, seed, &s, path);
    if (c.model->n_rules <= BRUTE_RULES_MAX && brute_look(b, c.policy, &seen)) {
      t->looked_at++;
      compare(t, seed, &s, &seen);
    }
  }
  compile_end(&c);
}

static bool ok(bool ok, const char *what, unsigned n) {
  printf("%sok - %s: %u\n", ok ? "" : "not ", what, n);
  return ok;
}

int main(int argc, char **argv) {
  uint64_t from = argc > 2 ? strtoull(argv[1], NULL, 10) : 1;
  uint64_t count = argc > 2 ? strtoull(argv[2], NULL, 10) : UINT64_MAX;
  char path[64];
  snprintf(path, sizeof path, "test_suggest.%ld.ombud", (long)getpid());
  tally t = {0};
  brute *b = brute_new();
  for (uint64_t i = 0; count != UINT64_MAX ? i < count : t.processes < SEEDS; i++)
    try_seed(&t, b, from + i, path);
  brute_free(b);
  unlink(path);
  printf("# %u processes, %u of them searched through; %u points, %u found by %u stories, %u impossible\n",
         t.processes, t.looked_at, t.points, t.found, t.stories, t.never);
  bool good = ok(t.broken == 0, "processes in error with what is suggested", t.broken);
  good &= ok(t.failing == 0, "suggestions that fail", t.failing);
  good &= ok(t.untrue == 0, "points that are said to be shown and are not, or the other way round", t.untrue);
  good &= ok(t.false_never == 0, "points that are said to be impossible and are not", t.false_never);
  good &= ok(t.missed == 0, "rules and deadlines that were missed", t.missed);
  if (argc <= 2) good &= ok(t.never > 0 && t.found > t.points / 2, "points found", t.found);
  return good ? 0 : 1;
}
