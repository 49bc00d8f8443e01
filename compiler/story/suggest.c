/* Each process under each of its modes, and once more with more patience where something is still missing. */
#include "suggest.h"

#include "suggest_part.h"

#define CALLS_MAX(points)                                                                                    \
  (3000000u / (1u + (uint32_t)((points) / 4000u))) /* for one process: some seconds at worst */

typedef struct seeking {
  suggestions *to;
  bool *found;
  uint32_t calls; /* of the runtime that are left for this process */
} seeking;

static bool is_missing(const seeking *x, uint16_t process) {
  for (size_t i = 0; i < x->to->of->n; i++)
    if (x->to->of->points[i].process == process && x->to->missing[i] && !x->found[i]) return true;
  return false;
}

static void seek(seeking *x, uint16_t process, turns by, bool hard) {
  const cover *v = x->to->of;
  const ombud_policy *p = v->of->policy;
  for (uint8_t mode = 0; mode < p->n_modes && is_missing(x, process); mode++) {
    suggest_search s = {.of = v,
                        .process = process,
                        .mode = mode,
                        .by = by,
                        .hard = hard,
                        .calls = x->calls / 4, /* later ones have their share too */
                        .wanted = x->to->missing,
                        .found = x->found};
    suggest_run(&s);
    x->calls -= s.calls;
    suggest_add(x->to, &s);
  }
}

suggestions suggest_find(const cover *v, const uint32_t *counts) {
  const ombud_policy *p = v->of->policy;
  arena *a = v->of->arena;
  bool *missing = ARENA_ARRAY(a, v->n, bool), *found = ARENA_ARRAY(a, v->n, bool),
       *never = ARENA_ARRAY(a, v->n, bool);
  suggestions s = {.of = v, .missing = missing, .found = found, .never = never};
  seeking x = {&s, found, 0};
  for (size_t i = 0; i < v->n; i++) s.n_missing += missing[i] = counts[i] == 0;
  for (uint16_t i = 0; i < p->n_processes; i++) {
    x.calls = CALLS_MAX(v->n);
    for (turns by = TURNS_BREADTH; by < TURNS; by++) seek(&x, i, by, false);
    for (turns by = TURNS_STATES; by < TURNS; by++) seek(&x, i, by, true);
    if (is_missing(&x, i)) suggest_never(v, i, missing, found, never);
  }
  suggest_thin(&s);
  suggest_remind(&s, found);
  for (size_t i = 0; i < v->n; i++) s.n_found += found[i];
  return s;
}
