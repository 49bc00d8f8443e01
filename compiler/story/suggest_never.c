/* Points that no case can show: every course of events is gone through, and what does not come is noted. */
#include "core.h"
#include "cover_part.h"
#include "explore.h"
#include "prove.h"
#include "suggest_part.h"

typedef struct marks {
  bool *governs; /* [rule]: an entry of it governs somewhere */
  bool *comes;   /* [rule]: its deadline falls due somewhere */
  bool *reached; /* [mode * n_states + state] */
} marks;

static void speak(void *to, const plan_entry *e) {
  ((marks *)to)->governs[e->rule] = true;
}

static void fired(const explore *all, const happening *h) {
  if (h->timer != NULL) ((marks *)all->marks)->comes[h->rule] = true;
}

/* False where it is too much to go through. COARSE: time is left out of account; what never happens then
 * never does. */
static bool follow(const compilation *c, uint16_t process, uint8_t mode, marks *to, bool coarse) {
  arena *a = arena_new();
  uint16_t n_states = c->policy->processes[process].n_states;
  automaton *m = automaton_make(a, c->plan, process, mode, NULL);
  m->coarse = coarse;
  explore all;
  explore_init(&all, m, a);
  all.budget = PROVE_BUDGET_OF(n_states) / 4;
  all.speak = speak, all.fired = fired, all.marks = to;
  explore_run(&all);
  for (uint32_t i = 0; i < all.n_nodes; i++) to->reached[(size_t)mode * n_states + all.nodes[i].state] = true;
  bool whole = !all.exhausted;
  arena_free(a);
  return whole;
}

static bool is_said(const ombud_policy *p, const ombud_process *q, size_t row, uint32_t rule) {
  uint8_t mode = (uint8_t)(row / q->n_states);
  for (uint8_t actor = 1; actor < p->n_actors; actor++)
    for (uint16_t action = 0; action < q->n_actions; action++) {
      core_cell cell = core_cell_of(p, q, mode, (uint16_t)(row % q->n_states), actor, action);
      for (uint16_t i = 0; i < cell.n_entries; i++)
        if (p->entries[cell.entries + i].rule == rule) return true;
    }
  return false;
}

/* Whether the rule has a say, or a timer, where some case gets to. */
static bool is_met(const compilation *c, uint16_t process, uint32_t rule, const marks *m) {
  const ombud_policy *p = c->policy;
  const ombud_process *q = &p->processes[process];
  size_t rows = (size_t)p->n_modes * q->n_states;
  for (size_t row = 0; row < rows; row++) {
    if (!m->reached[row] && row % q->n_states != 0) continue;
    for (unsigned i = 0; i < q->rows[row].n_timers; i++)
      if (p->timers[q->rows[row].timers + i].rule == rule) return true;
    if (is_said(p, q, row, rule)) return true;
  }
  return false;
}

/* What a point asks for beside a case where its rule has a say. */
static bool comes(const cover *v, size_t point, const marks *m) {
  const cover_point *p = &v->points[point];
  switch (p->kind) {
  case COVER_ACCEPTED:
  case COVER_OTHERWISE:
  case COVER_REFUSED:
  case COVER_TOO_OFTEN: return m->governs[p->rule];
  case COVER_FELL_DUE: return m->comes[p->rule];
  case COVER_AT: return v->in->parts[point].kind != PART_DUE || m->comes[p->rule];
  case COVER_REMINDED:
  case COVER_BEFORE:
  case COVER_TRUE:
  case COVER_FALSE: break;
  }
  return true;
}

void suggest_never(const cover *v, uint16_t process, const bool *missing, const bool *found, bool *never) {
  const compilation *c = v->of;
  arena *a = c->arena;
  size_t rows = (size_t)c->policy->n_modes * c->policy->processes[process].n_states;
  marks m = {ARENA_ARRAY(a, c->words->n_rules, bool), ARENA_ARRAY(a, c->words->n_rules, bool),
             ARENA_ARRAY(a, rows, bool)};
  for (uint8_t mode = 0; mode < c->policy->n_modes; mode++)
    if (!follow(c, process, mode, &m, false) && !follow(c, process, mode, &m, true)) return;
  for (size_t i = 0; i < v->n; i++)
    if (v->points[i].process == process && missing[i] && !found[i])
      never[i] = !comes(v, i, &m) || !is_met(c, process, v->points[i].rule, &m);
}
