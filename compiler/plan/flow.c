/* Flow: which states a case can get to, and which facts and anchors it then has for certain, whatever way it
 * came.
 *
 * A forward analysis over the rows (states in a mode): the set of a row is what all ways into it have
 * in common. Only what some rule reads is tracked. */
#include <stdlib.h>
#include <string.h>

#include "planner.h"
#include "resolve.h"

typedef struct bit_list { /* bits that an anchor sets beside its own: of the `latest` and `earliest` it stands
                             in */
  uint32_t bit;
  const struct bit_list *next;
} bit_list;

typedef struct several { /* anchors of which one is enough */
  const instant *of;
  uint32_t bit;
} several;

typedef struct flow {
  model *m;
  const model_process *p;
  plan_process *q;
  uint16_t process;
  uint32_t *track_fact, *track_name; /* number of the bit, or UINT32_MAX */
  const bit_list **more_fact, **more_name;
  several *several;
  size_t n_several, cap_several;
  uint32_t n_tracked;
  size_t words, n_rows;
  uint64_t *has;  /* [row * words] */
  size_t *places; /* [row]: first place */
  uint32_t *queue;
  bool *queued;
  size_t head, len;
  size_t n_told; /* notes about missing facts and anchors */
} flow;

/* ---- what is read ---- */

static void track(uint32_t *of, uint32_t i, flow *f) {
  if (of[i] == UINT32_MAX) of[i] = f->n_tracked++;
}

static uint32_t bit_of_several(const flow *f, const instant *i) {
  for (size_t k = 0; k < f->n_several; k++)
    if (instant_same_anchor(f->several[k].of, i)) return f->several[k].bit;
  return UINT32_MAX;
}

static void track_instant(flow *f, const instant *i) {
  if (i == NULL) return;
  bool grouped = i->n_anchors > 1 && bit_of_several(f, i) == UINT32_MAX;
  uint32_t bit = grouped ? f->n_tracked++ : 0;
  if (grouped) *ARENA_PUSH(f->m->arena, f->several, f->n_several, f->cap_several) = (several){i, bit};
  for (uint16_t k = 0; k < i->n_anchors; k++) {
    const anchor *a = &i->anchors[k];
    if (a->kind == AT_ENTRY) continue;
    track(a->kind == AT_NAME ? f->track_name : f->track_fact, a->index, f);
    if (!grouped) continue;
    const bit_list **list = &(a->kind == AT_NAME ? f->more_name : f->more_fact)[a->index];
    bit_list *link = ARENA_NEW(f->m->arena, bit_list);
    *link = (bit_list){bit, *list};
    *list = link;
  }
}

static void track_expr(flow *f, const expr *e) {
  if (e == NULL) return;
  if (e->kind == EX_FACT) track(f->track_fact, e->fact, f);
  track_expr(f, e->left);
  track_expr(f, e->right);
}

static void track_outcome(flow *f, const outcome *o) {
  for (uint16_t i = 0; i < o->n_calls; i++)
    for (uint16_t k = 0; k < o->calls[i].n_args; k++) track_expr(f, o->calls[i].args[k]);
}

static void track_guard(flow *f, const plan_guard *g) {
  for (uint32_t b = 0; g != NULL && b < g->n_boxes; b++)
    for (uint16_t t = 0; t < g->boxes[b].n_tests; t++) track(f->track_fact, g->boxes[b].tests[t].fact, f);
}

static void track_all(flow *f) {
  f->track_fact = ARENA_ARRAY(f->m->arena, f->m->n_facts, uint32_t);
  f->track_name = ARENA_ARRAY(f->m->arena, f->p->n_names, uint32_t);
  f->more_fact = ARENA_ARRAY(f->m->arena, f->m->n_facts, const bit_list *);
  f->more_name = ARENA_ARRAY(f->m->arena, f->p->n_names, const bit_list *);
  memset(f->track_fact, 0xFF, f->m->n_facts * sizeof *f->track_fact);
  memset(f->track_name, 0xFF, f->p->n_names * sizeof *f->track_name);
  for (size_t i = 0; i < f->q->n_places; i++)
    for (uint32_t k = 0; k < f->q->places[i].cell->n_entries; k++) {
      const plan_entry *e = &f->q->places[i].cell->entries[k];
      track_guard(f, e->guard);
      track_instant(f, e->from);
      track_instant(f, e->until);
      track_outcome(f, &e->out);
    }
  for (size_t r = 0; r < f->n_rows; r++)
    for (uint16_t t = 0; t < f->q->rows[r].n_timers; t++) {
      track_instant(f, &f->q->rows[r].timers[t].due);
      track_outcome(f, &f->q->rows[r].timers[t].out);
    }
  f->words = f->n_tracked / 64 + 1;
}

/* ---- spreading ---- */

static void set_bit(uint64_t *set, uint32_t bit) {
  if (bit != UINT32_MAX) set[bit / 64] |= UINT64_C(1) << bit % 64;
}

static bool has_bit(const uint64_t *set, uint32_t bit) {
  return bit == UINT32_MAX || (set[bit / 64] >> bit % 64 & 1);
}

static void enter(flow *f, uint32_t row, const uint64_t *out) {
  uint64_t *in = &f->has[row * f->words];
  plan_row *r = &f->q->rows[row];
  bool changed = !r->reachable;
  for (size_t w = 0; w < f->words; w++) {
    uint64_t next = r->reachable ? in[w] & out[w] : out[w];
    changed |= next != in[w];
    in[w] = next;
  }
  r->reachable = true;
  if (!changed || f->queued[row]) return;
  f->queued[row] = true;
  f->queue[(f->head + f->len++) % f->n_rows] = row;
}

/* A way out of a row: an entry of a place, or a timer. */
typedef struct way {
  const plan_cell *cell; /* NULL: a timer's */
  const plan_entry *entry;
  uint32_t name, rule;
  uint16_t target;
} way;

static void gain(uint64_t *set, uint32_t bit, const bit_list *more) {
  set_bit(set, bit);
  for (; more != NULL; more = more->next) set_bit(set, more->bit);
}

static void after(const flow *f, uint32_t row, const way *w, uint64_t *out) {
  memcpy(out, &f->has[row * f->words], f->words * sizeof *out);
  gain(out, f->track_name[w->name], f->more_name[w->name]);
  for (uint16_t i = 0; w->cell != NULL && i < w->cell->n_gives; i++)
    gain(out, f->track_fact[w->cell->gives[i]], f->more_fact[w->cell->gives[i]]);
}

/* Calls EACH for every way that leaves ROW, until it answers true. */
static bool for_ways(flow *f, uint32_t row, bool (*each)(flow *, uint32_t, const way *, void *), void *data) {
  const plan_row *r = &f->q->rows[row];
  for (size_t i = f->places[row]; i < f->places[row + 1]; i++) {
    const plan_place *at = &f->q->places[i];
    for (uint32_t k = 0; k < at->cell->n_entries; k++) {
      const plan_entry *e = &at->cell->entries[k];
      const way w = {at->cell, e, at->action, e->rule, e->out.target};
      if (e->kind != OMBUD_ENTRY_DENY && e->out.target != OMBUD_NONE && each(f, row, &w, data)) return true;
    }
  }
  for (uint16_t i = 0; i < r->n_timers; i++) {
    const plan_timer *t = &r->timers[i];
    const way w = {NULL, NULL, t->name, t->rule, t->out.target};
    if (t->out.target != OMBUD_NONE && each(f, row, &w, data)) return true;
  }
  return false;
}

static uint32_t target_row(const flow *f, uint32_t row, uint16_t target) {
  return row - row % (uint32_t)f->p->n_states + target;
}

static bool go(flow *f, uint32_t row, const way *w, void *scratch) {
  after(f, row, w, scratch);
  enter(f, target_row(f, row, w->target), scratch);
  return false;
}

static void spread(flow *f) {
  uint64_t *scratch = ARENA_ARRAY(f->m->arena, f->words, uint64_t);
  for (size_t mode = 0; mode < f->m->n_modes; mode++) enter(f, (uint32_t)(mode * f->p->n_states), scratch);
  while (f->len > 0) {
    uint32_t row = f->queue[f->head];
    f->head = (f->head + 1) % f->n_rows;
    f->len--;
    f->queued[row] = false;
    for_ways(f, row, go, scratch);
  }
}

/* ---- what is missing (rule 8) ---- */

typedef struct missing {
  uint32_t row, bit; /* wanted in this row */
  uint64_t *scratch;
  bool found;
  uint32_t rule;
} missing;

static bool lacks(flow *f, uint32_t row, const way *w, void *data) {
  missing *x = data;
  if (!f->q->rows[row].reachable || target_row(f, row, w->target) != x->row) return false;
  after(f, row, w, x->scratch);
  if (has_bit(x->scratch, x->bit)) return false;
  x->found = true;
  x->rule = w->rule;
  return true;
}

/* Points to a way into ROW that does not bring what BIT stands for. Looking for it takes a walk over all
 * rows: not for more than are shown. */
static void note_way(flow *f, uint32_t row, uint32_t bit) {
  if (f->n_told++ >= DIAG_SHOWN_MAX) return;
  missing x = {.row = row, .bit = bit, .scratch = ARENA_ARRAY(f->m->arena, f->words, uint64_t)};
  uint32_t mode0 = row - row % (uint32_t)f->p->n_states;
  for (uint32_t r = mode0; r < mode0 + f->p->n_states && !x.found; r++) for_ways(f, r, lacks, &x);
  if (x.found)
    diag_note(f->m->diags, f->m->rules[x.rule].at, "this way leads to '%s' without it",
              f->p->states[row % f->p->n_states].sym.name);
}

static const char *row_words(const flow *f, uint32_t row) {
  uint32_t state = row % (uint32_t)f->p->n_states;
  const char *mode =
      f->m->has_modes ? arena_printf(f->m->arena, _(", for %s"), f->m->modes[row / f->p->n_states].name) : "";
  if (state == 0) return arena_printf(f->m->arena, _("when a case opens%s"), mode);
  return arena_printf(f->m->arena, _("in state '%s'%s"), f->p->states[state].sym.name, mode);
}

static void want_fact(flow *f, uint32_t row, const uint64_t *have, uint16_t fact, span at) {
  if (has_bit(have, f->track_fact[fact])) return;
  diag_report(f->m->diags, DIAG_E256, at, "'%s' may not have been given when this rule reads it",
              f->m->facts[fact].sym.name);
  diag_remark(f->m->diags, "%s", row_words(f, row));
  note_way(f, row, f->track_fact[fact]);
}

static uint32_t bit_of(const flow *f, const anchor *a) {
  return a->kind == AT_NAME   ? f->track_name[a->index]
         : a->kind == AT_FACT ? f->track_fact[a->index]
                              : UINT32_MAX;
}

static const char *anchors_words(const flow *f, const instant *i) {
  const char *text = "";
  for (uint16_t k = 0; k < i->n_anchors; k++) {
    const anchor *a = &i->anchors[k];
    text = arena_printf(f->m->arena, "%s%s'%s'", text, k ? _(", ") : "",
                        a->kind == AT_NAME ? f->p->names[a->index].sym.name : f->m->facts[a->index].sym.name);
  }
  return text;
}

static void want_instant(flow *f, uint32_t row, const uint64_t *have, const instant *i) {
  if (i == NULL) return;
  const anchor *a = &i->anchors[0];
  uint32_t bit = i->n_anchors > 1 ? bit_of_several(f, i) : bit_of(f, a);
  if (a->kind == AT_ENTRY && row % f->p->n_states == 0)
    diag_report(f->m->diags, DIAG_E257, i->at,
                "before a case opens there is no entry to count from: name a moment that the action gives");
  if (a->kind == AT_ENTRY || has_bit(have, bit)) return;
  if (i->n_anchors > 1)
    diag_report(f->m->diags, DIAG_E257, i->at,
                "it may be that none of %s is there yet when time is counted from them", anchors_words(f, i));
  else
    diag_report(f->m->diags, DIAG_E257, i->at,
                a->kind == AT_NAME ? N_("%s may not have happened when this time is counted from it")
                                   : N_("%s may not have been given when this time is counted from it"),
                anchors_words(f, i));
  diag_remark(f->m->diags, "%s", row_words(f, row));
  note_way(f, row, bit);
}

static void want_expr(flow *f, uint32_t row, const uint64_t *have, const expr *e) {
  if (e == NULL) return;
  if (e->kind == EX_FACT) want_fact(f, row, have, e->fact, e->at);
  want_expr(f, row, have, e->left);
  want_expr(f, row, have, e->right);
}

static void want_outcome(flow *f, uint32_t row, const uint64_t *have, const outcome *o) {
  for (uint16_t i = 0; i < o->n_calls; i++)
    for (uint16_t k = 0; k < o->calls[i].n_args; k++) want_expr(f, row, have, o->calls[i].args[k]);
}

static const ast_cond *find_test(const ast_cond *c, const char *fact) {
  if (c == NULL) return NULL;
  if (c->kind == COND_TEST) return c->fact.name == fact ? c : NULL;
  const ast_cond *left = find_test(c->left, fact);
  return left != NULL || c->kind == COND_NOT ? left : find_test(c->right, fact);
}

/* Where a rule's conditions read a fact. */
static span test_at(const flow *f, uint32_t rule, uint16_t fact) {
  const ast_rule *r = f->m->rules[rule].ast;
  for (size_t i = 0; i < r->tails.len; i++) {
    const ast_cond *test = find_test(r->tails.at[i].cond, f->m->facts[fact].sym.name);
    if (test != NULL) return test->span;
  }
  return f->m->rules[rule].at;
}

static void want_entry(flow *f, uint32_t row, const uint64_t *have, const plan_entry *e) {
  for (uint32_t b = 0; e->guard != NULL && b < e->guard->n_boxes; b++)
    for (uint16_t t = 0; t < e->guard->boxes[b].n_tests; t++) {
      uint16_t fact = e->guard->boxes[b].tests[t].fact;
      if (!has_bit(have, f->track_fact[fact])) want_fact(f, row, have, fact, test_at(f, e->rule, fact));
    }
  want_instant(f, row, have, e->from);
  want_instant(f, row, have, e->until);
  want_outcome(f, row, have, &e->out);
}

static void check_row(flow *f, uint32_t row, uint64_t *given) {
  const uint64_t *have = &f->has[row * f->words];
  for (size_t i = f->places[row]; i < f->places[row + 1]; i++) {
    const plan_cell *c = f->q->places[i].cell;
    memcpy(given, have, f->words * sizeof *given);
    for (uint16_t k = 0; k < c->n_gives; k++)
      gain(given, f->track_fact[c->gives[k]], f->more_fact[c->gives[k]]);
    for (uint32_t k = 0; k < c->n_entries; k++) want_entry(f, row, given, &c->entries[k]);
  }
  const plan_row *r = &f->q->rows[row];
  for (uint16_t i = 0; i < r->n_timers; i++) {
    want_instant(f, row, have, &r->timers[i].due);
    want_outcome(f, row, have, &r->timers[i].out);
  }
}

/* ---- what is never reached ---- */

static bool opens(const flow *f, size_t mode) {
  uint32_t row = (uint32_t)(mode * f->p->n_states);
  for (size_t i = f->places[row]; i < f->places[row + 1]; i++)
    if (plan_cell_permits(f->q->places[i].cell)) return true;
  return false;
}

static void check_reach(flow *f) {
  uint32_t open = 0;
  for (size_t mode = 0; mode < f->m->n_modes; mode++)
    if (opens(f, mode)) open |= UINT32_C(1) << mode;
  if (open == 0) {
    diag_report(f->m->diags, DIAG_E237, f->p->sym.at,
                "no case of '%s' can be opened: it needs 'start { … may … -> STATE }'", f->p->sym.name);
    return;
  }
  uint32_t closed = MODEL_ALL_MODES(f->m) & ~open;
  if (closed != 0)
    diag_report(f->m->diags, DIAG_W304, f->p->sym.at, "no case of '%s' can be opened for %s", f->p->sym.name,
                resolve_mode_list(f->m, closed));
  for (size_t s = 1; s < f->p->n_states; s++) {
    uint32_t lost = 0;
    for (size_t mode = 0; mode < f->m->n_modes; mode++) {
      const plan_row *r = &f->q->rows[mode * f->p->n_states + s];
      if (r->exists && !r->reachable && (open >> mode & 1)) lost |= UINT32_C(1) << mode;
    }
    if (lost == 0) continue;
    const char *modes = f->m->has_modes && lost != (f->p->states[s].modes & open)
                            ? arena_printf(f->m->arena, _(" for %s"), resolve_mode_list(f->m, lost))
                            : "";
    diag_report(f->m->diags, DIAG_W304, f->p->states[s].sym.at, "state '%s' cannot be reached%s",
                f->p->states[s].sym.name, modes);
  }
}

void flow_settle(model *m, uint16_t process, plan *out) {
  flow f = {.m = m, .p = &m->processes[process], .q = &out->processes[process], .process = process};
  f.n_rows = m->n_modes * f.p->n_states;
  track_all(&f);
  f.has = ARENA_ARRAY(m->arena, f.n_rows * f.words, uint64_t);
  f.queue = ARENA_ARRAY(m->arena, f.n_rows, uint32_t);
  f.queued = ARENA_ARRAY(m->arena, f.n_rows, bool);
  f.places = ARENA_ARRAY(m->arena, f.n_rows + 1, size_t);
  for (size_t i = 0; i < f.q->n_places; i++) f.places[f.q->places[i].row + 1] = i + 1;
  for (size_t r = 1; r <= f.n_rows; r++)
    if (f.places[r] < f.places[r - 1]) f.places[r] = f.places[r - 1];
  spread(&f);
  uint64_t *given = ARENA_ARRAY(m->arena, f.words, uint64_t);
  for (uint32_t r = 0; r < f.n_rows; r++)
    if (f.q->rows[r].reachable) check_row(&f, r, given);
  check_reach(&f);
}
