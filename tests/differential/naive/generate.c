#include "maker.h"

/* ---- dice: xorshift64* (Vigna, "An experimental exploration of Marsaglia's xorshift generators") ---- */

dice dice_from(uint64_t seed) {
  dice d = {seed * UINT64_C(0x9E3779B97F4A7C15) | 1};
  for (int i = 0; i < 4; i++) dice_roll(&d, 2);
  return d;
}

unsigned dice_roll(dice *d, unsigned sides) {
  d->state ^= d->state >> 12;
  d->state ^= d->state << 25;
  d->state ^= d->state >> 27;
  return (unsigned)((d->state * UINT64_C(0x2545F4914F6CDD1D)) >> 33) % sides;
}

/* ---- deadlines ---- */

static void write_event(maker *m, unsigned state, unsigned mode) {
  fprintf(m->out, "x%u", m->events++);
  if (maker_chance(m, 65)) {
    fprintf(m->out, " -> ");
    write_target(m, mode, state + 1); /* forward, so that silence comes to an end */
  }
  write_effects(m);
}

static void write_excluded(maker *m, unsigned state) {
  if (!maker_chance(m, 45) || m->n_ways < 2) return;
  unsigned s = maker_roll(m, m->n_ways);
  fprintf(m->out, " not counting s%u", s == state ? (s + 1) % m->n_ways : s);
}

static void write_reminder(maker *m, const char *letter, unsigned name) {
  if (!maker_chance(m, 35)) return;
  fprintf(m->out, "    remind %s of %s%u ", maker_actors[maker_roll(m, m->n_actors)], letter, name);
  fprintf(m->out, "%uh before\n", 1 + maker_roll(m, 4));
}

static void write_due(maker *m, unsigned state, unsigned hours) {
  fprintf(m->out, "%uh", hours);
  if (!maker_chance(m, 65)) return;
  fprintf(m->out, " of ");
  write_anchor(m);
  write_excluded(m, state);
}

static void write_after(maker *m, unsigned state, unsigned mode, unsigned hours) {
  unsigned name = m->events;
  fprintf(m->out, "    after ");
  write_due(m, state, hours);
  fprintf(m->out, " then ");
  write_event(m, state, mode);
  fprintf(m->out, "\n");
  write_reminder(m, "x", name);
}

/* Two alternatives, of which one may be forbidden at times. */
static void write_must(maker *m, unsigned state, unsigned mode, unsigned hours) {
  unsigned name = m->events, duty = m->duties++;
  const char *actor = maker_actors[maker_roll(m, m->n_actors)];
  bool two = maker_chance(m, 50), deemed = maker_chance(m, 50);
  fprintf(m->out, "    %s must d%u", actor, duty);
  if (maker_chance(m, 25)) write_facts(m, m->facts & maker_roll(m, 1u << FACTS));
  fprintf(m->out, " -> ");
  write_target(m, mode, state + 1);
  write_effects(m);
  if (two) {
    fprintf(m->out, " or f%u -> ", duty);
    write_target(m, mode, 0);
  }
  fprintf(m->out, maker_chance(m, 40) ? " by " : " within ");
  write_due(m, state, hours);
  if (deemed)
    fprintf(m->out, " else deemed d%u", duty);
  else
    fprintf(m->out, " else "), write_event(m, state, mode);
  fprintf(m->out, "\n");
  if (deemed)
    write_reminder(m, "d", duty);
  else
    write_reminder(m, "x", name);
  if (!two || !maker_chance(m, 60)) return;
  fprintf(m->out, "    %s may not f%u", actor, duty);
  if (maker_chance(m, 50))
    write_guard(m);
  else
    write_window(m);
  fprintf(m->out, " because "), write_reason(m), fprintf(m->out, "\n");
}

/* No two of one length in a state, so that no tie is left open: the hours are counted on. */
static void write_state(maker *m, unsigned s) {
  fprintf(m->out, "  state s%u", s);
  bool one_mode = m->only_in[s] < m->n_modes;
  if (one_mode) fprintf(m->out, " for m%u", m->only_in[s]);
  fprintf(m->out, " {\n");
  unsigned hours = 1 + maker_roll(m, 3), mode = one_mode ? m->only_in[s] : m->n_modes;
  for (unsigned i = 0, n = maker_roll(m, 4); i < n; i++) {
    if (maker_chance(m, 60))
      write_must(m, s, mode, hours);
    else
      write_after(m, s, mode, hours);
    hours += 1 + maker_roll(m, 3);
  }
  fprintf(m->out, "  }\n");
}

/* Deadlines of several states; they last longer than those of one. */
static void write_common_deadline(maker *m) {
  unsigned name = m->events, last = m->n_ways - 1, hours = 13 + maker_roll(m, 4);
  fprintf(m->out, "  in s0");
  for (unsigned s = 1; s < m->n_ways; s++) fprintf(m->out, ", s%u", s);
  fprintf(m->out, " {\n    after ");
  write_due(m, maker_roll(m, m->n_ways), hours);
  fprintf(m->out, " then x%u", m->events++);
  if (maker_chance(m, 70)) fprintf(m->out, " -> e0");
  write_effects(m);
  fprintf(m->out, "\n");
  if (last > 0 && maker_chance(m, 30)) fprintf(m->out, "    remind shop, user of x%u 2h before\n", name);
  fprintf(m->out, "  }\n");
}

/* ---- the whole ---- */

static void write_facts_declared(maker *m) {
  static const char *const types[FACTS] = {
      "yes_no", "sort", "number >= 0 and < 4", "money <= 3", "money <= paid", "moment", "moment", "text"};
  for (unsigned f = 0; f < FACTS; f++)
    if (maker_chance(m, 60)) m->facts |= 1u << f;
  if (!maker_has(m, PAID)) m->facts &= ~(1u << PART);
  if (!(m->facts & ((1u << (PART + 1)) - 1))) m->facts |= 1u << YES;
  if (!maker_has(m, DAY)) m->facts &= ~(1u << DEAL);
  fprintf(m->out, "facts {\n");
  for (unsigned f = 0; f < FACTS; f++)
    if (maker_has(m, f)) fprintf(m->out, "  %s : %s\n", maker_facts[f], types[f]);
  fprintf(m->out, "}\n");
  for (unsigned a = 0; a < m->n_free; a++) {
    uint32_t some = maker_roll(m, 1u << FACTS);
    some &= maker_roll(m, 1u << FACTS);
    m->gives[a] = maker_chance(m, 50) ? 0 : m->facts & some;
  }
}

static void write_start(maker *m) {
  uint32_t given = maker_chance(m, 4) ? m->facts & ~(1u << maker_roll(m, FACTS)) : m->facts;
  fprintf(m->out, "  start {\n    user may open");
  write_facts(m, given);
  fprintf(m->out, " -> s0");
  write_effects(m);
  if (maker_has(m, DAY) && maker_chance(m, 30)) {
    fprintf(m->out, maker_chance(m, 50) ? " until " : " within ");
    write_duration(m);
    fprintf(m->out, " of day");
  }
  if (maker_chance(m, 40))
    fprintf(m->out, " when "), write_condition(m, 2), fprintf(m->out, " otherwise because r1");
  fprintf(m->out, "\n    shop may open");
  write_facts(m, given);
  fprintf(m->out, " -> ");
  write_target(m, m->n_modes, 0);
  write_effects(m);
  fprintf(m->out, "\n");
  if (maker_chance(m, 30)) fprintf(m->out, "    nobody may open because r2\n");
  fprintf(m->out, "  }\n");
}

static void write_header(maker *m) {
  fprintf(m->out, "policy p { version \"1\" }\nactors user, shop%s\n", m->n_actors > 2 ? ", help" : "");
  if (m->n_modes > 0) fprintf(m->out, "modes m0%s\n", m->n_modes > 1 ? ", m1" : "");
  fprintf(m->out, "choice sort { k0, k1, k2 }\n"
                  "effects {\n  pay(amount: money)\n  tell(who: actor, what: number)\n"
                  "  mark(what: sort, sure: yes_no)\n  plan(when_due: moment)\n}\n"
                  "reasons { r1 r2 r3 }\n");
}

void generate_policy(uint64_t seed, FILE *out) {
  maker m = {.out = out, .d = dice_from(seed)};
  m.n_actors = 2 + maker_roll(&m, 2);
  m.n_modes = maker_roll(&m, 3);
  m.n_ways = 1 + maker_roll(&m, 4);
  m.n_ends = 1 + maker_roll(&m, 2);
  m.n_free = 1 + maker_roll(&m, 3);
  m.only_in[0] = m.n_modes;
  for (unsigned s = 1; s < m.n_ways; s++)
    m.only_in[s] = m.n_modes > 1 && maker_chance(&m, 25) ? maker_roll(&m, m.n_modes) : m.n_modes;
  write_header(&m);
  write_facts_declared(&m);
  fprintf(out, "process q {\n");
  write_start(&m);
  for (unsigned s = 0; s < m.n_ways; s++) write_state(&m, s);
  fprintf(out, "  ends e0%s\n", m.n_ends > 1 ? ", e1" : "");
  if (maker_chance(&m, 40)) write_common_deadline(&m);
  for (unsigned a = 0; a < m.n_free; a++) {
    if (maker_chance(&m, 30)) write_nobody(&m, a);
    bool two = maker_chance(&m, 20);
    write_chain(&m, two ? "user, shop" : "user", a);
    if (!two && maker_chance(&m, 40)) write_chain(&m, "shop", a);
    if (m.n_actors > 2 && maker_chance(&m, 40)) write_chain(&m, "help", a);
  }
  fprintf(out, "}\n");
}
