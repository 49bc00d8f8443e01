/* What a model in Promela consists of: clocks, pairs of deadlines, what is still asked for where. */
#include "promela.h"

#include <stdlib.h>
#include <string.h>

#include "duration.h"
#include "translate.h"

void promela_refuse(promela *m, const char *format, ...) {
  va_list args;
  va_start(args, format);
  if (m->why == NULL) m->why = arena_vprintf(m->arena, tr(format), args);
  va_end(args);
}

/* ---- clocks ---- */

static bool same_states(const promela_clock *c, const instant *i) {
  if (c->n_excluded != i->n_excluded) return false;
  return i->n_excluded == 0 || memcmp(c->excluded, i->excluded, i->n_excluded * sizeof *i->excluded) == 0;
}

static bool same_anchors(const promela_clock *c, const anchor *a, uint16_t n) {
  if (c->n_anchors != n) return false;
  for (uint16_t i = 0; i < n; i++)
    if (c->anchors[i].kind != a[i].kind || c->anchors[i].index != a[i].index) return false;
  return true;
}

static bool is_latest_name(const instant *i) {
  for (uint16_t k = 0; k < i->n_anchors; k++)
    if (i->anchors[k].kind != AT_NAME) return false;
  return !i->earliest;
}

uint16_t promela_n_clocks(const instant *i) {
  return is_latest_name(i) ? 1 : i->n_anchors;
}

static uint16_t anchors_of(const instant *i) {
  return is_latest_name(i) ? i->n_anchors : 1;
}

uint16_t promela_clock_of(const promela *m, const instant *i, uint16_t nth) {
  for (uint16_t c = 1; c < m->n_clocks; c++) {
    const promela_clock *k = &m->clocks[c];
    if (same_anchors(k, &i->anchors[nth], anchors_of(i)) && (k->kind == CLOCK_ENTRY || same_states(k, i)))
      return c;
  }
  return OMBUD_NONE;
}

bool promela_starts(const promela_clock *c, uint16_t name, const plan_cell *cell, bool enters) {
  if (c->kind == CLOCK_ENTRY) return enters;
  if (c->kind == CLOCK_MOMENT) return promela_gives(cell, c->anchors[0].index);
  for (uint16_t i = 0; i < c->n_anchors; i++)
    if (c->kind == CLOCK_NAME && c->anchors[i].index == name) return true;
  return false;
}

static const char *clock_name(const promela *m, const instant *i, uint16_t nth) {
  const anchor *a = &i->anchors[nth];
  if (a->kind == AT_ENTRY) return "c_entry";
  const char *text = a->kind == AT_NAME ? "c_on" : "c_at";
  if (i->n_excluded > 0 || anchors_of(i) > 1) text = arena_printf(m->arena, "c%zu%s", m->n_clocks, text + 1);
  for (uint16_t k = 0; k < anchors_of(i); k++)
    text = arena_printf(m->arena, "%s_%s", text,
                        a->kind == AT_NAME ? m->words->names[a[k].index].name
                                           : m->plan->words->facts[a[k].index].name);
  return text;
}

static void add_const(promela *m, uint16_t clock, int64_t ms) {
  promela_clock *c = &m->clocks[clock];
  for (size_t i = 0; i < c->n_consts; i++)
    if (c->consts[i] == ms) return;
  *ARENA_PUSH(m->arena, c->consts, c->n_consts, c->cap_consts) = ms;
}

static void add_instant(promela *m, const instant *i) {
  for (uint16_t k = 0; i != NULL && k < promela_n_clocks(i); k++) {
    const anchor *a = &i->anchors[k];
    if (promela_clock_of(m, i, k) == OMBUD_NONE) {
      promela_clock c = {.kind = a->kind == AT_ENTRY  ? CLOCK_ENTRY
                                 : a->kind == AT_NAME ? CLOCK_NAME
                                                      : CLOCK_MOMENT,
                         .anchors = a,
                         .n_anchors = anchors_of(i),
                         .excluded = i->excluded,
                         .n_excluded = i->n_excluded,
                         .name = clock_name(m, i, k)};
      *ARENA_PUSH(m->arena, m->clocks, m->n_clocks, m->cap_clocks) = c;
      m->stops |= i->n_excluded > 0;
    }
    add_const(m, promela_clock_of(m, i, k), i->offset);
  }
}

static void find_clocks(promela *m) {
  *ARENA_PUSH(m->arena, m->clocks, m->n_clocks, m->cap_clocks) =
      (promela_clock){.kind = CLOCK_TOTAL, .name = "c_total"};
  for (size_t i = 0; i < m->n_places; i++)
    for (uint32_t e = 0; e < m->places[i].cell->n_entries; e++) {
      add_instant(m, m->places[i].cell->entries[e].from);
      add_instant(m, m->places[i].cell->entries[e].until);
    }
  for (uint16_t s = 0; s < m->process->n_states; s++)
    for (uint16_t t = 0; t < m->rows[s].n_timers; t++)
      if (m->rows[s].timers[t].kind != OMBUD_REMINDED) add_instant(m, &m->rows[s].timers[t].due);
  for (size_t i = 0; i < m->plan->n_promises; i++) {
    const promise *q = &m->plan->promises[i];
    if (promela_is_about(m, q) && q->kind == CLAIM_ENDS_WITHIN) add_const(m, 0, q->within);
  }
  for (size_t i = 0; i < m->n_clocks; i++)
    for (size_t j = 0; j < i; j++)
      if (m->clocks[i].kind == CLOCK_MOMENT && m->clocks[j].kind == CLOCK_MOMENT &&
          m->clocks[i].anchors[0].index == m->clocks[j].anchors[0].index)
        promela_refuse(m, "the time since '%s' is counted in two ways",
                       m->plan->words->facts[m->clocks[i].anchors[0].index].name);
}

/* What counts from the entry alone is never past when it is set. */
bool promela_can_be_late(const instant *i) {
  for (uint16_t k = 0; k < i->n_anchors; k++)
    if (i->anchors[k].kind != AT_ENTRY) return true;
  return false;
}

static bool is_plain(const instant *i) {
  return is_latest_name(i) && i->n_excluded == 0;
}

static void find_pair(promela *m, uint16_t state, uint16_t i, uint16_t j) {
  const plan_timer *x = &m->rows[state].timers[i], *y = &m->rows[state].timers[j];
  if (x->kind == OMBUD_REMINDED || y->kind == OMBUD_REMINDED) return;
  if (!promela_can_be_late(&x->due) || !promela_can_be_late(&y->due)) return;
  if (instant_same_anchor(&x->due, &y->due)) return;
  if (!is_plain(&x->due) || !is_plain(&y->due)) {
    promela_refuse(m,
                   "in state '%s' two deadlines that count from several instants or moments can both be past",
                   m->words->states[state].name);
    return;
  }
  promela_pair p = {.state = state,
                    .first = i,
                    .second = j,
                    .a = promela_clock_of(m, &x->due, 0),
                    .b = promela_clock_of(m, &y->due, 0),
                    .apart = x->due.offset - y->due.offset};
  add_const(m, p.a, p.apart);
  add_const(m, p.b, -p.apart);
  *ARENA_PUSH(m->arena, m->pairs, m->n_pairs, m->cap_pairs) = p;
}

static void find_pairs(promela *m) {
  for (uint16_t s = 0; s < m->process->n_states; s++)
    for (uint16_t j = 1; j < m->rows[s].n_timers; j++)
      for (uint16_t i = 0; i < j; i++) find_pair(m, s, i, j);
}

/* ---- units ---- */

static int by_value(const void *a, const void *b) {
  int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
  return (x > y) - (x < y);
}

static int64_t divisor(int64_t a, int64_t b) {
  if (b < 0) b = -b;
  while (b != 0) {
    int64_t rest = a % b;
    a = b, b = rest;
  }
  return a;
}

static void find_unit(promela *m) {
  int64_t unit = 0, most = 0;
  char buf[48];
  for (size_t c = 0; c < m->n_clocks; c++)
    for (size_t i = 0; i < m->clocks[c].n_consts; i++) {
      int64_t ms = m->clocks[c].consts[i];
      unit = divisor(unit, ms);
      if (llabs(ms) > most) most = llabs(ms);
    }
  m->unit = unit == 0 ? 1 : unit;
  m->step = m->unit;
  if (most <= GRID_MS) {
    m->unit = m->step = 1;
  } else if (m->unit < PROMELA_UNIT_MIN || (m->stops && m->unit % GRID_PARTS != 0)) {
    promela_refuse(m, "its durations have no common divisor but %s", duration_write(m->unit, buf));
  } else if (m->stops) {
    m->step = m->unit / GRID_PARTS;
  } else {
    m->regions = true;
  }
  if (most / m->step > PROMELA_TIME_MAX)
    promela_refuse(m, "its durations are up to %lld times their common divisor, %s",
                   (long long)(most / m->step), duration_write(m->unit, buf));
  for (size_t c = 0; c < m->n_clocks; c++) {
    promela_clock *k = &m->clocks[c];
    for (size_t i = 0; i < k->n_consts; i++) k->consts[i] /= m->step;
    if (k->n_consts > 0) qsort(k->consts, k->n_consts, sizeof *k->consts, by_value);
  }
  for (size_t i = 0; i < m->n_pairs; i++) m->pairs[i].apart /= m->step;
}

/* ---- what is still asked for: backwards from where it is ---- */

static bool *live_at(const promela *m, uint16_t state) {
  return &m->live[state * (m->n_clocks + m->plan->n_facts)];
}

bool promela_live_clock(const promela *m, uint16_t state, size_t clock) {
  return live_at(m, state)[clock];
}

bool promela_live_fact(const promela *m, uint16_t state, uint16_t fact) {
  return live_at(m, state)[m->n_clocks + fact];
}

bool promela_gives(const plan_cell *c, uint16_t fact) {
  for (uint16_t i = 0; c != NULL && i < c->n_gives; i++)
    if (c->gives[i] == fact) return true;
  return false;
}

static void read_instant(const promela *m, bool *of, const plan_cell *giver, const instant *i) {
  for (uint16_t k = 0; i != NULL && k < promela_n_clocks(i); k++)
    if (i->anchors[k].kind != AT_FACT || !promela_gives(giver, i->anchors[k].index))
      of[promela_clock_of(m, i, k)] = true;
}

static void read_fact(const promela *m, bool *of, const plan_cell *giver, uint16_t fact) {
  if (m->tracked[fact] && !promela_gives(giver, fact)) of[m->n_clocks + fact] = true;
}

static void read_calls(const promela *m, bool *of, const plan_cell *giver, const outcome *o) {
  for (uint16_t i = 0; i < o->n_calls; i++)
    for (uint16_t k = 0; k < o->calls[i].n_args; k++)
      if (o->calls[i].args[k]->kind == EX_FACT) read_fact(m, of, giver, o->calls[i].args[k]->fact);
}

static void read_place(const promela *m, bool *of, const plan_cell *c) {
  for (uint32_t i = 0; i < c->n_entries; i++) {
    const plan_entry *e = &c->entries[i];
    read_instant(m, of, c, e->from);
    read_instant(m, of, c, e->until);
    read_calls(m, of, c, &e->out);
    for (uint32_t b = 0; e->guard != NULL && b < e->guard->n_boxes; b++)
      for (uint16_t t = 0; t < e->guard->boxes[b].n_tests; t++)
        read_fact(m, of, c, e->guard->boxes[b].tests[t].fact);
  }
  for (uint16_t o = 0; o < m->plan->n_orders; o++) {
    uint16_t less = m->plan->orders[o].less, more = m->plan->orders[o].more;
    if (promela_gives(c, less)) read_fact(m, of, c, more);
    if (promela_gives(c, more)) read_fact(m, of, c, less);
  }
}

/* What TARGET asks for, but for what the way there gives. */
static bool read_way(const promela *m, bool *of, const outcome *o, uint16_t name, const plan_cell *cell) {
  bool more = false;
  if (o->target == OMBUD_NONE) return false;
  const bool *there = live_at(m, o->target);
  for (size_t c = 0; c < m->n_clocks; c++)
    if (there[c] && !of[c] && !promela_starts(&m->clocks[c], name, cell, true)) more = of[c] = true;
  for (uint16_t f = 0; f < m->plan->n_facts; f++)
    if (there[m->n_clocks + f] && !of[m->n_clocks + f] && !promela_gives(cell, f))
      more = of[m->n_clocks + f] = true;
  return more;
}

static bool read_ways(const promela *m) {
  bool more = false;
  for (size_t i = 0; i < m->n_places; i++) {
    const plan_place *at = &m->places[i];
    uint16_t state = (uint16_t)(at->row - (uint32_t)m->mode * m->process->n_states);
    for (uint32_t e = 0; e < at->cell->n_entries; e++)
      if (at->cell->entries[e].kind != OMBUD_ENTRY_DENY)
        more |= read_way(m, live_at(m, state), &at->cell->entries[e].out, at->action, at->cell);
  }
  for (uint16_t s = 0; s < m->process->n_states; s++)
    for (uint16_t t = 0; t < m->rows[s].n_timers; t++)
      more |= read_way(m, live_at(m, s), &m->rows[s].timers[t].out, m->rows[s].timers[t].name, NULL);
  return more;
}

static void find_live(promela *m) {
  m->live = ARENA_ARRAY(m->arena, m->process->n_states * (m->n_clocks + m->plan->n_facts), bool);
  for (size_t i = 0; i < m->n_places; i++) {
    uint16_t state = (uint16_t)(m->places[i].row - (uint32_t)m->mode * m->process->n_states);
    read_place(m, live_at(m, state), m->places[i].cell);
  }
  for (uint16_t s = 0; s < m->process->n_states; s++) {
    live_at(m, s)[0] = !m->rows[s].end;
    for (size_t i = 0; i < m->n_pairs && !m->rows[s].end; i++)
      live_at(m, s)[m->pairs[i].a] = live_at(m, s)[m->pairs[i].b] = true;
    for (uint16_t t = 0; t < m->rows[s].n_timers; t++) {
      if (m->rows[s].timers[t].kind == OMBUD_REMINDED) continue;
      read_instant(m, live_at(m, s), NULL, &m->rows[s].timers[t].due);
      read_calls(m, live_at(m, s), NULL, &m->rows[s].timers[t].out);
    }
  }
  while (read_ways(m)) {
  }
  for (uint16_t s = 1; s < m->process->n_states; s++)
    for (size_t c = 0; c < m->n_clocks; c++) m->clocks[c].kept |= promela_live_clock(m, s, c);
}

/* ---- the model ---- */

static void find_limits(promela *m) {
  m->limits = ARENA_ARRAY(m->arena, (size_t)m->plan->n_actors * m->process->n_actions, uint16_t);
  for (size_t i = 0; i < m->n_places; i++)
    for (uint32_t e = 0; e < m->places[i].cell->n_entries; e++) {
      uint16_t *most = &m->limits[m->places[i].actor * m->process->n_actions + m->places[i].action];
      if (m->places[i].cell->entries[e].limit > *most) *most = m->places[i].cell->entries[e].limit;
    }
  for (size_t i = 0; i < (size_t)m->plan->n_actors * m->process->n_actions; i++)
    if (m->limits[i] > 250) promela_refuse(m, "a limit of %u times is more than it counts", m->limits[i]);
}

promela *promela_make(arena *a, const plan *p, uint16_t process, uint8_t mode) {
  promela *m = ARENA_NEW(a, promela);
  const plan_process *q = &p->processes[process];
  *m = (promela){.arena = a,
                 .plan = p,
                 .process = q,
                 .words = &p->words->processes[process],
                 .number = process,
                 .mode = mode,
                 .numbers = ARENA_ARRAY(a, p->n_promises, unsigned),
                 .rows = &q->rows[(size_t)mode * q->n_states]};
  size_t i = 0;
  while (i < q->n_places && q->places[i].row < (uint32_t)mode * q->n_states) i++;
  m->places = &q->places[i];
  while (i + m->n_places < q->n_places && m->places[m->n_places].row < (mode + 1u) * q->n_states)
    m->n_places++;
  for (uint16_t s = 0; s < q->n_states; s++)
    if (m->rows[s].n_timers > 31)
      promela_refuse(m, "state '%s' has more than 31 deadlines", m->words->states[s].name);
  find_clocks(m);
  find_pairs(m);
  find_unit(m);
  find_limits(m);
  promela_find_facts(m);
  find_live(m);
  return m;
}
