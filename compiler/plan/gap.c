/* Gaps: where no rule says whether an actor may do what it may do elsewhere in the process.
 *
 * The tables refuse it there with a built-in reason, which may be what is meant; `-W gap` and `matrix --gaps`
 * are for authors who want every such place spelt out. An action that only opens cases is asked of no state
 * after that. */
#include <string.h>

#include "planner.h"
#include "resolve.h"

const bool *gap_asked(arena *a, const plan *p, uint16_t process) {
  const plan_process *q = &p->processes[process];
  bool *asked = ARENA_ARRAY(a, (size_t)p->n_actors * q->n_actions, bool);
  for (size_t i = 0; i < q->n_places; i++) {
    const plan_place *at = &q->places[i];
    if (at->row % q->n_states != 0 && plan_cell_permits(at->cell))
      asked[at->actor * q->n_actions + at->action] = true;
  }
  return asked;
}

bool gap_in(const plan_process *q, uint32_t row) {
  const plan_row *r = &q->rows[row];
  return r->exists && r->reachable && !r->end && row % q->n_states != 0;
}

/* ---- the warning ---- */

#define SHOWN_MAX 8u /* states named in one message */

typedef struct gaps {
  model *m;
  const model_process *p;
  const plan_process *q;
  uint32_t *modes; /* [state]: in which the rules are silent about one actor's one action */
} gaps;

static const char *states_words(const gaps *g, size_t *n) {
  const char *list = "";
  *n = 0;
  for (uint16_t s = 1; s < g->q->n_states; s++) {
    if (g->modes[s] == 0 || ++*n > SHOWN_MAX) continue;
    bool all = !g->m->has_modes || g->modes[s] == g->p->states[s].modes;
    const char *name = g->p->states[s].sym.name;
    const char *one =
        all ? arena_printf(g->m->arena, "'%s'", name)
            : arena_printf(g->m->arena, _("'%s' for %s"), name, resolve_mode_list(g->m, g->modes[s]));
    list = arena_printf(g->m->arena, "%s%s%s", list, *n > 1 ? _(", ") : "", one);
  }
  if (*n > SHOWN_MAX) list = arena_printf(g->m->arena, _("%s and %zu more"), list, *n - SHOWN_MAX);
  return list;
}

static void report(const gaps *g, uint16_t actor, uint16_t action) {
  size_t n;
  const char *states = states_words(g, &n);
  if (n == 0) return;
  diag_report(g->m->diags, DIAG_W310, g->p->names[action].sym.at, "no rule says whether '%s' may '%s' in %s",
              g->m->actors[actor].name, g->p->names[action].sym.name, states);
}

/* Places are sorted by row, so each actor's each action is gone through once, row by row. */
void gap_check(model *m, uint16_t process, const plan *out) {
  gaps g = {.m = m, .p = &m->processes[process], .q = &out->processes[process]};
  if (!diag_is_on(m->diags, DIAG_W310)) return;
  const bool *asked = gap_asked(m->arena, out, process);
  g.modes = ARENA_ARRAY(m->arena, g.p->n_states, uint32_t);
  size_t pairs = m->n_actors * g.p->n_actions;
  size_t *first = ARENA_ARRAY(m->arena, pairs + 1, size_t), *next = ARENA_ARRAY(m->arena, pairs, size_t);
  uint32_t *rows = ARENA_ARRAY(m->arena, g.q->n_places, uint32_t);
  for (size_t i = 0; i < g.q->n_places; i++)
    first[g.q->places[i].actor * g.p->n_actions + g.q->places[i].action + 1]++;
  for (size_t i = 0; i < pairs; i++) first[i + 1] += first[i], next[i] = first[i];
  for (size_t i = 0; i < g.q->n_places; i++)
    rows[next[g.q->places[i].actor * g.p->n_actions + g.q->places[i].action]++] = g.q->places[i].row;
  for (size_t pair = 0; pair < pairs; pair++) {
    if (!asked[pair]) continue;
    memset(g.modes, 0, g.p->n_states * sizeof *g.modes);
    for (uint32_t row = 0; row < m->n_modes * g.p->n_states; row++)
      if (gap_in(g.q, row)) g.modes[row % g.p->n_states] |= UINT32_C(1) << row / g.p->n_states;
    for (size_t i = first[pair]; i < first[pair + 1]; i++)
      g.modes[rows[i] % g.p->n_states] &= ~(UINT32_C(1) << rows[i] / g.p->n_states);
    report(&g, (uint16_t)(pair / g.p->n_actions), (uint16_t)(pair % g.p->n_actions));
  }
}
