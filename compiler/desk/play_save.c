/* The case as a scenario: every step, and what is expected of it is what really came. */
#define _XOPEN_SOURCE 700 /* realpath, fchmod */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "diag_show.h"
#include "output.h"
#include "parse.h"
#include "play_words.h"
#include "source.h"
#include "translate.h"

typedef struct telling { /* text that grows */
  const play *p;
  char *text;
  size_t len, cap;
} telling;

static void put(telling *t, const char *text) {
  for (; *text != '\0'; text++) *ARENA_PUSH(t->p->scratch, t->text, t->len, t->cap) = *text;
}

/* ---- what is expected ---- */

typedef struct expectations {
  const play *p;
  const char **at;
  size_t n, cap;
} expectations;

/* Once is enough. */
static void expect(expectations *e, const char *text) {
  for (size_t i = 0; i < e->n; i++)
    if (strcmp(e->at[i], text) == 0) return;
  *ARENA_PUSH(e->p->scratch, e->at, e->n, e->cap) = text;
}

/* An instant comes from a fact that was typed, so it can be written as well. */
static const char *argument_words(const play *p, const ombud_param_word *param, int64_t value) {
  const ombud_words *w = p->of->words;
  switch ((ombud_type)param->type) {
  case OMBUD_YES_NO: return value ? "yes" : "no";
  case OMBUD_CHOICE: return w->choices[param->choice].options[value].name;
  case OMBUD_ACTOR: return w->actors[value].name;
  case OMBUD_MOMENT: return play_time(p, value);
  case OMBUD_NUMBER:
  case OMBUD_MONEY:
  case OMBUD_TEXT: break;
  }
  return arena_printf(p->scratch, "%" PRId64, value);
}

static const char *call_words(const play *p, const ombud_effect *e) {
  const ombud_effect_word *w = &p->of->words->effects[e->effect];
  const char *text = arena_printf(p->scratch, "do %s", w->name);
  for (uint8_t i = 0; i < e->n_args; i++)
    text = arena_printf(p->scratch, "%s%s%s", text, i ? ", " : "(",
                        argument_words(p, &w->params[i], e->args[i]));
  return e->n_args ? arena_printf(p->scratch, "%s)", text) : text;
}

static void expect_all(expectations *e, const story_step *came) {
  const play *p = e->p;
  const ombud_process_word *w = &p->of->words->processes[p->case_.process];
  if (came->status == OMBUD_REFUSED) {
    const char *reason = ombud_reason_name(p->of->policy, p->of->words, came->reason);
    expect(e, arena_printf(p->scratch, "denied because %s", reason));
    return;
  }
  if (came->state == 0) return; /* no case is open */
  expect(e, w->states[came->state].name);
  for (uint32_t i = 0; i < came->n_events; i++)
    if (came->events[i].kind == OMBUD_DEEMED || came->events[i].kind == OMBUD_FELL_DUE)
      expect(e, arena_printf(p->scratch, "by %s", w->names[came->events[i].name].name));
  for (uint32_t i = 0; i < came->n_effects; i++) expect(e, call_words(p, &came->effects[i]));
}

/* ---- the scenario ---- */

#define NAMED_MAX 4u /* steps in a name that nobody gave */

/* "apply for a return, approve → To be sent back" */
static const char *own_name(const play *p) {
  const char *text = "", *last = NULL;
  size_t named = 0;
  for (size_t i = 0; i < p->case_.n; i++)
    for (uint32_t k = 0; k < p->case_.turns[i]->came.n_events; k++) {
      const ombud_event *e = &p->case_.turns[i]->came.events[k];
      if (e->kind == OMBUD_REMINDED) continue;
      if (e->to != OMBUD_NONE) last = play_state(p, e->to);
      if (named++ < NAMED_MAX)
        text = arena_printf(p->scratch, "%s%s%s", text, *text ? ", " : "", play_action(p, e->name));
    }
  if (last == NULL) return _("nothing happens");
  return arena_printf(p->scratch, "%s%s → %s", text, named > NAMED_MAX ? ", …" : "", last);
}

/* What the language takes in no text: controls, and what turns a line around (see scan_text). */
static bool is_unwritable(uint32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x2028 && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x2069) || (c >= 0x200B && c <= 0x200F) || c == 0xFEFF;
}

/* A text of the language: what would end it or is none of its letters is escaped or left out. */
static void put_text(telling *t, const char *text) {
  size_t len = strlen(text), used = 0, n;
  put(t, "\"");
  for (size_t i = 0; i < len; i += n) {
    uint32_t c;
    n = source_char(text + i, len - i, &c);
    if (is_unwritable(c) || used + n + 2 > PARSE_STRING_MAX) continue;
    if (c == '"' || c == '\\') put(t, "\\");
    put(t, arena_copy(t->p->scratch, text + i, n));
    used += n + (c == '"' || c == '\\');
  }
  put(t, "\"");
}

#define STEP_COLUMNS 40u /* expectations stand in one column, where steps leave it */

static void put_turn(telling *t, const turn *of) {
  const play *p = t->p;
  const char *step = play_step_words(p, &of->step);
  expectations e = {.p = p};
  expect_all(&e, &of->came);
  put(t, "  ");
  put(t, step);
  if (e.n > 0)
    put(t, arena_printf(p->scratch, "%*s => ",
                        (int)(strlen(step) < STEP_COLUMNS ? STEP_COLUMNS - strlen(step) : 0), ""));
  for (size_t i = 0; i < e.n; i++) {
    if (i > 0) put(t, ", ");
    put(t, e.at[i]);
  }
  put(t, "\n");
}

static const char *scenario(const play *p, const char *name) {
  telling t = {.p = p};
  const ombud_words *w = p->of->words;
  put(&t, "scenario ");
  put_text(&t, name != NULL ? name : own_name(p));
  put(&t, arena_printf(p->scratch, " of %s", w->processes[p->case_.process].name));
  if (p->of->policy->n_modes > 1) put(&t, arena_printf(p->scratch, " for %s", w->modes[p->case_.mode].name));
  put(&t, " {\n");
  for (size_t i = 0; i < p->case_.n; i++) put_turn(&t, p->case_.turns[i]);
  put(&t, "}\n");
  *ARENA_PUSH(p->scratch, t.text, t.len, t.cap) = '\0';
  return t.text;
}

/* ---- into a file ---- */

/* The folder of PATH without links, with a slash behind it. */
static const char *folder_of(arena *a, const char *path) {
  const char *slash = strrchr(path, '/');
  char *real = realpath(slash == NULL ? "." : arena_copy(a, path, (size_t)(slash - path) + 1), NULL);
  if (real == NULL) return NULL;
  const char *copy = arena_printf(a, "%s%s", real, strcmp(real, "/") == 0 ? "" : "/");
  free(real);
  return copy;
}

/* The rule file as a file beside PATH names it. */
static const char *policy_from(const play *p, const char *path) {
  arena *a = p->scratch;
  const char *from = folder_of(a, path), *to = folder_of(a, p->path), *up = "";
  if (from == NULL || to == NULL) return p->path;
  size_t same = 0;
  for (size_t i = 0; from[i] != '\0' && from[i] == to[i]; i++)
    if (from[i] == '/') same = i + 1;
  for (const char *c = from + same; *c != '\0'; c++)
    if (*c == '/') up = arena_printf(a, "%s../", up);
  const char *slash = strrchr(p->path, '/');
  return arena_printf(a, "%s%s%s", up, to + same, slash == NULL ? p->path : slash + 1);
}

/* What is there, byte for byte, and its line end. False where there is nothing. */
static bool copy_old(FILE *old, FILE *out) {
  char block[4096];
  size_t n, all = 0;
  char last = '\n';
  while ((n = fread(block, 1, sizeof block, old)) > 0) {
    fwrite(block, 1, n, out);
    last = block[n - 1];
    all += n;
  }
  if (last != '\n') fputc('\n', out);
  return all > 0;
}

/* The scenario that stands last in the file itself. */
static const ast_scenario *last_scenario(const compilation *c) {
  for (size_t i = c->tree->items.len; i > 0; i--) {
    const ast_item *it = c->tree->items.at[i - 1];
    if (it->kind == ITEM_SCENARIO && it->span.file == 0) return &it->scenario;
  }
  return NULL;
}

/* Whether the file as it would be has no errors, and its new scenario passes. */
static bool is_sound(play *p, const char *temporary, const char *path) {
  compilation c;
  compile_begin(&c);
  bool good = compile_run(&c, temporary, p->dirs, p->n_dirs);
  if (!good) {
    lines_wrong(
        &p->in,
        _("with this scenario '%s' would be in error, so nothing is written there; does it include '%s'?"),
        path, policy_from(p, path));
  } else {
    const ast_scenario *told = last_scenario(&c);
    good = told != NULL && story_play(stage_new(&c), told).n_faults == 0;
    if (!good)
      lines_wrong(&p->in, _("'%s' has other rules: the scenario fails there, so nothing is written"), path);
  }
  compile_end(&c);
  return good;
}

static bool write_all(play *p, output *o, FILE *old, const char *path, const char *text) {
  bool any = old != NULL && copy_old(old, o->file);
  if (!any) {
    fputs("include ", o->file);
    telling t = {.p = p};
    put_text(&t, policy_from(p, path));
    fwrite(t.text, 1, t.len, o->file);
    fputc('\n', o->file);
  }
  fprintf(o->file, "\n%s", text);
  if (fflush(o->file) != 0 || ferror(o->file) || (old != NULL && ferror(old))) {
    lines_wrong(&p->in, _("cannot write '%s': %s"), path, translate_error(errno));
    return false;
  }
  return is_sound(p, o->temporary, path);
}

/* The file is written anew, with what was there, and takes the old one's place: see output.h. */
static void append(play *p, const char *path, const char *text) {
  struct stat info;
  FILE *old = NULL;
  bool exists = stat(path, &info) == 0;
  char *real = exists ? realpath(path, NULL) : NULL; /* a link stays one */
  if (exists && !S_ISREG(info.st_mode)) {
    lines_wrong(&p->in, _("'%s' is no file to which a scenario can be added"), path);
  } else if (exists && (old = fopen(path, "rb")) == NULL) {
    lines_wrong(&p->in, _("cannot read '%s': %s"), path, translate_error(errno));
  } else {
    output o;
    if (!output_open(&o, p->scratch, real != NULL ? real : path)) {
      lines_wrong(&p->in, _("cannot write '%s'"), path);
    } else {
      if (exists) (void)fchmod(fileno(o.file), info.st_mode & 07777);
      bool good = write_all(p, &o, old, path, text);
      if (!good) output_abandon(&o, 1);
      if (good && !output_finish(&o, 1))
        lines_wrong(&p->in, _("cannot write '%s'"), path);
      else if (good)
        printf(_("  Saved: it is the last scenario in %s.\n"), path);
    }
  }
  if (old != NULL) fclose(old);
  free(real);
}

void play_save(play *p, const char *path, const char *name) {
  const char *text = scenario(p, name);
  if (path == NULL)
    fputs(text, stdout);
  else
    append(p, path, text);
}
