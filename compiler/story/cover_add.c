/* What one call of the runtime shows. The call is looked at with the runtime's own eyes (core.h), so that it
 * cannot be taken for something else here than it was there. */
#include <string.h>

#include "core.h"
#include "cover_part.h"

typedef struct shown {
  const cover *v;
  const cover_call *made;
  uint32_t *counts;
  ombud_time now; /* time never runs backwards */
} shown;

static void show(const shown *s, size_t point) {
  if (s->counts[point] < UINT32_MAX) s->counts[point]++;
}

/* ---- deadlines and reminders ---- */

static bool is_timer(const cover_part *part, uint8_t kind) {
  return part->kind == (kind == OMBUD_REMINDED ? PART_REMIND : PART_DUE);
}

/* A point of the rule's deadline or reminder. */
static void show_timer(const shown *s, uint32_t rule, uint8_t kind, cover_kind what) {
  const cover_within *in = s->v->in;
  for (size_t i = in->first[rule]; i < in->end[rule]; i++)
    if (s->v->points[i].kind == what && is_timer(&in->parts[i], kind)) show(s, i);
}

static bool came(const shown *s, const ombud_timer *t) {
  for (uint32_t i = 0; i < s->made->out->n_events; i++) {
    const ombud_event *e = &s->made->out->events[i];
    if (e->rule == t->rule && e->kind == t->kind && e->at == s->now) return true;
  }
  return false;
}

/* Which of the case's timers are due at T: that much is shown of them; only those that then CAME, if asked.
 */
static void show_due(const shown *s, const ombud_case *c, ombud_time t, cover_kind what) {
  core_view v;
  if (c->wake != t) return;
  core_see(&v, s->v->of->policy, c);
  for (unsigned i = 0; i < v.row->n_timers; i++) {
    const ombud_timer *timer = core_timer(&v, i);
    if (!(c->armed >> i & 1u) || core_instant(&v, timer->due) != t) continue;
    if (what == COVER_BEFORE || came(s, timer)) show_timer(s, timer->rule, timer->kind, what);
  }
}

/* One that fell due at this instant was waited for at the millisecond before, unless it was set too late. */
static void show_at(const shown *s) {
  const ombud_case *before = s->made->before;
  const ombud_out *out = s->made->out;
  if (before == NULL || before->now >= s->now) return;
  bool any = false;
  for (uint32_t i = 0; i < out->n_events; i++)
    any |= out->events[i].kind != OMBUD_ACTED && out->events[i].at == s->now;
  if (!any) return;
  const cover_within *in = s->v->in;
  memcpy(in->scratch, before, ombud_case_size(s->v->of->policy));
  if (ombud_catch_up(s->v->of->policy, in->scratch, s->now - 1, in->out) != OMBUD_OK) return;
  show_due(s, in->scratch, s->now, COVER_AT);
}

static void show_time(const shown *s) {
  const ombud_out *out = s->made->out;
  for (uint32_t i = 0; i < out->n_events; i++) {
    const ombud_event *e = &out->events[i];
    if (e->kind == OMBUD_ACTED) continue;
    show_timer(s, e->rule, e->kind, e->kind == OMBUD_REMINDED ? COVER_REMINDED : COVER_FELL_DUE);
  }
  show_at(s);
  if (s->made->after != NULL) show_due(s, s->made->after, s->now + 1, COVER_BEFORE);
}

/* ---- conditions ---- */

static bool compares(int64_t value, ast_compare compare, int64_t with) {
  switch (compare) {
  case CMP_EQ: return value == with;
  case CMP_NE: return value != with;
  case CMP_LT: return value < with;
  case CMP_LE: return value <= with;
  case CMP_GT: return value > with;
  case CMP_GE: break;
  }
  return value >= with;
}

static bool holds(const core_view *v, const cond *c) {
  int64_t value;
  switch (c->kind) {
  case COND_IS:
    core_read(v, v->process->facts[c->fact], &value);
    return compares(value, c->compare, c->value);
  case COND_NO: return !holds(v, c->left);
  case COND_BOTH: return holds(v, c->left) && holds(v, c->right);
  case COND_EITHER: break;
  }
  return holds(v, c->left) || holds(v, c->right);
}

static void show_leaf(const shown *s, uint32_t rule, const cond *leaf, bool is) {
  const cover_within *in = s->v->in;
  for (size_t i = in->first[rule]; i < in->end[rule]; i++)
    if (in->parts[i].leaf == leaf && s->v->points[i].kind == (is ? COVER_TRUE : COVER_FALSE)) show(s, i);
}

/* Every condition below C that alone settles what the whole comes to, C being all that settles it. */
static void show_settling(const shown *s, const core_view *v, uint32_t rule, const cond *c) {
  switch (c->kind) {
  case COND_IS: show_leaf(s, rule, c, holds(v, c)); break;
  case COND_NO: show_settling(s, v, rule, c->left); break;
  case COND_BOTH:
  case COND_EITHER:
    if (holds(v, c->right) == (c->kind == COND_BOTH)) show_settling(s, v, rule, c->left);
    if (holds(v, c->left) == (c->kind == COND_BOTH)) show_settling(s, v, rule, c->right);
    break;
  }
}

/* The branch that the facts lead to; PART_MAIN: every condition with an `otherwise` holds. */
static uint16_t branch_of(const core_view *v, const say *says) {
  for (uint16_t b = 0; b < says->n_branches; b++)
    if (!holds(v, says->branches[b].cond)) return b;
  return PART_MAIN;
}

static const say *says_of(const cover *v, uint32_t rule) {
  for (size_t i = v->in->first[rule]; i < v->in->end[rule]; i++)
    if (v->in->parts[i].says != NULL) return v->in->parts[i].says;
  return NULL;
}

static void show_conditions(const shown *s, const core_view *v, const say *says) {
  if (says->guard != NULL) {
    show_settling(s, v, says->rule, says->guard);
    if (!holds(v, says->guard)) return;
  }
  uint16_t last = branch_of(v, says);
  for (uint16_t b = 0; b < says->n_branches && (last == PART_MAIN || b <= last); b++)
    show_settling(s, v, says->rule, says->branches[b].cond);
}

/* ---- windows ---- */

/* Whether T is within one end of the entry's window, the other left out of account. */
static bool is_within(const core_view *v, uint32_t bound, ombud_time t, bool begins) {
  if (bound == 0) return true;
  ombud_time at = core_instant(v, bound);
  return at != OMBUD_UNSET && at != CORE_NOT_YET && (begins ? t >= at : t < at);
}

static void show_edge(const shown *s, const core_view *v, const ombud_entry *e, bool from) {
  const ombud_when *when = core_when(v, e);
  uint32_t bound = from ? when->from : when->until;
  if (bound == 0 || !is_within(v, from ? when->until : when->from, s->now, !from)) return;
  ombud_time at = core_instant(v, bound);
  if (at == OMBUD_UNSET || at == CORE_NOT_YET || (s->now != at && s->now != at - 1)) return;
  const cover_within *in = s->v->in;
  for (size_t i = in->first[e->rule]; i < in->end[e->rule]; i++)
    if (in->parts[i].kind == (from ? PART_FROM : PART_UNTIL) &&
        s->v->points[i].kind == (s->now == at ? COVER_AT : COVER_BEFORE))
      show(s, i);
}

/* ---- what somebody did ---- */

static void show_act(const shown *s, const core_view *v) {
  const ombud_out *out = s->made->out;
  if (out->rule == OMBUD_NO_RULE) return;
  const say *says = says_of(s->v, out->rule);
  bool refused = s->made->status == OMBUD_REFUSED;
  if (says == NULL || (refused && out->reason != OMBUD_TOO_OFTEN && out->reason < OMBUD_REASON_FIRST)) return;
  bool often = refused && out->reason == OMBUD_TOO_OFTEN;
  uint16_t branch = often ? PART_MAIN : branch_of(v, says);
  const cover_within *in = s->v->in;
  for (size_t i = in->first[out->rule]; i < in->end[out->rule]; i++) {
    const cover_point *p = &s->v->points[i];
    if (in->parts[i].kind != PART_ACT || in->parts[i].branch != branch || p->action != v->action) continue;
    if (p->actor != OMBUD_CLOCK && p->actor != v->actor) continue;
    if ((p->kind == COVER_TOO_OFTEN) == often) show(s, i);
  }
}

/* The cell of the plan that the runtime's was made of: entry by entry the same. */
static const plan_cell *cell_of(const shown *s, const core_view *v) {
  const plan_process *q = &s->v->of->plan->processes[s->made->process];
  return plan_cell_at(q, (uint32_t)v->mode * q->n_states + v->state, v->actor, v->action);
}

/* Whether a narrower rule speaks now, so that RULE does not matter. */
static bool is_overruled(const shown *s, const core_view *v, const plan_cell *cell, uint32_t rule) {
  for (unsigned i = 0; i < v->cell.n_entries; i++) {
    const ombud_entry *e = core_entry(v, i);
    if (e->rule != rule && core_guard(v, core_when(v, e)->guard) == CORE_TRUE &&
        core_window(v, e, s->now) == CORE_TRUE && cover_overrides(cell, e->rule, rule))
      return true;
  }
  return false;
}

/* The N entries of one rule from the I-th on. */
static void show_rule(const shown *s, const core_view *v, unsigned i, unsigned n) {
  const ombud_entry *e = core_entry(v, i);
  const say *says = says_of(s->v, e->rule);
  bool guard = false, denies = true;
  for (unsigned k = i; k < i + n; k++) {
    guard |= core_guard(v, core_when(v, core_entry(v, k))->guard) == CORE_TRUE;
    denies &= core_entry(v, k)->kind == OMBUD_ENTRY_DENY;
  }
  if (says == NULL || (v->n_unasked > 0 && !denies)) return;
  if (guard) show_edge(s, v, e, true);
  if (guard) show_edge(s, v, e, false);
  if (core_window(v, e, s->now) == CORE_TRUE) show_conditions(s, v, says);
}

/* Every rule that matters where the action was tried, whether or not it governs. */
static void show_rules(const shown *s, const core_view *v) {
  if (v->row->flags & OMBUD_ROW_END || v->n_missing > 0) return;
  const plan_cell *cell = cell_of(s, v);
  for (unsigned i = 0, n; cell != NULL && i < v->cell.n_entries; i += n) {
    uint32_t rule = core_entry(v, i)->rule;
    for (n = 1; i + n < v->cell.n_entries && core_entry(v, i + n)->rule == rule;) n++;
    if (!is_overruled(s, v, cell, rule)) show_rule(s, v, i, n);
  }
}

/* Where the case stood when it was judged: with all that was due done. */
static bool stand(const shown *s, core_view *v) {
  const cover_call *made = s->made;
  const ombud_policy *p = s->v->of->policy;
  *v = (core_view){.policy = p, .process = &p->processes[made->process]};
  if (made->before == NULL) {
    core_look(v, made->mode, 0, made->in);
    return true;
  }
  const cover_within *in = s->v->in;
  memcpy(in->scratch, made->before, ombud_case_size(p));
  if (ombud_catch_up(p, in->scratch, s->now, in->out) != OMBUD_OK) return false;
  core_see(v, p, in->scratch);
  core_look(v, in->scratch->mode, in->scratch->state, made->in);
  return true;
}

void cover_add(const cover *v, const cover_call *made, uint32_t *counts) {
  if (made->status < 0) return;
  shown s = {v, made, counts, made->now};
  if (made->before != NULL && made->before->now > s.now) s.now = made->before->now;
  show_time(&s);
  core_view at;
  if (made->in == NULL || !stand(&s, &at)) return;
  show_act(&s, &at);
  show_rules(&s, &at);
}
