/* What each actor may, must and may not do in a hypothetical case, and what comes by itself. */
#include <string.h>

#include "cmd.h"
#include "desk_words.h"
#include "plan_words.h"
#include "together.h"
#include "translate.h"

/* Behind a sentence, where it stands and whose words it implements. */
static void tell_source(const desk *d, uint32_t rule, page *p) {
  const char *assumption = d->c.words->rules[rule].assumption;
  if (*assumption)
    page_line(p, 3, "%s \"%s\"", plan_rule_words(d->c.plan, rule), assumption);
  else
    page_line(p, 3, "%s", plan_rule_words(d->c.plan, rule));
}

/* True where the answer, the same whatever the facts are, comes from no rule: such are told together. */
static bool is_silent(const finding *v) {
  return v->n_answers == 1 && v->answers[0].entry == OMBUD_NO_RULE;
}

static void tell_action(const desk *d, const hypothesis *h, const finding *v, page *p) {
  if (v->too_many)
    page_line(p, 2, _("%s %s hangs on too many facts: tell some of them with --given"),
              d->c.words->actors[v->actor].name, d->c.words->processes[d->process].names[v->action].name);
  for (size_t i = 0; i < v->n_answers; i++) {
    const answer *a = &v->answers[i];
    const char *condition = finding_condition(h, v, a), *says = desk_verdict(d, h, v, a);
    if (*condition)
      page_line(p, 2, _("if %s: %s"), condition, says);
    else
      page_line(p, 2, "%s", says);
    desk_obligation(d, h, v, a, p, 3);
    const plan_entry *e = finding_entry(h, v, a);
    if (e != NULL) tell_source(d, e->rule, p);
  }
}

/* "user may not submit, pay, because another_state "…"" */
static void tell_silent(const desk *d, uint16_t actor, const finding *all, page *p) {
  uint16_t n_actions = d->c.policy->processes[d->process].n_actions;
  for (unsigned reason = 1; reason < OMBUD_REASON_FIRST; reason++) {
    const char *list = "";
    for (uint16_t k = 0; k < n_actions; k++)
      if (is_silent(&all[k]) && all[k].answers[0].reason == reason)
        list = arena_printf(d->c.arena, "%s%s%s", list, *list ? _(", ") : "",
                            d->c.words->processes[d->process].names[k].name);
    if (*list)
      page_line(p, 2, _("%s may not %s, because %s"), d->c.words->actors[actor].name, list,
                desk_reason(d, (uint16_t)reason));
  }
}

/* What may be done stands before what may not. True where a condition speaks of moments. */
static bool tell_actor(const desk *d, const hypothesis *h, uint16_t actor, page *p) {
  uint16_t n_actions = d->c.policy->processes[d->process].n_actions;
  finding *all = ARENA_ARRAY(d->c.arena, n_actions, finding);
  page_line(p, 1, "%s", desk_label(d, &d->c.words->actors[actor]));
  for (uint16_t k = 0; k < n_actions; k++) finding_ask(h, actor, k, &all[k]);
  for (uint16_t k = 0; k < n_actions; k++)
    if (finding_some(&all[k]) || all[k].too_many) tell_action(d, h, &all[k], p);
  for (uint16_t k = 0; k < n_actions; k++)
    if (!finding_some(&all[k]) && !all[k].too_many && !is_silent(&all[k])) tell_action(d, h, &all[k], p);
  tell_silent(d, actor, all, p);
  bool moments = false;
  for (uint16_t k = 0; k < n_actions; k++) moments |= finding_speaks_of_moments(h, &all[k]);
  return moments;
}

static const char *reminded_words(const desk *d, uint32_t mask) {
  const char *text = "";
  for (uint16_t a = 1; a < d->c.plan->n_actors; a++)
    if (mask >> a & 1)
      text = arena_printf(d->c.arena, "%s%s%s", text, *text ? _(", ") : "", d->c.words->actors[a].name);
  return text;
}

static void tell_timer(const desk *d, const hypothesis *h, unsigned i, page *p) {
  const plan_timer *t = &hypothesis_row(h, h->stands)->timers[i];
  ombud_time due = hypothesis_due(h, h->base, i);
  const char *when = plan_instant_words(d->c.plan, d->process, &t->due);
  if (due < HYPOTHESIS_FAR / 2) when = arena_printf(d->c.arena, _("%s (%s)"), when, desk_when(d, h, due));
  if (t->kind == OMBUD_REMINDED)
    page_line(p, 2, _("%s: a reminder to %s of %s"), when, reminded_words(d, t->reminded),
              d->c.words->processes[d->process].names[t->name].name);
  else
    page_line(p, 2, _("%s: %s"), when, desk_consequence(d, t));
  tell_source(d, t->rule, p);
}

static void tell_timers(const desk *d, const hypothesis *h, page *p) {
  const plan_row *row = hypothesis_row(h, h->stands);
  if (h->base == NULL || h->base->armed == 0) return;
  page_line(p, 1, "%s", _("by itself"));
  for (unsigned i = 0; i < row->n_timers; i++)
    if (h->base->armed >> i & 1) tell_timer(d, h, i, p);
}

static page page_in(void *context, uint16_t state, uint8_t mode) {
  const desk *d = context;
  page p = page_new(d->c.arena);
  hypothesis h = desk_suppose(d, state, mode);
  desk_moved(d, &h, &p, 1);
  if (hypothesis_row(&h, h.stands)->end) {
    page_line(&p, 1, _("nobody may do anything, because %s"), desk_reason(d, OMBUD_ENDED));
    return p;
  }
  bool moments = false;
  for (uint16_t a = 1; a < d->c.plan->n_actors; a++) moments |= tell_actor(d, &h, a, &p);
  tell_timers(d, &h, &p);
  if (moments) desk_moments(&h, &p, 1);
  desk_assumed(d, &h, OMBUD_NONE, OMBUD_NONE, &p, 1);
  return p;
}

static bool opening_takes(const desk *d, uint16_t fact) {
  const plan_process *q = &d->c.plan->processes[d->process];
  for (size_t i = 0; i < q->n_places; i++)
    for (uint16_t k = 0; q->places[i].row % q->n_states == 0 && k < q->places[i].cell->n_gives; k++)
      if (q->places[i].cell->gives[k] == fact) return true;
  return false;
}

static bool check_opening(const desk *d) {
  if (d->state != 0 && d->state != OMBUD_NONE) return true;
  if (!desk_check_opening_time(d)) return false;
  for (uint16_t f = 0; f < d->c.policy->n_facts; f++) {
    if (d->facts[f] == OMBUD_UNSET || opening_takes(d, f)) continue;
    options_wrong("no opening action gives '%s'; say with --in in which state the case is",
                  d->c.words->facts[f].name);
    return false;
  }
  return true;
}

int cmd_can(const options *o) {
  desk d;
  int status = desk_open(&d, o);
  if (status == EXIT_FINE && !check_opening(&d)) status = EXIT_CALL;
  if (status == EXIT_FINE) together_show(&d, d.c.words->processes[d.process].name, true, page_in, &d, stdout);
  compile_end(&d.c);
  return status;
}
