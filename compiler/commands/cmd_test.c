/* Plays the scenarios of policies on the very tables that ship. */
#define _POSIX_C_SOURCE 200809L /* isatty, fileno */
#include <string.h>
#include <unistd.h>

#include "cmd.h"
#include "diag_show.h"
#include "output.h"
#include "story_files.h"
#include "story_print.h"
#include "translate.h"

#define DOTS_MAX 72 /* in one line */

typedef struct progress { /* a dot for each story that passed, while they are played */
  bool on, color;
  size_t n; /* in this line */
} progress;

static void show_file(progress *p, const char *path) {
  if (!p->on) return;
  show_safe(stdout, path);
  fputc('\n', stdout);
  p->n = 0;
}

static void show_story(progress *p, bool passed) {
  if (!p->on) return;
  if (p->n++ == DOTS_MAX) {
    fputc('\n', stdout);
    p->n = 1;
  }
  if (!passed) show_color(stdout, p->color, SHOW_RED);
  fputc(passed ? '.' : 'F', stdout);
  if (!passed) show_color(stdout, p->color, SHOW_PLAIN);
  fflush(stdout);
}

static void end_file(progress *p) {
  if (p->on && p->n > 0) fputc('\n', stdout);
}

/* --filter: in its name, of whatever language, or in the name of its process. */
static bool is_wanted(const options *o, const ast_scenario *s) {
  if (o->filter == NULL || strstr(s->process.name, o->filter) != NULL) return true;
  for (size_t i = 0; i < s->texts.len; i++)
    if (strstr(s->texts.at[i].text, o->filter) != NULL) return true;
  return false;
}

static void play_suite(const options *o, story_run *r, story_suite *u, const cover_suite *shown,
                       progress *p) {
  const compilation *c = u->of;
  stage *at = stage_new(c);
  if (shown != NULL) stage_cover(at, shown->of, shown->counts);
  story *stories = NULL;
  size_t cap = 0;
  show_file(p, u->path);
  for (size_t i = 0; i < c->tree->items.len; i++) {
    if (c->tree->items.at[i]->kind != ITEM_SCENARIO) continue;
    const ast_scenario *told = &c->tree->items.at[i]->scenario;
    if (!is_wanted(o, told)) {
      r->n_left_out++;
      continue;
    }
    story played = story_play(at, told);
    *ARENA_PUSH(c->arena, stories, u->n, cap) = played;
    u->n_failed += played.n_faults > 0;
    show_story(p, played.n_faults == 0);
  }
  end_file(p);
  u->stories = stories;
  r->n += u->n;
  r->n_failed += u->n_failed;
}

static void print_run(const options *o, const story_run *r) {
  switch (o->format) {
  case FORMAT_TEXT: story_print_text(r, stdout, cmd_colored(o->color, stdout)); break;
  case FORMAT_TAP: story_print_tap(r, stdout); break;
  case FORMAT_JUNIT: story_print_junit(r, stdout); break;
  case FORMAT_JSON: story_print_json(r, stdout); break;
  }
}

/* ---- coverage ---- */

static bool measures(const options *o) {
  return o->cover != COVER_NONE || o->lcov != NULL || o->cover_min != NULL;
}

static cover_suite cover_suite_of(const compilation *c) {
  const cover *v = cover_new(c);
  return (cover_suite){v, ARENA_ARRAY(c->arena, v->n, uint32_t)};
}

static int write_lcov(const options *o, const cover_report *r) {
  output file;
  if (!output_open(&file, o->arena, o->lcov)) return EXIT_CALL;
  cover_print_lcov(r, file.file);
  return output_finish(&file, 1) ? EXIT_FINE : EXIT_CALL;
}

/* Of each policy by itself: none stands in for another. */
static int check_min(const options *o, const cover_report *r) {
  int status = EXIT_FINE;
  for (size_t i = 0; i < r->n; i++) {
    const cover_policy *p = &r->policies[i];
    if (cover_reaches(p, o->cover_min_ppm)) continue;
    fprintf(stderr, _("ombud: the scenarios show %zu of %zu points of policy %s, %s %%: less than %s %%\n"),
            p->n_shown, p->n, p->name, cover_percent(o->arena, p->n_shown, p->n), o->cover_min);
    status = EXIT_RULES;
  }
  return status;
}

static int finish_coverage(const options *o, const cover_report *r) {
  bool colored = cmd_colored(o->color, stdout);
  if (o->format == FORMAT_TEXT && o->cover == COVER_LISTING) cover_print_listing(r, stdout, colored);
  if (o->format == FORMAT_TEXT && o->cover != COVER_NONE)
    cover_print_summary(r, o->cover == COVER_SUMMARY, "", stdout, colored);
  int written = o->lcov == NULL ? EXIT_FINE : write_lcov(o, r);
  int reached = o->cover_min != NULL ? check_min(o, r) : EXIT_FINE;
  return written > reached ? written : reached;
}

/* ---- mutation ---- */

static bool wants(const void *o, const ast_scenario *s) {
  return is_wanted(o, s);
}

/* On rules that their own stories contradict, what a story says of other rules means nothing. */
static const mutate_report *mutated(const options *o, const story_run *r) {
  mutate_suite *suites = ARENA_ARRAY(o->arena, r->n_suites, mutate_suite);
  size_t n = 0;
  for (size_t i = 0; i < r->n_suites; i++)
    if (!r->suites[i].broken) suites[n++] = (mutate_suite){r->suites[i].path, r->suites[i].of};
  return mutate_run(o->arena, suites, n, o->dirs, o->n_dirs, r->lang, wants, o);
}

/* ---- everything ---- */

static int play_all(const options *o, const char *const *paths, const compilation *list, const int *statuses,
                    size_t n) {
  progress p = {.color = cmd_colored(o->color, stdout)};
  p.on = o->format == FORMAT_TEXT && isatty(fileno(stdout));
  story_suite *suites = ARENA_ARRAY(o->arena, n, story_suite);
  cover_suite *shown = ARENA_ARRAY(o->arena, n, cover_suite);
  size_t n_shown = 0;
  story_run r = {.arena = o->arena, .lang = cmd_language(), .suites = suites, .n_suites = n};
  for (size_t i = 0; i < n; i++) {
    suites[i] = (story_suite){.path = paths[i], .of = &list[i], .broken = statuses[i] != EXIT_FINE};
    r.n_broken += suites[i].broken;
    if (suites[i].broken) continue;
    if (measures(o)) shown[n_shown++] = cover_suite_of(&list[i]);
    play_suite(o, &r, &suites[i], n_shown > 0 ? &shown[n_shown - 1] : NULL, &p);
  }
  if (o->filter != NULL && r.n == 0 && r.n_broken == 0)
    return options_wrong("'%s' is in the name of no scenario, and in that of no process with one", o->filter);
  const cover_report *coverage = measures(o) ? cover_report_new(o->arena, shown, n_shown) : NULL;
  if (o->cover != COVER_NONE) r.coverage = coverage;
  if (o->mutate && r.n_failed == 0 && r.n_broken < n) r.mutation = mutated(o, &r);
  print_run(o, &r);
  if (o->mutate && r.n_failed > 0)
    options_wrong("no sentence was changed, since there are stories that fail");
  if (r.mutation != NULL && o->format == FORMAT_TEXT)
    mutate_print(r.mutation, "", stdout, cmd_colored(o->color, stdout));
  int covered = coverage == NULL ? EXIT_FINE : finish_coverage(o, coverage);
  bool untold = r.mutation != NULL && r.mutation->survivors > 0;
  int played = r.n_failed > 0 || untold ? EXIT_RULES : EXIT_FINE;
  return covered > played ? covered : played;
}

int cmd_test(const options *o) {
  if (o->mutate && o->format == FORMAT_JUNIT) return options_wrong("--mutate tells nothing as JUnit's XML");
  size_t n;
  const char **paths = story_files(o->arena, o->operands, o->n_operands, o->dirs, o->n_dirs, &n);
  if (paths == NULL) return EXIT_CALL;
  compilation *list = ARENA_ARRAY(o->arena, n, compilation);
  int *statuses = ARENA_ARRAY(o->arena, n, int);
  int worst = cmd_compile(o, list, paths, n, statuses);
  int played = play_all(o, paths, list, statuses, n);
  for (size_t i = 0; i < n; i++) compile_end(&list[i]);
  return played > worst ? played : worst;
}
