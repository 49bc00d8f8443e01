/* Which instants, facts and counters a case has to be known by, and for how long. */
#include "automaton.h"

#include <string.h>

/* ---- instants ---- */

static bool same_stop(const stopped *s, const instant *i, uint16_t k) {
  return s->anchor.kind == i->anchors[k].kind && s->anchor.index == i->anchors[k].index &&
         s->due->n_excluded == i->n_excluded &&
         memcmp(s->due->excluded, i->excluded, i->n_excluded * sizeof *i->excluded) == 0;
}

uint16_t automaton_var(const automaton *m, const instant *i, uint16_t k) {
  const anchor *a = &i->anchors[k];
  if (a->kind == AT_ENTRY) return ZONE_ENTRY;
  for (size_t s = 0; i->n_excluded > 0 && s < m->n_stopped; s++)
    if (same_stop(&m->stopped[s], i, k)) return m->stopped[s].var;
  return a->kind == AT_NAME ? m->var_of_name[a->index] : m->var_of_fact[a->index];
}

static int64_t magnitude(int64_t x) {
  return x < 0 ? -x : x;
}

static void add_instant(automaton *m, const instant *i) {
  if (i == NULL) return;
  if (magnitude(i->offset) > m->reach) m->reach = magnitude(i->offset);
  for (uint16_t k = 0; k < i->n_anchors; k++) {
    const anchor *a = &i->anchors[k];
    if (a->kind == AT_ENTRY) continue;
    uint16_t *plain = a->kind == AT_NAME ? &m->var_of_name[a->index] : &m->var_of_fact[a->index];
    if (i->n_excluded == 0) {
      if (*plain == OMBUD_NONE) *plain = m->n_vars++;
      continue;
    }
    size_t s = 0;
    while (s < m->n_stopped && !same_stop(&m->stopped[s], i, k)) s++;
    if (s < m->n_stopped) continue;
    if (a->kind == AT_FACT && *plain == OMBUD_NONE) *plain = m->n_vars++; /* it is given as that moment */
    *ARENA_PUSH(m->arena, m->stopped, m->n_stopped, m->cap_stopped) = (stopped){i, *a, m->n_vars++};
  }
}

/* Where only `latest(…)` asks for an instant, one of the others that is as late stands for it from then on. A
 * moment does not: it may be given anew, and lie further back. */
static void overtake(automaton *m, const instant *i) {
  for (uint16_t k = 0; i != NULL && i->n_excluded == 0 && k < i->n_anchors; k++) {
    struct overtaken *o = &m->overtaken[automaton_var(m, i, k)];
    struct overtaken now = {.seen = true};
    for (uint16_t j = 0; !i->earliest && j < i->n_anchors; j++) {
      uint16_t other = automaton_var(m, i, j);
      bool also = !o->seen;
      for (uint8_t c = 0; c < o->n; c++) also |= o->by[c] == other;
      if (j != k && i->anchors[j].kind == AT_NAME && also && now.n < OVERTAKERS_MAX) now.by[now.n++] = other;
    }
    *o = now;
  }
}

static void each_instant(automaton *m, void (*see)(automaton *m, const instant *i)) {
  const plan_process *q = m->process;
  for (uint16_t s = 0; s < q->n_states; s++) {
    for (size_t i = m->places[s]; i < m->places[s + 1]; i++) {
      const plan_cell *cell = q->places[i].cell;
      for (uint32_t k = 0; k < cell->n_entries; k++) {
        see(m, cell->entries[k].from);
        see(m, cell->entries[k].until);
      }
    }
    for (uint16_t t = 0; t < m->rows[s].n_timers; t++)
      if (m->rows[s].timers[t].kind != OMBUD_REMINDED) see(m, &m->rows[s].timers[t].due);
  }
}

static bool is_excluded(const instant *i, uint16_t state) {
  for (uint16_t k = 0; k < i->n_excluded; k++)
    if (i->excluded[k] == state) return true;
  return false;
}

size_t automaton_moving(const automaton *m, const zone *z, uint16_t state, uint16_t *list) {
  size_t n = 0;
  for (size_t s = 0; s < m->n_stopped; s++)
    if (zone_has(z, m->stopped[s].var) && is_excluded(m->stopped[s].due, state))
      list[n++] = m->stopped[s].var;
  return n;
}

/* ---- what there is ---- */

static size_t act_of(const automaton *m, const plan_place *at) {
  return (size_t)at->actor * m->process->n_actions + at->action;
}

/* How often something was done that nothing follows from makes no difference. */
static void add_limits(automaton *m) {
  for (size_t i = 0; i < m->process->n_places; i++) {
    const plan_place *at = &m->process->places[i];
    uint16_t *count = &m->count_of[act_of(m, at)];
    for (uint32_t k = 0; !m->idle[act_of(m, at)] && k < at->cell->n_entries; k++) {
      uint16_t limit = at->cell->entries[k].limit;
      if (limit == 0) continue;
      if (*count == OMBUD_NONE) *count = m->n_counts++;
      if (limit > m->limit_of[*count]) m->limit_of[*count] = limit;
    }
  }
}

static void find_places(automaton *m) {
  const plan_process *q = m->process;
  uint32_t first = (uint32_t)m->mode * q->n_states;
  size_t i = 0;
  while (i < q->n_places && q->places[i].row < first) i++;
  for (uint16_t s = 0; s < q->n_states; s++) {
    m->places[s] = i;
    while (i < q->n_places && q->places[i].row == first + s) i++;
  }
  m->places[q->n_states] = i;
}

/* ---- what is still asked for (a backward analysis of live variables) ---- */

static void set(uint64_t *of, size_t bit) {
  of[bit / 64] |= UINT64_C(1) << bit % 64;
}

static void clear(uint64_t *of, size_t bit) {
  of[bit / 64] &= ~(UINT64_C(1) << bit % 64);
}

static bool has(const uint64_t *of, size_t bit) {
  return of[bit / 64] >> bit % 64 & 1;
}

static size_t bit_of_dim(const automaton *m, uint16_t dim) {
  return (size_t)m->n_vars + dim;
}

static size_t bit_of_count(const automaton *m, uint16_t count) {
  return (size_t)m->n_vars + m->cells.n_dims + count;
}

bool automaton_is_live_dim(const automaton *m, uint16_t state, uint16_t dim) {
  return has(&m->live[state * m->words], bit_of_dim(m, dim));
}

bool automaton_is_live_count(const automaton *m, uint16_t state, uint16_t count) {
  return has(&m->live[state * m->words], bit_of_count(m, count));
}

/* A deadline that counts from one anchor asks for it while it runs; one that counts from the latest of
 * several may be set again by any of them. */
bool automaton_is_live_var(const automaton *m, uint16_t state, uint32_t armed, uint16_t var) {
  if (has(&m->live[state * m->words], var)) return true;
  for (uint16_t t = 0; t < m->rows[state].n_timers; t++)
    if (armed >> t & 1u && automaton_var(m, &m->rows[state].timers[t].due, 0) == var) return true;
  return false;
}

static void read_instant(const automaton *m, uint64_t *of, const instant *i) {
  for (uint16_t k = 0; i != NULL && k < i->n_anchors; k++) set(of, automaton_var(m, i, k));
}

static bool gives(const plan_cell *cell, uint16_t fact) {
  for (uint16_t i = 0; i < cell->n_gives; i++)
    if (cell->gives[i] == fact) return true;
  return false;
}

static void read_fact(const automaton *m, uint64_t *of, const plan_cell *giver, uint16_t fact) {
  uint16_t dim = m->cells.dim_of[fact];
  if (dim != OMBUD_NONE && (giver == NULL || !gives(giver, fact))) set(of, bit_of_dim(m, dim));
}

/* Only a question for certain values asks for those that an effect is given. */
static void read_calls(const automaton *m, uint64_t *of, const plan_cell *giver, const outcome *o) {
  const promise *q = m->about;
  for (uint16_t i = 0; q != NULL && !q->any_args && i < o->n_calls; i++)
    for (uint16_t k = 0; o->calls[i].effect == q->effect.effect && k < o->calls[i].n_args; k++)
      if (o->calls[i].args[k]->kind == EX_FACT) read_fact(m, of, giver, o->calls[i].args[k]->fact);
}

/* What is given has to fit what is known already. */
static void read_bounds(const automaton *m, uint64_t *of, const plan_cell *cell) {
  for (size_t i = 0; i < m->cells.n_orders; i++) {
    uint16_t less = m->cells.dims[m->cells.orders[i].less].fact,
             more = m->cells.dims[m->cells.orders[i].more].fact;
    if (gives(cell, less)) read_fact(m, of, cell, more);
    if (gives(cell, more)) read_fact(m, of, cell, less);
  }
}

static void read_place(const automaton *m, uint64_t *of, const plan_place *at) {
  if (automaton_leaves_out(m, at)) return;
  for (uint32_t k = 0; k < at->cell->n_entries; k++) {
    const plan_entry *e = &at->cell->entries[k];
    read_instant(m, of, e->from);
    read_instant(m, of, e->until);
    for (uint32_t b = 0; e->guard != NULL && b < e->guard->n_boxes; b++)
      for (uint16_t t = 0; t < e->guard->boxes[b].n_tests; t++)
        read_fact(m, of, at->cell, e->guard->boxes[b].tests[t].fact);
    read_calls(m, of, at->cell, &e->out);
  }
  if (at->cell->n_gives > 0 && m->cells.n_orders > 0) read_bounds(m, of, at->cell);
  uint16_t count = m->count_of[at->actor * m->process->n_actions + at->action];
  if (count != OMBUD_NONE) set(of, bit_of_count(m, count));
}

static void read_timers(const automaton *m, uint64_t *of, uint16_t state, bool all) {
  for (uint16_t t = 0; t < m->rows[state].n_timers; t++) {
    const plan_timer *timer = &m->rows[state].timers[t];
    if (timer->kind == OMBUD_REMINDED) continue;
    if (all || timer->due.n_anchors > 1) read_instant(m, of, &timer->due);
    read_calls(m, of, NULL, &timer->out);
  }
}

static void kill_anchor(const automaton *m, uint64_t *of, unsigned kind, uint16_t index) {
  uint16_t var = kind == AT_NAME ? m->var_of_name[index] : m->var_of_fact[index];
  if (var != OMBUD_NONE) clear(of, var);
  for (size_t s = 0; s < m->n_stopped; s++)
    if (m->stopped[s].anchor.kind == kind && m->stopped[s].anchor.index == index)
      clear(of, m->stopped[s].var);
}

/* What the way to TARGET by NAME asks for before it is taken. */
static bool read_way(const automaton *m, uint64_t *of, uint64_t *scratch, uint16_t target, uint16_t name,
                     const plan_cell *cell) {
  memcpy(scratch, &m->live[target * m->words], m->words * sizeof *scratch);
  read_timers(m, scratch, target, true);
  clear(scratch, ZONE_ENTRY);
  kill_anchor(m, scratch, AT_NAME, name);
  for (uint16_t i = 0; cell != NULL && i < cell->n_gives; i++) {
    kill_anchor(m, scratch, AT_FACT, cell->gives[i]);
    uint16_t dim = m->cells.dim_of[cell->gives[i]];
    if (dim != OMBUD_NONE) clear(scratch, bit_of_dim(m, dim));
  }
  bool more = false;
  for (size_t w = 0; w < m->words; w++) {
    more |= (scratch[w] & ~of[w]) != 0;
    of[w] |= scratch[w];
  }
  return more;
}

static bool read_ways(const automaton *m, uint16_t state, uint64_t *scratch) {
  uint64_t *of = &m->live[state * m->words];
  bool more = false;
  for (size_t i = m->places[state]; i < m->places[state + 1]; i++) {
    const plan_place *at = &m->process->places[i];
    for (uint32_t k = 0; k < at->cell->n_entries; k++) {
      const plan_entry *e = &at->cell->entries[k];
      if (e->kind != OMBUD_ENTRY_DENY && e->out.target != OMBUD_NONE)
        more |= read_way(m, of, scratch, e->out.target, at->action, at->cell);
    }
  }
  for (uint16_t t = 0; t < m->rows[state].n_timers; t++)
    if (m->rows[state].timers[t].out.target != OMBUD_NONE)
      more |=
          read_way(m, of, scratch, m->rows[state].timers[t].out.target, m->rows[state].timers[t].name, NULL);
  return more;
}

/* ---- an order in which most ways lead onwards ---- */

typedef struct ways { /* where one gets to from each state, in one list */
  size_t *first;      /* [state]; one more at the end */
  uint16_t *to;
  size_t len, cap;
} ways;

static ways list_ways(const automaton *m) {
  ways w = {.first = ARENA_ARRAY(m->arena, (size_t)m->process->n_states + 1, size_t)};
  for (uint16_t s = 0; s < m->process->n_states; s++) {
    w.first[s] = w.len;
    for (size_t i = m->places[s]; i < m->places[s + 1]; i++) {
      const plan_cell *cell = m->process->places[i].cell;
      for (uint32_t k = 0; k < cell->n_entries; k++)
        if (cell->entries[k].kind != OMBUD_ENTRY_DENY && cell->entries[k].out.target != OMBUD_NONE)
          *ARENA_PUSH(m->arena, w.to, w.len, w.cap) = cell->entries[k].out.target;
    }
    for (uint16_t t = 0; t < m->rows[s].n_timers; t++)
      if (m->rows[s].timers[t].out.target != OMBUD_NONE)
        *ARENA_PUSH(m->arena, w.to, w.len, w.cap) = m->rows[s].timers[t].out.target;
  }
  w.first[m->process->n_states] = w.len;
  return w;
}

/* Depth first from the start; a state comes before all that only it leads to (reverse postorder). */
static void put_in_order(automaton *m, const ways *w) {
  uint16_t n = m->process->n_states;
  size_t *next = ARENA_ARRAY(m->arena, n, size_t), depth = 0;
  uint16_t *stack = ARENA_ARRAY(m->arena, (size_t)n + 1, uint16_t);
  uint32_t left = n;
  memcpy(next, w->first, n * sizeof *next);
  bool *seen = ARENA_ARRAY(m->arena, n, bool);
  stack[depth++] = 0;
  seen[0] = true;
  while (depth > 0) {
    uint16_t s = stack[depth - 1];
    if (w->to == NULL || next[s] == w->first[s + 1]) {
      m->order[s] = --left;
      depth--;
      continue;
    }
    uint16_t to = w->to[next[s]++];
    if (!seen[to]) stack[depth++] = to;
    seen[to] = true;
  }
}

/* Backwards, until nothing more is asked for anywhere. */
static void find_live(automaton *m) {
  uint16_t n = m->process->n_states, *last_first = ARENA_ARRAY(m->arena, n, uint16_t);
  for (uint16_t s = 0; s < n; s++) last_first[s] = OMBUD_NONE;
  for (uint16_t s = 0; s < n; s++)
    if (m->order[s] < n) last_first[n - 1u - m->order[s]] = s;
  for (uint16_t s = 0; s < n; s++) {
    for (size_t i = m->places[s]; i < m->places[s + 1]; i++)
      read_place(m, &m->live[s * m->words], &m->process->places[i]);
    read_timers(m, &m->live[s * m->words], s, false);
  }
  uint64_t *scratch = ARENA_ARRAY(m->arena, m->words, uint64_t);
  for (bool more = true; more;) {
    more = false;
    for (uint16_t i = 0; i < n; i++)
      if (last_first[i] != OMBUD_NONE) more |= read_ways(m, last_first[i], scratch);
  }
}

/* ---- how old an instant can get before its age no longer matters (a backward analysis as well) ---- */

#define MOST_ENTRIES_MAX (1u << 22) /* beyond that many one figure has to do for all states */

const int64_t *automaton_most(const automaton *m, uint16_t state) {
  return m->one_most ? m->most : &m->most[(size_t)state * m->n_vars];
}

static int64_t *most_of(const automaton *m, uint16_t state) {
  return m->one_most ? m->most : &m->most[(size_t)state * m->n_vars];
}

static void raise(int64_t *most, int64_t to) {
  if (*most < to) *most = to;
}

/* SLACK: instants are compared with one another too, which an age by itself does not tell. */
static void most_of_instant(const automaton *m, int64_t *most, const instant *i, int64_t slack) {
  for (uint16_t k = 0; i != NULL && k < i->n_anchors; k++)
    raise(&most[automaton_var(m, i, k)], i->offset + (i->n_anchors > 1 ? m->reach : slack));
}

/* Of several deadlines that are past when they are set the one that was due first goes first. */
static int64_t slack_of(const automaton *m, uint16_t state) {
  unsigned n = 0;
  for (uint16_t t = 0; t < m->rows[state].n_timers; t++) {
    const plan_timer *timer = &m->rows[state].timers[t];
    n += timer->kind != OMBUD_REMINDED && timer->due.anchors[0].kind != AT_ENTRY;
  }
  return n > 1 ? m->reach : 0;
}

static void most_here(const automaton *m, uint16_t state) {
  int64_t *most = most_of(m, state), slack = slack_of(m, state);
  for (size_t i = m->places[state]; i < m->places[state + 1]; i++) {
    const plan_cell *cell = m->process->places[i].cell;
    for (uint32_t k = 0; k < cell->n_entries; k++) {
      most_of_instant(m, most, cell->entries[k].from, 0);
      most_of_instant(m, most, cell->entries[k].until, 0);
    }
  }
  for (uint16_t t = 0; t < m->rows[state].n_timers; t++)
    if (m->rows[state].timers[t].kind != OMBUD_REMINDED)
      most_of_instant(m, most, &m->rows[state].timers[t].due, slack);
}

/* What is set on the way counts from there: leaving that out only makes the figure larger. */
static void find_most(automaton *m, const ways *w) {
  uint16_t n = m->process->n_states;
  m->one_most = (size_t)n * m->n_vars > MOST_ENTRIES_MAX;
  size_t len = m->one_most ? m->n_vars : (size_t)n * m->n_vars;
  m->most = ARENA_ARRAY(m->arena, len, int64_t);
  for (size_t i = 0; i < len; i++) m->most[i] = -ZONE_FREE;
  for (uint16_t s = 0; s < n; s++) most_here(m, s);
  for (bool more = !m->one_most; more;) {
    more = false;
    for (uint16_t s = n; s-- > 0;)
      for (size_t i = w->first[s]; i < w->first[s + 1]; i++)
        for (uint16_t v = 0; v < m->n_vars; v++) {
          int64_t *to = &most_of(m, s)[v], from = most_of(m, w->to[i])[v];
          if (v == ZONE_ENTRY || *to >= from) continue;
          *to = from;
          more = true;
        }
  }
}

automaton *automaton_make(arena *a, const plan *p, uint16_t process, uint8_t mode, const promise *about) {
  const plan_process *q = &p->processes[process];
  automaton *m = ARENA_NEW(a, automaton);
  *m = (automaton){.arena = a,
                   .plan = p,
                   .process = q,
                   .number = process,
                   .mode = mode,
                   .n_vars = ZONE_ANCHORS,
                   .about = about};
  m->room = automaton_follower(a);
  m->lost = ARENA_NEW(a, bool);
  m->rows = &q->rows[(size_t)mode * q->n_states];
  m->places = ARENA_ARRAY(a, (size_t)q->n_states + 1, size_t);
  m->var_of_name = ARENA_ARRAY(a, q->n_names, uint16_t);
  m->var_of_fact = ARENA_ARRAY(a, p->n_facts, uint16_t);
  size_t acts = (size_t)p->n_actors * q->n_actions;
  m->count_of = ARENA_ARRAY(a, acts, uint16_t);
  m->limit_of = ARENA_ARRAY(a, acts, uint16_t);
  m->idle = ARENA_ARRAY(a, acts, bool);
  memset(m->var_of_name, 0xFF, q->n_names * sizeof *m->var_of_name);
  memset(m->var_of_fact, 0xFF, p->n_facts * sizeof *m->var_of_fact);
  memset(m->count_of, 0xFF, acts * sizeof *m->count_of);
  m->cells = cells_make(a, p, process);
  find_places(m);
  each_instant(m, add_instant);
  m->overtaken = ARENA_ARRAY(a, m->n_vars, struct overtaken);
  each_instant(m, overtake);
  automaton_find_idle(m);
  add_limits(m);
  m->words = (m->n_vars + m->cells.n_dims + m->n_counts) / 64 + 1;
  m->live = ARENA_ARRAY(a, m->words * q->n_states, uint64_t);
  m->order = ARENA_ARRAY(a, q->n_states, uint32_t);
  memset(m->order, 0xFF, q->n_states * sizeof *m->order);
  const ways w = list_ways(m);
  put_in_order(m, &w);
  find_live(m);
  find_most(m, &w);
  return m;
}
