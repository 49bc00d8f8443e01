/* Why something may be done, or not, by the rules: the sentence, its clause, and what would change it. */
#include <inttypes.h>
#include <string.h>

#include "diag_show.h"
#include "plan_words.h"
#include "play_show.h"
#include "play_words.h"
#include "translate.h"

#define LEFT 4u

static void line(const play *p, const char *text) {
  printf("%*s", (int)LEFT, "");
  show_wrapped(p, text, LEFT);
  fputc('\n', stdout);
}

static void show_sentence(const play *p, uint32_t rule) {
  if (rule == OMBUD_NO_RULE) return;
  const ombud_rule_word *w = &p->of->words->rules[rule];
  line(p, w->sentence);
  const char *at = arena_printf(p->scratch, "%s:%" PRIu32, w->file, w->line);
  const char *because = plan_rule_words(p->of->plan, rule);
  bool cites = strchr(w->sentence, '@') != NULL || strstr(w->sentence, "assume") != NULL;
  if (*w->assumption != '\0') because = arena_printf(p->scratch, "%s \"%s\"", because, w->assumption);
  printf("%*s", (int)LEFT, "");
  show_in(p, SHOW_GREY, cites ? at : because);
  fputc('\n', stdout);
}

/* "Punt, Raft" */
static const char *options_words(const play *p, const ombud_why *why) {
  const char *text = play_value(p, why->fact, why->lo);
  for (int64_t v = why->lo + 1; v <= why->hi; v++)
    text = arena_printf(p->scratch, _("%s, %s"), text, play_value(p, why->fact, v));
  return text;
}

/* "Settled with the user = yes", "Amount paid = 100 … 500" */
static const char *range_words(const play *p, const ombud_why *why) {
  const char *name = play_fact(p, why->fact);
  const ombud_fact *f = &p->of->policy->facts[why->fact];
  if (why->lo > why->hi) return arena_printf(p->scratch, _("it would do without: %s"), name);
  if (f->type == OMBUD_TEXT) return arena_printf(p->scratch, _("it would do with: %s"), name);
  const char *lo = play_value(p, why->fact, why->lo), *hi = play_value(p, why->fact, why->hi);
  if (why->lo == why->hi) return arena_printf(p->scratch, _("it would do with %s = %s"), name, lo);
  if (f->type == OMBUD_YES_NO) return arena_printf(p->scratch, _("it would do with: %s"), name);
  if (f->type == OMBUD_CHOICE)
    return arena_printf(p->scratch, _("it would do with %s = %s"), name, options_words(p, why));
  if (why->hi == f->hi) return arena_printf(p->scratch, _("it would do with %s from %s on"), name, lo);
  if (why->lo == f->lo) return arena_printf(p->scratch, _("it would do with %s up to %s"), name, hi);
  return arena_printf(p->scratch, _("it would do with %s from %s to %s"), name, lo, hi);
}

static void show_changes(const play *p, const ombud_why *why) {
  const ombud_words *w = p->of->words;
  if (why->actors != 0)
    line(p, arena_printf(p->scratch, _("it would do for: %s"),
                         play_list(p, why->actors, w->actors, p->of->policy->n_actors)));
  if (why->modes != 0)
    line(p, arena_printf(p->scratch, _("it would do under: %s"),
                         play_list(p, why->modes, w->modes, p->of->policy->n_modes)));
  if (why->earlier != OMBUD_UNSET)
    line(p, arena_printf(p->scratch, _("it would have done before %s"), play_time(p, why->earlier + 1)));
  if (why->later != OMBUD_NEVER)
    line(p, arena_printf(p->scratch, _("it will do from %s on"), play_time(p, why->later)));
  if (why->fact != OMBUD_NONE) line(p, range_words(p, why));
}

#define STATES_MAX 6u /* that are named */

/* In which other states this actor may do it at all: the runtime knows only that there are some. */
static void show_states(const play *p, const play_item *item) {
  const plan_process *q = &p->of->plan->processes[p->case_.process];
  const char *text = NULL;
  size_t n = 0;
  for (size_t i = 0; i < q->n_places; i++) {
    const plan_place *at = &q->places[i];
    if (at->row / q->n_states != p->case_.mode || at->actor != item->actor || at->action != item->action)
      continue;
    if (!plan_cell_permits(at->cell) || n++ >= STATES_MAX) continue;
    const char *state =
        at->row % q->n_states ? play_state(p, (uint16_t)(at->row % q->n_states)) : _("the start");
    text = text == NULL ? state : arena_printf(p->scratch, _("%s, %s"), text, state);
  }
  if (n > STATES_MAX) text = arena_printf(p->scratch, _("%s and %zu more"), text, n - STATES_MAX);
  if (n > 0) line(p, arena_printf(p->scratch, _("it would do in: %s"), text));
}

static void show_refused(const play *p, uint16_t reason, uint32_t rule) {
  const ombud_policy *policy = p->of->policy;
  const char *advice = ombud_reason_advice(policy, p->of->words, reason, p->lang);
  fputs("  ", stdout);
  show_in(p, SHOW_RED, "✗ ");
  show_safe(stdout, ombud_reason_text(policy, p->of->words, reason, p->lang));
  fputs("  ", stdout);
  show_in(p, SHOW_GREY, ombud_reason_name(policy, p->of->words, reason));
  fputc('\n', stdout);
  if (advice != NULL) line(p, advice);
  show_sentence(p, rule);
}

static ombud_status explain(const play *p, const ombud_input *in, ombud_why *why) {
  const ombud_case *c = stage_case(p->case_.stage);
  ombud_time now = stage_now(p->case_.stage);
  if (c != NULL) return ombud_explain(p->of->policy, c, in, now, why);
  return ombud_explain_open(p->of->policy, (uint8_t)p->case_.process, p->case_.mode, in, now, why);
}

static void show_who(const play *p, unsigned actor, uint16_t action) {
  fputs("  ", stdout);
  show_in(p, SHOW_BOLD, arena_printf(p->scratch, _("%s: %s"), play_actor(p, actor), play_action(p, action)));
  fputc('\n', stdout);
}

void show_why_item(const play *p, const play_item *item) {
  ombud_option o = show_option(p, item);
  const ombud_input in = {.actor = item->actor, .action = item->action};
  ombud_why why;
  show_who(p, item->actor, item->action);
  if (o.verdict == OMBUD_MAY_NOT) {
    show_refused(p, o.reason, o.rule);
    if (explain(p, &in, &why) == OMBUD_OK && why.reason == o.reason) show_changes(p, &why);
    if (o.reason == OMBUD_ANOTHER_STATE) show_states(p, item);
    return;
  }
  printf("  %s\n", o.verdict == OMBUD_MAY_IF ? _("may, if the facts that it gives allow it")
                   : o.verdict == OMBUD_MUST
                       ? arena_printf(p->scratch, _("must, before %s"), play_time(p, o.by))
                       : _("may"));
  show_sentence(p, o.rule);
}

void show_why_step(const play *p, const ast_step *step) {
  ombud_given given[OMBUD_GIVEN_MAX];
  ombud_input in = stage_input(p->case_.stage, step, given);
  const play_item item = {in.actor, in.action};
  ombud_why why;
  ombud_status status = explain(p, &in, &why);
  if (in.n_given == 0 || status != OMBUD_OK) {
    show_why_item(p, &item);
    return;
  }
  show_who(p, in.actor, in.action);
  if (why.reason != OMBUD_REASON_NONE) {
    show_refused(p, why.reason, why.rule);
    show_changes(p, &why);
    if (why.reason == OMBUD_ANOTHER_STATE) show_states(p, &item);
    return;
  }
  ombud_option o = show_option(p, &item);
  printf("  %s\n", o.verdict == OMBUD_MUST
                       ? arena_printf(p->scratch, _("must, before %s"), play_time(p, o.by))
                       : _("may"));
  show_sentence(p, o.rule);
}
