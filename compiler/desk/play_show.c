/* Where a case stands: its state, what runs, what is known, and who may do what. */
#include "play_show.h"

#include <stdlib.h>
#include <string.h>

#include "core.h"
#include "diag_show.h"
#include "plan.h"
#include "play_words.h"
#include "translate.h"

void show_title(const play *p) {
  const ombud_words *w = p->of->words;
  const ombud_process_word *process = &w->processes[p->case_.process];
  const char *title = ombud_text_in(w->title, p->lang);
  const char *of = play_label(p, &(ombud_word){process->name, process->texts}), *name = process->name;
  if (p->of->policy->n_modes > 1) {
    const ombud_word *mode = &w->modes[p->case_.mode];
    of = arena_printf(p->scratch, "%s · %s", of, play_label(p, mode));
    name = arena_printf(p->scratch, "%s for %s", name, mode->name);
  }
  show_in(p, SHOW_BOLD, title != NULL && *title != '\0' ? title : w->name);
  printf("\n");
  show_safe(stdout, of);
  fputs("  ", stdout);
  show_in(p, SHOW_GREY, name);
  printf("\n");
}

/* A label, and behind it the name, where that is another. */
static void show_label(const play *p, const char *label, const char *name) {
  show_in(p, SHOW_BOLD, label);
  if (strcmp(label, name) != 0) {
    fputs("  ", stdout);
    show_in(p, SHOW_GREY, name);
  }
}

static void show_state(const play *p) {
  const ombud_case *c = stage_case(p->case_.stage);
  show_at(p, stage_now(p->case_.stage));
  if (c == NULL)
    show_in(p, SHOW_BOLD, _("No case is open yet"));
  else
    show_label(p, play_state(p, c->state), p->of->words->processes[c->process].states[c->state].name);
  fputc('\n', stdout);
}

/* ---- what runs ---- */

typedef struct running {
  ombud_time due;
  const plan_timer *timer;
} running;

static int by_due(const void *a, const void *b) {
  const running *x = a, *y = b;
  if (x->due != y->due) return x->due < y->due ? -1 : 1;
  return (x->timer > y->timer) - (x->timer < y->timer);
}

/* The tables know when, the plan what. Both have the timers of a row in one order. */
static size_t running_timers(const play *p, const ombud_case *c, running *list) {
  const plan_process *q = &p->of->plan->processes[c->process];
  const plan_row *row = &q->rows[(size_t)c->mode * q->n_states + c->state];
  core_view v;
  core_see(&v, p->of->policy, c);
  size_t n = 0;
  for (uint16_t i = 0; i < row->n_timers; i++) {
    ombud_time due = core_instant(&v, core_timer(&v, i)->due);
    if ((c->armed >> i & 1u) && due != OMBUD_UNSET && due != OMBUD_NEVER)
      list[n++] = (running){due, &row->timers[i]};
  }
  if (n > 0) qsort(list, n, sizeof *list, by_due);
  return n;
}

static const char *timer_words(const play *p, const plan_timer *t) {
  const ombud_words *w = p->of->words;
  const char *name = play_action(p, t->name), *text = name;
  if (t->kind == OMBUD_REMINDED)
    return arena_printf(p->scratch, _("reminder to %s: %s"),
                        play_list(p, t->reminded, w->actors, p->of->policy->n_actors), name);
  if (t->kind == OMBUD_DEEMED) text = arena_printf(p->scratch, _("%s counts as done"), name);
  if (t->out.target != OMBUD_NONE)
    text = arena_printf(p->scratch, "%s → %s", text, play_state(p, t->out.target));
  for (uint16_t i = 0; i < t->out.n_calls; i++)
    text = arena_printf(p->scratch, "%s » %s", text, play_effect(p, t->out.calls[i].effect));
  return text;
}

static void show_running(const play *p, const ombud_case *c) {
  running list[OMBUD_TIMERS_MAX];
  size_t n = running_timers(p, c, list), wide = 0;
  ombud_time now = stage_now(p->case_.stage);
  for (size_t i = 0; i < n; i++) {
    size_t width = strlen(play_time(p, list[i].due - now));
    if (width > wide) wide = width;
  }
  for (size_t i = 0; i < n; i++) {
    const char *left = play_time(p, list[i].due - now);
    show_at(p, list[i].due);
    left = arena_printf(p->scratch, _("in %s"), arena_printf(p->scratch, "%-*s", (int)wide, left));
    show_padded(left, 0);
    fputs("  ", stdout);
    show_wrapped(p, timer_words(p, list[i].timer), SHOW_MARGIN + source_width(left, strlen(left), 0) + 2);
    fputc('\n', stdout);
  }
}

/* ---- what is known ---- */

static void show_known(const play *p, const ombud_case *c) {
  size_t wide = 0;
  for (int pass = 0; pass < 2; pass++)
    for (uint16_t i = 0; i < p->of->policy->n_facts; i++) {
      int64_t value = ombud_fact_value(p->of->policy, c, i);
      const char *label = play_fact(p, i), *name = p->of->words->facts[i].name;
      size_t width = source_width(label, strlen(label), 0);
      if (value == OMBUD_UNSET) continue;
      if (width > wide && width <= 30) wide = width;
      if (pass == 0) continue;
      printf("%*s", (int)SHOW_MARGIN, "");
      if (strcmp(label, name) != 0) {
        show_padded(label, wide);
        fputs("  ", stdout);
      }
      show_in(p, SHOW_GREY, arena_printf(p->scratch, "%s = ", name));
      show_safe(stdout, play_value(p, i, value));
      fputc('\n', stdout);
    }
}

/* ---- who may do what ---- */

/* No case is there to ask about: the opening itself is. Facts that it takes are still to be given. */
static ombud_option opening(const play *p, const play_item *item) {
  const ombud_input in = {.actor = item->actor, .action = item->action};
  ombud_option o = {.until = OMBUD_NEVER, .by = OMBUD_NEVER, .rule = OMBUD_NO_RULE, .action = item->action};
  ombud_why why;
  if (ombud_explain_open(p->of->policy, (uint8_t)p->case_.process, p->case_.mode, &in,
                         stage_now(p->case_.stage), &why) != OMBUD_OK)
    return o;
  bool open = why.reason == OMBUD_REASON_NONE || why.reason == OMBUD_FACT_MISSING;
  o.verdict = open ? OMBUD_MAY : OMBUD_MAY_NOT;
  o.reason = open ? OMBUD_REASON_NONE : why.reason;
  o.rule = why.rule;
  return o;
}

/* What the actors may do of N items, which stand by actor: each actor is asked about once. */
static void look_up(const play *p, const play_item *items, size_t n, ombud_option *out) {
  const ombud_case *c = stage_case(p->case_.stage);
  size_t n_actions = p->of->policy->processes[p->case_.process].n_actions;
  ombud_option *all = ARENA_ARRAY(p->scratch, n_actions, ombud_option);
  for (size_t i = 0; i < n; i++) {
    bool other = i == 0 || items[i].actor != items[i - 1].actor;
    if (c != NULL && other)
      ombud_can(p->of->policy, c, items[i].actor, stage_now(p->case_.stage), all, n_actions, &n_actions);
    out[i] = c == NULL ? opening(p, &items[i]) : all[items[i].action];
  }
}

ombud_option show_option(const play *p, const play_item *item) {
  ombud_option o;
  look_up(p, item, 1, &o);
  return o;
}

/* An action's row: its number, its label, how it is written, and a note. */
typedef struct row {
  size_t number;
  const char *label, *form, *note; /* form: "" where the label is written so already */
  bool refused;
} row;

typedef struct columns {            /* of all rows; one that is wider than most has its note below it */
  size_t number, label, form, name; /* form, name: of what may be done, and of what is refused */
} columns;

#define LABEL_MAX 30u
#define FORM_MAX  32u

static size_t width_of(const char *text) {
  return source_width(text, strlen(text), 0);
}

static const char *note_of(const play *p, const ombud_option *o) {
  if (o->verdict == OMBUD_MUST) return arena_printf(p->scratch, _("must, before %s"), play_time(p, o->by));
  if (o->verdict == OMBUD_MAY_IF) return _("hangs on the facts");
  if (o->verdict == OMBUD_MAY) return "";
  return arena_printf(p->scratch, "✗ %s", ombud_reason_text(p->of->policy, p->of->words, o->reason, p->lang));
}

/* Of what is refused nobody needs to know which facts it would take. */
static row row_of(const play *p, size_t i, const ombud_option *o) {
  const play_item *item = &p->items[i];
  const char *name = p->of->words->processes[p->case_.process].names[item->action].name;
  row r = {.number = i + 1, .label = play_action(p, item->action), .note = note_of(p, o)};
  r.refused = o->verdict == OMBUD_MAY_NOT;
  r.form = r.refused ? name : play_form(p, item);
  if (strcmp(r.label, name) == 0) r.label = r.form, r.form = "";
  return r;
}

static void widen(size_t *column, size_t width, size_t max) {
  if (width > *column && width <= max) *column = width;
}

/* Notes stand in one column, if there is room for it. */
static columns measure(const play *p, const row *rows, size_t n) {
  columns k = {.number = width_of(arena_printf(p->scratch, "%zu", p->n_items))};
  size_t note = 0;
  for (size_t i = 0; i < n; i++) {
    widen(&k.label, width_of(rows[i].label), LABEL_MAX);
    widen(rows[i].refused ? &k.name : &k.form, width_of(rows[i].form), FORM_MAX);
    widen(&note, width_of(rows[i].note), PLAY_COLUMNS);
  }
  size_t both = k.form > k.name ? k.form : k.name;
  if (4 + k.number + 2 + k.label + 2 + both + 2 + note <= PLAY_COLUMNS) k.form = k.name = both;
  return k;
}

/* What does not fit behind the action stands below it. */
static void show_note(const play *p, const char *note, size_t column, size_t from, size_t below) {
  if (*note == '\0') return;
  bool fits = column <= from && from + width_of(note) <= PLAY_COLUMNS;
  printf(fits ? "%*s" : "\n%*s", (int)(fits ? from - column : below), "");
  show_wrapped(p, note, fits ? from : below);
}

static void show_row(const play *p, const row *r, const columns *k) {
  size_t below = 4 + k->number + 2, label = width_of(r->label);
  size_t behind = below + (label > k->label ? label : k->label), name = r->refused ? k->name : k->form;
  show_color(stdout, p->color && r->refused, SHOW_GREY);
  printf("    %*zu  ", (int)k->number, r->number);
  show_padded(r->label, *r->form != '\0' || *r->note != '\0' ? k->label : 0);
  if (*r->form != '\0') {
    fputs("  ", stdout);
    show_color(stdout, p->color, SHOW_GREY);
    behind = show_wrapped(p, r->form, behind + 2);
    show_color(stdout, p->color && !r->refused, SHOW_PLAIN);
  }
  show_note(p, r->note, behind, below + k->label + (name > 0 ? 2 + name : 0) + 2, below);
  show_color(stdout, p->color && r->refused, SHOW_PLAIN);
  fputc('\n', stdout);
}

static void show_items(const play *p, bool whole) {
  row *rows = ARENA_ARRAY(p->scratch, p->n_items, row);
  ombud_option *options = ARENA_ARRAY(p->scratch, p->n_items, ombud_option);
  size_t n = 0;
  look_up(p, p->items, p->n_items, options);
  for (size_t i = 0; i < p->n_items; i++)
    if (whole || options[i].verdict != OMBUD_MAY_NOT) rows[n++] = row_of(p, i, &options[i]);
  columns k = measure(p, rows, n);
  uint8_t actor = OMBUD_CLOCK;
  for (size_t i = 0; i < n; i++) {
    if (p->items[rows[i].number - 1].actor != actor) {
      actor = p->items[rows[i].number - 1].actor;
      fputs("  ", stdout);
      show_label(p, play_actor(p, actor), p->of->words->actors[actor].name);
      fputc('\n', stdout);
    }
    show_row(p, &rows[i], &k);
  }
}

void show_case(const play *p, bool whole) {
  const ombud_case *c = stage_case(p->case_.stage);
  show_state(p);
  if (c != NULL) show_running(p, c);
  if (c != NULL && whole) show_known(p, c);
  if (c != NULL && ombud_ended(p->of->policy, c) == 1)
    printf("%*s%s\n", (int)SHOW_MARGIN, "", _("This case is at its end."));
  else
    show_items(p, whole);
}
