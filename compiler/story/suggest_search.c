/* Cases by number of steps, each step tried on a copy; what shows a missing point is kept. */
#include <string.h>

#include "core.h"
#include "parse.h"
#include "suggest_part.h"

#define CASES_MAX(n) (4000u + 200u * (uint32_t)(n)) /* of a process of N states, under one mode */
#define ALIKE_MAX    2u                             /* cases that no cut tells apart, but instants do */
#define HARD_TIMES   2u                             /* as many of both when it is tried harder */
#define BLOCK        64u

typedef struct counted { /* one hash, and how often it was met */
  uint64_t hash;
  uint32_t n;
} counted;

typedef struct table { /* open addressing; the size is a power of two */
  counted *at;
  size_t size;
} table;

typedef struct line {   /* nodes that wait for their turn */
  uint32_t first, last; /* 0: none */
} line;

typedef struct looking {
  suggest_search *s;
  const ombud_policy *tables;
  uses *uses;
  arena *arena;
  ombud_case *copy;
  ombud_out out;
  uint32_t *counts;  /* [of->n] */
  size_t first, end; /* points of the process lie between */
  size_t n_open;     /* points still to be found */
  uint32_t calls, cases, calls_max, cases_max, alike_max;
  table coarse, exact, turns; /* of turns, n is one more than the place among lines */
  line *lines;
  size_t n_lines, cap_lines;
  combos *combos;
} looking;

/* ---- which cases were met ---- */

static uint32_t *count_of(table *t, uint64_t hash) {
  size_t i = hash & (t->size - 1);
  while (t->at[i].n > 0 && t->at[i].hash != hash) i = (i + 1) & (t->size - 1);
  t->at[i].hash = hash;
  return &t->at[i].n;
}

static bool is_new(looking *l) {
  uint64_t coarse, exact;
  uses_hash(l->uses, l->copy, &coarse, &exact);
  uint32_t *same = count_of(&l->exact, exact), *alike = count_of(&l->coarse, coarse);
  if (l->cases == l->cases_max || *same > 0 || *alike >= l->alike_max) return false;
  *same = 1;
  ++*alike;
  l->cases++;
  return true;
}

static table new_table(arena *a, size_t n) {
  table t = {.size = 64};
  while (t.size < 2 * n) t.size *= 2;
  t.at = ARENA_ARRAY(a, t.size, counted);
  return t;
}

/* ---- one step ---- */

static bool look_at(looking *l, size_t i) {
  if (l->counts[i] == 0) return false;
  l->counts[i] = 0;
  if (!l->s->wanted[i] || l->s->found[i]) return false;
  l->s->found[i] = true;
  l->n_open--;
  return true;
}

/* Whether it shows a point that is missing and was not found before. Most calls show few of many points, so
 * most blocks of them are passed over as a whole. */
static bool look(looking *l) {
  bool any = false;
  size_t n;
  for (size_t i = l->first; i < l->end; i += n) {
    uint32_t all = 0;
    n = l->end - i < BLOCK ? l->end - i : BLOCK;
    for (size_t k = 0; k < n; k++) all |= l->counts[i + k];
    for (size_t k = 0; all != 0 && k < n; k++) any |= look_at(l, i + k);
  }
  return any;
}

static void line_up(looking *l, uint32_t node) {
  uint32_t *place = count_of(&l->turns, uses_turn(l->uses, l->s->nodes[node].at, l->s->by));
  if (*place == 0) {
    *ARENA_PUSH(l->arena, l->lines, l->n_lines, l->cap_lines) = (line){node, node};
    *place = (uint32_t)l->n_lines;
    return;
  }
  line *in = &l->lines[*place - 1];
  if (in->first == 0)
    in->first = node;
  else
    l->s->nodes[in->last].next = node;
  in->last = node;
}

static void keep(looking *l, uint32_t parent, const suggest_step *step, bool stays, bool shows, bool fresh) {
  suggest_node *n = ARENA_PUSH(l->arena, l->s->nodes, l->s->n, l->s->cap);
  *n = (suggest_node){.parent = parent, .stays = stays, .shows = shows, .step = *step};
  if (step->n_given > 0) {
    ombud_given *given = ARENA_ARRAY(l->arena, step->n_given, ombud_given);
    memcpy(given, step->given, step->n_given * sizeof *given);
    n->step.given = given;
  }
  if (!fresh) return;
  size_t size = ombud_case_size(l->tables);
  int64_t *kept = ARENA_ARRAY(l->arena, size / sizeof(int64_t), int64_t);
  memcpy(kept, l->copy, size);
  n->at = (const ombud_case *)(const void *)kept;
  line_up(l, (uint32_t)l->s->n - 1);
}

static void try_step(looking *l, uint32_t from, const suggest_step *step) {
  const ombud_case *before = l->s->nodes[from].at;
  const suggest_search *s = l->s;
  ombud_input in = {step->given, step->n_given, step->actor, step->action};
  if (before != NULL) memcpy(l->copy, before, ombud_case_size(l->tables));
  l->calls++;
  l->out.n_events = l->out.n_effects = 0;
  l->out.rule = OMBUD_NO_RULE;
  l->out.reason = OMBUD_REASON_NONE;
  ombud_status status =
      !step->acts ? ombud_catch_up(l->tables, l->copy, step->at, &l->out)
      : before    ? ombud_step(l->tables, l->copy, &in, step->at, &l->out)
                  : ombud_open(l->tables, l->copy, (uint8_t)s->process, s->mode, &in, step->at, &l->out);
  if (status < 0) return;
  bool open = before != NULL || status == OMBUD_OK;
  const cover_call made = {.process = s->process,
                           .mode = s->mode,
                           .before = before,
                           .after = open ? l->copy : NULL,
                           .in = step->acts ? &in : NULL,
                           .now = step->at,
                           .status = status,
                           .out = &l->out};
  cover_add(s->of, &made, l->counts);
  bool shows = look(l), stays = status == OMBUD_REFUSED;
  bool fresh = !stays && is_new(l);
  if (shows || fresh) keep(l, from, step, stays, shows, fresh);
}

/* ---- all steps from a case ---- */

static bool is_over(const looking *l) {
  return l->n_open == 0 || l->calls >= l->calls_max;
}

static void try_action(looking *l, uint32_t from, ombud_time now, uint8_t actor, uint16_t action) {
  const ombud_case *c = l->s->nodes[from].at;
  const uint16_t *gives = NULL;
  uint16_t state = c == NULL ? 0 : c->state;
  uint16_t n = ombud_gives(l->tables, (uint8_t)l->s->process, l->s->mode, state, actor, action, &gives);
  values_of(l->uses, c, now, gives, n, l->combos);
  for (size_t i = 0; i < l->combos->n && !is_over(l); i++) {
    suggest_step step = {true, now, actor, (uint8_t)n, action, l->combos->at[i]};
    try_step(l, from, &step);
  }
}

static bool speaks_of(const looking *l, uint16_t state, uint8_t actor, uint16_t action) {
  const ombud_process *q = &l->tables->processes[l->s->process];
  return core_cell_of(l->tables, q, l->s->mode, state, actor, action).n_entries != 0;
}

static void go_on(looking *l, uint32_t from) {
  const ombud_process *q = &l->tables->processes[l->s->process];
  const ombud_case *c = l->s->nodes[from].at;
  if (c != NULL && ombud_ended(l->tables, c) == 1) return;
  ombud_time now = c == NULL ? 0 : c->now, times[TIMES_MAX];
  for (uint8_t actor = 1; actor < l->tables->n_actors; actor++)
    for (uint16_t action = 0; action < q->n_actions && !is_over(l); action++)
      if (speaks_of(l, c == NULL ? 0 : c->state, actor, action)) try_action(l, from, now, actor, action);
  size_t n = c == NULL ? 0 : values_times(l->uses, c, l->s->hard, times);
  for (size_t i = 0; i < n && !is_over(l); i++) try_step(l, from, &(suggest_step){.at = times[i]});
}

/* ---- the search ---- */

static void find_points(looking *l) {
  const cover *v = l->s->of;
  l->first = v->n;
  for (size_t i = 0; i < v->n; i++) {
    if (v->points[i].process != l->s->process) continue;
    if (l->first == v->n) l->first = i;
    l->end = i + 1;
    if (l->s->wanted[i] && !l->s->found[i]) l->n_open++;
  }
}

static void prepare(looking *l) {
  const compilation *c = l->s->of->of;
  const ombud_policy *p = c->policy;
  uint32_t times = l->s->hard ? HARD_TIMES : 1;
  l->tables = p;
  l->arena = c->arena;
  l->uses = uses_find(l->arena, p, l->s->process);
  l->copy = (ombud_case *)(void *)ARENA_ARRAY(l->arena, ombud_case_size(p) / sizeof(int64_t), int64_t);
  l->out = (ombud_out){.events = ARENA_ARRAY(l->arena, p->max_events, ombud_event),
                       .effects = ARENA_ARRAY(l->arena, p->max_effects, ombud_effect),
                       .events_max = p->max_events,
                       .effects_max = p->max_effects};
  l->counts = ARENA_ARRAY(l->arena, l->s->of->n, uint32_t);
  l->combos = ARENA_NEW(l->arena, combos);
  l->cases_max = times * CASES_MAX(p->processes[l->s->process].n_states);
  l->calls_max = l->s->calls;
  l->alike_max = times * ALIKE_MAX;
  l->coarse = new_table(l->arena, 2 * (size_t)l->cases_max);
  l->exact = new_table(l->arena, 2 * (size_t)l->cases_max);
  l->turns = new_table(l->arena, 2 * (size_t)l->cases_max);
}

/* One of each line; false where all are empty. */
static bool take_turns(looking *l) {
  bool any = false;
  for (size_t i = 0; i < l->n_lines && !is_over(l); i++) {
    uint32_t node = l->lines[i].first;
    if (node == 0) continue;
    any = true;
    l->lines[i].first = l->s->nodes[node].next;
    go_on(l, node);
  }
  return any;
}

void suggest_run(suggest_search *s) {
  looking l = {.s = s};
  find_points(&l);
  if (l.n_open == 0 || s->calls == 0) {
    s->calls = 0;
    return;
  }
  prepare(&l);
  *ARENA_PUSH(l.arena, s->nodes, s->n, s->cap) = (suggest_node){.parent = UINT32_MAX};
  go_on(&l, 0);
  while (!is_over(&l) && take_turns(&l)) {
  }
}
