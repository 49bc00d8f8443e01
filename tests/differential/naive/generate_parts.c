#include "maker.h"

const char *const maker_facts[FACTS] = {"agreed", "kind", "count", "paid", "part", "day", "deal", "note"};
const char *const maker_actors[] = {"user", "shop", "help"};

unsigned maker_roll(maker *m, unsigned sides) {
  return dice_roll(&m->d, sides);
}

bool maker_chance(maker *m, unsigned percent) {
  return maker_roll(m, 100) < percent;
}

bool maker_has(const maker *m, unsigned fact) {
  return m->facts >> fact & 1;
}

/* ---- values ---- */

static void write_test(maker *m) {
  static const char *const signs[] = {"=", "!=", "<", "<=", ">", ">="};
  for (;;) {
    unsigned fact = maker_roll(m, PART + 1);
    if (!maker_has(m, fact)) {
      if (!(m->facts & ((1u << (PART + 1)) - 1))) break;
      continue;
    }
    if (fact == YES)
      fprintf(m->out, maker_chance(m, 50) ? "agreed" : maker_chance(m, 50) ? "agreed = no" : "agreed != no");
    else if (fact == KIND)
      fprintf(m->out, "kind %s k%u", signs[maker_roll(m, 2)], maker_roll(m, 3));
    else
      fprintf(m->out, "%s %s %u", maker_facts[fact], signs[maker_roll(m, 6)], maker_roll(m, 4));
    return;
  }
  fprintf(m->out, "agreed");
}

void write_condition(maker *m, unsigned depth) {
  unsigned kind = depth == 0 ? 0 : maker_roll(m, 6);
  if (kind == 5) fprintf(m->out, "not ");
  if (kind < 3) {
    write_test(m);
    return;
  }
  fprintf(m->out, "(");
  write_condition(m, depth - 1);
  if (kind != 5) {
    fprintf(m->out, kind == 3 ? " and " : " or ");
    write_condition(m, depth - 1);
  }
  fprintf(m->out, ")");
}

static void write_rounded(maker *m) {
  static const char *const rounds[] = {"down", "up", "half_up", "half_even"};
  fprintf(m->out, " / %u rounded %s", 2 + maker_roll(m, 3), rounds[maker_roll(m, 4)]);
}

static void write_money(maker *m) {
  if (!maker_has(m, PAID)) {
    fprintf(m->out, "%u", maker_roll(m, 9));
    return;
  }
  switch (maker_roll(m, 7)) {
  case 0: fprintf(m->out, "paid"); return;
  case 1: fprintf(m->out, maker_has(m, PART) ? "paid - part" : "paid + 1"); return;
  case 2: fprintf(m->out, "max(0, 2 - paid)"); return;
  case 3: fprintf(m->out, "min(paid, 2, %u)", maker_roll(m, 5)); return;
  case 4: fprintf(m->out, "(paid * 3 + 1)"); break;
  case 5: fprintf(m->out, "paid * 3"); break;
  default: fprintf(m->out, "paid"); break;
  }
  write_rounded(m);
}

static void write_number(maker *m) {
  if (!maker_has(m, COUNT)) {
    fprintf(m->out, "-%u", maker_roll(m, 4));
    return;
  }
  switch (maker_roll(m, 4)) {
  case 0: fprintf(m->out, "count - 3"); return;
  case 1: fprintf(m->out, "-count * 2 + %u", maker_roll(m, 5)); return;
  case 2: fprintf(m->out, "(count - 3) * 3"); break;
  default: fprintf(m->out, "(2 - count)"); break;
  }
  write_rounded(m);
}

void write_effect(maker *m) {
  switch (maker_roll(m, 5)) {
  case 0:
    fprintf(m->out, "mark(%s, %s)", maker_has(m, KIND) && maker_chance(m, 50) ? "kind" : "k1",
            maker_has(m, YES) && maker_chance(m, 50) ? "agreed" : "yes");
    return;
  case 1:
    if (maker_has(m, DAY)) {
      fprintf(m->out, "plan(day)");
      return;
    }
    break;
  case 2:
    fprintf(m->out, "tell(%s, ", maker_actors[maker_roll(m, m->n_actors)]);
    write_number(m);
    fprintf(m->out, ")");
    return;
  default: break;
  }
  fprintf(m->out, "pay(");
  write_money(m);
  fprintf(m->out, ")");
}

void write_effects(maker *m) {
  if (maker_chance(m, 55)) return;
  fprintf(m->out, " do ");
  write_effect(m);
  if (!maker_chance(m, 30)) return;
  fprintf(m->out, ", ");
  write_effect(m);
}

/* ---- time ---- */

void write_duration(maker *m) {
  static const char *const odd[] = {"90m", "1ms", "1d", "2h30m"};
  if (maker_chance(m, 15))
    fprintf(m->out, "%s", odd[maker_roll(m, 4)]);
  else
    fprintf(m->out, "%uh", 1 + maker_roll(m, 9));
}

/* What is certain to have occurred: the opening, a moment that it gives, or one of several. */
void write_anchor(maker *m) {
  unsigned kind = maker_roll(m, 5);
  if (kind < 2 && maker_has(m, DAY))
    fprintf(m->out, "%s", maker_has(m, DEAL) && kind ? "deal" : "day");
  else if (kind == 2)
    fprintf(m->out, "latest(open, a%u%s)", maker_roll(m, m->n_free), maker_has(m, DEAL) ? ", deal" : "");
  else if (kind == 3)
    fprintf(m->out, "%s(a%u, open%s)", maker_chance(m, 30) ? "earliest" : "latest", maker_roll(m, m->n_free),
            maker_has(m, DAY) && maker_chance(m, 30) ? ", day" : "");
  else
    fprintf(m->out, "open");
}

void write_instant(maker *m) {
  if (maker_has(m, DAY) && maker_chance(m, 15)) {
    write_duration(m);
    fprintf(m->out, " before day");
    return;
  }
  if (maker_chance(m, 8)) {
    write_anchor(m);
    return;
  }
  write_duration(m);
  if (maker_chance(m, 35)) return;
  fprintf(m->out, " of ");
  write_anchor(m);
}

/* ---- pieces of a rule ---- */

void write_facts(maker *m, uint32_t facts) {
  const char *comma = "(";
  for (unsigned f = 0; f < FACTS; f++)
    if (facts >> f & 1) {
      fprintf(m->out, "%s%s", comma, maker_facts[f]);
      comma = ", ";
    }
  if (facts) fprintf(m->out, ")");
}

static bool is_open_to(const maker *m, unsigned state, unsigned mode) {
  return m->only_in[state] == m->n_modes || m->only_in[state] == mode;
}

/* A state that exists in MODE (n_modes: in all), from FROM on. */
void write_target(maker *m, unsigned mode, unsigned from) {
  for (int i = 0; i < 8; i++) {
    unsigned s = from + maker_roll(m, m->n_ways + m->n_ends - from);
    if (s >= m->n_ways)
      fprintf(m->out, "e%u", s - m->n_ways);
    else if (is_open_to(m, s, mode))
      fprintf(m->out, "s%u", s);
    else
      continue;
    return;
  }
  fprintf(m->out, "e0");
}

void write_guard(maker *m) {
  fprintf(m->out, maker_chance(m, 70) ? " when " : " unless ");
  write_condition(m, 2);
}

void write_window(maker *m) {
  bool within = maker_chance(m, 25);
  fprintf(m->out, within ? " within " : maker_chance(m, 40) ? " from " : " until ");
  if (!within && maker_chance(m, 60)) {
    write_instant(m);
    return;
  }
  write_duration(m);
  fprintf(m->out, " of ");
  write_anchor(m);
}

void write_reason(maker *m) {
  fprintf(m->out, "r%u", 1 + maker_roll(m, 3));
}
