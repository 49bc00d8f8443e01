#include "story_words.h"

#include <inttypes.h>
#include <string.h>

#include "duration.h"
#include "plan_words.h"
#include "translate.h"

const char *story_name(const story *s, const char *lang) {
  const ast_texts *texts = &s->ast->texts;
  arena *a = s->of->arena;
  if (texts->len == 0) {
    const source *f = &s->of->sources.files[s->ast->process.span.file];
    return arena_printf(a, _("line %u"), (unsigned)source_position(f, s->ast->process.span.begin).line);
  }
  ombud_text *list = ARENA_ARRAY(a, texts->len + 1, ombud_text); /* the last one stays NULL */
  for (size_t i = 0; i < texts->len; i++) list[i] = (ombud_text){texts->at[i].lang, texts->at[i].text};
  return ombud_text_in(list, lang);
}

const char *story_about(const story *s) {
  const ast_scenario *told = s->ast;
  return told->mode.name == NULL
             ? told->process.name
             : arena_printf(s->of->arena, "%s for %s", told->process.name, told->mode.name);
}

bool story_asks_refusal(const story *s, const ast_expect *e) {
  if (e->kind != EXPECT_STATE) return e->kind == EXPECT_DENIED;
  return strcmp(e->name.name, "denied") == 0 &&
         ombud_find_state(s->of->policy, s->of->words, s->process, e->name.name) == OMBUD_NONE;
}

/* ---- effects and events ---- */

static const char *time_words(const story *s, ombud_time at) {
  char text[48];
  return arena_printf(s->of->arena, "%s", duration_write(at, text));
}

static const char *value_words(const story *s, const ombud_param_word *param, int64_t value) {
  const ombud_words *w = s->of->words;
  switch ((ombud_type)param->type) {
  case OMBUD_YES_NO: return value ? "yes" : "no";
  case OMBUD_CHOICE: return w->choices[param->choice].options[value].name;
  case OMBUD_ACTOR: return w->actors[value].name;
  case OMBUD_MOMENT: return time_words(s, value);
  case OMBUD_NUMBER:
  case OMBUD_MONEY:
  case OMBUD_TEXT: break;
  }
  return arena_printf(s->of->arena, "%" PRId64, value);
}

const char *story_effect_words(const story *s, const ombud_effect *e) {
  const ombud_effect_word *w = &s->of->words->effects[e->effect];
  if (e->n_args == 0) return w->name;
  const char *text = w->name;
  for (uint8_t i = 0; i < e->n_args; i++)
    text =
        arena_printf(s->of->arena, "%s%s%s", text, i ? ", " : "(", value_words(s, &w->params[i], e->args[i]));
  return arena_printf(s->of->arena, "%s)", text);
}

static const char *actors_words(const story *s, uint32_t mask) {
  const char *text = "";
  for (uint8_t i = 0; i < s->of->policy->n_actors; i++)
    if (mask >> i & 1u)
      text = arena_printf(s->of->arena, "%s%s%s", text, *text ? ", " : "", s->of->words->actors[i].name);
  return text;
}

const char *story_event_words(const story *s, const ombud_event *e) {
  const ombud_process_word *w = &s->of->words->processes[s->process];
  arena *a = s->of->arena;
  const char *name = w->names[e->name].name, *at = time_words(s, e->at), *to = w->states[e->to].name;
  const char *led = e->to == e->from ? "" : arena_printf(a, " -> %s", to);
  switch ((ombud_event_kind)e->kind) {
  case OMBUD_ACTED: return e->to == e->from ? arena_printf(a, _("stays in %s"), to) : led + 1;
  case OMBUD_DEEMED: return arena_printf(a, _("%s: by %s (deemed)%s"), at, name, led);
  case OMBUD_FELL_DUE: return arena_printf(a, _("%s: by %s%s"), at, name, led);
  case OMBUD_REMINDED: break;
  }
  return arena_printf(a, _("%s: reminder to %s of %s"), at, actors_words(s, e->reminded), name);
}

const char *story_rule_words(const story *s, uint32_t rule) {
  if (rule == OMBUD_NO_RULE) return "";
  return arena_printf(s->of->arena, "  [%s]", plan_rule_words(s->of->plan, rule));
}

/* ---- what came instead ---- */

const char *story_refusal_words(const story *s, const story_step *t) {
  return arena_printf(s->of->arena, "denied because %s",
                      ombud_reason_name(s->of->policy, s->of->words, t->reason));
}

/* All effects of this name, or where there are none every effect. */
static const char *effects_words(const story *s, const story_step *t, const char *name) {
  const char *named = "", *all = "";
  for (uint32_t i = 0; i < t->n_effects; i++) {
    const char *text = arena_printf(s->of->arena, "do %s", story_effect_words(s, &t->effects[i]));
    if (strcmp(s->of->words->effects[t->effects[i].effect].name, name) == 0)
      named = arena_printf(s->of->arena, "%s%s%s", named, *named ? ", " : "", text);
    all = arena_printf(s->of->arena, "%s%s%s", all, *all ? ", " : "", text);
  }
  return *named ? named : *all ? all : _("no effect");
}

static const char *automatic_words(const story *s, const story_step *t) {
  const char *text = "";
  for (uint32_t i = 0; i < t->n_events; i++) {
    if (t->events[i].kind != OMBUD_DEEMED && t->events[i].kind != OMBUD_FELL_DUE) continue;
    const char *name = s->of->words->processes[s->process].names[t->events[i].name].name;
    text = arena_printf(s->of->arena, "%s%sby %s", text, *text ? ", " : "", name);
  }
  return *text ? text : _("nothing by itself");
}

static const char *reminders_words(const story *s, const story_step *t) {
  const char *text = "";
  for (uint32_t i = 0; i < t->n_events; i++) {
    if (t->events[i].kind != OMBUD_REMINDED) continue;
    text = arena_printf(s->of->arena, "%s%sremind %s of %s", text, *text ? ", " : "",
                        actors_words(s, t->events[i].reminded),
                        s->of->words->processes[s->process].names[t->events[i].name].name);
  }
  return *text ? text : _("no reminder");
}

const char *story_got_words(const story *s, const story_step *t, const ast_expect *e) {
  if (story_asks_refusal(s, e))
    return t->status == OMBUD_REFUSED ? story_refusal_words(s, t) : _("not denied");
  switch (e->kind) {
  case EXPECT_STATE:
    return t->state == 0 ? _("no case is open yet")
                         : s->of->words->processes[s->process].states[t->state].name;
  case EXPECT_DO: return effects_words(s, t, e->call.effect.name);
  case EXPECT_BY: return automatic_words(s, t);
  case EXPECT_REMIND: return reminders_words(s, t);
  case EXPECT_DENIED: break; /* above */
  }
  return "";
}
