/* Suggestions as scenarios, laid out like those that people write. */
#include <inttypes.h>
#include <string.h>

#include "diag_show.h"
#include "duration.h"
#include "parse.h"
#include "suggest_part.h"
#include "translate.h"

#define EXPECT_COLUMN 47u  /* where `=>` stands, if the step leaves it */
#define LINE_COLUMNS  110u /* a longer line is broken before its expectations */

/* ---- steps ---- */

static const char *time_words(arena *a, ombud_time t) {
  char text[48];
  return t == 0 ? "0" : arena_printf(a, "%s", duration_write(t, text));
}

static const char *given_words(const compilation *c, const ombud_given *g) {
  const ombud_words *w = c->words;
  const char *name = w->facts[g->fact].name;
  arena *a = c->arena;
  switch ((ombud_type)c->policy->facts[g->fact].type) {
  case OMBUD_TEXT: return name;
  case OMBUD_YES_NO: return g->value ? name : arena_printf(a, "%s = no", name);
  case OMBUD_MOMENT: return arena_printf(a, "%s = %s", name, time_words(a, g->value));
  case OMBUD_CHOICE:
    return arena_printf(a, "%s = %s", name, w->choices[w->fact_choices[g->fact]].options[g->value].name);
  case OMBUD_NUMBER:
  case OMBUD_MONEY:
  case OMBUD_ACTOR: break;
  }
  return arena_printf(a, "%s = %" PRId64, name, g->value);
}

/* Time from the start, or from the step before where that is much shorter to read. */
static const char *wait_words(arena *a, ombud_time at, ombud_time before) {
  const char *from_start = time_words(a, at), *from_there = time_words(a, at - before);
  if (strlen(from_there) + 4 < strlen(from_start)) return arena_printf(a, "wait %s", from_there);
  return arena_printf(a, "at %s", from_start);
}

static const char *step_words(const compilation *c, const suggest_story *s, size_t i) {
  const suggest_step *step = &s->steps[i];
  if (!step->acts) return wait_words(c->arena, step->at, i > 0 ? s->steps[i - 1].at : 0);
  const char *text = arena_printf(c->arena, "%s %s", c->words->actors[step->actor].name,
                                  c->words->processes[s->process].names[step->action].name);
  for (uint8_t k = 0; k < step->n_given; k++)
    text = arena_printf(c->arena, "%s%s%s", text, k ? ", " : "(", given_words(c, &step->given[k]));
  return step->n_given ? arena_printf(c->arena, "%s)", text) : text;
}

/* ---- what is expected ---- */

typedef struct expectations {
  const compilation *c;
  const char **at;
  size_t n, cap;
} expectations;

/* Once is enough. */
static void expect(expectations *e, const char *text) {
  for (size_t i = 0; i < e->n; i++)
    if (strcmp(e->at[i], text) == 0) return;
  *ARENA_PUSH(e->c->arena, e->at, e->n, e->cap) = text;
}

/* NULL where the language has no constant for it: an instant more than a hundred years away. */
static const char *argument_words(const compilation *c, const ombud_param_word *param, int64_t value) {
  switch ((ombud_type)param->type) {
  case OMBUD_YES_NO: return value ? "yes" : "no";
  case OMBUD_CHOICE: return c->words->choices[param->choice].options[value].name;
  case OMBUD_ACTOR: return c->words->actors[value].name;
  case OMBUD_MOMENT:
    return value < -PARSE_DURATION_MAX || value > PARSE_DURATION_MAX ? NULL : time_words(c->arena, value);
  case OMBUD_NUMBER:
  case OMBUD_MONEY:
  case OMBUD_TEXT: break;
  }
  return arena_printf(c->arena, "%" PRId64, value);
}

static const char *effect_words(const compilation *c, const ombud_effect *e) {
  const ombud_effect_word *w = &c->words->effects[e->effect];
  const char *bare = arena_printf(c->arena, "do %s", w->name), *text = bare;
  for (uint8_t i = 0; i < e->n_args; i++) {
    const char *arg = argument_words(c, &w->params[i], e->args[i]);
    if (arg == NULL) return bare;
    text = arena_printf(c->arena, "%s%s%s", text, i ? ", " : "(", arg);
  }
  return e->n_args ? arena_printf(c->arena, "%s)", text) : text;
}

static const char *expected_words(const compilation *c, uint16_t process, const suggest_came *came) {
  const ombud_process_word *w = &c->words->processes[process];
  expectations e = {.c = c};
  if (came->status == OMBUD_REFUSED)
    return arena_printf(c->arena, "denied because %s", ombud_reason_name(c->policy, c->words, came->reason));
  if (came->state != 0) expect(&e, w->states[came->state].name);
  for (uint32_t i = 0; i < came->n_events; i++)
    if (came->events[i].kind == OMBUD_DEEMED || came->events[i].kind == OMBUD_FELL_DUE)
      expect(&e, arena_printf(c->arena, "by %s", w->names[came->events[i].name].name));
  for (uint32_t i = 0; i < came->n_effects; i++) expect(&e, effect_words(c, &came->effects[i]));
  const char *text = "";
  for (size_t i = 0; i < e.n; i++) text = arena_printf(c->arena, "%s%s%s", text, i ? ", " : "", e.at[i]);
  return text;
}

/* ---- scenarios ---- */

static void print_step(const compilation *c, const suggest_story *s, size_t i, const suggest_came *came,
                       FILE *out) {
  const char *step = step_words(c, s, i), *expected = expected_words(c, s->process, &came[i]);
  size_t len = strlen(step), column = len + 3 > EXPECT_COLUMN ? len + 3 : EXPECT_COLUMN;
  if (*expected == '\0')
    fprintf(out, "  %s\n", step);
  else if (column + 3 + strlen(expected) > LINE_COLUMNS)
    fprintf(out, "  %s\n    => %s\n", step, expected);
  else
    fprintf(out, "  %-*s => %s\n", (int)(column - 3), step, expected);
}

static void print_story(const compilation *c, const suggest_story *s, const char *name,
                        const suggest_came *came, FILE *out) {
  fprintf(out, "scenario %s of %s", name, c->words->processes[s->process].name);
  if (c->policy->n_modes > 1) fprintf(out, " for %s", c->words->modes[s->mode].name);
  fputs(" {\n", out);
  for (size_t i = 0; i < s->n; i++) print_step(c, s, i, came, out);
  fputs("}\n", out);
}

void suggest_print(const suggestions *s, FILE *out) {
  const compilation *c = s->of->of;
  suggest_names *named = suggest_names_new(s);
  suggest_player *player = suggest_player_new(s->of);
  uint32_t *counts = ARENA_ARRAY(c->arena, s->of->n, uint32_t);
  size_t longest = 0;
  for (size_t i = 0; i < s->n; i++)
    if (s->stories[i].n > longest) longest = s->stories[i].n;
  bool *steps = ARENA_ARRAY(c->arena, longest * s->of->n, bool);
  for (size_t i = 0; i < s->n; i++) {
    const suggest_story *told = &s->stories[i];
    suggest_came *came = ARENA_ARRAY(c->arena, told->n, suggest_came);
    memset(steps, 0, told->n * s->of->n * sizeof *steps);
    suggest_play(player, told, counts, steps, came);
    if (i > 0) fputc('\n', out);
    print_story(c, told, suggest_name(named, told, steps, came), came, out);
  }
}

/* ---- the rest ---- */

void suggest_print_rest(const suggestions *s, const char *prefix, FILE *out) {
  const cover *v = s->of;
  for (size_t i = 0; i < v->n; i++) {
    if (!s->missing[i] || s->found[i]) continue;
    const source *f = &v->of->sources.files[v->points[i].at.file];
    const char *words = cover_words(v, i);
    if (s->never[i]) words = arena_printf(v->of->arena, _("%s; it cannot be: no case gets there"), words);
    fputs(prefix, out);
    show_safe(out, f->path);
    fprintf(out, ":%" PRIu32 ": ", source_position(f, v->points[i].at.begin).line);
    show_safe(out, words);
    fputc('\n', out);
  }
}
