/* A story as its timeline: each step as written, with its instant, and below it what came of it. */
#include <string.h>

#include "duration.h"
#include "story_print.h"
#include "story_words.h"
#include "translate.h"
#include "words.h"

typedef struct timeline {
  const story *of;
  story_line *lines;
  size_t n, cap;
  int width; /* of the instants */
} timeline;

static void add(timeline *t, bool wrong, const char *text) {
  *ARENA_PUSH(t->of->of->arena, t->lines, t->n, t->cap) = (story_line){wrong, text};
}

static void add_step(timeline *t, const story_step *step, bool wrong) {
  const compilation *c = t->of->of;
  char at[48];
  add(t, wrong,
      arena_printf(c->arena, "%s %*s  %s", wrong ? "✗" : " ", t->width, duration_write(step->at, at),
                   words_sentence(c->arena, &c->sources, step->ast->span)));
}

/* Below a step, behind its instant. */
static void add_below(timeline *t, bool wrong, const char *text, const char *rule) {
  add(t, wrong, arena_printf(t->of->of->arena, "  %*s    %s%s", t->width, "", text, rule));
}

static void add_events(timeline *t, const story_step *step) {
  const story *s = t->of;
  for (uint32_t i = 0; i < step->n_events; i++) {
    const ombud_event *e = &step->events[i];
    add_below(t, false, story_event_words(s, e), story_rule_words(s, e->rule));
    for (uint16_t k = 0; k < e->n_effects; k++)
      add_below(
          t, false,
          arena_printf(s->of->arena, "  do %s", story_effect_words(s, &step->effects[e->first_effect + k])),
          "");
  }
}

static void add_refusal(timeline *t, const story_step *step, const char *lang) {
  const compilation *c = t->of->of;
  const char *text = ombud_reason_text(c->policy, c->words, step->reason, lang);
  add_below(t, false,
            arena_printf(c->arena, "%s%s%s%s", story_refusal_words(t->of, step), text ? " \"" : "",
                         text ? text : "", text ? "\"" : ""),
            story_rule_words(t->of, step->rule));
}

static int width_of(const story *s) {
  size_t width = 0;
  char at[48];
  for (size_t i = 0; i < s->n_steps; i++) {
    size_t n = strlen(duration_write(s->steps[i].at, at));
    if (n > width) width = n;
  }
  return (int)width;
}

story_line *story_timeline(const story *s, const char *lang, size_t *n) {
  timeline t = {.of = s, .width = width_of(s)};
  for (size_t i = 0; i < s->n_steps; i++) {
    const story_step *step = &s->steps[i];
    bool wrong = s->n_faults > 0 && i + 1 == s->n_steps;
    add_step(&t, step, wrong);
    add_events(&t, step);
    if (step->status == OMBUD_REFUSED) add_refusal(&t, step, lang);
  }
  for (size_t i = 0; i < s->n_faults; i++) {
    add_below(&t, true, arena_printf(s->of->arena, _("expected  %s"), s->faults[i].expected), "");
    add_below(&t, true, arena_printf(s->of->arena, _("got       %s"), s->faults[i].got), "");
  }
  size_t left = s->ast->steps.len - s->n_steps;
  if (left > 0)
    add_below(&t, false,
              arena_printf(s->of->arena, left == 1 ? _("(%zu more step)") : _("(%zu more steps)"), left), "");
  *n = t.n;
  return t.lines;
}

const char *story_fault_words(const story *s) {
  const char *text = "";
  for (size_t i = 0; i < s->n_faults; i++)
    text = arena_printf(
        s->of->arena, "%s%s%s", text, *text ? _("; ") : "",
        arena_printf(s->of->arena, _("expected %s, got %s"), s->faults[i].expected, s->faults[i].got));
  return text;
}

static story_place place_of(const story *s, span at) {
  const source *f = &s->of->sources.files[at.file];
  return (story_place){f->path, source_position(f, at.begin)};
}

story_place story_begins(const story *s) {
  return place_of(s, s->ast->process.span);
}

story_place story_fails(const story *s) {
  return place_of(s, s->n_faults > 0 ? s->faults[0].at : s->ast->process.span);
}
