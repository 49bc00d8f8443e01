/* Which rule governs an input, and why nothing does: by looking at every rule there is. */
#include <stdlib.h>
#include <string.h>

#include "naive.h"

/* ---- where and when a sentence speaks ---- */

bool naive_in(const naive_policy *p, const naive_scope *s, size_t mode, size_t state) {
  return (s->modes >> mode & 1) && (s->states >> state & 1) && (p->state_modes[state] >> mode & 1);
}

static bool is_about(const naive_policy *p, const naive_sentence *s, size_t mode, size_t state,
                     const char *actor, const char *action) {
  return naive_in(p, &s->scope, mode, state) && (!s->actor || strcmp(s->actor, actor) == 0) &&
         strcmp(s->act->action.name, action) == 0;
}

static bool names_a_moment(const naive_policy *p, const ast_anchor *a) {
  for (size_t i = 0; i < a->names.len; i++)
    if (naive_is(p, naive_fact(p, a->names.at[i].name), "moment")) return true;
  return false;
}

/* `within D of M` begins with M where M may lie ahead. */
naive_window naive_window_of(const naive_policy *p, const ast_rule *rule) {
  naive_window w = {0};
  for (size_t i = 0; i < rule->tails.len; i++) {
    const ast_tail *tail = &rule->tails.at[i];
    if (tail->kind == TAIL_FROM) w.has_from = true, w.from = tail->instant;
    if (tail->kind == TAIL_UNTIL || tail->kind == TAIL_WITHIN) w.has_until = true, w.until = tail->instant;
    if (tail->kind != TAIL_WITHIN || !names_a_moment(p, &tail->instant.anchor)) continue;
    w.has_from = true;
    w.from = tail->instant;
    w.from.kind = INSTANT_AT;
  }
  return w;
}

static naive_truth both(naive_truth a, naive_truth b) {
  return a < b ? a : b;
}

static naive_truth condition(const naive_look *l, const ast_tail *tail) {
  naive_truth truth = naive_test(l, tail->cond);
  return tail->kind == TAIL_WHEN ? truth : NAIVE_YES - truth;
}

static naive_truth guard_test(const naive_look *l, const ast_rule *rule) {
  naive_truth truth = NAIVE_YES;
  for (size_t i = 0; i < rule->tails.len; i++)
    if (naive_is_guard(&rule->tails.at[i])) truth = both(truth, condition(l, &rule->tails.at[i]));
  return truth;
}

static naive_truth since(const naive_look *l, bool has, const ast_instant *i, bool after) {
  if (!has) return NAIVE_YES;
  naive_instant at = naive_when(l, i, NULL);
  if (at.kind == INSTANT_NOT_YET) return NAIVE_MAYBE;
  if (at.kind == INSTANT_UNSET) return NAIVE_NO;
  return (l->t >= at.at) == after ? NAIVE_YES : NAIVE_NO;
}

static naive_truth speaks(const naive_look *l, const naive_sentence *s) {
  naive_window w = naive_window_of(l->p, s->rule);
  naive_truth window = both(since(l, w.has_from, &w.from, true), since(l, w.has_until, &w.until, false));
  return both(guard_test(l, s->rule), window);
}

/* ---- what it then says ---- */

static naive_outcome refuse(const char *reason, const ast_rule *rule) {
  return (naive_outcome){.reason = reason, .rule = rule};
}

static naive_outcome outcome_of(const naive_sentence *s) {
  naive_outcome o = {NULL, s->act->outcome.target.name, &s->act->outcome.effects, s->rule, false, false};
  for (size_t i = 0; i < s->rule->tails.len; i++)
    if (s->rule->kind == RULE_MAY_NOT && s->rule->tails.at[i].kind == TAIL_BECAUSE)
      o.reason = s->rule->tails.at[i].reason.name;
  return o;
}

/* The first condition that fails decides; one that may fail leaves it open. */
static naive_outcome say(const naive_look *l, const naive_sentence *s) {
  naive_outcome o = outcome_of(s);
  for (size_t i = 0; i < s->rule->tails.len; i++) {
    const ast_tail *tail = &s->rule->tails.at[i];
    if (!naive_is_way(tail)) continue;
    naive_truth truth = condition(l, tail);
    if (truth == NAIVE_YES) continue;
    if (truth == NAIVE_MAYBE) return refuse("fact_missing", NULL);
    if (tail->otherwise == OTHERWISE_BECAUSE) {
      o.reason = tail->reason.name;
      return o;
    }
    if (tail->outcome.target.name) o.target = tail->outcome.target.name;
    o.calls = &tail->outcome.effects;
    return o;
  }
  return o;
}

static int64_t limit_of(const ast_rule *rule) {
  for (size_t i = 0; i < rule->tails.len; i++)
    if (rule->tails.at[i].kind == TAIL_AT_MOST) return rule->tails.at[i].times;
  return INT64_MAX;
}

/* ---- nothing speaks ---- */

/* Whether this way of the rule is gone. */
static naive_truth is_gone(const naive_look *l, const ast_rule *rule, const ast_tail *way) {
  naive_truth truth = guard_test(l, rule);
  for (size_t i = 0; i < rule->tails.len; i++) {
    const ast_tail *tail = &rule->tails.at[i];
    if (!naive_is_way(tail)) continue;
    naive_truth holds = condition(l, tail);
    if (tail == way)
      return both(truth, holds == NAIVE_YES ? NAIVE_NO : holds == NAIVE_NO ? NAIVE_YES : holds);
    truth = both(truth, holds);
  }
  return truth;
}

static bool refuses(const ast_rule *rule, const ast_tail *way) {
  return way ? way->otherwise == OTHERWISE_BECAUSE : rule->kind == RULE_MAY_NOT;
}

/* Whether a way of the sentence that is not a refusal ever governs there. FITTING: one that these facts go.
 */
static bool may_permit(const naive_look *l, size_t i, size_t mode, size_t state, const char *actor,
                       bool fitting) {
  const ast_rule *rule = l->p->sentences[i].rule;
  for (size_t k = 0; k <= rule->tails.len; k++) {
    const ast_tail *way = k < rule->tails.len ? &rule->tails.at[k] : NULL;
    if ((way && !naive_is_way(way)) || refuses(rule, way)) continue;
    if (fitting && is_gone(l, rule, way) == NAIVE_NO) continue;
    if (naive_governs(l->p, i, mode, state, actor, way)) return true;
  }
  return false;
}

/* First the permissions whose conditions hold, then all of them. */
static const char *shut_window(const naive_look *l, bool any) {
  const char *reason = NULL;
  for (size_t i = 0; i < l->p->n_sentences; i++) {
    const naive_sentence *s = &l->p->sentences[i];
    if (!is_about(l->p, s, l->mode, l->state, l->in->actor, l->in->action)) continue;
    if (!may_permit(l, i, l->mode, l->state, l->in->actor, !any)) continue;
    naive_window w = naive_window_of(l->p, s->rule);
    naive_instant from = w.has_from ? naive_when(l, &w.from, NULL) : (naive_instant){INSTANT_SET, INT64_MIN};
    naive_instant until = w.has_until ? naive_when(l, &w.until, NULL) : (naive_instant){INSTANT_NOT_YET, 0};
    if (from.kind != INSTANT_SET) continue;
    if (l->t < from.at) return "too_early";
    if (until.kind == INSTANT_SET && l->t >= until.at) reason = "too_late";
  }
  return reason;
}

/* Whether something in this place may permit the action, some day. ROUGHLY: what narrower rules take from it
 * is not looked into. */
static bool permits(const naive_look *l, size_t mode, size_t state, const char *actor, bool roughly) {
  if (l->p->ends >> state & 1) return false;
  for (size_t i = 0; i < l->p->n_sentences; i++) {
    const naive_sentence *s = &l->p->sentences[i];
    if (s->rule->kind == RULE_MAY_NOT || !is_about(l->p, s, mode, state, actor, l->in->action)) continue;
    if (roughly || may_permit(l, i, mode, state, actor, false)) return true;
  }
  return false;
}

/* By whom else here; under which other mode; where else; by whom else elsewhere; anywhere. */
static const char *elsewhere(const naive_look *l, bool roughly) {
  static const char *const reasons[] = {"another_actor", "another_mode", "another_state",
                                        "another_actor", "another_mode", "not_permitted"};
  size_t best = 5;
  for (size_t m = 0; m < l->p->n_modes; m++)
    for (size_t s = 0; s < l->p->n_states; s++)
      for (size_t a = 1; a < l->p->n_actors; a++) {
        bool mode = m == l->mode, state = s == l->state, actor = strcmp(l->p->actors[a], l->in->actor) == 0;
        size_t rank = mode && state && !actor    ? 0
                      : !mode && state && actor  ? 1
                      : mode && !state && actor  ? 2
                      : mode && !state && !actor ? 3
                      : !mode                    ? 4
                                                 : 5;
        if (rank < best && permits(l, m, s, l->p->actors[a], roughly)) best = rank;
      }
  return reasons[best];
}

/* Which hint it is hangs on permissions that narrower rules take away altogether: the tables may still count
 * them. */
static naive_outcome silence(const naive_look *l) {
  const char *reason = shut_window(l, false);
  if (!reason) reason = shut_window(l, true);
  if (reason) return refuse(reason, NULL);
  naive_outcome o = refuse(elsewhere(l, false), NULL);
  o.in_doubt = strcmp(o.reason, elsewhere(l, true)) != 0;
  return o;
}

/* ---- judging ---- */

/* The same facts are given by every permission of an action by one actor in one place. */
static uint32_t facts_given(const naive_look *l) {
  uint32_t mask = 0;
  for (size_t i = 0; i < l->p->n_sentences; i++) {
    const naive_sentence *s = &l->p->sentences[i];
    if (!is_about(l->p, s, l->mode, l->state, l->in->actor, l->in->action)) continue;
    for (size_t k = 0; k < s->act->facts.len; k++)
      mask |= UINT32_C(1) << naive_fact(l->p, s->act->facts.at[k].name);
  }
  return mask;
}

static bool agree(const naive_look *l, const naive_outcome *a, const naive_outcome *b) {
  if (!a->reason != !b->reason) return false;
  if (a->reason) return strcmp(a->reason, b->reason) == 0;
  if (!a->target != !b->target || (a->target && strcmp(a->target, b->target) != 0)) return false;
  naive_text x = {.len = 0}, y = {.len = 0};
  for (size_t i = 0; i < a->calls->len; i++) naive_call(l, &a->calls->at[i], &x);
  for (size_t i = 0; i < b->calls->len; i++) naive_call(l, &b->calls->at[i], &y);
  return x.len == y.len && memcmp(x.at, y.at, x.len) == 0;
}

/* Of what may speak here, the narrowest. */
static size_t narrowest(const naive_look *l, size_t *list) {
  size_t all[NAIVE_SENTENCES], n = 0, len = 0;
  for (size_t i = 0; i < l->p->n_sentences; i++) {
    const naive_sentence *s = &l->p->sentences[i];
    if (is_about(l->p, s, l->mode, l->state, l->in->actor, l->in->action) && speaks(l, s) != NAIVE_NO)
      all[n++] = i;
  }
  for (size_t i = 0; i < n; i++) {
    bool beaten = false;
    for (size_t k = 0; k < n; k++) beaten |= naive_narrower(l->p, all[k], all[i]);
    if (!beaten) list[len++] = all[i];
  }
  return len;
}

static naive_outcome permit(const naive_look *l, const naive_sentence *s, naive_outcome o) {
  size_t a = naive_index(l->p->actors, l->p->n_actors, l->in->actor);
  size_t name = naive_index(l->p->names, l->p->n_names, l->in->action);
  bool missing = false, unasked = false;
  for (size_t f = 0; f < l->p->n_facts; f++) {
    missing |= (l->gives >> f & 1) && l->in->facts[f] == NAIVE_UNSET;
    unasked |= !(l->gives >> f & 1) && l->in->facts[f] != NAIVE_UNSET;
  }
  if (l->c->done[a][name] >= limit_of(s->rule)) return refuse("too_often", s->rule);
  if (missing) return refuse("fact_missing", NULL);
  if (unasked) return refuse("fact_unasked", s->rule);
  return o;
}

naive_outcome naive_judge(naive_look *l) {
  size_t list[NAIVE_SENTENCES];
  l->gives = facts_given(l);
  if (l->p->ends >> l->state & 1) return refuse("ended", NULL);
  size_t n = narrowest(l, list);
  if (n == 0) return silence(l);
  const naive_sentence *first = &l->p->sentences[list[0]];
  naive_outcome o = say(l, first);
  bool maybe = speaks(l, first) == NAIVE_MAYBE, differ = false;
  for (size_t i = 1; i < n; i++) {
    const naive_sentence *s = &l->p->sentences[list[i]];
    naive_outcome other = say(l, s);
    bool open = speaks(l, s) == NAIVE_MAYBE;
    differ |= open != maybe;
    if (!open && !maybe && !agree(l, &o, &other)) return refuse("TWO RULES GOVERN", s->rule);
    maybe |= open;
  }
  if (maybe || (o.reason && strcmp(o.reason, "fact_missing") == 0)) {
    naive_outcome doubt = refuse("fact_missing", NULL);
    doubt.in_doubt = differ;
    return doubt;
  }
  if (!o.reason) o = permit(l, first, o);
  o.several = n > 1;
  return o;
}
