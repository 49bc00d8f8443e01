/* Whether an action can be tried once more than `at most N times` lets it: not where it leads away for good.
 */
#include "cover_part.h"

typedef struct walk {
  const plan_process *q;
  bool *reached; /* rows */
  uint32_t *queue;
  size_t n;
} walk;

static void reach(walk *w, uint32_t row) {
  if (w->reached[row]) return;
  w->reached[row] = true;
  w->queue[w->n++] = row;
}

static uint32_t row_after(const walk *w, uint32_t row, uint16_t target) {
  return target == OMBUD_NONE ? row : row - row % w->q->n_states + target;
}

/* Where what is accepted at a place leads. */
static void follow(walk *w, const plan_place *p) {
  for (uint32_t e = 0; e < p->cell->n_entries; e++)
    if (!p->cell->entries[e].out.deny) reach(w, row_after(w, p->row, p->cell->entries[e].out.target));
}

static void visit(walk *w, uint32_t row) {
  const plan_row *r = &w->q->rows[row];
  for (uint16_t t = 0; t < r->n_timers; t++) reach(w, row_after(w, row, r->timers[t].out.target));
  for (size_t k = plan_first_place(w->q, row, 0, 0); k < w->q->n_places && w->q->places[k].row == row; k++)
    follow(w, &w->q->places[k]);
}

const bool *cover_again(const compilation *c, uint16_t process, uint16_t actor, uint16_t action) {
  const plan_process *q = &c->plan->processes[process];
  size_t n_rows = (size_t)c->plan->n_modes * q->n_states;
  walk w = {.q = q,
            .reached = ARENA_ARRAY(c->arena, n_rows, bool),
            .queue = ARENA_ARRAY(c->arena, n_rows, uint32_t)};
  for (size_t k = 0; k < q->n_places; k++) {
    const plan_place *p = &q->places[k];
    if (q->rows[p->row].reachable && p->actor == actor && p->action == action) follow(&w, p);
  }
  for (size_t i = 0; i < w.n; i++) visit(&w, w.queue[i]);
  return w.reached;
}
