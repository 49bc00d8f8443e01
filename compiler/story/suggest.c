/* Each process under each of its modes, and once more with more patience where something is still missing. */
#include "suggest.h"

#include "prove.h"
#include "suggest_part.h"

/* ---- what no case can show ---- */

static bool row_speaks(const compilation *c, uint16_t process, size_t row, uint32_t rule) {
  const ombud_policy *p = c->policy;
  const ombud_process *q = &p->processes[process];
  size_t columns = (size_t)(p->n_actors - 1u) * q->n_actions;
  for (unsigned i = 0; i < q->rows[row].n_timers; i++)
    if (p->timers[q->rows[row].timers + i].rule == rule) return true;
  for (size_t k = 0; k < columns; k++) {
    const ombud_cell *cell = &p->cells[q->cells[row * columns + k]];
    for (uint16_t i = 0; i < cell->n_entries; i++)
      if (p->entries[cell->entries + i].rule == rule) return true;
  }
  return false;
}

#define PROVE_STATES 3000u /* symbolic states for one question */

/* Whether it is proved that no case gets to where the rule speaks. */
static bool never_speaks(const compilation *c, uint16_t process, uint32_t rule, const bool *reached) {
  const ombud_process *q = &c->policy->processes[process];
  for (uint8_t mode = 0; mode < c->policy->n_modes; mode++)
    for (uint16_t state = 0; state < q->n_states; state++) {
      size_t row = (size_t)mode * q->n_states + state;
      if (!(q->rows[row].flags & OMBUD_ROW_EXISTS) || !row_speaks(c, process, row, rule)) continue;
      if (state == 0 || reached[row]) return false;
      const promise can = {.kind = CLAIM_CAN_REACH,
                           .process = process,
                           .modes = UINT32_C(1) << mode,
                           .state = state,
                           .from = OMBUD_NONE,
                           .name = OMBUD_NONE};
      if (prove_promise(c->plan, c->policy, &can, mode, PROVE_STATES).kind != VERDICT_REFUTED) return false;
    }
  return true;
}

/* ---- the search ---- */

typedef struct seeking {
  suggestions *to;
  bool *found, *never;
  bool **reached; /* [process][mode * n_states + state] */
} seeking;

static bool is_missing(const seeking *x, uint16_t process) {
  for (size_t i = 0; i < x->to->of->n; i++)
    if (x->to->of->points[i].process == process && x->to->missing[i] && !x->found[i]) return true;
  return false;
}

static void seek(seeking *x, uint16_t process, bool hard) {
  const cover *v = x->to->of;
  const ombud_policy *p = v->of->policy;
  for (uint8_t mode = 0; mode < p->n_modes && is_missing(x, process); mode++) {
    suggest_search s = {.of = v,
                        .process = process,
                        .mode = mode,
                        .hard = hard,
                        .wanted = x->to->missing,
                        .found = x->found,
                        .reached = x->reached[process] + (size_t)mode * p->processes[process].n_states};
    suggest_run(&s);
    suggest_add(x->to, &s);
  }
}

static void give_up(seeking *x) {
  const cover *v = x->to->of;
  for (size_t i = 0; i < v->n; i++) {
    const cover_point *p = &v->points[i];
    if (!x->to->missing[i] || x->found[i]) continue;
    bool known = i > 0 && v->points[i - 1].rule == p->rule && x->to->missing[i - 1] && !x->found[i - 1];
    x->never[i] = known ? x->never[i - 1] : never_speaks(v->of, p->process, p->rule, x->reached[p->process]);
  }
}

suggestions suggest_find(const cover *v, const uint32_t *counts) {
  const ombud_policy *p = v->of->policy;
  arena *a = v->of->arena;
  bool *missing = ARENA_ARRAY(a, v->n, bool), *found = ARENA_ARRAY(a, v->n, bool),
       *never = ARENA_ARRAY(a, v->n, bool);
  suggestions s = {.of = v, .missing = missing, .found = found, .never = never};
  seeking x = {&s, found, never, ARENA_ARRAY(a, p->n_processes, bool *)};
  for (size_t i = 0; i < v->n; i++) s.n_missing += missing[i] = counts[i] == 0;
  for (uint16_t i = 0; i < p->n_processes; i++) {
    x.reached[i] = ARENA_ARRAY(a, (size_t)p->n_modes * p->processes[i].n_states, bool);
    seek(&x, i, false);
    seek(&x, i, true);
  }
  give_up(&x);
  suggest_thin(&s);
  for (size_t i = 0; i < v->n; i++) s.n_found += found[i];
  return s;
}
