/* Places and cells: everything that is said is spread over the states, modes and actors that it speaks of,
 * and places at which the same rules meet share one cell, settled once. */
#include <stdlib.h>
#include <string.h>

#include "planner.h"

typedef struct spread { /* one say at one place */
  uint32_t row, say;
  uint16_t actor, action;
} spread;

typedef struct planning {
  model *m;
  plan *plan;
  uint16_t process;
  spread *items;
  size_t n_items, cap_items;
  uint8_t *life; /* of each say, LIFE_… */
  struct group_slot {
    const uint32_t *says;
    size_t n;
    plan_cell *cell;
  } * groups; /* open addressing by the list of says */
  size_t n_groups, cap_groups;
  size_t n_unsettled; /* places that could not be settled: what follows from them would be wrong */
} planning;

/* ---- guards ---- */

static plan_box box_of(space *s, const box *b, const uint8_t *from, const uint8_t *to) {
  plan_test *tests = ARENA_ARRAY(s->arena, s->n_dims, plan_test);
  plan_box out = {.tests = tests};
  for (size_t d = 0; d < s->n_dims; d++) {
    const dim *x = &s->dims[d];
    if (__builtin_popcountll(b->mask[d]) == x->n_cells) continue;
    int64_t hi = to[d] + 1 < x->n_cells ? x->from[to[d] + 1] - 1 : x->last;
    tests[out.n_tests++] = (plan_test){x->fact, x->from[from[d]], hi};
  }
  return out;
}

/* The next run of set bits from *FROM on: [*from, *to]. */
static bool next_run(uint64_t mask, uint8_t n, uint8_t *from, uint8_t *to) {
  uint8_t i = *from;
  while (i < n && !(mask >> i & 1)) i++;
  if (i == n) return false;
  *from = *to = i;
  while (*to + 1 < n && (mask >> (*to + 1) & 1)) ++*to;
  return true;
}

/* Every choice of one run of cells in each fact; a mask with gaps makes several boxes. */
static void split_box(space *s, const box *b, size_t d, uint8_t *from, uint8_t *to, plan_guard *g,
                      size_t *cap) {
  plan_box **boxes_at = (plan_box **)(void *)&g->boxes;
  if (g->n_boxes >= BOXES_MAX) return; /* too large, as the caller will find */
  if (d == s->n_dims) {
    size_t len = g->n_boxes;
    *boxes_at = arena_grow(s->arena, *boxes_at, len, cap, sizeof **boxes_at);
    (*boxes_at)[g->n_boxes++] = box_of(s, b, from, to);
    return;
  }
  for (from[d] = 0; next_run(b->mask[d], s->dims[d].n_cells, &from[d], &to[d]);
       from[d] = (uint8_t)(to[d] + 1)) {
    uint8_t keep = from[d];
    split_box(s, b, d + 1, from, to, g, cap);
    from[d] = keep;
  }
}

/* NULL where it always holds. */
static const plan_guard *guard_of(model *m, const cond *c, bool *too_large) {
  *too_large = false;
  if (c == NULL) return NULL;
  space s;
  space_init(&s, m, m->arena, &c, 1);
  boxes set = boxes_of(&s, c);
  plan_guard *g = ARENA_NEW(m->arena, plan_guard);
  size_t cap = 0;
  uint8_t from[BOXES_FACTS_MAX], to[BOXES_FACTS_MAX];
  for (size_t i = 0; i < set.len && g->n_boxes < BOXES_MAX; i++)
    split_box(&s, &set.at[i], 0, from, to, g, &cap);
  *too_large = s.too_large || g->n_boxes >= BOXES_MAX;
  for (uint32_t i = 0; i < g->n_boxes; i++)
    if (g->boxes[i].n_tests == 0) return NULL;
  return g;
}

const plan_guard *plan_guard_of(model *m, const cond *c, span at) {
  bool too_large;
  const plan_guard *g = guard_of(m, c, &too_large);
  if (too_large)
    diag_report(m->diags, DIAG_E259, at,
                "this condition is too large: at most %u facts, %u ranges of one fact, %u combinations",
                BOXES_FACTS_MAX, BOXES_CELLS_MAX, BOXES_MAX);
  return g;
}

const plan_guard *plan_known_of(model *m, const cond *c, const plan_guard *less) {
  bool too_large;
  const plan_guard *g = guard_of(m, c, &too_large);
  return too_large ? less : g;
}

/* ---- spreading ---- */

static void spread_say(planning *x, uint32_t i) {
  const model_process *p = &x->m->processes[x->process];
  const say *s = &p->says[i];
  for (uint16_t k = 0; k < s->scope->n_states; k++) {
    uint16_t state = s->scope->states[k];
    for (uint32_t modes = s->scope->modes & p->states[state].modes; modes != 0; modes &= modes - 1) {
      uint32_t row = (uint32_t)__builtin_ctz(modes) * (uint32_t)p->n_states + state;
      uint16_t from = s->actor == OMBUD_CLOCK ? 1 : s->actor;
      uint16_t to = s->actor == OMBUD_CLOCK ? (uint16_t)x->m->n_actors : (uint16_t)(s->actor + 1);
      for (uint16_t a = from; a < to; a++)
        *ARENA_PUSH(x->m->arena, x->items, x->n_items, x->cap_items) = (spread){row, i, a, s->action};
    }
  }
}

static int by_place(const void *a, const void *b) {
  const spread *x = a, *y = b;
  if (x->row != y->row) return x->row < y->row ? -1 : 1;
  if (x->actor != y->actor) return x->actor < y->actor ? -1 : 1;
  if (x->action != y->action) return x->action < y->action ? -1 : 1;
  return x->say < y->say ? -1 : x->say > y->say;
}

static bool same_place(const spread *a, const spread *b) {
  return a->row == b->row && a->actor == b->actor && a->action == b->action;
}

/* ---- cells ---- */

static uint64_t hash(const uint32_t *says, size_t n) {
  uint64_t h = UINT64_C(14695981039346656037); /* FNV-1a */
  for (size_t i = 0; i < n; i++) h = (h ^ says[i]) * UINT64_C(1099511628211);
  return h ^ h >> 29;
}

static struct group_slot *group_slot(struct group_slot *slots, size_t cap, const uint32_t *says, size_t n) {
  size_t i = hash(says, n) & (cap - 1);
  while (slots[i].says != NULL && (slots[i].n != n || memcmp(slots[i].says, says, n * sizeof *says) != 0))
    i = (i + 1) & (cap - 1);
  return &slots[i];
}

static void grow_groups(planning *x) {
  if (2 * x->n_groups < x->cap_groups) return;
  size_t cap = x->cap_groups == 0 ? 64 : 2 * x->cap_groups;
  struct group_slot *bigger = ARENA_ARRAY(x->m->arena, cap, struct group_slot);
  for (size_t i = 0; i < x->cap_groups; i++)
    if (x->groups[i].says != NULL) *group_slot(bigger, cap, x->groups[i].says, x->groups[i].n) = x->groups[i];
  x->groups = bigger;
  x->cap_groups = cap;
}

static plan_cell *settle(planning *x, const uint32_t *list, size_t n, const place *at) {
  const model_process *p = &x->m->processes[x->process];
  const say **says = ARENA_ARRAY(x->m->arena, n, const say *);
  uint8_t *life = ARENA_ARRAY(x->m->arena, n, uint8_t);
  for (size_t i = 0; i < n; i++) says[i] = &p->says[list[i]];
  plan_cell *c = overlap_settle(x->m, says, n, at, life);
  for (size_t i = 0; i < n; i++) x->life[list[i]] |= life[i];
  return c;
}

static plan_cell *cell_of(planning *x, const uint32_t *list, size_t n, const place *at) {
  grow_groups(x);
  struct group_slot *slot = group_slot(x->groups, x->cap_groups, list, n);
  if (slot->says == NULL) {
    *slot = (struct group_slot){list, n, settle(x, list, n, at)};
    x->n_groups++;
  }
  return slot->cell;
}

#define UNSETTLED_MAX 20u /* finding out that a place is too large takes its time */

static void make_places(planning *x) {
  const model_process *p = &x->m->processes[x->process];
  plan_process *q = &x->plan->processes[x->process];
  for (size_t i = 0; i < p->n_says; i++) spread_say(x, (uint32_t)i);
  if (x->n_items > 0) qsort(x->items, x->n_items, sizeof *x->items, by_place);
  for (size_t i = 0, end; i < x->n_items && x->n_unsettled < UNSETTLED_MAX; i = end) {
    for (end = i + 1; end < x->n_items && same_place(&x->items[i], &x->items[end]);) end++;
    uint32_t *list = ARENA_ARRAY(x->m->arena, end - i, uint32_t);
    for (size_t k = i; k < end; k++) list[k - i] = x->items[k].say;
    const spread *f = &x->items[i];
    place at = {x->process, (uint16_t)(f->row / p->n_states), (uint16_t)(f->row % p->n_states), f->actor,
                f->action};
    plan_cell *c = cell_of(x, list, end - i, &at);
    x->n_unsettled += c == NULL;
    if (c != NULL)
      *ARENA_PUSH(x->m->arena, q->places, q->n_places, q->cap_places) =
          (plan_place){f->row, f->actor, f->action, c};
  }
}

/* An action with a limit anywhere is counted wherever its actor may do it (rule 10). */
static void mark_counted(planning *x) {
  const model_process *p = &x->m->processes[x->process];
  plan_process *q = &x->plan->processes[x->process];
  bool *limited = ARENA_ARRAY(x->m->arena, x->m->n_actors * p->n_actions, bool);
  bool any = false;
  for (size_t i = 0; i < p->n_says; i++) {
    const say *s = &p->says[i];
    for (uint16_t a = 1; s->limit > 0 && a < x->m->n_actors; a++)
      if (s->actor == a) any = limited[a * p->n_actions + s->action] = true;
  }
  for (size_t i = 0; any && i < q->n_places; i++)
    q->places[i].cell->counted |= limited[q->places[i].actor * p->n_actions + q->places[i].action];
}

/* A rule of which nothing governs anywhere (W305). Unreachable states are another matter, reported by the
 * flow. */
static void report_dead(planning *x) {
  const model_process *p = &x->m->processes[x->process];
  for (size_t i = 0, end; i < p->n_says; i = end) {
    uint8_t life = 0;
    for (end = i; end < p->n_says && p->says[end].rule == p->says[i].rule; end++) life |= x->life[end];
    if (!(life & LIFE_HOLDS))
      diag_report(x->m->diags, DIAG_W305, p->says[i].at,
                  "this rule never applies: its condition or time cannot hold");
    else if (!(life & LIFE_GOVERNS))
      diag_report(x->m->diags, DIAG_W305, p->says[i].at,
                  "this rule never applies: narrower rules cover all of it");
  }
}

static void make_rows(planning *x) {
  const model_process *p = &x->m->processes[x->process];
  plan_process *q = &x->plan->processes[x->process];
  q->n_states = (uint16_t)p->n_states;
  q->n_actions = (uint16_t)p->n_actions;
  q->n_names = (uint16_t)p->n_names;
  q->rows = ARENA_ARRAY(x->m->arena, x->m->n_modes * p->n_states, plan_row);
  for (size_t mode = 0; mode < x->m->n_modes; mode++)
    for (size_t s = 0; s < p->n_states; s++) {
      plan_row *r = &q->rows[mode * p->n_states + s];
      r->exists = p->states[s].modes >> mode & 1;
      r->end = p->states[s].kind == STATE_END;
    }
}

static void plan_process_of(model *m, plan *out, uint16_t process) {
  planning x = {.m = m, .plan = out, .process = process};
  x.life = ARENA_ARRAY(m->arena, m->processes[process].n_says, uint8_t);
  make_rows(&x);
  make_places(&x);
  if (x.n_unsettled > 0) return;
  mark_counted(&x);
  report_dead(&x);
  overlap_check_must(m, &out->processes[process], process);
  timers_settle(m, process, out);
  flow_settle(m, process, out);
  timers_check_waits(m, process, out);
  gap_check(m, process, out);
  range_check(m, process, out);
}

static void plan_facts(model *m, plan *out) {
  ombud_fact *facts = ARENA_ARRAY(m->arena, m->n_facts, ombud_fact);
  for (size_t i = 0; i < m->n_facts; i++)
    facts[i] = (ombud_fact){.lo = m->facts[i].lo, .hi = m->facts[i].hi, .type = m->facts[i].type};
  ombud_order *orders = ARENA_ARRAY(m->arena, m->n_orders, ombud_order);
  for (size_t i = 0; i < m->n_orders; i++)
    orders[i] = (ombud_order){m->orders[i].less, m->orders[i].more, m->orders[i].strict};
  out->facts = facts;
  out->orders = orders;
  out->n_facts = (uint16_t)m->n_facts;
  out->n_orders = (uint16_t)m->n_orders;
}

plan *plan_make(model *m, const ombud_words *words) {
  size_t before = diag_errors(m->diags);
  plan *out = ARENA_NEW(m->arena, plan);
  *out = (plan){.arena = m->arena, .words = words};
  out->n_modes = (uint8_t)m->n_modes;
  out->n_actors = (uint8_t)m->n_actors;
  out->n_effects = (uint16_t)m->n_effects;
  out->n_reasons = (uint16_t)m->n_reasons;
  out->n_processes = (uint16_t)m->n_processes;
  out->promises = m->promises;
  out->n_promises = m->n_promises;
  plan_facts(m, out);
  out->processes = ARENA_ARRAY(m->arena, m->n_processes, plan_process);
  for (size_t i = 0; i < m->n_processes; i++) plan_process_of(m, out, (uint16_t)i);
  return diag_errors(m->diags) == before ? out : NULL;
}
