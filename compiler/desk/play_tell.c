/* What has happened in a case: events at their own instants, effects, refusals. */
#include <string.h>

#include "diag_show.h"
#include "play_show.h"
#include "play_words.h"
#include "translate.h"

/* "User: apply for a return (Amount paid: 9900, Tracking number)" */
static const char *act_words(const play *p, const ast_step *step) {
  arena *a = p->scratch;
  ombud_given given[OMBUD_GIVEN_MAX];
  ombud_input in = stage_input(p->case_.stage, step, given);
  const char *facts = NULL, *who = play_actor(p, in.actor), *what = play_action(p, in.action);
  for (uint8_t i = 0; i < in.n_given; i++) {
    const char *fact = play_fact(p, given[i].fact);
    if (p->of->policy->facts[given[i].fact].type != OMBUD_TEXT)
      fact = arena_printf(a, _("%s: %s"), fact, play_value(p, given[i].fact, given[i].value));
    facts = facts == NULL ? fact : arena_printf(a, _("%s, %s"), facts, fact);
  }
  return facts == NULL ? arena_printf(a, _("%s: %s"), who, what)
                       : arena_printf(a, _("%s: %s (%s)"), who, what, facts);
}

static const char *event_words(const play *p, const ombud_event *e, const ast_step *step) {
  const char *text = play_action(p, e->name);
  const ombud_words *w = p->of->words;
  switch ((ombud_event_kind)e->kind) {
  case OMBUD_ACTED: text = act_words(p, step); break;
  case OMBUD_DEEMED:
    text = arena_printf(p->scratch, _("nobody acted in time: %s counts as done"), text);
    break;
  case OMBUD_FELL_DUE: text = arena_printf(p->scratch, _("time is up: %s"), text); break;
  case OMBUD_REMINDED:
    return arena_printf(p->scratch, _("reminder to %s: %s"),
                        play_list(p, e->reminded, w->actors, p->of->policy->n_actors), text);
  }
  return e->to == e->from ? text : arena_printf(p->scratch, "%s → %s", text, play_state(p, e->to));
}

static void show_event(const play *p, const story_step *came, const ombud_event *e) {
  show_at(p, e->at);
  show_rule(p, e->rule, show_wrapped(p, event_words(p, e, came->ast), SHOW_MARGIN));
  for (uint16_t i = 0; i < e->n_effects; i++) {
    printf("%*s» ", (int)SHOW_MARGIN, "");
    show_wrapped(p, play_effect_words(p, &came->effects[e->first_effect + i]), SHOW_MARGIN + 2);
    fputc('\n', stdout);
  }
}

static void show_refusal(const play *p, const story_step *came) {
  const ombud_policy *policy = p->of->policy;
  const char *text = ombud_reason_text(policy, p->of->words, came->reason, p->lang);
  const char *advice = ombud_reason_advice(policy, p->of->words, came->reason, p->lang);
  show_at(p, came->at);
  show_wrapped(p, act_words(p, came->ast), SHOW_MARGIN);
  printf("\n%*s", (int)SHOW_MARGIN, "");
  show_in(p, SHOW_RED, "✗ ");
  size_t column = show_wrapped(p, text, SHOW_MARGIN + 2);
  const char *name = ombud_reason_name(policy, p->of->words, came->reason);
  if (strcmp(name, text) != 0 && column + 2 + strlen(name) <= PLAY_COLUMNS) {
    fputs("  ", stdout);
    show_in(p, SHOW_GREY, name);
    column += 2 + strlen(name);
  }
  show_rule(p, came->rule, column);
  if (advice == NULL) return;
  printf("%*s", (int)SHOW_MARGIN + 2, "");
  show_wrapped(p, advice, SHOW_MARGIN + 2);
  fputc('\n', stdout);
}

void show_turn(const play *p, const turn *t) {
  for (uint32_t i = 0; i < t->came.n_events; i++) show_event(p, &t->came, &t->came.events[i]);
  if (t->came.status == OMBUD_REFUSED) show_refusal(p, &t->came);
  if (t->came.n_events > 0 || t->step.kind == STEP_ACT) return;
  show_at(p, t->came.at);
  show_in(p, SHOW_GREY, _("nothing has happened until then"));
  fputc('\n', stdout);
}

void show_history(const play *p) {
  if (p->case_.n == 0) puts(_("Nothing has happened yet."));
  for (size_t i = 0; i < p->case_.n; i++) show_turn(p, p->case_.turns[i]);
}
