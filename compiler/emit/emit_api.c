#include "emit_api.h"

#include <stdlib.h>
#include <string.h>

#include "core.h"
#include "emit_text.h"

/* ---- what the tables say of each action ---- */

typedef struct gift {
  uint16_t fact;
  size_t cells; /* that give it */
} gift;

typedef struct tally {    /* of one action, over the cells of the start or of all other states */
  size_t permits, speaks; /* cells in which it may be done; of which a rule speaks */
  gift *gives;
  size_t n_gives, cap_gives;
} tally;

static void mark_calls(const api *x, bool *effects, uint32_t first) {
  for (uint32_t i = first; i != 0; i = x->policy->calls[i].last ? 0 : i + 1)
    effects[x->policy->calls[i].effect] = true;
}

static void count_gift(const api *x, tally *t, uint16_t fact) {
  size_t i = 0;
  while (i < t->n_gives && t->gives[i].fact != fact) i++;
  if (i == t->n_gives) *ARENA_PUSH(x->arena, t->gives, t->n_gives, t->cap_gives) = (gift){fact, 0};
  t->gives[i].cells++;
}

static void count_cell(const api *x, bool *effects, tally *t, const core_cell *cell) {
  bool permits = false;
  for (size_t i = cell->entries; i < (size_t)cell->entries + cell->n_entries; i++) {
    const ombud_entry *entry = &x->policy->entries[i];
    mark_calls(x, effects, entry->calls);
    permits |= entry->kind != OMBUD_ENTRY_DENY;
  }
  t->speaks += cell->n_entries != 0;
  if (!permits) return;
  t->permits++;
  for (size_t i = 0; i < cell->n_gives; i++) count_gift(x, t, x->policy->gives[cell->gives + i]);
}

static int by_fact(const void *left, const void *right) {
  const gift *l = left, *r = right;
  return (l->fact > r->fact) - (l->fact < r->fact);
}

static void settle_facts(api *x, api_action *action, const tally *t) {
  action->n_facts = t->n_gives;
  if (t->n_gives == 0) return;
  action->facts = ARENA_ARRAY(x->arena, t->n_gives, api_fact);
  qsort(t->gives, t->n_gives, sizeof *t->gives, by_fact);
  for (size_t i = 0; i < t->n_gives; i++) {
    bool always = t->gives[i].cells == t->permits;
    action->facts[i] = (api_fact){t->gives[i].fact, always};
    if (!always) x->optional[t->gives[i].fact] = true;
  }
  if (action->n_facts > x->most_facts) x->most_facts = action->n_facts;
}

/* What can only open a case has no other function, since that would be refused wherever it is called. What
 * nobody may do at all has one, for the reason that is then given. */
static void make_process(api *x, uint16_t p) {
  const ombud_process *q = &x->policy->processes[p];
  api_process *made = &x->processes[p];
  tally *at_start = ARENA_ARRAY(x->arena, q->n_actions, tally),
        *later = ARENA_ARRAY(x->arena, q->n_actions, tally);
  made->effects = ARENA_ARRAY(x->arena, x->policy->n_effects, bool);
  for (size_t row = 0; row < (size_t)x->policy->n_modes * q->n_states; row++) {
    tally *t = row % q->n_states == 0 ? at_start : later;
    for (uint8_t actor = 1; actor < x->policy->n_actors; actor++)
      for (uint16_t a = 0; a < q->n_actions; a++) {
        core_cell cell =
            core_cell_of(x->policy, q, (uint8_t)(row / q->n_states), (uint16_t)(row % q->n_states), actor, a);
        count_cell(x, made->effects, &t[a], &cell);
      }
    const ombud_row *r = &q->rows[row];
    for (size_t i = r->timers; i < (size_t)r->timers + r->n_timers; i++)
      if (x->policy->timers[i].kind != OMBUD_REMINDED)
        mark_calls(x, made->effects, x->policy->timers[i].calls);
  }
  made->opens = ARENA_ARRAY(x->arena, q->n_actions, api_action);
  made->acts = ARENA_ARRAY(x->arena, q->n_actions, api_action);
  for (size_t a = 0; a < q->n_actions; a++) {
    made->opens[a].exists = at_start[a].permits != 0;
    made->acts[a].exists = later[a].speaks != 0 || at_start[a].permits == 0;
    settle_facts(x, &made->opens[a], &at_start[a]);
    settle_facts(x, &made->acts[a], &later[a]);
  }
}

api api_make(arena *a, const ombud_policy *policy, const ombud_words *words, const symbols *s, FILE *out) {
  api x = {.arena = a, .policy = policy, .words = words, .symbols = s, .out = out, .most_facts = 1};
  x.optional = ARENA_ARRAY(a, policy->n_facts, bool);
  x.processes = ARENA_ARRAY(a, policy->n_processes, api_process);
  for (size_t f = 0; f < policy->n_facts; f++) x.uses[policy->facts[f].type] = true;
  for (size_t i = 0; i < policy->n_effects; i++)
    for (size_t k = 0; k < words->effects[i].n_params; k++) x.uses[words->effects[i].params[k].type] = true;
  x.modes = policy->n_modes > 1 || strcmp(words->modes[0].name, "default") != 0;
  for (uint16_t p = 0; p < policy->n_processes; p++) make_process(&x, p);
  return x;
}

/* ---- the whole ---- */

void api_texts(const api *x, const ombud_text *texts, const char *name) {
  if (!texts->lang) text_comment(x->out, name);
  for (const ombud_text *t = texts; t->lang; t++) {
    if (t > texts) fputs(" / ", x->out);
    text_comment(x->out, t->text);
  }
}

/* Said once, since it is the same for all. */
static void emit_about_processes(const api *x) {
  fputs("/* ---- processes, PROC below ----\n"
        " *\n"
        " * PROC_case: a case. The functions of ombud.h take its .head.\n"
        " * PROC_out: where the answers of one call go. .room has events, effects, and rule and reason of a "
        "refusal;\n"
        " *   .call who did what. It points into itself, and is not to be copied.\n"
        " * PROC_open_ACTION, PROC_ACTION: ombud_open and ombud_step for that action, as C is to be opened, "
        "or stands\n"
        " *   at NOW. They answer as these do. After an error nothing is in OUT, and C is as it was.\n"
        " * PROC_ask_open_ACTION, PROC_ask_ACTION: the same as an input, in CALL, for who hands it over to "
        "another, such as\n"
        " *   a durable host (ombud_store.h).\n"
        " * PROC_open, PROC_step: the same for who has the action as a number.\n"
        " * PROC_take: the straight way, ombud_take, laid open for the compiler. C is believed: it must be a "
        "case of PROC\n"
        " *   that these functions, or ombud_decode, have filled; and IN was folded for PROC.\n"
        " * PROC_catch_up, PROC_due, PROC_ended, PROC_why: ombud_catch_up, ombud_due, ombud_ended, "
        "ombud_explain. The\n"
        " *   last is about the call that was refused with OUT; of an opening it is ombud_explain_open that "
        "tells.\n"
        " * PROC_state: that of an open case. PROC_action_label, PROC_action_name: of ombud_event.name and "
        "the like.\n"
        " * PROC_visit: hands every effect in OUT to its handler, in the order in which they came about, "
        "with the event\n"
        " *   behind it. HOST is passed on. No handler may be NULL. */\n\n",
        x->out);
}

void emit_api(const api *x) {
  emit_api_values(x);
  emit_api_effects(x);
  emit_api_labels(x);
  emit_about_processes(x);
  for (uint16_t p = 0; p < x->policy->n_processes; p++) emit_api_process(x, p);
}
