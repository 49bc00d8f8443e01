/* Which points there are: from the model's sentences, in the order of the file. */
#include "cover.h"

#include <stdlib.h>

#include "cover_part.h"

static cover_site *add(cover_sites *s, uint16_t process, uint32_t rule, cover_kind kind, span at) {
  cover_site *x = ARENA_PUSH(s->of->arena, s->at, s->len, s->cap);
  *x = (cover_site){.point = {.kind = kind, .rule = rule, .process = process, .action = OMBUD_NONE, .at = at},
                    .part.branch = PART_MAIN};
  return x;
}

/* ---- what actors do ---- */

static void add_act(cover_sites *s, uint16_t process, const say *of, cover_kind kind, uint16_t branch) {
  span at = branch == PART_MAIN ? of->at : of->branches[branch].at;
  cover_site *x = add(s, process, of->rule, kind, at);
  x->point.actor = of->actor;
  x->point.action = of->action;
  x->part.kind = PART_ACT;
  x->part.branch = branch;
  x->part.says = of;
}

static void add_acts(cover_sites *s, uint16_t process, const say *of) {
  add_act(s, process, of, of->kind == SAY_DENY ? COVER_REFUSED : COVER_ACCEPTED, PART_MAIN);
  for (uint16_t b = 0; b < of->n_branches; b++)
    add_act(s, process, of, of->branches[b].out.deny ? COVER_REFUSED : COVER_OTHERWISE, b);
  if (of->limit > 0) add_act(s, process, of, COVER_TOO_OFTEN, PART_MAIN);
}

/* ---- conditions and windows: once for a sentence, whoever it speaks of ---- */

static void add_conditions(cover_sites *s, uint16_t process, const say *of, const cond *c, uint16_t branch) {
  if (c == NULL) return;
  if (c->kind != COND_IS) {
    add_conditions(s, process, of, c->left, branch);
    add_conditions(s, process, of, c->right, branch);
    return;
  }
  for (cover_kind kind = COVER_TRUE; kind <= COVER_FALSE; kind++) {
    cover_site *x = add(s, process, of->rule, kind, c->at);
    x->part.kind = PART_COND;
    x->part.branch = branch;
    x->part.says = of;
    x->part.leaf = c;
  }
}

static void add_window(cover_sites *s, uint16_t process, const say *of, bool from) {
  const instant *edge = from ? of->from : of->until;
  for (cover_kind kind = COVER_BEFORE; edge != NULL && kind <= COVER_AT; kind++) {
    cover_site *x = add(s, process, of->rule, kind, edge->at);
    x->part.kind = from ? PART_FROM : PART_UNTIL;
    x->part.says = of;
  }
}

static void add_sentence(cover_sites *s, uint16_t process, const say *of) {
  add_window(s, process, of, true);
  add_window(s, process, of, false);
  add_conditions(s, process, of, of->guard, PART_MAIN);
  for (uint16_t b = 0; b < of->n_branches; b++) add_conditions(s, process, of, of->branches[b].cond, b);
}

/* ---- deadlines and reminders ---- */

static void add_timer(cover_sites *s, uint16_t process, uint32_t rule, cover_kind kind, span at, span due) {
  for (int i = 0; i < 3; i++) {
    cover_kind one = i == 0 ? kind : i == 1 ? COVER_BEFORE : COVER_AT;
    cover_site *x = add(s, process, rule, one, i == 0 ? at : due);
    x->part.kind = kind == COVER_REMINDED ? PART_REMIND : PART_DUE;
  }
}

static void add_process(cover_sites *s, uint16_t process) {
  const model_process *p = &s->of->model->processes[process];
  for (size_t i = 0; i < p->n_says; i++) {
    add_acts(s, process, &p->says[i]);
    if (i == 0 || p->says[i].rule != p->says[i - 1].rule) add_sentence(s, process, &p->says[i]);
  }
  for (size_t i = 0; i < p->n_deadlines; i++) {
    size_t at = s->len;
    add_timer(s, process, p->deadlines[i].rule, COVER_FELL_DUE, p->deadlines[i].at, p->deadlines[i].due.at);
    s->at[at].point.action = p->deadlines[i].name;
  }
  for (size_t i = 0; i < p->n_reminders; i++) {
    const ast_rule *told = s->of->model->rules[p->reminders[i].rule].ast;
    add_timer(s, process, p->reminders[i].rule, COVER_REMINDED, told->span, told->due.span);
  }
}

/* ---- order ---- */

static int compare(uint64_t a, uint64_t b) {
  return (a > b) - (a < b);
}

/* Of a moment's `within` both ends stand at the same words: its beginning comes first. */
static int by_place(const void *a, const void *b) {
  const cover_site *x = a, *y = b;
  int less = compare(x->point.at.file, y->point.at.file);
  if (less == 0) less = compare(x->point.at.begin, y->point.at.begin);
  if (less == 0 && x->point.kind >= COVER_BEFORE) less = compare(x->part.kind, y->part.kind);
  if (less == 0) less = compare(x->point.kind, y->point.kind);
  if (less == 0) less = compare(x->point.actor, y->point.actor);
  return less != 0 ? less : compare(x->point.action, y->point.action);
}

static void index_rules(cover_sites *s) {
  for (size_t i = 0; i < s->len; i++) {
    uint32_t rule = s->at[i].point.rule;
    if (i == 0 || s->at[i - 1].point.rule != rule) s->first[rule] = i;
    s->end[rule] = i + 1;
  }
}

/* ---- the result ---- */

static cover_within *room(const compilation *c) {
  arena *a = c->arena;
  const ombud_policy *p = c->policy;
  cover_within *w = ARENA_NEW(a, cover_within);
  w->scratch = (ombud_case *)(void *)ARENA_ARRAY(a, ombud_case_size(p) / sizeof(int64_t), int64_t);
  w->out = ARENA_NEW(a, ombud_out);
  *w->out = (ombud_out){.events = ARENA_ARRAY(a, p->max_events, ombud_event),
                        .effects = ARENA_ARRAY(a, p->max_effects, ombud_effect),
                        .events_max = p->max_events,
                        .effects_max = p->max_effects};
  return w;
}

/* Those that can be shown on one side, those that cannot on the other, unless EVERY one is wanted on the
 * first.
 */
static const cover *split(const cover_sites *s, bool every) {
  arena *a = s->of->arena;
  cover *v = ARENA_NEW(a, cover);
  cover_point *points = ARENA_ARRAY(a, s->len, cover_point);
  cover_part *parts = ARENA_ARRAY(a, s->len, cover_part), *left = ARENA_ARRAY(a, s->len, cover_part);
  cover_lack *lacks = ARENA_ARRAY(a, s->len, cover_lack);
  cover_within *in = room(s->of);
  size_t *first = ARENA_ARRAY(a, s->of->model->n_rules, size_t),
         *end = ARENA_ARRAY(a, s->of->model->n_rules, size_t);
  *v = (cover){.of = s->of, .points = points, .left_out = lacks, .in = in};
  for (size_t i = 0; i < s->len; i++) {
    const cover_site *x = &s->at[i];
    if (x->why != COVER_CAN_BE && !every) {
      left[v->n_left_out] = x->part;
      lacks[v->n_left_out++] = (cover_lack){x->point, x->why};
      continue;
    }
    if (end[x->point.rule] == 0) first[x->point.rule] = v->n;
    parts[v->n] = x->part;
    points[v->n++] = x->point;
    end[x->point.rule] = v->n;
  }
  in->parts = parts;
  in->left = left;
  in->first = first;
  in->end = end;
  return v;
}

static const cover *cover_make(const compilation *c, bool every) {
  const model *m = c->model;
  cover_sites s = {.of = c,
                   .first = ARENA_ARRAY(c->arena, m->n_rules, size_t),
                   .end = ARENA_ARRAY(c->arena, m->n_rules, size_t)};
  for (size_t i = 0; i < m->n_processes; i++) add_process(&s, (uint16_t)i);
  if (s.len > 0) qsort(s.at, s.len, sizeof *s.at, by_place);
  index_rules(&s);
  cover_can(&s);
  return split(&s, every);
}

const cover *cover_new(const compilation *c) {
  return cover_make(c, false);
}

const cover *cover_every(const compilation *c) {
  return cover_make(c, true);
}
