/* Which rules meet where and when: every value that the facts can have, in every stretch of time that windows
 * cut out. */
#include <string.h>

#include "naive.h"

#define ANCHORS 8
#define CUTS    16

typedef struct times { /* how long ago each anchor was, in one of the stretches that matter */
  const ast_instant *anchors[ANCHORS];
  int64_t cuts[ANCHORS][CUTS], at[ANCHORS];
  size_t n, n_cuts[ANCHORS];
} times;

static void cut(times *t, bool has, const ast_instant *i) {
  if (!has) return;
  size_t k = 0;
  while (k < t->n && !naive_same_anchor(t->anchors[k], i)) k++;
  if (k == ANCHORS) return;
  if (k == t->n) {
    t->anchors[t->n++] = i;
    t->n_cuts[k] = 0;
    t->cuts[k][t->n_cuts[k]++] = INT64_MIN;
  }
  for (size_t c = 0; c < t->n_cuts[k]; c++)
    if (t->cuts[k][c] == naive_offset(i)) return;
  if (t->n_cuts[k] < CUTS) t->cuts[k][t->n_cuts[k]++] = naive_offset(i);
}

static bool is_past(const times *t, const ast_instant *i) {
  size_t k = 0;
  while (k < t->n && !naive_same_anchor(t->anchors[k], i)) k++;
  return t->at[k] >= naive_offset(i);
}

static bool speaks_then(const times *t, const naive_window *w) {
  return (!w->has_from || is_past(t, &w->from)) && (!w->has_until || !is_past(t, &w->until));
}

/* ---- does a rule ever govern in a place? ---- */

typedef struct rivals { /* a rule and those that are narrower in one place */
  naive_policy *p;
  const ast_rule *rule;
  naive_window window;
  const ast_tail *way;
  size_t n;
  const ast_rule *narrower[NAIVE_SENTENCES];
  naive_window windows[NAIVE_SENTENCES];
} rivals;

bool naive_is_way(const ast_tail *tail) {
  return (tail->kind == TAIL_WHEN || tail->kind == TAIL_UNLESS) && tail->otherwise != OTHERWISE_NONE;
}

static const ast_tail *way_of(const naive_policy *p, const ast_rule *rule, const int64_t *facts) {
  for (size_t i = 0; i < rule->tails.len; i++) {
    const ast_tail *tail = &rule->tails.at[i];
    if (naive_is_way(tail) && naive_holds(p, tail->cond, facts) != (tail->kind == TAIL_WHEN)) return tail;
  }
  return NULL;
}

static bool governs_then(const rivals *r, const times *t, const int64_t *facts) {
  if (!naive_guard(r->p, r->rule, facts) || !speaks_then(t, &r->window)) return false;
  if (way_of(r->p, r->rule, facts) != r->way) return false;
  for (size_t i = 0; i < r->n; i++)
    if (naive_guard(r->p, r->narrower[i], facts) && speaks_then(t, &r->windows[i])) return false;
  return true;
}

static bool governs_sometime(const rivals *r, times *t, size_t k, const int64_t *facts) {
  if (k == t->n) return governs_then(r, t, facts);
  for (size_t c = 0; c < t->n_cuts[k]; c++) {
    t->at[k] = t->cuts[k][c];
    if (governs_sometime(r, t, k + 1, facts)) return true;
  }
  return false;
}

bool naive_governs(naive_policy *p, size_t i, size_t mode, size_t state, const char *actor,
                   const ast_tail *way) {
  static rivals r;
  const naive_sentence *s = &p->sentences[i];
  times t = {.n = 0};
  r.p = p;
  r.rule = s->rule;
  r.way = way;
  r.window = naive_window_of(p, s->rule);
  r.n = 0;
  for (size_t j = 0; j < p->n_sentences; j++) {
    const naive_sentence *o = &p->sentences[j];
    bool here = naive_in(p, &o->scope, mode, state) && (!o->actor || strcmp(o->actor, actor) == 0) &&
                strcmp(o->act->action.name, s->act->action.name) == 0;
    if (!here || !naive_narrower(p, j, i)) continue;
    r.narrower[r.n] = o->rule;
    r.windows[r.n++] = naive_window_of(p, o->rule);
  }
  cut(&t, r.window.has_from, &r.window.from);
  cut(&t, r.window.has_until, &r.window.until);
  for (size_t k = 0; k < r.n; k++) {
    cut(&t, r.windows[k].has_from, &r.windows[k].from);
    cut(&t, r.windows[k].has_until, &r.windows[k].until);
  }
  for (size_t k = 0; k < p->n_points; k++)
    if (governs_sometime(&r, &t, 0, p->points[k])) return true;
  return false;
}

/* ---- do two rules contradict each other somewhere? ---- */

static const char *reason_of(const ast_rule *rule) {
  for (size_t i = 0; rule->kind == RULE_MAY_NOT && i < rule->tails.len; i++)
    if (rule->tails.at[i].kind == TAIL_BECAUSE) return rule->tails.at[i].reason.name;
  return NULL;
}

static int64_t limit_of(const ast_rule *rule) {
  for (size_t i = 0; i < rule->tails.len; i++)
    if (rule->tails.at[i].kind == TAIL_AT_MOST) return rule->tails.at[i].times;
  return 0;
}

/* CERTAINLY: one look at the two shows it. Else two permissions are taken to differ wherever they are not one
 * and the same: what their effects come to is not looked into. */
static bool contradict(const naive_sentence *a, const naive_sentence *b, bool certainly) {
  const char *x = reason_of(a->rule), *y = reason_of(b->rule);
  if (!x != !y) return true;
  if (x) return strcmp(x, y) != 0;
  if (!certainly) return a->rule != b->rule;
  const ast_outcome *o = &a->act->outcome, *q = &b->act->outcome;
  if (!o->target.name != !q->target.name) return true;
  if (o->target.name && strcmp(o->target.name, q->target.name) != 0) return true;
  return o->effects.len != q->effects.len || limit_of(a->rule) != limit_of(b->rule);
}

typedef struct meeting { /* all that is said of one action by one actor in one place */
  naive_policy *p;
  const naive_sentence *says[NAIVE_SENTENCES];
  naive_window windows[NAIVE_SENTENCES];
  size_t numbers[NAIVE_SENTENCES], n;
  bool certainly;
} meeting;

/* LANGUAGE, scope, rule 2: of the rules that speak one is narrower than all others, or none differ. That the
 * narrowest of them agree is less, and enough for there to be one answer. */
static bool clash_then(const meeting *m, const times *t, const int64_t *facts) {
  size_t speaking[NAIVE_SENTENCES], n = 0;
  for (size_t i = 0; i < m->n; i++)
    if (naive_guard(m->p, m->says[i]->rule, facts) && speaks_then(t, &m->windows[i])) speaking[n++] = i;
  for (size_t i = 0; i < n; i++) {
    bool least = true, beaten = false;
    for (size_t k = 0; k < n; k++) {
      least &= k == i || naive_narrower(m->p, m->numbers[speaking[i]], m->numbers[speaking[k]]);
      beaten |= naive_narrower(m->p, m->numbers[speaking[k]], m->numbers[speaking[i]]);
    }
    if (least) return false;
    if (m->certainly && beaten) speaking[i--] = speaking[--n];
  }
  for (size_t i = 0; i < n; i++)
    for (size_t k = 0; k < i; k++)
      if (contradict(m->says[speaking[i]], m->says[speaking[k]], m->certainly)) return true;
  return false;
}

static bool clash_sometime(const meeting *m, times *t, size_t k, const int64_t *facts) {
  if (k == t->n) return clash_then(m, t, facts);
  for (size_t c = 0; c < t->n_cuts[k]; c++) {
    t->at[k] = t->cuts[k][c];
    if (clash_sometime(m, t, k + 1, facts)) return true;
  }
  return false;
}

static bool clash_at(naive_policy *p, size_t mode, size_t state, const char *actor, const char *action,
                     bool certainly) {
  static meeting m;
  times t = {.n = 0};
  m.p = p;
  m.n = 0;
  m.certainly = certainly;
  for (size_t i = 0; i < p->n_sentences; i++) {
    const naive_sentence *s = &p->sentences[i];
    if (!naive_in(p, &s->scope, mode, state) || strcmp(s->act->action.name, action) != 0) continue;
    if (s->actor && strcmp(s->actor, actor) != 0) continue;
    m.says[m.n] = s;
    m.numbers[m.n] = i;
    m.windows[m.n] = naive_window_of(p, s->rule);
    cut(&t, m.windows[m.n].has_from, &m.windows[m.n].from);
    cut(&t, m.windows[m.n].has_until, &m.windows[m.n].until);
    m.n++;
  }
  for (size_t i = 0; i < p->n_points; i++)
    if (clash_sometime(&m, &t, 0, p->points[i])) return true;
  return false;
}

bool naive_clash(naive_policy *p, bool certainly) {
  for (size_t mode = 0; mode < p->n_modes; mode++)
    for (size_t state = 0; state < p->n_states; state++)
      for (size_t a = 1; a < p->n_actors; a++)
        for (size_t i = 0; i < p->n_names; i++)
          if (clash_at(p, mode, state, p->actors[a], p->names[i], certainly)) return true;
  return false;
}
