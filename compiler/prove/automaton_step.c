/* What can happen to a case next: every deadline that can be the first to fall due, and every action that
 * some rule permits at some instant before that. */
#include "automaton.h"

#include <string.h>

#define PIECES_MAX  64u /* parts that the entries of one cell have been cut into; what is more is not cut */
#define WINDOWS_MAX 16u /* parts of one bound of a window */
#define TESTS_MAX   16u /* of one box: the facts in the rules on one action in one state (boxes.h) */

typedef struct piece {
  ranges facts;
  zone zone;
} piece;

struct following {
  const automaton *m;
  const spot *from;
  const follower *f;
  uint32_t silent;
  bool done;
  const plan_place *place; /* of the action that is tried */
  piece *now, *next;       /* [PIECES_MAX] */
  part *parts;             /* [AUTOMATON_PARTS_MAX] */
};

void spot_copy(spot *to, const spot *from) {
  to->state = from->state;
  to->seen = from->seen;
  to->armed = from->armed;
  to->n_counts = from->n_counts;
  memcpy(to->counts, from->counts, sizeof to->counts);
  to->facts.n = from->facts.n;
  memcpy(to->facts.at, from->facts.at, from->facts.n * sizeof from->facts.at[0]);
  zone_copy(&to->zone, &from->zone);
}

/* ---- deadlines that run ---- */

static uint16_t set_anchors(const automaton *m, const zone *z, const instant *i, uint16_t *vars) {
  uint16_t n = 0;
  for (uint16_t k = 0; k < i->n_anchors && n < ZONE_VARS_MAX; k++) {
    uint16_t var = automaton_var(m, i, k);
    if (zone_has(z, var)) vars[n++] = var;
  }
  return n;
}

/* Of several anchors WHICH is the latest (or the earliest) in this part of the zone. */
static void assume_first(zone *z, const uint16_t *vars, uint16_t n, uint16_t which, bool earliest) {
  for (uint16_t k = 0; k < n; k++) {
    int64_t apart = k < which ? -1 : 0;
    if (k == which) continue;
    if (earliest)
      zone_differ(z, vars[which], vars[k], apart);
    else
      zone_differ(z, vars[k], vars[which], apart);
  }
}

static size_t split(const automaton *m, const plan_row *r, uint16_t timer, part *parts, size_t n) {
  const instant *due = &r->timers[timer].due;
  size_t end = n;
  for (size_t p = 0; p < n; p++) {
    uint16_t vars[ZONE_VARS_MAX], n_vars = set_anchors(m, &parts[p].zone, due, vars);
    zone whole;
    zone_copy(&whole, &parts[p].zone);
    for (uint16_t k = 0; k < n_vars; k++) {
      part *to = k == 0 ? &parts[p] : &parts[end];
      if (k > 0 && end == AUTOMATON_PARTS_MAX) {
        *m->lost = true;
        break;
      }
      if (k > 0) *to = parts[p], to->n--, end++;
      zone_copy(&to->zone, &whole);
      assume_first(&to->zone, vars, n_vars, k, due->earliest);
      to->timers[to->n++] = (running){timer, vars[k], due->offset};
    }
  }
  return end;
}

size_t automaton_parts(const automaton *m, const spot *s, part *parts) {
  const plan_row *r = &m->rows[s->state];
  size_t n = 1;
  zone_copy(&parts[0].zone, &s->zone);
  parts[0].n = 0;
  for (uint16_t t = 0; t < r->n_timers; t++)
    if (s->armed >> t & 1u) n = split(m, r, t, parts, n);
  return n;
}

/* Instants that stay behind where others move along: now, and each of those, as they were before. */
static uint16_t now_before(const automaton *m) {
  return m->n_vars;
}

static uint16_t var_before(const automaton *m, size_t stop) {
  return (uint16_t)(m->n_vars + 1u + stop);
}

static void elapse(const automaton *m, uint16_t state, zone *z) {
  uint16_t moving[ZONE_VARS_MAX];
  size_t n = automaton_moving(m, z, state, moving);
  if (n > 0) zone_become(z, now_before(m), ZONE_NOW);
  for (size_t s = 0; n > 0 && s < m->n_stopped; s++)
    if (zone_has(z, m->stopped[s].var)) zone_become(z, var_before(m, s), m->stopped[s].var);
  zone_elapse(z, moving, n);
  for (size_t s = 0; n > 0 && s < m->n_stopped;
       s++) /* a moment that is still to come does not move until then */
    if (m->stopped[s].anchor.kind == AT_FACT && zone_has(z, m->stopped[s].var))
      zone_lag(z, m->stopped[s].var, moving, n);
}

/* Once it is known how far now has moved, so is how far the others have: what lies between them and those
 * that stood still. */
static void arrive(const automaton *m, uint16_t state, zone *z) {
  uint16_t moving[ZONE_VARS_MAX], before = now_before(m);
  size_t n = automaton_moving(m, z, state, moving);
  if (n == 0) return;
  int64_t most = zone_most(z, ZONE_NOW, before), least = -zone_most(z, before, ZONE_NOW);
  for (size_t s = 0; s < m->n_stopped; s++) {
    uint16_t var = m->stopped[s].var, old = var_before(m, s);
    bool moves = false;
    for (size_t i = 0; i < n; i++) moves |= moving[i] == var;
    for (uint16_t i = 0; moves && i < z->n; i++) {
      uint16_t other = z->var[i];
      if (other == var || other == old || other == before || other == ZONE_NOW) continue;
      int64_t up = zone_most(z, old, other), down = zone_most(z, other, old);
      if (up < ZONE_FREE && most < ZONE_FREE) zone_differ(z, var, other, up + most);
      int64_t by = m->stopped[s].anchor.kind == AT_FACT ? 0 : least;
      if (down < ZONE_FREE) zone_differ(z, other, var, down - by);
    }
    zone_drop(z, old);
  }
  zone_drop(z, before);
}

void automaton_rest(const automaton *m, uint16_t state, const part *p, zone *z) {
  zone_copy(z, &p->zone);
  elapse(m, state, z);
  for (uint16_t i = 0; i < p->n; i++) zone_differ(z, ZONE_NOW, p->timers[i].var, p->timers[i].offset - 1);
  arrive(m, state, z);
}

/* ---- what an event changes ---- */

static bool occurs(const anchor *a, uint16_t name, const plan_cell *cell) {
  if (a->kind == AT_NAME) return a->index == name;
  for (uint16_t i = 0; a->kind == AT_FACT && cell != NULL && i < cell->n_gives; i++)
    if (cell->gives[i] == a->index) return true;
  return false;
}

static void become_now(const automaton *m, spot *s, uint32_t armed, uint16_t var) {
  if (automaton_is_live_var(m, s->state, armed, var)) zone_become(&s->zone, var, ZONE_NOW);
}

static bool is_set(const automaton *m, const zone *z, const instant *i) {
  for (uint16_t k = 0; k < i->n_anchors; k++)
    if (zone_has(z, automaton_var(m, i, k))) return true;
  return false;
}

/* Deadlines of the state that NAME, or what it gave, sets; all of them when it is entered. */
static uint32_t armed_by(const automaton *m, const spot *s, bool entered, uint16_t name,
                         const plan_cell *cell) {
  uint32_t mask = 0;
  const plan_row *r = &m->rows[s->state];
  for (uint16_t t = 0; t < r->n_timers; t++) {
    const instant *due = &r->timers[t].due;
    bool sets = entered;
    for (uint16_t k = 0; k < due->n_anchors; k++) sets |= occurs(&due->anchors[k], name, cell);
    if (sets && r->timers[t].kind != OMBUD_REMINDED) mask |= UINT32_C(1) << t;
  }
  return mask;
}

static uint32_t those_set(const automaton *m, const spot *s, uint32_t mask) {
  for (uint16_t t = 0; t < m->rows[s->state].n_timers; t++)
    if (mask >> t & 1u && !is_set(m, &s->zone, &m->rows[s->state].timers[t].due)) mask &= ~(UINT32_C(1) << t);
  return mask;
}

static bool is_overtaken(const automaton *m, const zone *z, uint16_t var) {
  const struct overtaken *o = &m->overtaken[var];
  for (uint8_t i = 0; i < o->n; i++)
    if (zone_has(z, o->by[i]) && zone_most(z, var, o->by[i]) <= 0) return true;
  return false;
}

/* What nobody asks for any more is forgotten, so that cases that differ in nothing else become one. */
static void trim(const automaton *m, spot *s) {
  for (uint16_t i = s->zone.n; i-- > 1;) {
    uint16_t var = s->zone.var[i];
    if (var == ZONE_OPEN) continue;
    if (!automaton_is_live_var(m, s->state, s->armed, var) || is_overtaken(m, &s->zone, var))
      zone_drop(&s->zone, var);
  }
  for (uint16_t i = s->facts.n; i-- > 0;)
    if (!automaton_is_live_dim(m, s->state, s->facts.at[i].dim)) ranges_drop(&s->facts, s->facts.at[i].dim);
  uint16_t n = 0;
  for (uint16_t i = 0; i < s->n_counts; i++)
    if (automaton_is_live_count(m, s->state, s->counts[i].count)) s->counts[n++] = s->counts[i];
  s->n_counts = n;
  zone_forget_least_total(&s->zone);
  if (m->coarse)
    zone_coarsen(&s->zone);
  else
    zone_blur(&s->zone, automaton_most(m, s->state));
}

/* Whether anything but what a question remembers is another than before. */
static bool changes(const automaton *m, const spot *from, const spot *to, const happening *h) {
  if (h->out->target != OMBUD_NONE || to->armed != from->armed || to->n_counts != from->n_counts) return true;
  if (memcmp(to->counts, from->counts, to->n_counts * sizeof *to->counts) != 0) return true;
  for (uint16_t i = 0; h->cell != NULL && i < h->cell->n_gives; i++) {
    uint16_t fact = h->cell->gives[i], dim = m->cells.dim_of[fact], var = m->var_of_fact[fact];
    if (dim != OMBUD_NONE && automaton_is_live_dim(m, to->state, dim)) return true;
    if (var != OMBUD_NONE && zone_has(&to->zone, var)) return true;
  }
  uint16_t var = m->var_of_name[h->name];
  if (var != OMBUD_NONE && zone_has(&to->zone, var)) return true;
  for (size_t s = 0; s < m->n_stopped; s++)
    if (occurs(&m->stopped[s].anchor, h->name, h->cell) && zone_has(&to->zone, m->stopped[s].var))
      return true;
  return h->kind != OMBUD_ACTED; /* a deadline runs no longer */
}

/* As the runtime does it: enter, let the anchor occur, set the deadlines. */
static void take(following *w, spot *to, happening *h) {
  const automaton *m = w->m;
  bool enters = h->out->target != OMBUD_NONE;
  if (enters) to->state = h->out->target, to->armed = 0;
  uint32_t mask = armed_by(m, to, enters, h->name, h->cell);
  if (enters) become_now(m, to, mask, ZONE_ENTRY);
  uint16_t var = m->var_of_name[h->name];
  if (var != OMBUD_NONE) become_now(m, to, to->armed | mask, var);
  for (size_t s = 0; s < m->n_stopped; s++)
    if (m->stopped[s].anchor.kind == AT_NAME && m->stopped[s].anchor.index == h->name)
      become_now(m, to, to->armed | mask, m->stopped[s].var);
  to->armed = (to->armed & ~mask) | those_set(m, to, mask);
  if (m->rows[to->state].end) to->armed = 0;
  if (to->zone.crowded) *m->lost = true;
  trim(m, to);
  h->changes = changes(m, w->from, to, h);
  w->done = !w->f->reach(w->f->data, h, to);
}

static void fire(following *w, const part *p, uint16_t i, bool late) {
  const running *r = &p->timers[i];
  const plan_timer *t = &w->m->rows[w->from->state].timers[r->timer];
  spot to;
  spot_copy(&to, w->from);
  zone_copy(&to.zone, &p->zone);
  zone *z = &to.zone;
  for (uint16_t j = 0; j < p->n; j++)
    if (j != i) zone_differ(z, r->var, p->timers[j].var, p->timers[j].offset - r->offset - (j < i));
  if (late) {
    zone_differ(z, r->var, ZONE_NOW, -r->offset - 1);
  } else {
    zone_differ(z, ZONE_NOW, r->var, r->offset);
    elapse(w->m, w->from->state, z);
    zone_differ(z, ZONE_NOW, r->var, r->offset);
    zone_differ(z, r->var, ZONE_NOW, -r->offset);
    arrive(w->m, w->from->state, z);
  }
  if (z->crowded) *w->m->lost = true;
  if (z->empty) return;
  to.armed &= ~(UINT32_C(1) << r->timer);
  happening h = {.kind = t->kind,
                 .actor = OMBUD_CLOCK,
                 .name = t->name,
                 .from = w->from->state,
                 .rule = t->rule,
                 .out = &t->out,
                 .timer = t,
                 .judged = &w->from->facts};
  take(w, &to, &h);
}

/* ---- actions ---- */

/* The parts of Z in which now is at or behind the instant (REACHED), or before it. */
static size_t beside(const automaton *m, const zone *z, const instant *i, bool reached, zone *out) {
  uint16_t vars[ZONE_VARS_MAX], n = set_anchors(m, z, i, vars);
  bool each = reached != i->earliest; /* every anchor has to agree, or one of them */
  size_t n_out = 0;
  if (each) zone_copy(&out[0], z);
  for (uint16_t k = 0; k < n; k++) {
    zone *to = &out[each ? 0 : n_out];
    if (!each) zone_copy(to, z);
    if (reached)
      zone_differ(to, vars[k], ZONE_NOW, -i->offset);
    else
      zone_differ(to, ZONE_NOW, vars[k], i->offset - 1);
    if (each || to->empty) continue;
    if (++n_out < WINDOWS_MAX) continue;
    *m->lost = true;
    break;
  }
  return each ? n > 0 && !out[0].empty : n_out;
}

/* The parts of Z in which E's window is open, or shut. */
static size_t at_window(const automaton *m, const zone *z, const plan_entry *e, bool open, zone *out) {
  if (e->from == NULL && e->until == NULL) {
    zone_copy(&out[0], z);
    return open;
  }
  zone begun[WINDOWS_MAX];
  size_t n = 0, n_begun = 1;
  if (e->from == NULL)
    zone_copy(&begun[0], z);
  else
    n_begun = beside(m, z, e->from, true, begun);
  if (!open && e->from != NULL) n = beside(m, z, e->from, false, out);
  for (size_t k = 0; k < n_begun; k++) {
    if (n > WINDOWS_MAX) {
      *m->lost = true;
      break;
    }
    if (e->until != NULL)
      n += beside(m, &begun[k], e->until, !open, &out[n]);
    else if (open)
      zone_copy(&out[n++], &begun[k]);
  }
  return n;
}

static uint16_t times_done(const spot *s, uint16_t count) {
  for (uint16_t i = 0; i < s->n_counts; i++)
    if (s->counts[i].count == count) return s->counts[i].times;
  return 0;
}

static void count(const automaton *m, spot *s, uint16_t number) {
  uint16_t i = 0;
  while (i < s->n_counts && s->counts[i].count < number) i++;
  if (i == s->n_counts || s->counts[i].count != number) {
    if (s->n_counts == SPOT_COUNTS_MAX) {
      *m->lost = true;
      return;
    }
    memmove(&s->counts[i + 1], &s->counts[i], (size_t)(s->n_counts - i) * sizeof s->counts[0]);
    s->counts[i] = (struct spot_count){number, 0};
    s->n_counts++;
  }
  if (s->counts[i].times < m->limit_of[number]) s->counts[i].times++;
}

static void accept(following *w, const plan_entry *e, const ranges *facts, const zone *z) {
  const plan_place *at = w->place;
  uint16_t number = w->m->count_of[at->actor * w->m->process->n_actions + at->action];
  if (number != OMBUD_NONE && e->limit > 0 && times_done(w->from, number) >= e->limit) return;
  spot to;
  spot_copy(&to, w->from);
  to.facts = *facts;
  zone_copy(&to.zone, z);
  if (number != OMBUD_NONE) count(w->m, &to, number);
  happening h = {.kind = OMBUD_ACTED,
                 .actor = (uint8_t)at->actor,
                 .name = at->action,
                 .from = w->from->state,
                 .rule = e->rule,
                 .out = &e->out,
                 .cell = at->cell,
                 .entry = e,
                 .judged = facts};
  take(w, &to, &h);
}

static const plan_box always = {0};

static const plan_box *box_of(const plan_entry *e, uint32_t b) {
  return e->guard == NULL ? &always : &e->guard->boxes[b];
}

static uint32_t boxes_of_entry(const plan_entry *e) {
  return e->guard == NULL ? 1 : e->guard->n_boxes;
}

static void speak(following *w, const plan_entry *e, const piece *p) {
  for (uint32_t b = 0; b < boxes_of_entry(e) && !w->done; b++) {
    ranges facts = p->facts;
    if (!ranges_meet(&w->m->cells, &facts, box_of(e, b))) continue;
    zone open[2 * WINDOWS_MAX];
    size_t n = at_window(w->m, &p->zone, e, true, open);
    for (size_t k = 0; k < n && !w->done; k++) {
      if (open[k].empty) continue;
      if (w->f->speak != NULL) w->f->speak(w->f->marks, e);
      if (e->kind != OMBUD_ENTRY_DENY) accept(w, e, &facts, &open[k]);
    }
  }
}

/* Where E's guard holds, but its time is not. */
static size_t leave_shut(following *w, const plan_entry *e, const piece *p, size_t n) {
  if (e->from == NULL && e->until == NULL) return n;
  for (uint32_t b = 0; b < boxes_of_entry(e); b++) {
    ranges facts = p->facts;
    if (!ranges_meet(&w->m->cells, &facts, box_of(e, b))) continue;
    zone shut[2 * WINDOWS_MAX];
    size_t parts = at_window(w->m, &p->zone, e, false, shut);
    for (size_t k = 0; k < parts; k++) {
      if (shut[k].empty) continue;
      if (n == PIECES_MAX) {
        *w->m->lost = true;
        return n;
      }
      w->next[n].facts = facts;
      zone_copy(&w->next[n++].zone, &shut[k]);
    }
  }
  return n;
}

/* What E leaves of P for the entries behind it: where its guard fails, and where its time is not. Where that
 * is in more pieces than there is room for, all of P stays: too much, never too little. */
static size_t leave(following *w, const plan_entry *e, const piece *p, size_t n) {
  if (e->guard == NULL) return leave_shut(w, e, p, n);
  size_t first = n, room = PIECES_MAX / 2;
  w->next[n].facts = p->facts;
  zone_copy(&w->next[n++].zone, &p->zone);
  for (uint32_t b = 0; b < e->guard->n_boxes; b++) {
    size_t end = n;
    for (size_t i = first; i < end; i++) {
      const plan_box *box = &e->guard->boxes[b];
      ranges parts[TESTS_MAX];
      if (box->n_tests > TESTS_MAX || n - first + box->n_tests > room || n + box->n_tests > PIECES_MAX)
        continue;
      size_t k = ranges_minus(&w->m->cells, &w->next[i].facts, box, parts);
      for (size_t j = 1; j < k; j++) {
        w->next[n].facts = parts[j];
        zone_copy(&w->next[n++].zone, &p->zone);
      }
      if (k > 0)
        w->next[i].facts = parts[0];
      else
        w->next[i].zone.empty = true;
    }
    size_t kept = first;
    for (size_t i = first; i < n; i++) {
      if (w->next[i].zone.empty) continue;
      if (kept != i) w->next[kept] = w->next[i];
      kept++;
    }
    n = kept;
  }
  return leave_shut(w, e, p, n);
}

/* What an action gives replaces what was known. A moment may be any instant. */
static void give(following *w, piece *p) {
  const automaton *m = w->m;
  const plan_cell *cell = w->place->cell;
  for (uint16_t i = 0; i < cell->n_gives; i++) {
    uint16_t fact = cell->gives[i], dim = m->cells.dim_of[fact], var = m->var_of_fact[fact];
    if (dim != OMBUD_NONE) ranges_renew(&m->cells, &p->facts, dim);
    if (var == OMBUD_NONE) continue;
    zone_choose(&p->zone, var);
    for (size_t s = 0; s < m->n_stopped; s++)
      if (m->stopped[s].anchor.kind == AT_FACT && m->stopped[s].anchor.index == fact)
        zone_become(&p->zone, m->stopped[s].var, var);
  }
  for (uint16_t o = 0; cell->n_gives > 0 && o < m->plan->n_orders; o++) {
    uint16_t less = m->var_of_fact[m->plan->orders[o].less], more = m->var_of_fact[m->plan->orders[o].more];
    if (less != OMBUD_NONE && more != OMBUD_NONE) zone_differ(&p->zone, less, more, -m->plan->orders[o].gap);
  }
}

/* The first entry whose guard and window hold governs. */
static void judge(following *w, const zone *rest) {
  const plan_cell *cell = w->place->cell;
  size_t n = 1;
  w->now[0].facts = w->from->facts;
  zone_copy(&w->now[0].zone, rest);
  give(w, &w->now[0]);
  for (uint32_t k = 0; k < cell->n_entries && n > 0 && !w->done; k++) {
    for (size_t i = 0; i < n && !w->done; i++) speak(w, &cell->entries[k], &w->now[i]);
    size_t left = 0;
    for (size_t i = 0; i < n && k + 1 < cell->n_entries; i++) {
      if (left == PIECES_MAX) {
        *w->m->lost = true;
        break;
      }
      left = leave(w, &cell->entries[k], &w->now[i], left);
    }
    piece *other = w->now;
    w->now = w->next;
    w->next = other;
    n = left;
  }
}

static void act(following *w, const part *p) {
  zone rest;
  automaton_rest(w->m, w->from->state, p, &rest);
  if (rest.crowded) *w->m->lost = true;
  if (rest.empty) return;
  size_t first = w->m->places[w->from->state], end = w->m->places[w->from->state + 1];
  for (size_t i = first; i < end && !w->done; i++) {
    w->place = &w->m->process->places[i];
    if (automaton_leaves_out(w->m, w->place)) continue;
    if (w->from->state == 0 || !(w->silent >> w->place->actor & 1u)) judge(w, &rest);
  }
}

void automaton_start(spot *s) {
  s->state = 0;
  s->seen = 0;
  s->armed = 0;
  s->n_counts = 0;
  memset(s->counts, 0, sizeof s->counts);
  s->facts.n = 0;
  zone_start(&s->zone);
}

struct following *automaton_follower(arena *a) {
  following *w = ARENA_NEW(a, following);
  w->now = ARENA_ROOM(a, PIECES_MAX, piece);
  w->next = ARENA_ROOM(a, PIECES_MAX, piece);
  w->parts = ARENA_ROOM(a, AUTOMATON_PARTS_MAX, part);
  return w;
}

void automaton_follow(const automaton *m, const spot *s, uint32_t silent, const follower *f) {
  following *w = m->room;
  w->m = m, w->from = s, w->f = f, w->silent = silent, w->done = false;
  if (m->rows[s->state].end) return;
  size_t n = automaton_parts(m, s, w->parts);
  for (size_t p = 0; p < n && !w->done; p++) {
    if (w->parts[p].zone.empty) continue;
    for (uint16_t i = 0; i < w->parts[p].n && !w->done; i++)
      for (int late = 0; late < 2 && !w->done; late++) fire(w, &w->parts[p], i, late);
    if (!w->done) act(w, &w->parts[p]);
  }
}
