/* Suggestions as scenarios. */
#include <inttypes.h>
#include <string.h>

#include "diag_show.h"
#include "story_write.h"
#include "suggest_part.h"
#include "translate.h"

/* Time from the start, or from the step before where that is much shorter to read. */
static const char *wait_words(arena *a, ombud_time at, ombud_time before) {
  const char *from_start = story_duration(a, at), *from_there = story_duration(a, at - before);
  if (strlen(from_there) + 4 < strlen(from_start)) return arena_printf(a, "wait %s", from_there);
  return arena_printf(a, "at %s", from_start);
}

static const char *step_words(const compilation *c, const suggest_story *s, size_t i) {
  const suggest_step *step = &s->steps[i];
  if (!step->acts) return wait_words(c->arena, step->at, i > 0 ? s->steps[i - 1].at : 0);
  return arena_printf(c->arena, "%s %s%s", c->words->actors[step->actor].name,
                      c->words->processes[s->process].names[step->action].name,
                      story_given(c->arena, c->words, c->policy->facts, step->given, step->n_given));
}

/* A blank line stands before it, so that it can be put at the end of a file. */
static void print_story(const compilation *c, const suggest_story *s, const char *name,
                        const story_step *came, FILE *out) {
  const ombud_words *w = c->words;
  const char *mode = c->policy->n_modes > 1 ? w->modes[s->mode].name : NULL;
  story_writer told = story_write(c->arena, name, w->processes[s->process].name, mode);
  for (size_t i = 0; i < s->n; i++)
    story_write_step(&told, step_words(c, s, i), story_expected(c->arena, c, s->process, &came[i]));
  fprintf(out, "\n%s", story_write_end(&told));
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
    story_step *came = ARENA_ARRAY(c->arena, told->n, story_step);
    memset(steps, 0, told->n * s->of->n * sizeof *steps);
    suggest_play(player, told, counts, steps, came);
    print_story(c, told, suggest_name(named, told, steps, came), came, out);
  }
}

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
