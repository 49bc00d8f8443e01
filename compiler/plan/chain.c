/* Chains of automatic events. They must end by themselves, and their length bounds what one call can bring
 * about. */
#include "timers.h"

typedef struct weight {
  uint64_t events, effects;
} weight;

#define WEIGHT_MAX UINT64_C(1000000) /* of one call; more is an error, so sums cannot overflow */

typedef struct chains {
  model *m;
  const model_process *p;
  plan_process *q;
  size_t n_rows;
  weight *longest;   /* from entering each row */
  uint32_t *pending; /* ways out of a row that are not settled yet */
} chains;

static bool leaves(const plan_timer *t) {
  return t->out.target != OMBUD_NONE;
}

static uint32_t target_row(const chains *c, uint32_t row, const plan_timer *t) {
  return row - row % (uint32_t)c->p->n_states + t->out.target;
}

/* V is armed again when U fires and stays. */
static bool rearms(const plan_timer *u, const plan_timer *v) {
  if (leaves(u) || u->kind == OMBUD_REMINDED) return false;
  for (uint16_t i = 0; i < v->due.n_anchors; i++)
    if (v->due.anchors[i].kind == AT_NAME && v->due.anchors[i].index == u->name) return true;
  return false;
}

static span rule_at(const chains *c, const plan_timer *t) {
  return c->m->rules[t->rule].at;
}

static uint16_t armed_by(const plan_row *r, const bool *settled, uint16_t v) {
  uint16_t u = 0;
  while (settled[u] || !rearms(&r->timers[u], &r->timers[v])) u++;
  return u;
}

/* What is not settled is armed again by something that is not settled either: walking back comes round. */
static void report_rearming(const chains *c, const plan_row *r, const bool *settled) {
  uint16_t walk[OMBUD_TIMERS_MAX] = {0};
  for (uint16_t v = 0; v < r->n_timers; v++) {
    if (settled[v] || walk[v] != 0) continue;
    uint16_t at = v;
    for (; walk[at] == 0; at = armed_by(r, settled, at)) walk[at] = (uint16_t)(v + 1);
    if (walk[at] != v + 1) continue;
    diag_report(c->m->diags, DIAG_E255, rule_at(c, &r->timers[at]),
                "this deadline sets itself again, and would fire for ever in state '%s'",
                c->p->states[(size_t)(r - c->q->rows) % c->p->n_states].sym.name);
    for (uint16_t u = at; (u = armed_by(r, settled, u)) != at;)
      diag_note(c->m->diags, rule_at(c, &r->timers[u]), "by way of this one");
  }
}

/* How often each timer of a row can fire: once for being entered, and once for each firing that arms it
 * again. Settled in rounds; a timer left over after as many rounds as there are timers arms itself in a ring.
 */
static bool count_firings(chains *c, const plan_row *r, uint64_t *times) {
  bool settled[OMBUD_TIMERS_MAX] = {false};
  size_t n_settled = 0;
  for (uint16_t round = 0; round < r->n_timers; round++)
    for (uint16_t v = 0; v < r->n_timers; v++) {
      bool ready = !settled[v];
      uint64_t sum = 1;
      for (uint16_t u = 0; u < r->n_timers; u++) {
        if (!rearms(&r->timers[u], &r->timers[v])) continue;
        ready &= settled[u];
        sum += times[u];
      }
      if (!ready) continue;
      times[v] = sum < WEIGHT_MAX ? sum : WEIGHT_MAX;
      settled[v] = true;
      n_settled++;
    }
  if (n_settled < r->n_timers) report_rearming(c, r, settled);
  return n_settled == r->n_timers;
}

static void add(weight *w, uint64_t events, uint64_t effects) {
  w->events += events;
  w->effects += effects;
  if (w->events > WEIGHT_MAX) w->events = WEIGHT_MAX;
  if (w->effects > WEIGHT_MAX) w->effects = WEIGHT_MAX;
}

/* Everything that stays, and the weightiest of what leaves. All targets are settled. */
static void weigh(chains *c, uint32_t row) {
  const plan_row *r = &c->q->rows[row];
  uint64_t times[OMBUD_TIMERS_MAX] = {0};
  if (!count_firings(c, r, times)) return;
  weight stay = {0}, leave = {0};
  for (uint16_t i = 0; i < r->n_timers; i++) {
    const plan_timer *t = &r->timers[i];
    if (!leaves(t)) {
      add(&stay, times[i], times[i] * t->out.n_calls);
      continue;
    }
    weight w = c->longest[target_row(c, row, t)];
    add(&w, 1, t->out.n_calls);
    if (w.events > leave.events) leave.events = w.events;
    if (w.effects > leave.effects) leave.effects = w.effects;
  }
  add(&stay, leave.events, leave.effects);
  c->longest[row] = stay;
}

/* A timer that leads from ROW to a row that is pending too: there is one, or ROW would be settled. */
static const plan_timer *onward(const chains *c, uint32_t row) {
  const plan_row *r = &c->q->rows[row];
  for (uint16_t i = 0; i < r->n_timers; i++)
    if (leaves(&r->timers[i]) && c->pending[target_row(c, row, &r->timers[i])] > 0) return &r->timers[i];
  return NULL;
}

#define RING_SHOWN_MAX 10u

static void report_ring(chains *c, uint32_t first) {
  uint32_t row = first;
  const plan_timer *t = onward(c, row);
  diag_report(c->m->diags, DIAG_E255, rule_at(c, t),
              "if nobody acts, the case goes round for ever: from '%s' back to it",
              c->p->states[first % c->p->n_states].sym.name);
  for (size_t told = 0; (row = target_row(c, row, t)) != first; told++) {
    t = onward(c, row);
    if (told < RING_SHOWN_MAX)
      diag_note(c->m->diags, rule_at(c, t), "by way of '%s'", c->p->states[row % c->p->n_states].sym.name);
  }
}

/* What is still pending lies on a ring or leads into one: walking on from it comes round. Each ring is told
 * once, from where it is entered first. */
static void report_rings(chains *c) {
  uint32_t *walk = ARENA_ARRAY(c->m->arena, c->n_rows, uint32_t);
  for (uint32_t row = 0; row < c->n_rows; row++) {
    if (c->pending[row] == 0 || walk[row] != 0) continue;
    uint32_t at = row;
    for (; walk[at] == 0; at = target_row(c, at, onward(c, at))) walk[at] = row + 1;
    if (walk[at] == row + 1) report_ring(c, at);
  }
}

/* Kahn's order, from the rows that nothing leaves by itself backwards. */
static void settle_rows(chains *c) {
  uint32_t *into = ARENA_ARRAY(c->m->arena, c->n_rows + 1, uint32_t),
           *queue = ARENA_ARRAY(c->m->arena, c->n_rows, uint32_t);
  size_t n_edges = 0, head = 0, tail = 0;
  for (uint32_t row = 0; row < c->n_rows; row++)
    for (uint16_t i = 0; i < c->q->rows[row].n_timers; i++)
      if (leaves(&c->q->rows[row].timers[i])) {
        into[target_row(c, row, &c->q->rows[row].timers[i])]++;
        c->pending[row]++;
        n_edges++;
      }
  uint32_t *from = ARENA_ARRAY(c->m->arena, n_edges, uint32_t),
           *begin = ARENA_ARRAY(c->m->arena, c->n_rows + 1, uint32_t);
  for (uint32_t row = 0, sum = 0; row <= c->n_rows; row++) {
    begin[row] = sum;
    sum += into[row];
    into[row] = begin[row];
  }
  for (uint32_t row = 0; row < c->n_rows; row++)
    for (uint16_t i = 0; i < c->q->rows[row].n_timers; i++)
      if (leaves(&c->q->rows[row].timers[i]))
        from[into[target_row(c, row, &c->q->rows[row].timers[i])]++] = row;
  for (uint32_t row = 0; row < c->n_rows; row++)
    if (c->pending[row] == 0) queue[tail++] = row;
  while (head < tail) {
    uint32_t row = queue[head++];
    weigh(c, row);
    for (uint32_t k = begin[row]; k < into[row]; k++)
      if (--c->pending[from[k]] == 0) queue[tail++] = from[k];
  }
  if (tail < c->n_rows) report_rings(c);
}

void chain_settle(model *m, uint16_t process, plan *out) {
  chains c = {.m = m, .p = &m->processes[process], .q = &out->processes[process]};
  c.n_rows = m->n_modes * c.p->n_states;
  c.longest = ARENA_ARRAY(m->arena, c.n_rows, weight);
  c.pending = ARENA_ARRAY(m->arena, c.n_rows, uint32_t);
  settle_rows(&c);
  weight most = {0}, act = {.events = 1};
  for (size_t i = 0; i < c.n_rows; i++) {
    if (c.longest[i].events > most.events) most.events = c.longest[i].events;
    if (c.longest[i].effects > most.effects) most.effects = c.longest[i].effects;
  }
  for (size_t i = 0; i < c.q->n_places; i++)
    for (uint32_t k = 0; k < c.q->places[i].cell->n_entries; k++)
      if (c.q->places[i].cell->entries[k].out.n_calls > act.effects)
        act.effects = c.q->places[i].cell->entries[k].out.n_calls;
  /* A step may run one chain before the action and another after it. */
  weight both = {2 * most.events + act.events, 2 * most.effects + act.effects};
  if (both.events > UINT16_MAX || both.effects > UINT16_MAX)
    diag_report(m->diags, DIAG_E260, c.p->sym.at,
                "one call could bring about more than %d automatic events or effects", UINT16_MAX);
  if (both.events > out->max_events) out->max_events = (uint32_t)both.events;
  if (both.effects > out->max_effects) out->max_effects = (uint32_t)both.effects;
}
