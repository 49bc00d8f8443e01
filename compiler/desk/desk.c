#include "desk.h"

#include <string.h>

#include "cmd.h"

bool desk_exists(const desk *d, uint16_t state, uint8_t mode) {
  const plan_process *q = &d->c.plan->processes[d->process];
  return q->rows[(size_t)mode * q->n_states + state].exists;
}

const char *desk_modes(const desk *d, uint32_t mask) {
  const char *text = "";
  for (uint8_t m = 0; m < d->c.plan->n_modes; m++)
    if (mask >> m & 1)
      text = arena_printf(d->c.arena, "%s%s%s", text, *text ? ", " : "", d->c.words->modes[m].name);
  return text;
}

static bool find_process(desk *d, const char *wanted) {
  nearest near = {0};
  for (uint16_t i = 0; i < d->c.plan->n_processes; i++) {
    const char *name = d->c.words->processes[i].name;
    d->process = i;
    if (strcmp(name, wanted) == 0) return true;
    nearest_offer(&near, wanted, name);
  }
  options_wrong("no process is called '%s'%s", wanted, options_meant(d->c.arena, near.name));
  return false;
}

static bool find_mode(desk *d, const char *wanted) {
  nearest near = {0};
  uint8_t n = d->c.plan->n_modes;
  for (uint8_t i = 0; wanted != NULL && i < n; i++) {
    d->mode = i;
    if (strcmp(d->c.words->modes[i].name, wanted) == 0) return true;
    nearest_offer(&near, wanted, d->c.words->modes[i].name);
  }
  d->mode = OMBUD_NONE;
  if (wanted != NULL && n == 1)
    options_wrong("no mode is called '%s'; this policy has one kind of case only: leave out --for", wanted);
  else if (wanted != NULL)
    options_wrong("no mode is called '%s'%s", wanted, options_meant(d->c.arena, near.name));
  return wanted == NULL;
}

static bool find_state(desk *d, const char *wanted) {
  const ombud_process_word *w = &d->c.words->processes[d->process];
  nearest near = {0};
  d->state = OMBUD_NONE;
  for (uint16_t i = 0; wanted != NULL && i < d->c.plan->processes[d->process].n_states; i++) {
    if (strcmp(w->states[i].name, wanted) == 0) d->state = i;
    nearest_offer(&near, wanted, w->states[i].name);
  }
  if (wanted == NULL || d->state != OMBUD_NONE) return true;
  options_wrong("no state is called '%s' in process '%s'%s", wanted, w->name,
                options_meant(d->c.arena, near.name));
  return false;
}

/* A state of other modes than the one asked about. */
static bool check_place(const desk *d) {
  uint32_t mask = 0;
  if (d->state == OMBUD_NONE || d->mode == OMBUD_NONE || desk_exists(d, d->state, (uint8_t)d->mode))
    return true;
  for (uint8_t m = 0; m < d->c.plan->n_modes; m++) mask |= (uint32_t)desk_exists(d, d->state, m) << m;
  options_wrong("there is no state '%s' for %s; it is one for %s",
                d->c.words->processes[d->process].states[d->state].name, d->c.words->modes[d->mode].name,
                desk_modes(d, mask));
  return false;
}

int desk_open(desk *d, const options *o) {
  *d = (desk){.o = o, .lang = cmd_language()};
  int status = cmd_compile_one(o, &d->c, o->operands[0]);
  if (status != EXIT_FINE) return status;
  if (!find_process(d, o->operands[1]) || !find_mode(d, o->for_mode) || !find_state(d, o->in_state) ||
      !check_place(d) || !given_read(d))
    return EXIT_CALL;
  d->numbered = hypothesis_number(&d->c);
  /* The text that the policy cites is the last source loaded. */
  if (*d->c.words->source != '\0')
    d->cited = clauses_read(d->c.tree->names, d->c.arena, &d->c.sources, (uint32_t)d->c.sources.len - 1);
  return EXIT_FINE;
}

hypothesis desk_suppose(const desk *d, uint16_t state, uint8_t mode) {
  hypothesis h = {.of = &d->c,
                  .numbered = d->numbered,
                  .process = d->process,
                  .state = state,
                  .mode = mode,
                  .after = d->after,
                  .facts = d->facts,
                  .since = d->since};
  hypothesis_enter(&h);
  return h;
}

bool desk_check_opening_time(const desk *d) {
  const char *option = d->o->after != NULL ? "after" : d->o->n_since > 0 ? "since" : NULL;
  if (option != NULL)
    options_wrong("--%s tells of a case that is open; say with --in in which state it is", option);
  return option == NULL;
}
