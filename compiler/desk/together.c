#include "together.h"

#include <string.h>

#include "translate.h"

typedef struct group {
  page body;
  uint16_t *states; /* of each mode, those in which it is the answer; [mode * n_states] */
  size_t *n_states; /* [mode] */
} group;

typedef struct groups {
  const desk *d;
  group *at;
  size_t n, cap;
} groups;

static uint16_t states_of(const desk *d) {
  return d->c.plan->processes[d->process].n_states;
}

static group *group_of(groups *g, const page *body) {
  for (size_t i = 0; i < g->n; i++)
    if (strcmp(g->at[i].body.text, body->text) == 0) return &g->at[i];
  arena *a = g->d->c.arena;
  size_t modes = g->d->c.plan->n_modes;
  group *new = ARENA_PUSH(a, g->at, g->n, g->cap);
  *new = (group){*body, ARENA_ARRAY(a, modes * states_of(g->d), uint16_t), ARENA_ARRAY(a, modes, size_t)};
  return new;
}

static bool is_asked(const desk *d, bool start, uint16_t state, uint8_t mode) {
  const plan_row *row = &d->c.plan->processes[d->process].rows[(size_t)mode * states_of(d) + state];
  if (d->mode != OMBUD_NONE && d->mode != mode) return false;
  if (!row->exists) return false;
  if (d->state != OMBUD_NONE) return d->state == state;
  return start ? state == 0 : state != 0 && !row->end && row->reachable;
}

static bool same_states(const desk *d, const group *g, uint8_t m, uint8_t k) {
  size_t n = g->n_states[m];
  return g->n_states[k] == n && memcmp(&g->states[(size_t)m * states_of(d)],
                                       &g->states[(size_t)k * states_of(d)], n * sizeof *g->states) == 0;
}

/* A line for each set of modes that have it in the same states. */
static void show_heading(const desk *d, const char *subject, const group *g, FILE *out) {
  page p = page_new(d->c.arena);
  uint32_t told = 0;
  bool modes = d->c.plan->n_modes > 1;
  for (uint8_t m = 0; m < d->c.plan->n_modes; m++) {
    if (g->n_states[m] == 0 || told >> m & 1) continue;
    uint32_t mask = 0;
    for (uint8_t k = m; k < d->c.plan->n_modes; k++) mask |= (uint32_t)same_states(d, g, m, k) << k;
    told |= mask;
    const uint16_t *states = &g->states[(size_t)m * states_of(d)];
    const char *in = desk_states(d, states, g->n_states[m]);
    if (states[0] == 0 && modes)
      page_line(&p, 0, _("%s, to open a case, for %s:"), subject, desk_modes(d, mask));
    else if (states[0] == 0)
      page_line(&p, 0, _("%s, to open a case:"), subject);
    else if (modes)
      page_line(&p, 0, _("%s in %s, for %s:"), subject, in, desk_modes(d, mask));
    else
      page_line(&p, 0, _("%s in %s:"), subject, in);
  }
  page_show(&p, out);
}

void together_show(const desk *d, const char *subject, bool start,
                   page (*body)(void *context, uint16_t state, uint8_t mode), void *context, FILE *out) {
  groups all = {.d = d};
  for (uint8_t m = 0; m < d->c.plan->n_modes; m++)
    for (uint16_t s = 0; s < states_of(d); s++) {
      if (!is_asked(d, start, s, m)) continue;
      page p = body(context, s, m);
      group *g = group_of(&all, &p);
      g->states[(size_t)m * states_of(d) + g->n_states[m]++] = s;
    }
  for (size_t i = 0; i < all.n; i++) {
    if (i > 0) putc('\n', out);
    show_heading(d, subject, &all.at[i], out);
    page_show(&all.at[i].body, out);
  }
}
