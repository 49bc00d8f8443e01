#include "play_words.h"

#include <inttypes.h>
#include <string.h>

#include "duration.h"
#include "translate.h"

static const ombud_process_word *process_of(const play *p) {
  return &p->of->words->processes[p->case_.process];
}

const char *play_label(const play *p, const ombud_word *w) {
  return ombud_label(w, p->lang);
}

const char *play_actor(const play *p, unsigned actor) {
  return play_label(p, &p->of->words->actors[actor]);
}

const char *play_action(const play *p, uint16_t name) {
  return play_label(p, &process_of(p)->names[name]);
}

const char *play_state(const play *p, uint16_t state) {
  return play_label(p, &process_of(p)->states[state]);
}

const char *play_fact(const play *p, uint16_t fact) {
  return play_label(p, &p->of->words->facts[fact]);
}

const char *play_effect(const play *p, uint16_t effect) {
  const ombud_effect_word *w = &p->of->words->effects[effect];
  return play_label(p, &(ombud_word){w->name, w->texts});
}

const char *play_time(const play *p, ombud_time t) {
  char buf[48];
  return t == 0 ? "0" : arena_printf(p->scratch, "%s", duration_write(t, buf));
}

/* ---- values ---- */

static const char *value_words(const play *p, uint8_t type, uint16_t choice, int64_t value) {
  const ombud_words *w = p->of->words;
  switch ((ombud_type)type) {
  case OMBUD_YES_NO: return value ? _("yes") : _("no");
  case OMBUD_CHOICE: return play_label(p, &w->choices[choice].options[value]);
  case OMBUD_ACTOR: return play_actor(p, (unsigned)value);
  case OMBUD_MOMENT: return play_time(p, value);
  case OMBUD_TEXT: return _("given");
  case OMBUD_NUMBER:
  case OMBUD_MONEY: break;
  }
  return arena_printf(p->scratch, "%" PRId64, value);
}

const char *play_value(const play *p, uint16_t fact, int64_t value) {
  return value_words(p, p->of->policy->facts[fact].type, p->of->words->fact_choices[fact], value);
}

const char *play_effect_words(const play *p, const ombud_effect *e) {
  const ombud_effect_word *w = &p->of->words->effects[e->effect];
  const char *text = play_effect(p, e->effect);
  for (uint8_t i = 0; i < e->n_args; i++)
    text = arena_printf(p->scratch, i ? _("%s, %s") : _("%s: %s"), text,
                        value_words(p, w->params[i].type, w->params[i].choice, e->args[i]));
  return text;
}

const char *play_list(const play *p, uint32_t mask, const ombud_word *words, unsigned n) {
  const char *text = NULL;
  for (unsigned i = 0; i < n; i++) {
    const char *label = mask >> i & 1u ? play_label(p, &words[i]) : NULL;
    if (label != NULL) text = text == NULL ? label : arena_printf(p->scratch, _("%s, %s"), text, label);
  }
  return text == NULL ? "" : text;
}

const char *play_rule(const play *p, uint32_t rule) {
  const ombud_rule_word *w = &p->of->words->rules[rule];
  if (*w->clauses != '\0') return w->clauses;
  return arena_printf(p->scratch, "%s:%" PRIu32, w->file, w->line);
}

/* ---- as scenarios write it ---- */

const char *play_form(const play *p, const play_item *item) {
  const ombud_case *c = stage_case(p->case_.stage);
  const uint16_t *facts = NULL;
  uint16_t n = ombud_gives(p->of->policy, (uint8_t)p->case_.process, p->case_.mode, c ? c->state : 0,
                           item->actor, item->action, &facts);
  const char *text = process_of(p)->names[item->action].name;
  for (uint16_t i = 0; i < n; i++)
    text = arena_printf(p->scratch, "%s%s%s", text, i ? ", " : "(", p->of->words->facts[facts[i]].name);
  return n ? arena_printf(p->scratch, "%s)", text) : text;
}

static const char *constant_words(const play *p, const ast_value *v) {
  if (v->kind == VALUE_NAME) return v->name;
  if (v->kind == VALUE_DURATION) return play_time(p, v->number);
  return arena_printf(p->scratch, "%" PRId64, v->number);
}

const char *play_step_words(const play *p, const ast_step *step) {
  arena *a = p->scratch;
  if (step->kind != STEP_ACT)
    return arena_printf(a, "%s %s", step->kind == STEP_AT ? "at" : "wait", play_time(p, step->duration));
  const char *text = arena_printf(a, "%s %s", step->actor.name, step->action.name);
  for (size_t i = 0; i < step->args.len; i++) {
    const ast_arg *g = &step->args.at[i];
    text = arena_printf(a, "%s%s%s", text, i ? ", " : "(", g->fact.name);
    if (g->has_value) text = arena_printf(a, "%s = %s", text, constant_words(p, &g->value));
  }
  return step->args.len ? arena_printf(a, "%s)", text) : text;
}
