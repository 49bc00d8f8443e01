#include "story_write.h"

#include <inttypes.h>
#include <string.h>

#include "duration.h"
#include "layout.h"
#include "parse.h"

/* ---- constants ---- */

const char *story_duration(arena *a, int64_t ms) {
  char text[48];
  return ms == 0 ? "0" : arena_printf(a, "%s", duration_write(ms, text));
}

static const char *fact_words(arena *a, const ombud_words *w, const ombud_fact *facts, const ombud_given *g) {
  const char *name = w->facts[g->fact].name;
  switch ((ombud_type)facts[g->fact].type) {
  case OMBUD_TEXT: return name;
  case OMBUD_YES_NO: return g->value ? name : arena_printf(a, "%s = no", name);
  case OMBUD_MOMENT: return arena_printf(a, "%s = %s", name, story_duration(a, g->value));
  case OMBUD_CHOICE:
    return arena_printf(a, "%s = %s", name, w->choices[w->fact_choices[g->fact]].options[g->value].name);
  case OMBUD_NUMBER:
  case OMBUD_MONEY:
  case OMBUD_ACTOR: break;
  }
  return arena_printf(a, "%s = %" PRId64, name, g->value);
}

const char *story_given(arena *a, const ombud_words *w, const ombud_fact *facts, const ombud_given *given,
                        size_t n) {
  const char *list = "";
  for (size_t i = 0; i < n; i++)
    list = arena_printf(a, "%s%s%s", list, i ? ", " : "(", fact_words(a, w, facts, &given[i]));
  return n ? arena_printf(a, "%s)", list) : "";
}

/* NULL where the language has no constant for it: an instant more than a hundred years away. */
static const char *argument_words(arena *a, const ombud_words *w, const ombud_param_word *param,
                                  int64_t value) {
  switch ((ombud_type)param->type) {
  case OMBUD_YES_NO: return value ? "yes" : "no";
  case OMBUD_CHOICE: return w->choices[param->choice].options[value].name;
  case OMBUD_ACTOR: return w->actors[value].name;
  case OMBUD_MOMENT:
    return value < -PARSE_DURATION_MAX || value > PARSE_DURATION_MAX ? NULL : story_duration(a, value);
  case OMBUD_NUMBER:
  case OMBUD_MONEY:
  case OMBUD_TEXT: break;
  }
  return arena_printf(a, "%" PRId64, value);
}

static const char *effect_words(arena *a, const ombud_words *w, const ombud_effect *e) {
  const ombud_effect_word *word = &w->effects[e->effect];
  const char *bare = arena_printf(a, "do %s", word->name), *text = bare;
  for (uint8_t i = 0; i < e->n_args; i++) {
    const char *argument = argument_words(a, w, &word->params[i], e->args[i]);
    if (argument == NULL) return bare;
    text = arena_printf(a, "%s%s%s", text, i ? ", " : "(", argument);
  }
  return e->n_args ? arena_printf(a, "%s)", text) : text;
}

/* A text may hold neither controls nor what turns a line around or is not seen at all: see scan_text. */
static bool is_unwritable(uint32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x2028 && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x2069) || (c >= 0x200B && c <= 0x200F) || c == 0xFEFF;
}

const char *story_quoted(arena *a, const char *text) {
  size_t len = strlen(text), used = 1, n;
  char *out = ARENA_ARRAY(a, 2 * len + 3, char);
  out[0] = '"';
  for (size_t i = 0; i < len; i += n) {
    uint32_t c;
    n = source_char(text + i, len - i, &c);
    if (is_unwritable(c) || used + n + 2 > PARSE_STRING_MAX) continue;
    if (c == '"' || c == '\\') out[used++] = '\\';
    memcpy(out + used, text + i, n);
    used += n;
  }
  out[used] = '"';
  return out;
}

/* ---- what is expected ---- */

typedef struct expectations {
  arena *arena;
  const char **at;
  size_t n, cap;
} expectations;

/* Once is enough. */
static void expect(expectations *e, const char *text) {
  for (size_t i = 0; i < e->n; i++)
    if (strcmp(e->at[i], text) == 0) return;
  *ARENA_PUSH(e->arena, e->at, e->n, e->cap) = text;
}

/* Whether the step reminds the actor of several things: then each is told. */
static bool reminds_of_several(const story_step *came, uint8_t actor) {
  uint16_t first = OMBUD_NONE;
  for (uint32_t i = 0; i < came->n_events; i++) {
    const ombud_event *e = &came->events[i];
    if (e->kind != OMBUD_REMINDED || !(e->reminded >> actor & 1u)) continue;
    if (first != OMBUD_NONE && e->name != first) return true;
    first = e->name;
  }
  return false;
}

static void expect_reminder(expectations *e, const compilation *c, uint16_t process, const story_step *came,
                            const ombud_event *of) {
  for (uint8_t i = 0; i < c->policy->n_actors; i++) {
    const char *actor = c->words->actors[i].name;
    if (!(of->reminded >> i & 1u)) continue;
    if (reminds_of_several(came, i))
      expect(e, arena_printf(e->arena, "remind %s of %s", actor,
                             c->words->processes[process].names[of->name].name));
    else
      expect(e, arena_printf(e->arena, "remind %s", actor));
  }
}

/* What comes by itself before a refusal stands, and is expected as well. */
const char *story_expected(arena *a, const compilation *c, uint16_t process, const story_step *came) {
  const ombud_process_word *w = &c->words->processes[process];
  expectations e = {.arena = a};
  if (came->status == OMBUD_REFUSED)
    expect(&e, arena_printf(a, "denied because %s", ombud_reason_name(c->policy, c->words, came->reason)));
  else if (came->state != 0)
    expect(&e, w->states[came->state].name);
  for (uint32_t i = 0; i < came->n_events; i++) {
    const ombud_event *of = &came->events[i];
    if (of->kind == OMBUD_DEEMED || of->kind == OMBUD_FELL_DUE)
      expect(&e, arena_printf(a, "by %s", w->names[of->name].name));
    if (of->kind == OMBUD_REMINDED) expect_reminder(&e, c, process, came, of);
  }
  for (uint32_t i = 0; i < came->n_effects; i++) expect(&e, effect_words(a, c->words, &came->effects[i]));
  const char *text = "";
  for (size_t i = 0; i < e.n; i++) text = arena_printf(a, "%s%s%s", text, i ? ", " : "", e.at[i]);
  return text;
}

/* ---- the scenario ---- */

static void put(story_writer *w, const char *text) {
  for (; *text != '\0'; text++) *ARENA_PUSH(w->arena, w->text, w->len, w->cap) = *text;
}

story_writer story_write(arena *a, const char *texts, const char *process, const char *mode) {
  story_writer w = {.arena = a};
  put(&w, arena_printf(a, "scenario %s of %s%s%s {\n", texts, process, mode != NULL ? " for " : "",
                       mode != NULL ? mode : ""));
  return w;
}

void story_write_step(story_writer *w, const char *step, const char *expected) {
  put(w, "  ");
  put(w, step);
  if (*expected != '\0') put(w, " => ");
  put(w, expected);
  put(w, "\n");
}

/* One that cannot be read back, for its length say, stays as it is. */
const char *story_write_end(story_writer *w) {
  arena *a = w->arena;
  put(w, "}\n");
  *ARENA_PUSH(a, w->text, w->len, w->cap) = '\0';
  const source_draft draft = {"scenario", w->text, w->len - 1};
  sources src = {.arena = a, .draft = &draft};
  ast tree = {.arena = a, .names = names_new(a)};
  uint32_t file;
  size_t len;
  return parse_alone(&tree, &src, diag_new(a, &src), draft.path, &file) ? layout(&tree, &src, file, &len)
                                                                        : w->text;
}
