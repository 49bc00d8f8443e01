#include "follows.h"

#include "plan_words.h"
#include "story_words.h"
#include "translate.h"

/* ---- amounts ---- */

static bool is_told(const desk *d, const expr *e) {
  if (e == NULL || e->kind == EX_CONST) return true;
  if (e->kind == EX_FACT)
    return d->facts[e->fact] != OMBUD_UNSET && d->c.policy->facts[e->fact].type != OMBUD_MOMENT;
  return is_told(d, e->left) && is_told(d, e->right);
}

static bool is_constant(const expr *e) {
  return e == NULL || (e->kind != EX_FACT && is_constant(e->left) && is_constant(e->right));
}

/* Only what hangs on facts, and on such as were told, comes to something that is not in the rule. */
static bool is_worked_out(const desk *d, const call *c) {
  bool constant = true;
  for (uint16_t k = 0; k < c->n_args; k++) {
    if (!is_told(d, c->args[k])) return false;
    constant = constant && is_constant(c->args[k]);
  }
  return !constant;
}

static void tell_amounts(const desk *d, const hypothesis *h, const ombud_event *acted, const outcome *o,
                         page *p, unsigned indent) {
  const story asked = {.of = &d->c, .process = h->process, .mode = h->mode};
  const char *list = "";
  for (uint16_t i = 0; i < o->n_calls; i++)
    if (is_worked_out(d, &o->calls[i]))
      list = arena_printf(d->c.arena, "%s%s%s", list, *list ? ", " : "",
                          story_effect_words(&asked, &h->room->effects[acted->first_effect + i]));
  if (*list) page_line(p, indent, _("with what is given: %s"), list);
}

/* ---- events and deadlines ---- */

static void tell_at_once(const desk *d, const ombud_event *e, page *p, unsigned indent) {
  const ombud_process_word *w = &d->c.words->processes[d->process];
  const char *name = desk_label(d, &w->names[e->name]);
  if (e->kind == OMBUD_REMINDED) return;
  if (e->from == e->to)
    page_line(p, indent, _("at once, since its time has come: %s"), name);
  else
    page_line(p, indent, _("at once, since its time has come: %s -> %s"), name,
              desk_label(d, &w->states[e->to]));
}

static void tell_deadlines(const desk *d, const hypothesis *h, const ombud_case *c, page *p,
                           unsigned indent) {
  const plan_row *row = hypothesis_row(h, c->state);
  for (uint16_t i = 0; i < row->n_timers; i++)
    if (c->armed >> i & 1 && row->timers[i].kind != OMBUD_REMINDED)
      page_line(p, indent, _("then, if nobody acts, %s: %s"),
                plan_instant_words(d->c.plan, d->process, &row->timers[i].due),
                desk_consequence(d, &row->timers[i]));
}

/* What happens at once may hang on a moment: of one that nobody told, nothing is said. */
static bool has_moments(const desk *d, const finding *v) {
  for (size_t i = 0; i < v->n_axes; i++)
    if (d->c.policy->facts[v->axes[i].fact].type == OMBUD_MOMENT) return true;
  return false;
}

void follows_tell(const desk *d, const hypothesis *h, const finding *v, const answer *a, page *p,
                  unsigned indent) {
  const ombud_policy *policy = d->c.policy;
  ombud_given given[OMBUD_GIVEN_MAX];
  ombud_input in = finding_input(h, v, a->facts, given);
  ombud_case *c = finding_case(h, v, a->facts);
  if (c != NULL) {
    ombud_step(policy, c, &in, h->after, h->room);
  } else {
    c = (ombud_case *)(void *)ARENA_ARRAY(d->c.arena, ombud_case_size(policy) / sizeof(int64_t), int64_t);
    ombud_open(policy, c, (uint8_t)h->process, h->mode, &in, h->after, h->room);
  }
  uint32_t at = 0;
  while (at < h->room->n_events && h->room->events[at].kind != OMBUD_ACTED) at++;
  if (at == h->room->n_events) return;
  const plan_entry *e = finding_entry(h, v, a);
  tell_amounts(d, h, &h->room->events[at], &e->out, p, indent);
  bool enters = e->out.target != OMBUD_NONE, moments = has_moments(d, v);
  for (uint32_t i = at + 1; !moments && i < h->room->n_events; i++)
    tell_at_once(d, &h->room->events[i], p, indent);
  if (enters && (!moments || c->state == e->out.target)) tell_deadlines(d, h, c, p, indent);
}
