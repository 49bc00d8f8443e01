#include "course_words.h"

#include <inttypes.h>
#include <stdarg.h>
#include <string.h>

#include "source.h"
#include "story_write.h"
#include "translate.h"

typedef struct telling { /* text that grows */
  arena *a;
  const plan *p;
  const ombud_words *w;
  const ombud_process_word *process;
  const course *c;
  const char *lang; /* NULL: names as in the file */
  char *text;
  size_t len, cap;
} telling;

__attribute__((format(printf, 2, 3))) static void put(telling *t, const char *format, ...) {
  va_list args;
  va_start(args, format);
  const char *more = arena_vprintf(t->a, format, args);
  va_end(args);
  for (; *more != '\0'; more++) *ARENA_PUSH(t->a, t->text, t->len, t->cap) = *more;
}

static char *end(telling *t) {
  *ARENA_PUSH(t->a, t->text, t->len, t->cap) = '\0';
  return t->text;
}

static const char *label(const telling *t, const ombud_word *w) {
  const char *text = t->lang == NULL ? NULL : ombud_text_in(w->texts, t->lang);
  return text != NULL && *text != '\0' ? text : w->name;
}

/* A window ends a millisecond before its deadline, so the latest of several events is a few of them early. */
const char *course_time(arena *a, int64_t ms) {
  int64_t early = ms <= 0 ? 0 : (60000 - ms % 60000) % 60000;
  if (early == 0 || early >= 1000) return story_duration(a, ms);
  return arena_printf(a, _("%s less %dms"), story_duration(a, ms + early), (int)early);
}

static const char *label_of_effect(const telling *t, uint16_t effect) {
  const ombud_effect_word *e = &t->w->effects[effect];
  return label(t, &(ombud_word){e->name, e->texts});
}

/* ---- facts ---- */

static const char *value_words(const telling *t, const ombud_given *g) {
  const char *name = label(t, &t->w->facts[g->fact]);
  switch ((ombud_type)t->p->facts[g->fact].type) {
  case OMBUD_TEXT: return name;
  case OMBUD_YES_NO:
    return g->value ? name : arena_printf(t->a, "%s = %s", name, t->lang == NULL ? "no" : _("no"));
  case OMBUD_MOMENT: return arena_printf(t->a, "%s = %s", name, story_duration(t->a, g->value));
  case OMBUD_CHOICE: {
    const ombud_choice_word *c = &t->w->choices[t->w->fact_choices[g->fact]];
    return arena_printf(t->a, "%s = %s", name, label(t, &c->options[g->value]));
  }
  case OMBUD_NUMBER:
  case OMBUD_MONEY:
  case OMBUD_ACTOR: break;
  }
  return arena_printf(t->a, "%s = %" PRId64, name, g->value);
}

static const char *given_words(const telling *t, const course_step *s) {
  const char *list = "", *joined = t->lang == NULL ? ", " : _(", ");
  for (uint16_t i = 0; i < s->n_given; i++)
    list = arena_printf(t->a, "%s%s%s", list, i ? joined : "", value_words(t, &s->given[i]));
  if (s->n_given == 0) return "";
  return t->lang == NULL ? arena_printf(t->a, "(%s)", list) : arena_printf(t->a, _(" (%s)"), list);
}

/* ---- as a timeline ---- */

static const char *event_words(const telling *t, const course_step *s) {
  const char *name = label(t, &t->process->names[s->name]);
  if (s->kind == OMBUD_ACTED)
    return arena_printf(t->a, "%s %s%s", label(t, &t->w->actors[s->actor]), name, given_words(t, s));
  if (s->kind == OMBUD_DEEMED) return arena_printf(t->a, _("nobody acts in time: deemed %s"), name);
  return arena_printf(t->a, _("falls due: %s"), name);
}

#define SHOWN_MAX 60u /* events of one course: of a longer one the first and the last */

#define TIME_WIDTH 16u

static const char *in_column(arena *a, const char *time) {
  size_t width = source_width(time, strlen(time), 0);
  return arena_printf(a, "%s%*s", time, width < TIME_WIDTH ? (int)(TIME_WIDTH - width) : 0, "");
}

static void put_event(telling *t, const course_step *s) {
  put(t, "  %s %s -> %s", in_column(t->a, course_time(t->a, s->at)), event_words(t, s),
      label(t, &t->process->states[s->to]));
  for (uint16_t i = 0; i < s->out->n_calls; i++)
    put(t, _("; %s"), label_of_effect(t, s->out->calls[i].effect));
  put(t, "\n");
}

const char *course_timeline(arena *a, const plan *p, const course *c, const char *lang) {
  telling t = {
      .a = a, .p = p, .w = p->words, .process = &p->words->processes[c->process], .c = c, .lang = lang};
  size_t left_out = c->n > SHOWN_MAX ? c->n - SHOWN_MAX : 0;
  for (size_t i = 0; i < c->n; i++) {
    if (left_out > 0 && i == SHOWN_MAX / 2) {
      put(&t, _("  … %zu events left out …\n"), left_out);
      i += left_out;
    }
    if (i == c->round) put(&t, "  %s\n", _("from here on, over and over again:"));
    put_event(&t, &c->steps[i]);
  }
  if (c->n > 0 && c->until > c->steps[c->n - 1].at)
    put(&t, _("  %s still '%s'\n"), in_column(a, course_time(a, c->until)),
        label(&t, &t.process->states[c->steps[c->n - 1].to]));
  return end(&t);
}

/* ---- as a scenario ---- */

static const char *call_words(const telling *t, const promise *q) {
  const ombud_effect_word *e = &t->w->effects[q->effect.effect];
  if (q->any_args) return e->name;
  const char *list = arena_printf(t->a, "%s(", e->name);
  for (uint16_t k = 0; k < q->effect.n_args; k++) {
    int64_t value = q->effect.args[k]->value;
    const char *word = NULL;
    if (e->params[k].type == OMBUD_ACTOR) word = t->w->actors[value].name;
    if (e->params[k].type == OMBUD_CHOICE) word = t->w->choices[e->params[k].choice].options[value].name;
    if (e->params[k].type == OMBUD_YES_NO) word = value ? "yes" : "no";
    if (word == NULL) word = arena_printf(t->a, "%" PRId64, value);
    list = arena_printf(t->a, "%s%s%s", list, k ? ", " : "", word);
  }
  return arena_printf(t->a, "%s)", list);
}

static const char *expected(const telling *t, const promise *q) {
  switch (q->kind) {
  case CLAIM_ENDS_WITHIN: return "ended";
  case CLAIM_NEVER_ACT: return "denied";
  case CLAIM_NEVER_DO:
  case CLAIM_ONCE: return arena_printf(t->a, "not do %s", call_words(t, q));
  case CLAIM_ONLY_AFTER: return arena_printf(t->a, "not %s", t->process->states[q->state].name);
  case CLAIM_CAN_DO: return arena_printf(t->a, "do %s", call_words(t, q));
  case CLAIM_CAN_REACH: break;
  }
  return t->process->states[q->state].name;
}

static const char *name_of(arena *a, const char *claim) {
  return arena_printf(a, "zh%s en%s", story_quoted(a, arena_printf(a, "违反承诺：%s", claim)),
                      story_quoted(a, arena_printf(a, "breaks the promise: %s", claim)));
}

static const char *time_step(arena *a, int64_t at) {
  return arena_printf(a, "at %s", story_duration(a, at));
}

static const char *act_words(const telling *t, const course_step *s) {
  return arena_printf(t->a, "%s %s%s", t->w->actors[s->actor].name, t->process->names[s->name].name,
                      story_given(t->a, t->w, t->p->facts, s->given, s->n_given));
}

const char *course_scenario(arena *a, const plan *p, const course *c, const promise *q, const char *claim) {
  telling t = {.a = a, .p = p, .w = p->words, .process = &p->words->processes[c->process], .c = c};
  const char *expects = expected(&t, q), *mode = p->n_modes > 1 ? p->words->modes[c->mode].name : NULL;
  story_writer told = story_write(a, name_of(a, claim), t.process->name, mode);
  int64_t present = 0;
  bool open = q->kind == CLAIM_ENDS_WITHIN; /* the last step is a look at the case */
  for (size_t i = 0; i < c->n; i++) {
    const course_step *s = &c->steps[i];
    bool acts = s->kind == OMBUD_ACTED, last = i + 1 == c->n && !open;
    bool told_by_next = i + 1 < c->n && c->steps[i + 1].at == s->at;
    bool next_is_last = told_by_next && i + 2 == c->n && c->steps[i + 1].kind != OMBUD_ACTED && !open;
    if (s->at > present && (acts || last))
      story_write_step(&told, time_step(a, s->at), last && !acts ? expects : "");
    if (!acts) continue;
    story_write_step(&told, act_words(&t, s), last || next_is_last ? expects : "");
    present = s->at;
  }
  if (open) story_write_step(&told, time_step(a, c->until), expects);
  return story_write_end(&told);
}
