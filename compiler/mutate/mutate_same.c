/* Whether two policies mean the same.
 *
 * Where their tables are alike there is nothing to ask. Where two cells differ, every combination of values
 * is tried that either can tell from another: each fact at and beside the constants that it is compared with,
 * each anchor so long ago that a window is just still, or just no longer, open. The runtime's own judgement
 * is what is compared. */
#include <string.h>

#include "core.h"
#include "cover.h"
#include "mutate.h"
#include "plan.h"

#define POINTS_MAX 200000u /* combinations for one action in one state; beyond, nothing is shown */
#define NOW        (INT64_C(1) << 60)

typedef struct side {
  const compilation *of;
  const ombud_policy *policy;
  const ombud_words *words;
  const plan *plan;
  int64_t *slots;
  uint16_t *entered_by; /* [row] of the process: see find_entries */
} side;

typedef struct values { /* of a fact or an anchor, that are to be tried */
  anchor of;            /* AT_FACT stands for the fact itself too */
  bool is_time;
  size_t n, cap;
  int64_t *at;
} values;

typedef struct compare {
  arena *a;
  side side[2];
  uint16_t process, state, action;
  uint8_t mode, actor;
  values *dims;
  size_t n_dims, cap_dims;
} compare;

/* ---- names ---- */

static bool same_words(const ombud_word *l, const ombud_word *r, size_t n) {
  for (size_t i = 0; i < n; i++)
    if (strcmp(l[i].name, r[i].name) != 0) return false;
  return true;
}

/* Then equal numbers mean equal things. What is declared no edit touches; actions and events need not be. */
static bool same_numbers(const side *l, const side *r) {
  for (uint16_t i = 0; i < l->policy->n_processes; i++) {
    const ombud_process *p = &l->policy->processes[i], *q = &r->policy->processes[i];
    if (p->n_actions != q->n_actions || p->n_names != q->n_names) return false;
    if (!same_words(l->words->processes[i].names, r->words->processes[i].names, p->n_names)) return false;
  }
  return true;
}

/* ---- anchors ---- */

#define MIXED (OMBUD_NONE - 1u) /* by several actions or events */

static void enters(uint16_t *by, uint32_t row, uint16_t name) {
  by[row] = by[row] == OMBUD_NONE || by[row] == name ? name : MIXED;
}

/* By which one action or event each row is entered. Where it does not happen again within the row, its last
 * occurrence is the entry: `7d of send_back` and `7d` are the same there. */
static void find_entries(side *s, uint16_t process) {
  const plan_process *q = &s->plan->processes[process];
  uint32_t n = (uint32_t)s->plan->n_modes * q->n_states;
  for (uint32_t row = 0; row < n; row++) s->entered_by[row] = OMBUD_NONE;
  for (size_t i = 0; i < q->n_places; i++) {
    const plan_place *p = &q->places[i];
    for (uint32_t k = 0; q->rows[p->row].reachable && k < p->cell->n_entries; k++) {
      const outcome *o = &p->cell->entries[k].out;
      if (!o->deny && o->target != OMBUD_NONE)
        enters(s->entered_by, p->row - p->row % q->n_states + o->target, p->action);
    }
  }
  for (uint32_t row = 0; row < n; row++)
    for (uint16_t i = 0; q->rows[row].reachable && i < q->rows[row].n_timers; i++) {
      const plan_timer *t = &q->rows[row].timers[i];
      if (t->kind != OMBUD_REMINDED && t->out.target != OMBUD_NONE)
        enters(s->entered_by, row - row % q->n_states + t->out.target, t->name);
    }
  for (size_t i = 0; i < q->n_places; i++)
    for (uint32_t k = 0; k < q->places[i].cell->n_entries; k++) {
      const outcome *o = &q->places[i].cell->entries[k].out;
      if (!o->deny && o->target == OMBUD_NONE && s->entered_by[q->places[i].row] == q->places[i].action)
        s->entered_by[q->places[i].row] = MIXED;
    }
  for (uint32_t row = 0; row < n; row++)
    for (uint16_t i = 0; i < q->rows[row].n_timers; i++) {
      const plan_timer *t = &q->rows[row].timers[i];
      if (t->kind != OMBUD_REMINDED && t->out.target == OMBUD_NONE && s->entered_by[row] == t->name)
        s->entered_by[row] = MIXED;
    }
}

/* The instant with the entry in the place of what is the same. */
static instant at_entry(const compare *x, int which, const instant *i) {
  const side *s = &x->side[which];
  uint32_t row = (uint32_t)x->mode * s->plan->processes[x->process].n_states + x->state;
  instant same = *i;
  anchor *list = ARENA_ARRAY(x->a, i->n_anchors, anchor);
  bool entry = false;
  same.n_anchors = 0;
  for (uint16_t k = 0; k < i->n_anchors; k++) {
    bool is = i->anchors[k].kind == AT_ENTRY ||
              (i->anchors[k].kind == AT_NAME && i->anchors[k].index == s->entered_by[row]);
    if (!is) list[same.n_anchors++] = i->anchors[k];
    entry |= is;
  }
  if (entry) { /* sorted, and it is the least */
    memmove(list + 1, list, same.n_anchors * sizeof *list);
    list[0] = (anchor){AT_ENTRY, 0};
    same.n_anchors++;
  }
  same.anchors = list;
  if (same.n_anchors == 1) same.earliest = false;
  return same;
}

/* ---- what is alike ---- */

static bool same_instant(const compare *x, const instant *l, const instant *r) {
  if (l == NULL || r == NULL) return l == r;
  instant left = at_entry(x, 0, l), right = at_entry(x, 1, r);
  return instant_equal(&left, &right);
}

static bool same_guard(const plan_guard *l, const plan_guard *r) {
  if (l == NULL || r == NULL) return l == r;
  if (l->n_boxes != r->n_boxes) return false;
  for (uint32_t i = 0; i < l->n_boxes; i++) {
    if (l->boxes[i].n_tests != r->boxes[i].n_tests) return false;
    for (uint16_t k = 0; k < l->boxes[i].n_tests; k++) {
      const plan_test *s = &l->boxes[i].tests[k], *t = &r->boxes[i].tests[k];
      if (s->fact != t->fact || s->lo != t->lo || s->hi != t->hi) return false;
    }
  }
  return true;
}

/* Where nobody gets to who has done the action, any limit lets it be done there. */
static bool same_limit(const compare *x, uint16_t l, uint16_t r) {
  if (l == r) return true;
  if (l == 0 || r == 0) return false;
  for (int i = 0; i < 2; i++) {
    size_t row = (size_t)x->mode * x->side[i].plan->processes[x->process].n_states + x->state;
    if (cover_again(x->side[i].of, x->process, x->actor, x->action)[row]) return false;
  }
  return true;
}

static bool same_entry(const compare *x, const plan_entry *l, const plan_entry *r) {
  return l->kind == r->kind && same_limit(x, l->limit, r->limit) && same_guard(l->guard, r->guard) &&
         same_instant(x, l->from, r->from) && same_instant(x, l->until, r->until) &&
         outcome_equal(&l->out, &r->out);
}

static bool alike(const compare *x, const plan_cell *l, const plan_cell *r) {
  if (l == NULL || r == NULL) return l == r;
  if (l->n_entries != r->n_entries) return false;
  for (uint32_t i = 0; i < l->n_entries; i++)
    if (!same_entry(x, &l->entries[i], &r->entries[i])) return false;
  return true;
}

static bool same_timers(const compare *x, const plan_row *l, const plan_row *r) {
  if (l->n_timers != r->n_timers) return false;
  for (uint16_t i = 0; i < l->n_timers; i++) {
    const plan_timer *s = &l->timers[i], *t = &r->timers[i];
    if (s->kind != t->kind || s->name != t->name || s->reminded != t->reminded ||
        !same_instant(x, &s->due, &t->due) || !outcome_equal(&s->out, &t->out))
      return false;
  }
  return true;
}

/* ---- points ---- */

static values *dim_of(compare *x, anchor of, bool is_time) {
  for (size_t i = 0; i < x->n_dims; i++)
    if (x->dims[i].of.kind == of.kind && x->dims[i].of.index == of.index && x->dims[i].is_time == is_time)
      return &x->dims[i];
  values *v = ARENA_PUSH(x->a, x->dims, x->n_dims, x->cap_dims);
  *v = (values){.of = of, .is_time = is_time};
  return v;
}

static void add_value(compare *x, values *v, int64_t value) {
  for (size_t i = 0; i < v->n; i++)
    if (v->at[i] == value) return;
  *ARENA_PUSH(x->a, v->at, v->n, v->cap) = value;
}

static void add_test(compare *x, const plan_test *t) {
  const ombud_fact *f = &x->side[0].policy->facts[t->fact];
  values *v = dim_of(x, (anchor){AT_FACT, t->fact}, false);
  add_value(x, v, f->lo);
  add_value(x, v, f->hi);
  if (t->lo > f->lo) add_value(x, v, t->lo), add_value(x, v, t->lo - 1);
  if (t->hi < f->hi) add_value(x, v, t->hi), add_value(x, v, t->hi + 1);
}

/* No window leaves out time. */
static void add_instant(compare *x, int which, const instant *from) {
  if (from == NULL) return;
  const instant same = at_entry(x, which, from), *i = &same;
  for (uint16_t k = 0; k < i->n_anchors; k++) {
    values *v = dim_of(x, i->anchors[k], true);
    add_value(x, v, NOW - i->offset);     /* the instant is now … */
    add_value(x, v, NOW - i->offset + 1); /* … and a millisecond ahead */
    if (i->n_anchors > 1 && i->anchors[k].kind != AT_ENTRY) add_value(x, v, OMBUD_UNSET);
  }
}

static void add_cell(compare *x, int which, const plan_cell *c) {
  for (uint32_t i = 0; c != NULL && i < c->n_entries; i++) {
    const plan_entry *e = &c->entries[i];
    for (uint32_t b = 0; e->guard != NULL && b < e->guard->n_boxes; b++)
      for (uint16_t k = 0; k < e->guard->boxes[b].n_tests; k++) add_test(x, &e->guard->boxes[b].tests[k]);
    add_instant(x, which, e->from);
    add_instant(x, which, e->until);
  }
}

static void put(const side *s, uint16_t slot, int64_t value) {
  if (slot != OMBUD_NONE) s->slots[slot] = value;
}

static void set(const compare *x, int which, const values *v, int64_t value) {
  const side *s = &x->side[which];
  const ombud_process *p = &s->policy->processes[x->process];
  uint16_t by = s->entered_by[(size_t)x->mode * p->n_states + x->state];
  switch (v->of.kind) {
  case AT_NAME: put(s, p->occurs[v->of.index], value); break;
  case AT_FACT: put(s, p->facts[v->of.index], value); break;
  case AT_ENTRY:
    put(s, p->entry, value);
    if (by < p->n_names) put(s, p->occurs[by], value);
    break;
  }
}

/* Whether the values that the facts have now are against a declared bound. */
static bool impossible(const compare *x) {
  const side *s = &x->side[0];
  const ombud_process *p = &s->policy->processes[x->process];
  for (uint16_t i = 0; i < s->policy->n_orders; i++) {
    const ombud_order *o = &s->policy->orders[i];
    if (p->facts[o->less] == OMBUD_NONE || p->facts[o->more] == OMBUD_NONE) continue;
    int64_t less = s->slots[p->facts[o->less]], more = s->slots[p->facts[o->more]];
    if (less != OMBUD_UNSET && more != OMBUD_UNSET && (o->gap ? less >= more : less > more)) return true;
  }
  return false;
}

/* ---- judging ---- */

static bool is_asked(const compare *x, uint16_t fact) {
  for (size_t i = 0; i < x->n_dims; i++)
    if (x->dims[i].of.kind == AT_FACT && x->dims[i].of.index == fact) return true;
  return false;
}

/* What the action gives may be missing; what no rule of the two cells asks about is there. */
static core_view look(const compare *x, int which) {
  const side *s = &x->side[which];
  core_view v = {.policy = s->policy, .process = &s->policy->processes[x->process], .slots = s->slots};
  v.row = core_row(v.process, x->mode, x->state);
  v.mode = x->mode;
  v.state = x->state;
  v.actor = x->actor;
  v.action = x->action;
  v.cell = core_cell_of(v.policy, v.process, x->mode, x->state, x->actor, x->action);
  v.n_fresh = (uint8_t)v.cell.n_gives;
  for (unsigned i = 0; i < v.n_fresh; i++) {
    v.fresh_slots[i] = v.process->facts[core_gives(&v, i)];
    v.fresh_values[i] = is_asked(x, core_gives(&v, i)) ? s->slots[v.fresh_slots[i]] : 0;
    v.n_missing = (uint8_t)(v.n_missing + (v.fresh_values[i] == OMBUD_UNSET));
  }
  return v;
}

/* The reason where no rule of the cell has a say at any time. */
static uint16_t silence(core_view v) {
  v.cell.n_entries = 0;
  return core_silence(&v, NOW).reason;
}

static bool same_verdict(const compare *x, const plan_cell *const *cells) {
  core_verdict verdicts[2];
  const plan_entry *entries[2] = {NULL, NULL};
  for (int i = 0; i < 2; i++) {
    core_view v = look(x, i);
    verdicts[i] = core_judge(&v, NOW);
    if (verdicts[i].entry != NULL) entries[i] = &cells[i]->entries[verdicts[i].entry - core_entry(&v, 0)];
  }
  if (verdicts[0].reason != verdicts[1].reason) return false;
  if (verdicts[0].reason != OMBUD_REASON_NONE) return true;
  return entries[0] != NULL && entries[1] != NULL && entries[0]->kind == entries[1]->kind &&
         same_limit(x, entries[0]->limit, entries[1]->limit) &&
         outcome_equal(&entries[0]->out, &entries[1]->out);
}

static void add_missing(compare *x, const plan_cell *c) {
  for (uint16_t i = 0; c != NULL && i < c->n_gives; i++)
    for (size_t d = 0; d < x->n_dims; d++)
      if (x->dims[d].of.kind == AT_FACT && x->dims[d].of.index == c->gives[i])
        add_value(x, &x->dims[d], OMBUD_UNSET);
}

static bool same_points(compare *x, const plan_cell *const *cells) {
  for (int i = 0; i < 2; i++) add_cell(x, i, cells[i]);
  add_missing(x, cells[0]);
  size_t points = 1;
  for (size_t i = 0; i < x->n_dims; i++) {
    points *= x->dims[i].n;
    if (points > POINTS_MAX) return false;
  }
  for (size_t p = 0; p < points; p++) {
    for (size_t i = 0, rest = p; i < x->n_dims; rest /= x->dims[i].n, i++)
      for (int k = 0; k < 2; k++) set(x, k, &x->dims[i], x->dims[i].at[rest % x->dims[i].n]);
    if (!impossible(x) && !same_verdict(x, cells)) return false;
  }
  return true;
}

static void forget(side *s, uint16_t process) {
  uint16_t n = s->policy->processes[process].n_slots;
  for (uint16_t i = 0; i < n; i++) s->slots[i] = OMBUD_UNSET;
}

/* ---- rows ---- */

static const plan_cell *cell_at(const plan_process *q, size_t *next, uint32_t row, uint16_t actor,
                                uint16_t action) {
  while (*next < q->n_places) {
    const plan_place *p = &q->places[*next];
    if (p->row > row || (p->row == row && (p->actor > actor || (p->actor == actor && p->action > action))))
      return NULL;
    (*next)++;
    if (p->row == row && p->actor == actor && p->action == action) return p->cell;
  }
  return NULL;
}

static bool same_gives(const plan_cell *l, const plan_cell *r) {
  uint16_t n = l == NULL ? 0 : l->n_gives, m = r == NULL ? 0 : r->n_gives;
  return n == m && (n == 0 || memcmp(l->gives, r->gives, n * sizeof *l->gives) == 0) &&
         (l != NULL && l->counted) == (r != NULL && r->counted);
}

static bool same_cell(compare *x, const plan_cell *const *cells) {
  x->n_dims = 0;
  if (!same_gives(cells[0], cells[1])) return false;
  if (silence(look(x, 0)) != silence(look(x, 1))) return false;
  if (alike(x, cells[0], cells[1])) return true;
  forget(&x->side[0], x->process);
  forget(&x->side[1], x->process);
  return same_points(x, cells);
}

static bool same_process(compare *x) {
  for (int i = 0; i < 2; i++) {
    side *s = &x->side[i];
    size_t rows = (size_t)s->plan->n_modes * s->plan->processes[x->process].n_states;
    s->entered_by = ARENA_ARRAY(x->a, rows, uint16_t);
    find_entries(s, x->process);
  }
  const plan_process *l = &x->side[0].plan->processes[x->process],
                     *r = &x->side[1].plan->processes[x->process];
  size_t next[2] = {0, 0};
  for (uint32_t row = 0; row < (uint32_t)x->side[0].plan->n_modes * l->n_states; row++) {
    x->mode = (uint8_t)(row / l->n_states);
    x->state = (uint16_t)(row % l->n_states);
    bool reached =
        (l->rows[row].exists && l->rows[row].reachable) || (r->rows[row].exists && r->rows[row].reachable);
    if (reached && (l->rows[row].end != r->rows[row].end || !same_timers(x, &l->rows[row], &r->rows[row])))
      return false;
    for (x->actor = 1; x->actor < x->side[0].plan->n_actors; x->actor++)
      for (x->action = 0; x->action < l->n_actions; x->action++) {
        const plan_cell *cells[2] = {cell_at(l, &next[0], row, x->actor, x->action),
                                     cell_at(r, &next[1], row, x->actor, x->action)};
        if (reached && !l->rows[row].end && !same_cell(x, cells)) return false;
      }
  }
  return true;
}

bool mutate_same(arena *a, const compilation *left, const compilation *right) {
  compare x = {.a = a};
  const compilation *both[] = {left, right};
  for (int i = 0; i < 2; i++)
    x.side[i] = (side){.of = both[i],
                       .policy = both[i]->policy,
                       .words = both[i]->words,
                       .plan = both[i]->plan,
                       .slots = ARENA_ARRAY(a, both[i]->policy->case_slots + 1u, int64_t)};
  if (!same_numbers(&x.side[0], &x.side[1])) return false;
  for (x.process = 0; x.process < left->policy->n_processes; x.process++)
    if (!same_process(&x)) return false;
  return true;
}
