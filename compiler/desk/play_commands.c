/* What can be typed, and what it does. */
#include <stdio.h>
#include <string.h>

#include "diag_show.h"
#include "duration.h"
#include "parse.h"
#include "plan.h"
#include "play_show.h"
#include "play_words.h"
#include "translate.h"

/* ---- steps ---- */

/* What a step expected and did not get, as `ombud test` would say it. */
static void show_faults(play *p, const story_step *came, const ast_step *step) {
  story_step asked = *came;
  asked.ast = step;
  const story *judged = stage_judge(p->case_.stage, &asked);
  for (size_t i = 0; step->expects.len > 0 && i < judged->n_faults; i++)
    lines_wrong(&p->in, _("expected %s, got %s"), judged->faults[i].expected, judged->faults[i].got);
}

static void take(play *p, const ast_step *step) {
  if (p->case_.n == STORY_STEPS_MAX) {
    lines_wrong(&p->in, _("a case has %u steps at most: begin a new one"), STORY_STEPS_MAX);
    return;
  }
  const turn *t = session_take(&p->case_, step);
  if (t == NULL) {
    lines_wrong(&p->in, _("no program may say this: %s"), stage_broken(p->case_.stage));
    return;
  }
  show_turn(p, t);
  show_faults(p, &t->came, step);
  fputc('\n', stdout);
  show_case(p, false);
}

static void do_step(play *p, const char *text) {
  const ast_step *step = play_read(p, text);
  if (step == NULL) return;
  take(p, step);
  play_forget(p);
}

/* The instant at which something falls due next, as a step that can be written. */
static void do_next(play *p, const char *text) {
  (void)text;
  const ombud_case *c = stage_case(p->case_.stage);
  ombud_time due = c == NULL ? OMBUD_NEVER : ombud_due(c), now = stage_now(p->case_.stage);
  if (due == OMBUD_NEVER)
    puts(_("  Nothing falls due by itself."));
  else if (due - now > PARSE_DURATION_MAX)
    lines_wrong(&p->in, _("the next instant is more than a hundred years away"));
  else if (due > 0 && due <= PARSE_DURATION_MAX)
    do_step(p, arena_printf(p->scratch, "at %s", play_time(p, due)));
  else
    do_step(p, arena_printf(p->scratch, "wait %s", play_time(p, due - now)));
}

/* ---- by number ---- */

/* NULL, after that was told, where there is no such number. */
static const play_item *item_of(play *p, const char *text) {
  int64_t number = 0;
  size_t digits;
  if (duration_digits(text, strlen(text), &number, &digits) && number >= 1 && (uint64_t)number <= p->n_items)
    return &p->items[number - 1];
  lines_wrong(&p->in, _("there is no action %s: `show` lists 1 to %zu"), text, p->n_items);
  return NULL;
}

static bool is_digits(const char *text) {
  return *text != '\0' && strspn(text, "0123456789") == strlen(text);
}

static void do_number(play *p, const char *text) {
  const play_item *item = item_of(p, text);
  const char *step = item == NULL ? NULL : play_ask_facts(p, item);
  if (step == NULL) return;
  const ast_step *read = play_read(p, step);
  if (read == NULL) return;
  show_in(p, SHOW_GREY, arena_printf(p->scratch, "  = %s", step));
  fputc('\n', stdout);
  take(p, read);
  play_forget(p);
}

/* Places in messages are those of the whole line: blanks stand where it says `why`. */
static void do_why(play *p, const char *text) {
  if (is_digits(text)) {
    const play_item *item = item_of(p, text);
    if (item != NULL) show_why_item(p, item);
    return;
  }
  size_t len = strlen(text), before = p->in.len > len ? p->in.len - len : 0;
  const ast_step *step = play_read(p, arena_printf(p->scratch, "%*s%s", (int)before, "", text));
  if (step == NULL) return;
  if (step->kind == STEP_ACT)
    show_why_step(p, step);
  else
    lines_wrong(&p->in, _("`why` is about what somebody does: `why 3`, `why ACTOR ACTION`"));
  play_forget(p);
}

/* ---- the case ---- */

/* The places stand by row; the numbers count by actor, then by action, and stay as they are in every state.
 */
static void number_items(play *p) {
  const plan *all = p->of->plan;
  const plan_process *q = &all->processes[p->case_.process];
  bool *spoken = ARENA_ARRAY(p->scratch, (size_t)all->n_actors * q->n_actions, bool);
  for (size_t i = 0; i < q->n_places; i++) {
    const plan_place *at = &q->places[i];
    if (at->row / q->n_states == p->case_.mode && at->cell->n_entries > 0)
      spoken[(size_t)at->actor * q->n_actions + at->action] = true;
  }
  p->n_items = 0;
  for (size_t i = 0; i < (size_t)all->n_actors * q->n_actions; i++)
    if (spoken[i])
      *ARENA_PUSH(p->of->arena, p->items, p->n_items, p->cap_items) =
          (play_item){(uint8_t)(i / q->n_actions), (uint16_t)(i % q->n_actions)};
}

static void do_new(play *p, const char *text) {
  uint16_t process;
  uint8_t mode;
  (void)text;
  uint32_t asked = p->in.number;
  if (!play_ask_case(p, &process, &mode)) return;
  if (p->in.number > asked) fputc('\n', stdout);
  session_begin(&p->case_, process, mode);
  number_items(p);
  show_title(p);
  fputc('\n', stdout);
  show_case(p, true);
}

static void do_show(play *p, const char *text) {
  (void)text;
  show_case(p, true);
}

static void do_history(play *p, const char *text) {
  (void)text;
  show_history(p);
}

static void back(play *p, const turn *t, const char *done, const char *nothing) {
  if (t == NULL) {
    puts(nothing);
    return;
  }
  printf(done, play_step_words(p, &t->step));
  fputs("\n\n", stdout);
  show_case(p, false);
}

static void do_undo(play *p, const char *text) {
  (void)text;
  back(p, session_undo(&p->case_), _("  Undone: %s"), _("  There is nothing to undo."));
}

static void do_redo(play *p, const char *text) {
  (void)text;
  back(p, session_redo(&p->case_), _("  Done again: %s"), _("  There is nothing to redo."));
}

/* save · save "NAME" · save FILE · save FILE "NAME" */
static void do_save(play *p, const char *text) {
  const char *quote = strchr(text, '"'), *path = NULL, *name = NULL;
  size_t len = quote == NULL ? strlen(text) : (size_t)(quote - text);
  while (len > 0 && strchr(" \t", text[len - 1]) != NULL) len--;
  if (len > 0) path = arena_copy(p->scratch, text, len);
  if (quote != NULL) {
    size_t n = strlen(quote + 1);
    if (n == 0 || quote[n] != '"') {
      lines_wrong(&p->in, _("the name is not closed: save FILE \"NAME\""));
      return;
    }
    name = arena_copy(p->scratch, quote + 1, n - 1);
  } else if (p->in.asks) {
    name = lines_answer(&p->in, _("  What is the scenario called? (empty: after its steps) "));
  }
  play_save(p, path, name != NULL && *name != '\0' ? arena_copy(p->scratch, name, strlen(name)) : NULL);
}

static void do_quit(play *p, const char *text) {
  (void)text;
  p->in.ended = true;
}

static void do_help(play *p, const char *text);

/* ---- the table ---- */

typedef struct verb {
  const char *name, *operand, *brief;
  enum { TAKES_NONE, TAKES_SOME, TAKES_ONE } takes;
  void (*run)(play *p, const char *text);
} verb;

/* A step is given to the grammar whole. */
static const verb verbs[] = {
    {"show", "", N_("where the case stands, and all that can be tried"), TAKES_NONE, do_show},
    {"wait", "3d", N_("time goes on by so much"), TAKES_SOME, NULL},
    {"at", "24h", N_("time goes on to this instant since the start"), TAKES_SOME, NULL},
    {"next", "", N_("time goes on to the next instant at which something falls due"), TAKES_NONE, do_next},
    {"why", "N", N_("why action N may be done, or not; also: why ACTOR ACTION"), TAKES_ONE, do_why},
    {"history", "", N_("all that has happened"), TAKES_NONE, do_history},
    {"undo", "", N_("takes the last step back, as often as you like"), TAKES_NONE, do_undo},
    {"redo", "", N_("does again what was undone"), TAKES_NONE, do_redo},
    {"save", "FILE",
     N_("adds the case to FILE as a scenario; without FILE shows it; also: save FILE \"NAME\""), TAKES_SOME,
     do_save},
    {"new", "", N_("another case"), TAKES_NONE, do_new},
    {"help", "", N_("this list"), TAKES_NONE, do_help},
    {"quit", "", N_("ends it"), TAKES_NONE, do_quit},
};
#define N_VERBS (sizeof verbs / sizeof *verbs)

static void show_help(const play *p, const char *what, const char *brief) {
  fputs("  ", stdout);
  show_padded(what, 26);
  show_wrapped(p, brief, 28);
  fputc('\n', stdout);
}

static void do_help(play *p, const char *text) {
  (void)text;
  show_help(p, "N", _("tries action N, and asks for its facts"));
  show_help(p, "ACTOR ACTION(FACT = …)", _("a step as scenarios write it: user pay(paid = 9900)"));
  for (size_t i = 0; i < N_VERBS; i++)
    show_help(p, arena_printf(p->scratch, "%s %s", verbs[i].name, verbs[i].operand), _(verbs[i].brief));
}

static bool is_actor(const play *p, const char *word) {
  return ombud_find_actor(p->of->policy, p->of->words, word) != OMBUD_NONE;
}

static void unknown(play *p, const char *word) {
  nearest near = {0};
  for (size_t i = 0; i < N_VERBS; i++) nearest_offer(&near, word, verbs[i].name);
  for (unsigned i = 1; i < p->of->policy->n_actors; i++)
    nearest_offer(&near, word, p->of->words->actors[i].name);
  if (near.name != NULL)
    lines_wrong(&p->in, _("no command and no actor is called '%s'; did you mean '%s'?"), word, near.name);
  else
    lines_wrong(&p->in, _("no command and no actor is called '%s'; `help` lists what can be typed"), word);
}

static void run_verb(play *p, const verb *v, const char *line, const char *rest) {
  if (v->run == NULL && (*rest < '0' || *rest > '9'))
    lines_wrong(&p->in, _("`%s` wants a time behind it, such as 3d or 1h30m"), v->name);
  else if (v->run == NULL)
    do_step(p, line);
  else if (v->takes == TAKES_NONE && *rest != '\0')
    lines_wrong(&p->in, _("`%s` stands alone: '%s' is too much"), v->name, rest);
  else if (v->takes == TAKES_ONE && *rest == '\0')
    lines_wrong(&p->in, _("`%s` wants something behind it: %s %s"), v->name, v->name, v->operand);
  else
    v->run(p, rest);
}

/* An actor may be called like a command: a second word tells that it is meant. */
static void run_line(play *p, const char *line) {
  size_t len = strcspn(line, " \t(");
  const char *word = arena_copy(p->scratch, line, len), *rest = line + len + strspn(line + len, " \t");
  if (is_digits(line)) {
    do_number(p, line);
    return;
  }
  if (is_actor(p, word)) {
    do_step(p, line);
    return;
  }
  for (size_t i = 0; i < N_VERBS; i++)
    if (strcmp(verbs[i].name, word) == 0) {
      run_verb(p, &verbs[i], line, rest);
      return;
    }
  unknown(p, word);
}

static void fresh(play *p) {
  if (p->scratch != NULL) arena_free(p->scratch);
  p->scratch = arena_new();
}

int play_run(play *p) {
  lines_begin(&p->in, p->of->arena, p->color);
  p->case_ = (session){.of = p->of, .stage = stage_new(p->of)};
  fresh(p);
  do_new(p, "");
  if (p->in.asks && !p->in.ended) {
    fputc('\n', stdout);
    show_in(p, SHOW_GREY, _("Type a number, a step, or `help`."));
    fputc('\n', stdout);
  }
  const char *line;
  while ((line = lines_command(&p->in)) != NULL) {
    fresh(p);
    run_line(p, arena_copy(p->scratch, line, strlen(line)));
  }
  arena_free(p->scratch);
  return p->in.failed ? 1 : 0;
}
