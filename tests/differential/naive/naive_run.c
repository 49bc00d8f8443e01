/* A case: what is done, what falls due, and when. */
#include <stdlib.h>
#include <string.h>

#include "naive.h"

static const naive_input nothing = {.facts = {0}};

static naive_look look_at(naive_policy *p, const naive_case *c, int64_t t) {
  return (naive_look){.p = p, .c = c, .in = &nothing, .mode = c->mode, .state = c->state, .t = t};
}

/* ---- deadlines ---- */

static naive_instant due_of(const naive_policy *p, const naive_case *c, const naive_timer *timer) {
  naive_look l = look_at((naive_policy *)p, c, c->now);
  naive_instant at = naive_when(&l, &timer->rule->due, &timer->rule->excluded);
  if (timer->reminder) at.at -= timer->reminder->due.duration;
  return at;
}

static int64_t length(const naive_timer *timer) {
  return naive_offset(&timer->rule->due) - (timer->reminder ? timer->reminder->due.duration : 0);
}

static size_t place(const naive_timer *timer) {
  return timer->reminder ? timer->reminder->span.begin : timer->rule->span.begin;
}

/* At one instant the longer one comes first, then deadlines before reminders, then as they are written. */
static bool comes_first(const naive_timer *a, const naive_timer *b) {
  if (length(a) != length(b)) return length(a) > length(b);
  if (!a->reminder != !b->reminder) return !a->reminder;
  return place(a) < place(b);
}

static size_t next_due(const naive_policy *p, const naive_case *c, int64_t *due) {
  size_t first = p->n_timers;
  *due = INT64_MAX;
  for (size_t i = 0; i < p->n_timers; i++) {
    if (!c->armed[i]) continue;
    int64_t at = due_of(p, c, &p->timers[i]).at;
    if (first < p->n_timers && at > *due) continue;
    if (first < p->n_timers && at == *due && !comes_first(&p->timers[i], &p->timers[first])) continue;
    first = i;
    *due = at;
  }
  return first;
}

int64_t naive_due(const naive_policy *p, const naive_case *c) {
  int64_t due;
  next_due(p, c, &due);
  return due;
}

int64_t naive_due_of(const naive_policy *p, const naive_case *c, size_t timer) {
  return due_of(p, c, &p->timers[timer]).at;
}

/* Whether the timer counts from what has just occurred: NAME, or a moment among FACTS. */
static bool counts_from(const naive_policy *p, const naive_timer *timer, const char *name, uint32_t facts) {
  const ast_refs *anchors = &timer->rule->due.anchor.names;
  for (size_t i = 0; i < anchors->len; i++) {
    if (strcmp(anchors->at[i].name, name) == 0) return true;
    size_t fact = naive_fact(p, anchors->at[i].name);
    if (fact < p->n_facts && (facts >> fact & 1)) return true;
  }
  return false;
}

static void arm(const naive_policy *p, naive_case *c, const char *name, uint32_t facts, bool entered,
                int64_t t) {
  for (size_t i = 0; i < p->n_timers; i++) {
    const naive_timer *timer = &p->timers[i];
    if (!naive_in(p, &timer->scope, c->mode, c->state)) continue;
    if (!entered && !counts_from(p, timer, name, facts)) continue;
    naive_instant at = due_of(p, c, timer);
    c->armed[i] = at.kind == INSTANT_SET && !(timer->reminder && at.at < t);
  }
}

/* ---- what happens ---- */

typedef struct happening {
  const char *kind, *name, *target; /* target NULL: stays */
  const ast_calls *calls;
  const ast_rule *rule;
  bool several; /* that agree: which of them is named is all one */
} happening;

/* "?" stands for whatever the other side says. */
static void line_of(const naive_policy *p, const ast_rule *rule, bool several, naive_text *out) {
  if (several) {
    naive_say(out, " ?");
    return;
  }
  const source *file = &p->src->files[rule->span.file];
  naive_say(out, " %u", source_position(file, rule->span.begin).line);
}

static void leave(naive_case *c, int64_t t) {
  if (c->n_stays == NAIVE_STAYS) abort();
  c->stays[c->n_stays++] = (naive_stay){c->state, c->entered, t};
  memset(c->armed, 0, sizeof c->armed);
}

/* The effects see the facts as given and the case as it was. */
static void happen(naive_look *l, naive_case *c, const happening *h, naive_text *out) {
  naive_policy *p = l->p;
  const char *from = p->states[c->state];
  size_t target = h->target ? naive_index(p->states, p->n_states, h->target) : c->state;
  naive_say(out, "%lld %s %s %s>%s", (long long)l->t, h->kind, h->name, from, p->states[target]);
  line_of(p, h->rule, h->several, out);
  for (size_t i = 0; h->calls && i < h->calls->len; i++) naive_call(l, &h->calls->at[i], out);
  naive_say(out, "\n");
  if (h->target && c->open) leave(c, l->t);
  for (size_t f = 0; f < p->n_facts; f++)
    if (l->gives >> f & 1) {
      c->facts[f] = l->in->facts[f];
      c->given_at[f] = l->t;
    }
  c->occurred[naive_index(p->names, p->n_names, h->name)] = l->t;
  if (h->target) c->state = target, c->entered = l->t;
  c->open = true;
  c->now = l->t;
  arm(p, c, h->name, l->gives, h->target != NULL, l->t);
}

static void remind(const naive_policy *p, naive_case *c, const naive_timer *timer, naive_text *out) {
  const char *state = p->states[c->state];
  naive_say(out, "%lld remind %s %s>%s", (long long)c->now, timer->rule->then.name.name, state, state);
  line_of(p, timer->reminder, false, out);
  for (size_t a = 1; a < p->n_actors; a++)
    for (size_t i = 0; i < timer->reminder->actors.len; i++)
      if (strcmp(timer->reminder->actors.at[i].name, p->actors[a]) == 0) naive_say(out, " %s", p->actors[a]);
  naive_say(out, "\n");
}

static void fire(naive_policy *p, naive_case *c, size_t i, int64_t due, naive_text *out) {
  const naive_timer *timer = &p->timers[i];
  const ast_rule *rule = timer->rule;
  c->armed[i] = false;
  if (due > c->now) c->now = due;
  if (timer->reminder) {
    remind(p, c, timer, out);
    return;
  }
  happening h = {
      "due", rule->then.name.name, rule->then.outcome.target.name, &rule->then.outcome.effects, rule, false};
  if (rule->then.kind == THEN_DEEMED) {
    h.kind = "deemed";
    for (size_t k = rule->acts.len; k-- > 0;)
      if (strcmp(rule->acts.at[k].action.name, h.name) == 0) {
        h.target = rule->acts.at[k].outcome.target.name;
        h.calls = &rule->acts.at[k].outcome.effects;
      }
  }
  naive_look l = look_at(p, c, c->now);
  happen(&l, c, &h, out);
}

static void catch_up(naive_policy *p, naive_case *c, int64_t t, naive_text *out) {
  int64_t due;
  for (size_t i; i = next_due(p, c, &due), i < p->n_timers && due <= t;) fire(p, c, i, due, out);
  c->now = t;
}

/* ---- inputs ---- */

static bool is_possible(const naive_policy *p, size_t fact, int64_t value) {
  if (naive_is(p, fact, "moment")) return true;
  if (naive_is(p, fact, "text")) return value == 1;
  for (size_t i = 0; i < p->n_points; i++)
    if (p->points[i][fact] == value) return true;
  return false;
}

static bool fits(const naive_policy *p, size_t a, int64_t x, size_t b, int64_t y) {
  for (size_t i = 0; i < p->n_points; i++)
    if (p->points[i][a] == x && p->points[i][b] == y) return true;
  return false;
}

static bool is_bounded_by(const naive_policy *p, size_t a, size_t b) {
  for (size_t i = 0; i < p->facts[a]->bounds.len; i++) {
    const ast_value *v = &p->facts[a]->bounds.at[i].value;
    if (v->kind == VALUE_NAME && strcmp(v->name, p->facts[b]->name.name) == 0) return true;
  }
  return false;
}

/* Each value is one that its fact can have, and goes with those that it is bounded by or bounds. */
static bool are_values_good(const naive_policy *p, const naive_case *c, const naive_input *in) {
  for (size_t f = 0; f < p->n_facts; f++) {
    if (in->facts[f] == NAIVE_UNSET) continue;
    if (!is_possible(p, f, in->facts[f])) return false;
    for (size_t g = 0; g < p->n_facts; g++) {
      int64_t other = in->facts[g] != NAIVE_UNSET ? in->facts[g] : c->facts[g];
      bool related = is_bounded_by(p, f, g) || is_bounded_by(p, g, f);
      if (related && other != NAIVE_UNSET && !fits(p, f, in->facts[f], g, other)) return false;
    }
  }
  return true;
}

static void reset(naive_case *c) {
  size_t mode = c->mode;
  memset(c, 0, sizeof *c);
  c->mode = mode;
  c->entered = NAIVE_UNSET;
  for (size_t i = 0; i < NAIVE_FACTS; i++) c->facts[i] = c->given_at[i] = NAIVE_UNSET;
  for (size_t i = 0; i < NAIVE_NAMES; i++) c->occurred[i] = NAIVE_UNSET;
}

static void act(naive_policy *p, naive_case *c, const naive_input *in, int64_t t, naive_text *out) {
  naive_look l = look_at(p, c, t);
  l.in = in;
  naive_outcome o = naive_judge(&l);
  if (o.reason) {
    naive_say(out, "refused because %s", o.in_doubt ? "*" : o.reason);
    if (o.rule) line_of(p, o.rule, o.several, out);
    naive_say(out, "\n");
    return;
  }
  size_t actor = naive_index(p->actors, p->n_actors, in->actor);
  c->done[actor][naive_index(p->names, p->n_names, in->action)]++;
  happening h = {in->actor, in->action, o.target, o.calls, o.rule, o.several};
  happen(&l, c, &h, out);
  catch_up(p, c, t, out);
}

void naive_step(naive_policy *p, naive_case *c, const naive_input *in, int64_t t, naive_text *out) {
  if (!c->open) reset(c);
  if (in->action && !are_values_good(p, c, in)) {
    naive_say(out, "bad value\n");
    return;
  }
  if (c->open && t < c->now) t = c->now;
  if (c->open) catch_up(p, c, t, out);
  if (in->action) act(p, c, in, t, out);
}
