#include "lower.h"

#include <string.h>

#include "map.h"
#include "pool.h"

typedef struct spending { /* `not counting`: time in some states since an anchor */
  anchor since;
  const uint16_t *states;
  uint16_t n_states, slot;
} spending;

typedef struct layout {     /* the slots of one process's cases */
  uint16_t *facts, *occurs; /* by fact, by name */
  uint16_t *counts;         /* [actor * n_actions + action] */
  uint16_t entry, n_slots;
  spending *spent;
  size_t n_spent, cap_spent;
} layout;

typedef struct lowering {
  const plan *p;
  arena *arena;
  pool tests, instants, anchors, calls, ops, gives, entries, timers, cells;
  map guard_of, cell_of;
  layout at; /* of the process that is being lowered */
  const plan_process *q;
} lowering;

/* ---- slots ---- */

static uint16_t *slots_of(arena *a, size_t n) {
  uint16_t *list = ARENA_ARRAY(a, n, uint16_t);
  for (size_t i = 0; i < n; i++) list[i] = OMBUD_NONE;
  return list;
}

static void take(layout *at, uint16_t *slot) {
  if (*slot == OMBUD_NONE) *slot = at->n_slots++;
}

static bool same_spending(const spending *s, const anchor *since, const instant *i) {
  if (s->since.kind != since->kind || s->since.index != since->index || s->n_states != i->n_excluded)
    return false;
  return memcmp(s->states, i->excluded, i->n_excluded * sizeof *i->excluded) == 0;
}

static uint16_t spent_slot(const layout *at, const anchor *since, const instant *i) {
  for (size_t k = 0; i->n_excluded > 0 && k < at->n_spent; k++)
    if (same_spending(&at->spent[k], since, i)) return at->spent[k].slot;
  return OMBUD_NONE;
}

static void take_instant(lowering *l, const instant *i) {
  layout *at = &l->at;
  for (uint16_t k = 0; i != NULL && k < i->n_anchors; k++) {
    const anchor *a = &i->anchors[k];
    switch (a->kind) {
    case AT_ENTRY: take(at, &at->entry); continue; /* in the state itself nothing is left out */
    case AT_NAME: take(at, &at->occurs[a->index]); break;
    case AT_FACT: take(at, &at->facts[a->index]); break;
    }
    if (i->n_excluded == 0 || spent_slot(at, a, i) != OMBUD_NONE) continue;
    take(at, &at->entry);
    *ARENA_PUSH(l->arena, at->spent, at->n_spent, at->cap_spent) =
        (spending){*a, i->excluded, i->n_excluded, at->n_slots++};
  }
}

/* Facts that some action gives, in the order of their numbers; then what is counted from; then what is
 * counted. */
static void lay_out(lowering *l) {
  layout *at = &l->at;
  const plan_process *q = l->q;
  size_t n_columns = (size_t)l->p->n_actors * q->n_actions;
  *at = (layout){.facts = slots_of(l->arena, l->p->n_facts),
                 .occurs = slots_of(l->arena, q->n_names),
                 .counts = slots_of(l->arena, n_columns),
                 .entry = OMBUD_NONE};
  bool *given = ARENA_ARRAY(l->arena, l->p->n_facts, bool);
  for (size_t i = 0; i < q->n_places; i++)
    for (uint16_t k = 0; k < q->places[i].cell->n_gives; k++) given[q->places[i].cell->gives[k]] = true;
  for (uint16_t f = 0; f < l->p->n_facts; f++)
    if (given[f]) take(at, &at->facts[f]);
  for (size_t i = 0; i < q->n_places; i++)
    for (uint32_t k = 0; k < q->places[i].cell->n_entries; k++) {
      const plan_entry *e = &q->places[i].cell->entries[k];
      take_instant(l, e->from);
      take_instant(l, e->until);
      if (e->from != NULL || e->until != NULL) take(at, &at->entry); /* for ombud_why.earlier */
    }
  for (size_t r = 0; r < (size_t)l->p->n_modes * q->n_states; r++)
    for (uint16_t t = 0; t < q->rows[r].n_timers; t++) take_instant(l, &q->rows[r].timers[t].due);
  for (size_t i = 0; i < q->n_places; i++)
    if (q->places[i].cell->counted)
      take(at, &at->counts[q->places[i].actor * q->n_actions + q->places[i].action]);
}

/* ---- terms ---- */

static uint32_t lower_instant(lowering *l, const instant *i) {
  if (i == NULL) return 0;
  ombud_anchor *list = ARENA_ARRAY(l->arena, i->n_anchors, ombud_anchor);
  for (uint16_t k = 0; k < i->n_anchors; k++) {
    const anchor *a = &i->anchors[k];
    uint16_t slot = a->kind == AT_ENTRY  ? l->at.entry
                    : a->kind == AT_NAME ? l->at.occurs[a->index]
                                         : l->at.facts[a->index];
    list[k].slot = slot;
    list[k].spent = a->kind == AT_ENTRY ? OMBUD_NONE : spent_slot(&l->at, a, i);
  }
  ombud_instant *out = ARENA_NEW(l->arena, ombud_instant);
  out->offset = i->offset;
  out->anchors = pool_put(&l->anchors, list, i->n_anchors);
  out->n_anchors = i->n_anchors;
  out->earliest = i->earliest;
  return pool_put(&l->instants, out, 1);
}

/* Guards are per process, since slots are. */
static uint32_t lower_guard(lowering *l, const plan_guard *g) {
  if (g == NULL) return 0;
  uint32_t known = map_get(&l->guard_of, g);
  if (known != MAP_NONE) return known;
  size_t n = 0, len = 0;
  for (uint32_t b = 0; b < g->n_boxes; b++) n += g->boxes[b].n_tests;
  ombud_test *tests = ARENA_ARRAY(l->arena, n, ombud_test);
  for (uint32_t b = 0; b < g->n_boxes; b++)
    for (uint16_t t = 0; t < g->boxes[b].n_tests; t++) {
      const plan_test *x = &g->boxes[b].tests[t];
      ombud_test *y = &tests[len++];
      y->lo = x->lo;
      y->hi = x->hi;
      y->slot = l->at.facts[x->fact];
      y->last = t + 1 < g->boxes[b].n_tests ? 0 : b + 1 < g->n_boxes ? 1 : 2;
    }
  uint32_t first = pool_put(&l->tests, tests, n);
  map_put(&l->guard_of, g, first);
  return first;
}

typedef struct code {
  ombud_op *at;
  size_t len, cap;
} code;

static ombud_op *push_op(lowering *l, code *c, uint8_t kind) {
  ombud_op *op = ARENA_PUSH(l->arena, c->at, c->len, c->cap);
  memset(op, 0, sizeof *op);
  op->code = kind;
  return op;
}

static void lower_expr(lowering *l, const expr *e, code *c);

/* x * k / d in one step, so that the product need not fit 64 bits. */
static void lower_division(lowering *l, const expr *e, code *c) {
  const expr *x = e->left;
  int64_t factor = 1;
  if (x->kind == EX_MUL) {
    const expr *k = x->right->kind == EX_CONST ? x->right : x->left->kind == EX_CONST ? x->left : NULL;
    if (k != NULL && k->value > 0 && k->value <= INT32_MAX && e->value <= INT32_MAX) {
      factor = k->value;
      x = k == x->right ? x->left : x->right;
    }
  }
  lower_expr(l, x, c);
  ombud_op *op = push_op(l, c, OMBUD_OP_SCALE);
  op->a = factor;
  op->b = e->value;
  op->round = e->round;
}

static void lower_expr(lowering *l, const expr *e, code *c) {
  static const uint8_t codes[] = {
      [EX_ADD] = OMBUD_OP_ADD, [EX_SUB] = OMBUD_OP_SUB, [EX_MUL] = OMBUD_OP_MUL,
      [EX_MIN] = OMBUD_OP_MIN, [EX_MAX] = OMBUD_OP_MAX,
  };
  switch (e->kind) {
  case EX_CONST: push_op(l, c, OMBUD_OP_CONST)->a = e->value; return;
  case EX_FACT: push_op(l, c, OMBUD_OP_SLOT)->slot = l->at.facts[e->fact]; return;
  case EX_DIV: lower_division(l, e, c); return;
  case EX_ADD:
  case EX_SUB:
  case EX_MUL:
  case EX_MIN:
  case EX_MAX:
    lower_expr(l, e->left, c);
    lower_expr(l, e->right, c);
    push_op(l, c, codes[e->kind]);
    return;
  }
}

static uint32_t lower_calls(lowering *l, const outcome *o) {
  if (o->n_calls == 0) return 0;
  ombud_call *list = ARENA_ARRAY(l->arena, o->n_calls, ombud_call);
  for (uint16_t i = 0; i < o->n_calls; i++) {
    code c = {0};
    for (uint16_t k = 0; k < o->calls[i].n_args; k++) lower_expr(l, o->calls[i].args[k], &c);
    list[i].ops = c.len == 0 ? 0 : pool_put(&l->ops, c.at, c.len);
    list[i].n_ops = (uint16_t)c.len;
    list[i].effect = o->calls[i].effect;
    list[i].n_args = (uint8_t)o->calls[i].n_args;
  }
  return pool_put(&l->calls, list, o->n_calls);
}

/* ---- cells and rows ---- */

static uint32_t lower_cell(lowering *l, const plan_place *at) {
  const plan_cell *c = at->cell;
  uint16_t count = c->counted ? l->at.counts[at->actor * l->q->n_actions + at->action] : OMBUD_NONE;
  uint32_t known = map_get(&l->cell_of, c);
  if (known != MAP_NONE) return known;
  ombud_entry *list = ARENA_ARRAY(l->arena, c->n_entries, ombud_entry);
  for (uint32_t i = 0; i < c->n_entries; i++) {
    const plan_entry *e = &c->entries[i];
    list[i].rule = e->rule;
    list[i].guard = lower_guard(l, e->guard);
    list[i].from = lower_instant(l, e->from);
    list[i].until = lower_instant(l, e->until);
    list[i].calls = lower_calls(l, &e->out);
    list[i].n_calls = e->out.n_calls;
    list[i].target = e->out.target;
    list[i].reason = e->out.deny ? (uint16_t)(OMBUD_REASON_FIRST + e->out.reason) : OMBUD_REASON_NONE;
    list[i].limit = e->limit;
    list[i].kind = e->kind;
  }
  ombud_cell *cell = ARENA_NEW(l->arena, ombud_cell);
  cell->entries = c->n_entries == 0 ? 0 : pool_put(&l->entries, list, c->n_entries);
  cell->n_entries = (uint16_t)c->n_entries;
  cell->gives = c->n_gives == 0 ? 0 : pool_put(&l->gives, c->gives, c->n_gives);
  cell->n_gives = c->n_gives;
  cell->count = count;
  uint32_t i = pool_put(&l->cells, cell, 1);
  map_put(&l->cell_of, c, i);
  return i;
}

static void lower_row(lowering *l, const plan_row *r, ombud_row *out) {
  if (r->exists) out->flags = (uint8_t)(OMBUD_ROW_EXISTS | (r->end ? OMBUD_ROW_END : 0));
  if (r->n_timers == 0) return;
  ombud_timer *list = ARENA_ARRAY(l->arena, r->n_timers, ombud_timer);
  for (uint16_t i = 0; i < r->n_timers; i++) {
    const plan_timer *t = &r->timers[i];
    list[i].rule = t->rule;
    list[i].due = lower_instant(l, &t->due);
    list[i].calls = lower_calls(l, &t->out);
    list[i].reminded = t->reminded;
    list[i].n_calls = t->out.n_calls;
    list[i].target = t->out.target;
    list[i].name = t->name;
    list[i].kind = t->kind;
  }
  out->timers = pool_put(&l->timers, list, r->n_timers);
  out->n_timers = (uint8_t)r->n_timers;
}

static const ombud_spent *lower_spent(lowering *l) {
  ombud_spent *list = ARENA_ARRAY(l->arena, l->at.n_spent, ombud_spent);
  for (size_t i = 0; i < l->at.n_spent; i++) {
    const spending *s = &l->at.spent[i];
    uint32_t *bits = ARENA_ARRAY(l->arena, (size_t)l->q->n_states / 32 + 1, uint32_t);
    for (uint16_t k = 0; k < s->n_states; k++) bits[s->states[k] / 32] |= UINT32_C(1) << s->states[k] % 32;
    list[i].slot = s->slot;
    list[i].anchor = s->since.kind == AT_NAME ? l->at.occurs[s->since.index] : l->at.facts[s->since.index];
    list[i].states = bits;
  }
  return list;
}

static bool lower_process(lowering *l, const plan_process *q, ombud_process *out) {
  l->q = q;
  l->guard_of = l->cell_of = (map){.arena = l->arena};
  lay_out(l);
  size_t n_rows = (size_t)l->p->n_modes * q->n_states,
         n_columns = (size_t)(l->p->n_actors - 1) * q->n_actions;
  if ((uint64_t)n_rows * n_columns > LOWER_CELLS_MAX || l->at.n_slots >= OMBUD_NONE) return false;
  uint32_t *cells = ARENA_ARRAY(l->arena, n_rows * n_columns, uint32_t);
  ombud_row *rows = ARENA_ARRAY(l->arena, n_rows, ombud_row);
  for (size_t i = 0; i < q->n_places; i++) {
    const plan_place *at = &q->places[i];
    cells[at->row * n_columns + (size_t)(at->actor - 1) * q->n_actions + at->action] = lower_cell(l, at);
  }
  for (size_t r = 0; r < n_rows; r++) lower_row(l, &q->rows[r], &rows[r]);
  out->cells = cells;
  out->rows = rows;
  out->facts = l->at.facts;
  out->occurs = l->at.occurs;
  out->spent = lower_spent(l);
  out->n_states = q->n_states;
  out->n_actions = q->n_actions;
  out->n_names = q->n_names;
  out->n_spent = (uint16_t)l->at.n_spent;
  out->n_slots = l->at.n_slots;
  out->entry = l->at.entry;
  return true;
}

static void start_pools(lowering *l) {
  static const ombud_test no_test = {.slot = OMBUD_NONE, .last = 2};
  static const ombud_instant no_instant;
  static const ombud_cell no_cell = {.count = OMBUD_NONE};
  struct {
    pool *pool;
    size_t size;
    const void *first; /* index 0 means none */
  } all[] = {
      {&l->tests, sizeof(ombud_test), &no_test}, {&l->instants, sizeof(ombud_instant), &no_instant},
      {&l->cells, sizeof(ombud_cell), &no_cell}, {&l->anchors, sizeof(ombud_anchor), NULL},
      {&l->calls, sizeof(ombud_call), NULL},     {&l->ops, sizeof(ombud_op), NULL},
      {&l->gives, sizeof(uint16_t), NULL},       {&l->entries, sizeof(ombud_entry), NULL},
      {&l->timers, sizeof(ombud_timer), NULL},
  };
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
    *all[i].pool = (pool){.arena = l->arena, .size = all[i].size};
    if (all[i].first != NULL) pool_put(all[i].pool, all[i].first, 1);
  }
}

const ombud_policy *lower(const plan *p, uint16_t *process) {
  lowering *l = ARENA_NEW(p->arena, lowering);
  *l = (lowering){.p = p, .arena = p->arena};
  start_pools(l);
  ombud_process *processes = ARENA_ARRAY(p->arena, p->n_processes, ombud_process);
  ombud_policy *out = ARENA_NEW(p->arena, ombud_policy);
  for (uint16_t i = 0; i < p->n_processes; i++) {
    *process = i;
    if (!lower_process(l, &p->processes[i], &processes[i])) return NULL;
    if (processes[i].n_slots > out->case_slots) out->case_slots = processes[i].n_slots;
  }
  out->abi = OMBUD_ABI;
  out->n_processes = p->n_processes;
  out->n_facts = p->n_facts;
  out->n_effects = p->n_effects;
  out->n_reasons = p->n_reasons;
  out->n_orders = p->n_orders;
  out->n_modes = p->n_modes;
  out->n_actors = p->n_actors;
  out->max_events = p->max_events;
  out->max_effects = p->max_effects;
  out->processes = processes;
  out->facts = p->facts;
  out->orders = p->orders;
  out->cells = (const ombud_cell *)(const void *)l->cells.data;
  out->entries = (const ombud_entry *)(const void *)l->entries.data;
  out->timers = (const ombud_timer *)(const void *)l->timers.data;
  out->tests = (const ombud_test *)(const void *)l->tests.data;
  out->instants = (const ombud_instant *)(const void *)l->instants.data;
  out->anchors = (const ombud_anchor *)(const void *)l->anchors.data;
  out->calls = (const ombud_call *)(const void *)l->calls.data;
  out->ops = (const ombud_op *)(const void *)l->ops.data;
  out->gives = (const uint16_t *)(const void *)l->gives.data;
  out->fingerprint = fingerprint_of(out, p->words);
  return out;
}
