#include "graph.h"

#include <string.h>

#include "plan_words.h"
#include "translate.h"

typedef struct making {
  const plan *p;
  const ombud_policy *tables;
  const graph_wish *wish;
  uint16_t process;
  const ombud_process_word *words;
  arena *a;
} making;

static void add(arena *a, graph_lines *l, const char *text) {
  *ARENA_PUSH(a, l->at, l->n, l->cap) = text;
}

/* ---- words ---- */

static const char *state_label(const making *g, uint16_t s) {
  return ombud_label(&g->words->states[s], g->wish->lang);
}

static const char *name_label(const making *g, uint16_t name) {
  return ombud_label(&g->words->names[name], g->wish->lang);
}

static const char *actors_label(const making *g, uint32_t actors) {
  const char *list = "";
  for (uint16_t i = 1; i < g->p->n_actors; i++)
    if (actors >> i & 1)
      list = arena_printf(g->a, "%s%s%s", list, *list ? _(", ") : "",
                          ombud_label(&g->p->words->actors[i], g->wish->lang));
  return list;
}

/* " [when agreed] [until 14d of delivered]", in the words of the language */
static const char *limits_words(const making *g, const plan_entry *e) {
  const char *text = "";
  if (e->guard != NULL) text = arena_printf(g->a, " [when %s]", plan_guard_words(g->p, e->guard));
  if (e->from != NULL)
    text = arena_printf(g->a, "%s [from %s]", text, plan_instant_words(g->p, g->process, e->from));
  if (e->until != NULL)
    text = arena_printf(g->a, "%s [until %s]", text, plan_instant_words(g->p, g->process, e->until));
  if (e->limit > 0) text = arena_printf(g->a, "%s [at most %u times]", text, e->limit);
  return text;
}

/* What the program has to do then: a line for each effect, with the arguments as the rule has them. */
static void add_effects(const making *g, graph_lines *l, const outcome *o) {
  for (uint16_t i = 0; i < o->n_calls; i++) {
    const ombud_effect_word *w = &g->p->words->effects[o->calls[i].effect];
    const char *words =
        plan_calls_words(g->p, &(outcome){.target = OMBUD_NONE, .n_calls = 1, .calls = &o->calls[i]});
    add(g->a, l,
        arena_printf(g->a, "» %s%s", ombud_label(&(ombud_word){w->name, w->texts}, g->wish->lang),
                     words + strlen(w->name)));
  }
}

/* ---- edges ---- */

/* Where it is written what leads from S to the target: at an edge, or in the state itself. */
static graph_lines *lines_to(const making *g, graph *d, graph_state *s, graph_kind kind, uint16_t target) {
  uint16_t from = (uint16_t)(s - d->states), to = target;
  if (to == OMBUD_NONE || to == from) return &s->stays[kind];
  for (size_t i = d->n_edges; i-- > 0 && d->edges[i].from == from;)
    if (d->edges[i].to == to && d->edges[i].kind == kind) return &d->edges[i].lines;
  graph_edge *e = ARENA_PUSH(g->a, d->edges, d->n_edges, d->cap_edges);
  *e = (graph_edge){.kind = kind, .from = from, .to = to};
  return &e->lines;
}

static bool says(const making *g, const plan_place *at, const plan_entry *e) {
  for (uint32_t k = 0; k < at->cell->n_entries; k++) {
    const plan_entry *f = &at->cell->entries[k];
    if (f->rule == e->rule && outcome_equal(&f->out, &e->out) &&
        strcmp(limits_words(g, f), limits_words(g, e)) == 0)
      return true;
  }
  return false;
}

/* Those for whose action the same is said stand in one line, with the first of them. 0: it was told before.
 */
static uint32_t actors_of(const making *g, const plan_place *row, const plan_place *end, const plan_place *at,
                          const plan_entry *e) {
  uint32_t actors = 0;
  for (const plan_place *b = row; b < end; b++)
    if (b->action == at->action && says(g, b, e)) {
      if (b < at) return 0;
      actors |= UINT32_C(1) << b->actor;
    }
  return actors;
}

/* "↺" where the state is left and entered anew. */
static const char *anew(const graph *d, const graph_state *s, const outcome *o) {
  return o->target == (uint16_t)(s - d->states) ? "↺ " : "";
}

static void add_entry(const making *g, graph *d, graph_state *s, uint32_t actors, uint16_t action,
                      const plan_entry *e) {
  const char *who = actors_label(g, actors), *what = name_label(g, action), *limits = limits_words(g, e);
  if (!e->out.deny) {
    graph_lines *l = lines_to(g, d, s, GRAPH_ACTION, e->out.target);
    add(g->a, l, arena_printf(g->a, _("%s%s: %s%s"), anew(d, s, &e->out), who, what, limits));
    add_effects(g, l, &e->out);
  } else if (g->wish->prohibitions) {
    uint16_t reason = (uint16_t)(OMBUD_REASON_FIRST + e->out.reason);
    add(g->a, &s->denied,
        arena_printf(g->a, _("%s may not: %s%s (%s)"), who, what, limits,
                     ombud_reason_text(g->tables, g->p->words, reason, g->wish->lang)));
  }
}

static void add_timer(const making *g, graph *d, graph_state *s, const plan_timer *t) {
  const char *when = plan_instant_words(g->p, g->process, &t->due), *name = name_label(g, t->name);
  if (t->kind == OMBUD_REMINDED) {
    const char *whom = actors_label(g, t->reminded);
    add(g->a, &s->stays[GRAPH_DEADLINE], arena_printf(g->a, _("%s: reminder to %s: %s"), when, whom, name));
    return;
  }
  graph_lines *l = lines_to(g, d, s, GRAPH_DEADLINE, t->out.target);
  const char *format = t->kind == OMBUD_DEEMED ? _("%s%s: deemed %s") : _("%s%s: %s");
  add(g->a, l, arena_printf(g->a, format, anew(d, s, &t->out), when, name));
  add_effects(g, l, &t->out);
}

/* ---- a diagram ---- */

static graph draw(const making *g, uint16_t mode) {
  const plan_process *q = &g->p->processes[g->process];
  graph d = {.n_states = q->n_states};
  graph_state *states = ARENA_ARRAY(g->a, q->n_states, graph_state);
  d.states = states;
  const plan_place *at = q->places, *all = q->places + q->n_places;
  for (uint16_t s = 0; s < q->n_states; s++) {
    uint32_t row = (uint32_t)mode * q->n_states + s;
    const plan_row *r = &q->rows[row];
    states[s] = (graph_state){.drawn = r->exists && r->reachable, .end = r->end, .label = state_label(g, s)};
    while (at < all && at->row < row) at++;
    const plan_place *first = at, *end = at;
    while (end < all && end->row == row) end++;
    for (; states[s].drawn && at < end; at++)
      for (uint32_t k = 0; k < at->cell->n_entries; k++) {
        uint32_t actors = actors_of(g, first, end, at, &at->cell->entries[k]);
        if (actors != 0) add_entry(g, &d, &states[s], actors, at->action, &at->cell->entries[k]);
      }
    for (uint16_t i = 0; states[s].drawn && i < r->n_timers; i++) add_timer(g, &d, &states[s], &r->timers[i]);
  }
  return d;
}

static bool same_lines(const graph_lines *a, const graph_lines *b) {
  if (a->n != b->n) return false;
  for (size_t i = 0; i < a->n; i++)
    if (strcmp(a->at[i], b->at[i]) != 0) return false;
  return true;
}

static bool same_graph(const graph *a, const graph *b) {
  if (a->n_edges != b->n_edges) return false;
  for (size_t i = 0; i < a->n_edges; i++) {
    const graph_edge *e = &a->edges[i], *f = &b->edges[i];
    if (e->kind != f->kind || e->from != f->from || e->to != f->to || !same_lines(&e->lines, &f->lines))
      return false;
  }
  for (uint16_t s = 0; s < a->n_states; s++) {
    const graph_state *x = &a->states[s], *y = &b->states[s];
    if (x->drawn != y->drawn || !same_lines(&x->stays[GRAPH_ACTION], &y->stays[GRAPH_ACTION]) ||
        !same_lines(&x->stays[GRAPH_DEADLINE], &y->stays[GRAPH_DEADLINE]) ||
        !same_lines(&x->denied, &y->denied))
      return false;
  }
  return true;
}

/* The process, and the modes where not all of them are alike. */
static const char *title_of(const making *g, uint32_t modes, bool all) {
  const char *process = ombud_label(&(ombud_word){g->words->name, g->words->texts}, g->wish->lang);
  if (all) return process;
  const char *list = "";
  for (uint16_t m = 0; m < g->p->n_modes; m++)
    if (modes >> m & 1)
      list = arena_printf(g->a, "%s%s%s", list, *list ? _(", ") : "",
                          ombud_label(&g->p->words->modes[m], g->wish->lang));
  return arena_printf(g->a, _("%s: %s"), process, list);
}

static void draw_process(making *g, graph **list, size_t *n, size_t *cap) {
  const graph_wish *w = g->wish;
  uint32_t all = (uint32_t)((UINT64_C(1) << g->p->n_modes) - 1);
  uint32_t left = w->mode == OMBUD_NONE ? all : UINT32_C(1) << w->mode;
  for (uint16_t m = 0; m < g->p->n_modes; m++) {
    if (!(left >> m & 1)) continue;
    graph d = draw(g, m);
    uint32_t modes = UINT32_C(1) << m;
    for (uint16_t k = (uint16_t)(m + 1); k < g->p->n_modes; k++) {
      if (!(left >> k & 1)) continue;
      graph other = draw(g, k);
      if (same_graph(&d, &other)) modes |= UINT32_C(1) << k;
    }
    left &= ~modes;
    if (d.n_edges == 0) continue; /* the process has nothing to do with these modes */
    d.title = title_of(g, modes, modes == all);
    *ARENA_PUSH(g->a, *list, *n, *cap) = d;
  }
}

const graph *graph_make(const plan *p, const ombud_policy *tables, const graph_wish *wish, size_t *n) {
  graph *list = NULL;
  size_t cap = 0;
  *n = 0;
  for (uint16_t i = 0; i < p->n_processes; i++) {
    if (wish->process != OMBUD_NONE && wish->process != i) continue;
    making g = {p, tables, wish, i, &p->words->processes[i], p->arena};
    draw_process(&g, &list, n, &cap);
  }
  return list;
}
