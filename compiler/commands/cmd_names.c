#include <string.h>

#include "cmd.h"

/* The names of a kind, offered one after the other. */
typedef struct lookup {
  const char *wanted;
  nearest near;
  uint16_t found; /* OMBUD_NONE: not yet */
} lookup;

static void offer(lookup *l, const char *name, uint16_t number) {
  if (name == NULL) return;
  if (strcmp(name, l->wanted) == 0) l->found = number;
  nearest_offer(&l->near, l->wanted, name);
}

static lookup among(const char *wanted, const ombud_word *words, size_t first, size_t n) {
  lookup l = {.wanted = wanted, .found = OMBUD_NONE};
  for (size_t i = first; i < n; i++) offer(&l, words[i].name, (uint16_t)i);
  return l;
}

/* UNKNOWN says that there is none, with the name as %s; NEAR offers another one too. */
#define FOUND(l, UNKNOWN, NEAR)                                                                              \
  do {                                                                                                       \
    if ((l).found == OMBUD_NONE && (l).near.name == NULL) options_wrong(UNKNOWN, (l).wanted);                \
    if ((l).found == OMBUD_NONE && (l).near.name != NULL) options_wrong(NEAR, (l).wanted, (l).near.name);    \
    return (l).found;                                                                                        \
  } while (0)

uint16_t cmd_find_process(const compilation *c, const char *wanted) {
  lookup l = {.wanted = wanted, .found = OMBUD_NONE};
  for (uint16_t i = 0; i < c->policy->n_processes; i++) offer(&l, c->words->processes[i].name, i);
  FOUND(l, N_("no process is called '%s'"), N_("no process is called '%s'; did you mean '%s'?"));
}

uint16_t cmd_find_mode(const compilation *c, const char *wanted) {
  lookup l = among(wanted, c->words->modes, 0, c->policy->n_modes);
  FOUND(l, N_("no mode is called '%s'"), N_("no mode is called '%s'; did you mean '%s'?"));
}

uint16_t cmd_find_actor(const compilation *c, const char *wanted) {
  lookup l = among(wanted, c->words->actors, 1, c->policy->n_actors);
  FOUND(l, N_("no actor is called '%s'"), N_("no actor is called '%s'; did you mean '%s'?"));
}

uint16_t cmd_find_state(const compilation *c, uint16_t process, const char *wanted) {
  lookup l = {.wanted = wanted, .found = OMBUD_NONE};
  for (uint16_t i = 0; i < c->policy->n_processes; i++)
    for (uint16_t s = 0; s < c->policy->processes[i].n_states; s++)
      if (process == OMBUD_NONE || process == i) offer(&l, c->words->processes[i].states[s].name, s);
  FOUND(l, N_("no state is called '%s'"), N_("no state is called '%s'; did you mean '%s'?"));
}
