/* An array with an object for each story: what was done, what came of it, what was expected and did not come.
 * With --cover one more for each policy, with --mutate one more for all. */
#include <inttypes.h>

#include "diag_show.h"
#include "story_print.h"
#include "story_words.h"
#include "words.h"

static void print_text(FILE *out, const char *name, const char *text) {
  fprintf(out, "\"%s\": ", name);
  show_json(out, text);
}

static const char *kind_name(uint8_t kind) {
  switch ((ombud_event_kind)kind) {
  case OMBUD_ACTED: return "acted";
  case OMBUD_DEEMED: return "deemed";
  case OMBUD_FELL_DUE: return "fell_due";
  case OMBUD_REMINDED: break;
  }
  return "reminded";
}

static void print_event(const story *s, const story_step *t, const ombud_event *e, FILE *out) {
  const ombud_process_word *w = &s->of->words->processes[s->process];
  const ombud_rule_word *rule = &s->of->words->rules[e->rule];
  fprintf(out,
          "{\"at\": %" PRId64 ", \"kind\": \"%s\", \"actor\": \"%s\", \"name\": \"%s\", \"state\": \"%s\", ",
          e->at, kind_name(e->kind), s->of->words->actors[e->actor].name, w->names[e->name].name,
          w->states[e->to].name);
  print_text(out, "file", rule->file);
  fprintf(out, ", \"line\": %" PRIu32 ", ", rule->line);
  print_text(out, "clauses", rule->clauses);
  fputs(", \"effects\": [", out);
  for (uint16_t i = 0; i < e->n_effects; i++) {
    fputs(i ? ", " : "", out);
    show_json(out, story_effect_words(s, &t->effects[e->first_effect + i]));
  }
  fputs("]}", out);
}

/* `state` is null while no case is open, `denied` where nothing was. */
static void print_step(const story *s, const story_step *t, FILE *out) {
  const compilation *c = s->of;
  position at = source_position(&c->sources.files[t->ast->span.file], t->ast->span.begin);
  fprintf(out, "{\"line\": %" PRIu32 ", \"at\": %" PRId64 ", ", at.line, t->at);
  print_text(out, "step", words_sentence(c->arena, &c->sources, t->ast->span));
  fputs(", \"state\": ", out);
  if (t->state == 0)
    fputs("null", out);
  else
    show_json(out, c->words->processes[s->process].states[t->state].name);
  fputs(", \"denied\": ", out);
  if (t->status == OMBUD_REFUSED)
    show_json(out, ombud_reason_name(c->policy, c->words, t->reason));
  else
    fputs("null", out);
  fputs(", \"events\": [", out);
  for (uint32_t i = 0; i < t->n_events; i++) {
    fputs(i ? ", " : "", out);
    print_event(s, t, &t->events[i], out);
  }
  fputs("]}", out);
}

static void print_fault(const story *s, const story_fault *f, FILE *out) {
  const source *file = &s->of->sources.files[f->at.file];
  position at = source_position(file, f->at.begin);
  fputc('{', out);
  print_text(out, "file", file->path);
  fprintf(out, ", \"line\": %" PRIu32 ", \"column\": %" PRIu32 ", ", at.line, at.column);
  print_text(out, "expected", f->expected);
  fputs(", ", out);
  print_text(out, "got", f->got);
  fputc('}', out);
}

static void print_story(const story_run *r, const story *s, FILE *out) {
  story_place at = story_begins(s);
  fputc('{', out);
  print_text(out, "name", story_name(s, r->lang));
  fputs(", ", out);
  print_text(out, "file", at.path);
  fprintf(out, ", \"line\": %" PRIu32 ", \"process\": \"%s\", \"mode\": ", at.at.line, s->ast->process.name);
  if (s->ast->mode.name == NULL)
    fputs("null", out);
  else
    show_json(out, s->ast->mode.name);
  fprintf(out, ", \"passed\": %s,\n  \"steps\": [", s->n_faults == 0 ? "true" : "false");
  for (size_t i = 0; i < s->n_steps; i++) {
    fputs(i ? ",\n    " : "\n    ", out);
    print_step(s, &s->steps[i], out);
  }
  fprintf(out, "],\n  \"steps_left\": %zu, \"faults\": [", s->ast->steps.len - s->n_steps);
  for (size_t i = 0; i < s->n_faults; i++) {
    fputs(i ? ", " : "", out);
    print_fault(s, &s->faults[i], out);
  }
  fputs("]}", out);
}

void story_print_json(const story_run *r, FILE *out) {
  const char *before = "[";
  for (size_t i = 0; i < r->n_suites; i++) {
    const story_suite *u = &r->suites[i];
    if (u->broken) {
      fputs(before, out);
      fputs("{\"name\": \"rules\", ", out);
      print_text(out, "file", u->path);
      fputs(", \"passed\": false, \"error\": \"the rules are in error\"}", out);
      before = ",\n ";
    }
    for (size_t k = 0; k < u->n; k++) {
      fputs(before, out);
      print_story(r, &u->stories[k], out);
      before = ",\n ";
    }
  }
  for (size_t i = 0; r->coverage != NULL && i < r->coverage->n; i++) {
    const cover_policy *p = &r->coverage->policies[i];
    fputs(before, out);
    fprintf(out, "{\"policy\": \"%s\", \"coverage\": ", p->name);
    cover_print_json(p, out);
    fputc('}', out);
    before = ",\n ";
  }
  if (r->mutation != NULL) {
    fputs(before, out);
    fputs("{\"mutation\": ", out);
    mutate_print_json(r->mutation, out);
    fputc('}', out);
    before = ",\n ";
  }
  fputs(*before == '[' ? "[]\n" : "]\n", out);
}
