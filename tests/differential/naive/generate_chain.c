#define _POSIX_C_SOURCE 200809L /* fmemopen */
#include <string.h>

#include "maker.h"

static void write_otherwise(maker *m, unsigned mode) {
  fprintf(m->out, maker_chance(m, 50) ? " when " : " unless ");
  write_condition(m, 1);
  fprintf(m->out, " otherwise");
  switch (maker_roll(m, 3)) {
  case 0: fprintf(m->out, " because "), write_reason(m); return;
  case 1:
    fprintf(m->out, " -> ");
    write_target(m, mode, 0);
    write_effects(m);
    return;
  default:
    fprintf(m->out, " do ");
    write_effect(m);
    return;
  }
}

typedef struct grade { /* a chain of ever narrower rules about one actor's one action */
  const char *actors;
  unsigned action, mode /* n_modes: all */, states /* mask; 0: any */;
  char guard[400], window[400];
} grade;

/* Everything before the rule itself; answers how many braces have to be closed. */
static int write_scope(maker *m, const grade *l) {
  int braces = 0;
  bool inside = maker_chance(m, 50), mode = m->n_modes > 0 && l->mode < m->n_modes;
  if (mode && !inside) braces++, fprintf(m->out, "  for m%u {\n", l->mode);
  if (l->states) {
    const char *comma = "  in ";
    for (unsigned s = 0; s < m->n_ways; s++)
      if (l->states >> s & 1) {
        fprintf(m->out, "%ss%u", comma, s);
        comma = ", ";
      }
    fprintf(m->out, " {\n");
    braces++;
  } else if (maker_chance(m, 20)) {
    fprintf(m->out, "  in any {\n");
    braces++;
  }
  if (mode && inside) braces++, fprintf(m->out, "  for m%u {\n", l->mode);
  return braces;
}

static void write_grade(maker *m, const grade *l, bool nobody, bool permits) {
  int braces = write_scope(m, l);
  bool denies = nobody || (!permits && maker_chance(m, 40));
  fprintf(m->out, "    %s may %sa%u", nobody ? "nobody" : l->actors, denies && !nobody ? "not " : "",
          l->action);
  if (!denies) {
    write_facts(m, m->gives[l->action]);
    if (maker_chance(m, 60)) {
      fprintf(m->out, " -> ");
      write_target(m, l->mode, 0);
    }
    write_effects(m);
  }
  fprintf(m->out, "%s%s", l->guard, l->window);
  if (denies) fprintf(m->out, " because "), write_reason(m);
  if (!denies && maker_chance(m, 30)) fprintf(m->out, " at most %u times", 1 + maker_roll(m, 3));
  if (!denies && maker_chance(m, 35)) write_otherwise(m, l->mode);
  if (!denies && maker_chance(m, 10)) write_otherwise(m, l->mode);
  fprintf(m->out, "\n");
  while (braces-- > 0) fprintf(m->out, "  }\n");
}

static void write_text(maker *m, char *text, size_t size, void (*write)(maker *)) {
  maker to = *m;
  to.out = fmemopen(text, size, "w");
  write(&to);
  fclose(to.out);
  m->d = to.d;
}

/* One more thing that the next rule of the chain names; false where that is named already. */
static bool tighten(maker *m, grade *l) {
  bool fits = false;
  switch (maker_roll(m, 4)) {
  case 0:
    fits = l->states == 0 || (l->states & (l->states - 1));
    if (fits) l->states = l->states ? l->states & (l->states - 1) : 1 + maker_roll(m, (1u << m->n_ways) - 1);
    break;
  case 1:
    fits = l->mode == m->n_modes && m->n_modes > 0;
    if (fits) l->mode = maker_roll(m, m->n_modes);
    break;
  case 2:
    fits = !l->guard[0];
    if (fits) write_text(m, l->guard, sizeof l->guard, write_guard);
    break;
  default:
    fits = !l->window[0];
    if (fits) write_text(m, l->window, sizeof l->window, write_window);
    break;
  }
  for (unsigned s = 0; s < m->n_ways; s++) /* a state and a mode that do not go together are an error */
    if ((l->states >> s & 1) && m->only_in[s] < m->n_modes) l->mode = m->only_in[s];
  return fits;
}

void write_chain(maker *m, const char *who, unsigned action) {
  grade l = {.actors = who, .action = action, .mode = m->n_modes};
  unsigned length = 1 + maker_roll(m, 5);
  if (maker_chance(m, 20)) tighten(m, &l);
  for (unsigned i = 0; i < length; i++) {
    bool narrower = false;
    write_grade(m, &l, false, i == 0 && who[0] == 'u');
    for (int tries = 0; tries < 8 && !narrower; tries++) narrower = tighten(m, &l);
    if (!narrower) return;
    if (maker_chance(m, 3)) memset(l.guard, 0, sizeof l.guard);
  }
}

void write_nobody(maker *m, unsigned action) {
  write_grade(m, &(grade){.action = action, .mode = m->n_modes}, true, false);
}
