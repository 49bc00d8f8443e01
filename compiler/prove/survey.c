/* Every state, rule and deadline of a process, followed through all courses of events: what is never reached,
 * never applies, never comes, and where a case gets stuck. */
#include <string.h>

#include "course.h"
#include "proofs.h"
#include "resolve.h"

typedef struct survey {
  proofs *x;
  uint16_t process;
  const model_process *p;
  const plan_process *q;
  bool whole;                            /* every mode has been gone through to the end */
  bool limited;                          /* … or would have been, but for what is followed at one time */
  bool *governs;                         /* [rule]: an entry of it governs somewhere */
  bool *comes;                           /* [rule]: its deadline falls due somewhere */
  uint32_t *found;                       /* [state]: the modes in which a case gets there */
  const course **stuck_by, **captive_by; /* [state]: how it comes about */
  unsigned courses;                      /* that were made out to tell that */
  uint32_t *stuck, *captive; /* [state]: the modes in which a case cannot go on; not come to an end */
} survey;

static void speak(void *marks, const plan_entry *e) {
  survey *s = marks;
  s->governs[e->rule] = true;
}

static void fired(const explore *all, const happening *h) {
  survey *s = all->marks;
  if (h->timer != NULL) s->comes[h->rule] = true;
}

/* ---- cases that nothing leads on from ---- */

#define ESCAPES_MAX 256u

typedef struct escape { /* facts for which somebody can still do something */
  ranges at[ESCAPES_MAX];
  size_t n;
  bool full; /* they are too many to tell: then nothing is said */
} escape;

static bool changes(const automaton *m, const plan_place *at, const plan_entry *e) {
  if (e->out.target != OMBUD_NONE || automaton_counts_from(m, AT_NAME, at->action)) return true;
  for (uint16_t i = 0; i < at->cell->n_gives; i++) {
    uint16_t fact = at->cell->gives[i];
    if (m->cells.dim_of[fact] != OMBUD_NONE || automaton_counts_from(m, AT_FACT, fact)) return true;
  }
  return false;
}

static void add_escape(const automaton *m, escape *list, const plan_cell *cell, const ranges *facts) {
  if (list->n == ESCAPES_MAX) {
    list->full = true;
    return;
  }
  ranges *to = &list->at[list->n++];
  *to = *facts;
  for (uint16_t i = 0; i < cell->n_gives; i++)
    if (m->cells.dim_of[cell->gives[i]] != OMBUD_NONE) ranges_drop(to, m->cells.dim_of[cell->gives[i]]);
}

static bool is_used_up(const automaton *m, const spot *s, const plan_place *at, const plan_entry *e) {
  uint16_t count = m->count_of[at->actor * m->process->n_actions + at->action];
  for (uint16_t i = 0; e->limit > 0 && i < s->n_counts; i++)
    if (s->counts[i].count == count) return s->counts[i].times >= e->limit;
  return false;
}

static const plan_box always = {0};

/* What is left of LIST where BOX fails. */
static size_t cut(const automaton *m, ranges *list, size_t n, const plan_box *box, bool *full) {
  size_t n_out = 0;
  ranges out[ESCAPES_MAX];
  for (size_t i = 0; i < n; i++) {
    if (n_out + box->n_tests > ESCAPES_MAX) {
      *full = true;
      return 0;
    }
    n_out += ranges_minus(&m->cells, &list[i], box, &out[n_out]);
  }
  if (n_out > 0) memcpy(list, out, n_out * sizeof *out);
  return n_out;
}

/* Who gives the moment that a window counts from can have it open at any time. */
static bool gives_anchor(const plan_cell *cell, const instant *i) {
  for (uint16_t k = 0; k < i->n_anchors; k++)
    for (uint16_t f = 0; i->anchors[k].kind == AT_FACT && f < cell->n_gives; f++)
      if (cell->gives[f] == i->anchors[k].index) return true;
  return false;
}

/* In the long run: a window that closes is shut by then, one that opens is open. */
static void find_escapes(const automaton *m, const spot *s, const plan_place *at, escape *out) {
  static ranges left[ESCAPES_MAX];
  size_t n = 1;
  left[0] = s->facts;
  for (uint16_t i = 0; i < at->cell->n_gives; i++)
    if (m->cells.dim_of[at->cell->gives[i]] != OMBUD_NONE)
      ranges_renew(&m->cells, &left[0], m->cells.dim_of[at->cell->gives[i]]);
  for (uint32_t k = 0; k < at->cell->n_entries && n > 0; k++) {
    const plan_entry *e = &at->cell->entries[k];
    uint32_t n_boxes = e->guard == NULL ? 1 : e->guard->n_boxes;
    if (e->until != NULL && !gives_anchor(at->cell, e->until)) continue;
    bool opens = e->kind != OMBUD_ENTRY_DENY && changes(m, at, e) && !is_used_up(m, s, at, e);
    for (uint32_t b = 0; b < n_boxes; b++) {
      const plan_box *box = e->guard == NULL ? &always : &e->guard->boxes[b];
      for (size_t i = 0; opens && i < n; i++) {
        ranges facts = left[i];
        if (ranges_meet(&m->cells, &facts, box)) add_escape(m, out, at->cell, &facts);
      }
    }
    for (uint32_t b = 0; b < n_boxes; b++)
      n = cut(m, left, n, e->guard == NULL ? &always : &e->guard->boxes[b], &out->full);
  }
}

static bool is_stuck(const explore *all, uint32_t n, ranges *facts) {
  static escape list;
  const automaton *m = all->m;
  spot s;
  explore_load(all, n, &s);
  if (s.state == 0 || s.armed != 0 || m->rows[s.state].end) return false;
  list.n = 0, list.full = false;
  for (size_t i = m->places[s.state]; i < m->places[s.state + 1]; i++)
    find_escapes(m, &s, &m->process->places[i], &list);
  return !list.full && ranges_outside(&m->cells, &s.facts, list.at, list.n, facts);
}

#define COURSES_MAX (3u * DIAG_SHOWN_MAX) /* tried: nobody is shown more */

/* Only what really happens is told; of several modes, and ways, the first. */
static void note(survey *s, const explore *all, uint32_t n, const finale *f, uint32_t *modes,
                 const course **by) {
  uint16_t state = all->nodes[n].state;
  if (modes[state] >> all->m->mode & 1u || s->courses == COURSES_MAX) return;
  s->courses++;
  course *c = course_make(all, n, f, s->x->m->arena);
  played p;
  if (c == NULL || !course_play(s->x->p, s->x->tables, c, s->x->m->arena, &p)) return;
  modes[state] |= UINT32_C(1) << all->m->mode;
  if (by[state] == NULL) by[state] = c;
}

static void find_stuck(survey *s, const explore *all) {
  ranges facts;
  const finale f = {.rests = true, .fact = OMBUD_NONE, .facts = &facts};
  for (uint32_t i = 0; i < all->n_nodes; i++)
    if (!(s->stuck[all->nodes[i].state] >> all->m->mode & 1u) && is_stuck(all, i, &facts))
      note(s, all, i, &f, s->stuck, s->stuck_by);
}

/* A case that is stuck is told as such, and so is not told again of what leads there. Where no case comes to
 * an end it is the ends that are told of. */
static void find_captives(survey *s, const explore *all, arena *a) {
  bool *spared = ARENA_ARRAY(a, s->q->n_states, bool), any = false;
  for (uint16_t i = 0; i < s->q->n_states; i++) {
    spared[i] = s->stuck[i] >> all->m->mode & 1u;
    any |= all->m->rows[i].end && s->found[i] >> all->m->mode & 1u;
  }
  if (!any) return;
  const escapes *e = escapes_find(all, spared, a);
  ranges facts;
  const finale f = {.rests = true, .fact = OMBUD_NONE, .facts = &facts};
  for (uint32_t i = 0; i < all->n_nodes; i++)
    if (all->nodes[i].state != 0 && !all->nodes[i].covered && escapes_lack(e, i, &facts))
      note(s, all, i, &f, s->captive, s->captive_by);
}

/* ---- one mode ---- */

/* COARSE: time is left out of account. What never happens then never does; what does is still made out as a
 * course before it is told. */
static bool follow(survey *s, uint8_t mode, bool coarse) {
  arena *a = arena_new();
  automaton *m = automaton_make(a, s->x->p, s->process, mode, NULL);
  m->coarse = coarse;
  explore all;
  explore_init(&all, m, a);
  all.budget = PROVE_BUDGET_OF(s->q->n_states);
  all.speak = speak, all.fired = fired, all.marks = s;
  all.keep_edges = true;
  explore_run(&all);
  s->limited |= all.exhausted && all.n_nodes < all.budget;
  for (uint32_t i = 0; i < all.n_nodes; i++) s->found[all.nodes[i].state] |= UINT32_C(1) << mode;
  find_stuck(s, &all);
  if (!all.exhausted) {
    find_captives(s, &all, a);
    twice_check(s->x, s->process, mode, &all);
  }
  bool whole = !all.exhausted;
  arena_free(a);
  return whole;
}

/* ---- reports ---- */

static const char *for_modes(const survey *s, uint16_t state, uint32_t modes) {
  model *m = s->x->m;
  if (!m->has_modes || modes == s->p->states[state].modes) return "";
  return arena_printf(m->arena, _(", for %s"), resolve_mode_list(m, modes));
}

static uint32_t reachable_modes(const survey *s, uint16_t state) {
  uint32_t modes = 0;
  for (uint8_t mode = 0; mode < s->x->p->n_modes; mode++)
    if (s->q->rows[(size_t)mode * s->q->n_states + state].reachable) modes |= UINT32_C(1) << mode;
  return modes;
}

/* What the rules one by one do not lead to was told by the flow. */
static void report_states(survey *s) {
  diags *d = s->x->m->diags;
  for (uint16_t i = 1; i < s->q->n_states; i++) {
    const model_state *state = &s->p->states[i];
    uint32_t lost = reachable_modes(s, i) & ~s->found[i];
    if (lost != 0)
      diag_report(d, state->kind == STATE_END ? DIAG_W313 : DIAG_W304, state->sym.at,
                  "no course of events leads to '%s'%s", state->sym.name, for_modes(s, i, lost));
    if (s->stuck[i] != 0) {
      diag_report(d, DIAG_W311, state->sym.at, "a case in state '%s' can get stuck: nothing leads on%s",
                  state->sym.name, for_modes(s, i, s->stuck[i]));
      proofs_tell(s->x, s->stuck_by[i]);
    }
    if (s->captive[i] != 0) {
      diag_report(d, DIAG_W314, state->sym.at,
                  "a case in state '%s' can be one that nothing anybody does brings to an end%s",
                  state->sym.name, for_modes(s, i, s->captive[i]));
      proofs_tell(s->x, s->captive_by[i]);
    }
  }
}

/* Only what stands somewhere in a state that cases get to: else it is the state that is told of. */
static void mark_tables(const survey *s, bool *permits, bool *runs) {
  for (size_t i = 0; i < s->q->n_places; i++) {
    uint32_t row = s->q->places[i].row, state = row % s->q->n_states, mode = row / s->q->n_states;
    const plan_cell *cell = s->q->places[i].cell;
    for (uint32_t k = 0; (s->found[state] >> mode & 1u) && k < cell->n_entries; k++)
      permits[cell->entries[k].rule] = true;
  }
  for (size_t row = 0; row < (size_t)s->x->p->n_modes * s->q->n_states; row++)
    for (uint16_t t = 0;
         (s->found[row % s->q->n_states] >> row / s->q->n_states & 1u) && t < s->q->rows[row].n_timers; t++)
      if (s->q->rows[row].timers[t].kind != OMBUD_REMINDED) runs[s->q->rows[row].timers[t].rule] = true;
}

static void report_rules(survey *s) {
  model *m = s->x->m;
  bool *permits = ARENA_ARRAY(m->arena, m->n_rules, bool), *runs = ARENA_ARRAY(m->arena, m->n_rules, bool);
  mark_tables(s, permits, runs);
  for (uint32_t r = 0; r < m->n_rules; r++) {
    if (permits[r] && !s->governs[r])
      diag_report(m->diags, DIAG_W305, m->rules[r].at, "this rule never applies, in any course of events");
    if (runs[r] && !s->comes[r])
      diag_report(m->diags, DIAG_W312, m->rules[r].at,
                  "this deadline never comes: whatever happens, the case has left before");
  }
}

void survey_check(proofs *x, uint16_t process) {
  arena *a = x->m->arena;
  survey s = {.x = x, .process = process, .p = &x->m->processes[process], .q = &x->p->processes[process]};
  s.whole = true;
  s.governs = ARENA_ARRAY(a, x->m->n_rules, bool);
  s.comes = ARENA_ARRAY(a, x->m->n_rules, bool);
  s.found = ARENA_ARRAY(a, s.p->n_states, uint32_t);
  s.stuck = ARENA_ARRAY(a, s.p->n_states, uint32_t);
  s.stuck_by = ARENA_ARRAY(a, s.p->n_states, const course *);
  s.captive_by = ARENA_ARRAY(a, s.p->n_states, const course *);
  s.captive = ARENA_ARRAY(a, s.p->n_states, uint32_t);
  for (uint8_t mode = 0; mode < x->p->n_modes; mode++)
    s.whole &= follow(&s, mode, false) || follow(&s, mode, true);
  if (!s.whole) {
    diag_report(x->m->diags, DIAG_W316, s.p->sym.at, "process '%s' is too large to be followed to its end",
                s.p->sym.name);
    if (s.limited)
      diag_remark(x->m->diags, "%s; what never happens is not told of", _(proofs_limits));
    else
      diag_remark(x->m->diags,
                  "the search was given up after %u sets of cases; what never happens is not told of",
                  PROVE_BUDGET_OF(s.q->n_states));
    return;
  }
  report_states(&s);
  report_rules(&s);
}
