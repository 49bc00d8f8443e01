#include "random_process.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

/* Not a multiple of what dice_roll adds: one seed's rolls would be the next one's, one roll later. */
dice dice_from(uint64_t seed) {
  return (dice){seed * UINT64_C(0xD1342543DE82EF95) + 1};
}

/* splitmix64. Never two rolls among the arguments of one call: C does not say which comes first. */
unsigned dice_roll(dice *d, unsigned sides) {
  uint64_t z = d->state += UINT64_C(0x9E3779B97F4A7C15);
  z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
  z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
  return (unsigned)((z ^ z >> 31) % sides);
}

typedef struct maker {
  random_process *p;
  dice d;
} maker;

__attribute__((format(printf, 2, 3))) static void put(maker *m, const char *format, ...) {
  va_list args;
  va_start(args, format);
  int n = vsnprintf(m->p->text + m->p->len, sizeof m->p->text - m->p->len, format, args);
  va_end(args);
  if (n < 0 || m->p->len + (size_t)n >= sizeof m->p->text) abort();
  m->p->len += (size_t)n;
}

static unsigned roll(maker *m, unsigned sides) {
  return dice_roll(&m->d, sides);
}

static bool once_in(maker *m, unsigned n) {
  return roll(m, n) == 0;
}

static void put_target(maker *m) {
  unsigned t = roll(m, m->p->n_states + m->p->n_ends);
  if (t < m->p->n_states)
    put(m, " -> s%u", t);
  else
    put(m, " -> e%u", t - m->p->n_states);
}

static void put_anchor(maker *m) {
  switch (roll(m, m->p->has_day ? 9 : 7)) {
  case 0: put(m, " of latest(open, a%u)", roll(m, m->p->n_free)); break;
  case 1: put(m, " of earliest(open, a%u)", roll(m, m->p->n_free)); break;
  case 2:
  case 3: put(m, " of open"); break;
  case 6:
    if (m->p->events > 0) put(m, " of latest(open, v%u)", roll(m, m->p->events));
    break;
  case 8: put(m, " of latest(a%u, open, day)", roll(m, m->p->n_free)); break;
  case 7: put(m, " of day"); break;
  }
}

static void put_effects(maker *m) {
  if (once_in(m, 4))
    put(m, " do hit(%u)", roll(m, 2));
  else if (once_in(m, 6))
    put(m, " do pay(x)");
}

static void put_guard(maker *m) {
  switch (roll(m, 5)) {
  case 0: put(m, " when x > %u otherwise because no", roll(m, 3)); break;
  case 1:
    put(m, " when y < %u otherwise", 1 + roll(m, 3));
    put_target(m);
    put_effects(m);
    break;
  case 2:
    put(m, " when x = %u", roll(m, 4));
    put(m, " or y = %u otherwise because no", roll(m, 4));
    break;
  }
}

static void put_excluded(maker *m, unsigned state) {
  if (m->p->n_states > 1 && once_in(m, 5)) put(m, " not counting s%u", (state + 1) % m->p->n_states);
}

static void put_deadline(maker *m, unsigned state) {
  unsigned kind = roll(m, 4), action = roll(m, m->p->n_free);
  if (kind == 0) {
    put(m, "    b must a%u", action);
    put_target(m);
    put_effects(m);
    put(m, " within %ums", 1 + roll(m, 5));
  } else {
    put(m, "    after %ums", 1 + roll(m, 6));
  }
  put_anchor(m);
  put_excluded(m, state);
  if (kind == 0) {
    put(m, " else deemed a%u\n", action);
    return;
  }
  put(m, " then v%u", m->p->events++);
  if (kind > 1) put_target(m);
  put_effects(m);
  put(m, "\n");
}

static void put_permission(maker *m, unsigned action) {
  put(m, "    a may a%u", action);
  if (once_in(m, 4))
    put(m, "(y)");
  else if (m->p->has_day && once_in(m, 6))
    put(m, "(day)");
  if (!once_in(m, 4)) put_target(m);
  put_effects(m);
  if (once_in(m, 4)) {
    put(m, " within %ums", 1 + roll(m, 5));
    put_anchor(m);
  } else if (once_in(m, 4)) {
    put(m, " from %ums", 1 + roll(m, 4));
    put_anchor(m);
  }
  put_guard(m);
  if (once_in(m, 6)) put(m, " at most %u times", 1 + roll(m, 2));
  put(m, "\n");
}

/* A rule of the whole process, over which those of a state go where their time and condition is. */
static void put_wide(maker *m, unsigned action) {
  switch (roll(m, 4)) {
  case 0: put(m, "  a may not a%u because no\n", action); break;
  case 1:
    put(m, "  a may a%u", action);
    put_target(m);
    put(m, "\n");
    break;
  }
}

void random_process_make(random_process *p, uint64_t seed) {
  *p = (random_process){.n_ends = 2};
  maker m = {p, dice_from(seed)};
  p->n_states = 1 + roll(&m, 4);
  p->n_free = 2 + roll(&m, 2);
  p->has_day = once_in(&m, 4);
  put(&m,
      "policy t { version \"1\" }\nactors a, b\n"
      "facts { x : number >= 0 and <= 3  y : number >= 0 and <= x  day : moment }\n"
      "effects { pay(n: number)  hit(n: number) }\nreasons { no \"no\" }\n"
      "process p assume \"t\" {\n  actions open, a0, a1, a2\n  start { a may open(x, y%s) -> s0 }\n",
      p->has_day ? ", day" : "");
  for (unsigned s = 0; s < p->n_states; s++) {
    put(&m, "  state s%u {\n", s);
    for (unsigned n = roll(&m, 3); n > 0; n--) put_deadline(&m, s);
    for (unsigned n = roll(&m, 3); n > 0; n--) put_permission(&m, n - 1);
    put(&m, "    waits \"t\"\n  }\n");
  }
  for (unsigned a = 0; a < 2; a++) put_wide(&m, a);
  put(&m, "  ends e0, e1\n}\n");
}

void random_process_save(const random_process *p, const char *path) {
  FILE *f = fopen(path, "w");
  if (f == NULL || fwrite(p->text, 1, p->len, f) != p->len || fclose(f) != 0) abort();
}
