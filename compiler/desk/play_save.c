/* The case as a scenario: every step, and what is expected of it is what really came. */
#define _XOPEN_SOURCE 700 /* realpath, fchmod */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "output.h"
#include "play_words.h"
#include "story_write.h"
#include "translate.h"

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

static const char *scenario(const play *p, const char *name) {
  arena *a = p->scratch;
  const ombud_words *w = p->of->words;
  uint16_t process = p->case_.process;
  const char *mode = p->of->policy->n_modes > 1 ? w->modes[p->case_.mode].name : NULL;
  const char *quoted = story_quoted(a, name != NULL ? name : own_name(p));
  story_writer told = story_write(a, quoted, w->processes[process].name, mode);
  for (size_t i = 0; i < p->case_.n; i++) {
    const turn *t = p->case_.turns[i];
    story_write_step(&told, play_step_words(p, &t->step), story_expected(a, p->of, process, &t->came));
  }
  return story_write_end(&told);
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
  if (!any) fprintf(o->file, "include %s\n", story_quoted(p->scratch, policy_from(p, path)));
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
