#include "promela_time.h"

#include <inttypes.h>

#include "duration.h"

static const char *clock_of(const promela *m, const instant *i, uint16_t k) {
  return m->clocks[promela_clock_of(m, i, k)].name;
}

static int64_t least(const promela_clock *c) {
  return c->n_consts > 0 ? c->consts[0] : 0;
}

static int64_t most(const promela_clock *c) {
  return c->n_consts > 0 ? c->consts[c->n_consts - 1] : 0;
}

static bool is_far_moment(const promela_clock *c) {
  return c->kind == CLOCK_MOMENT && c->kept;
}

/* ---- conditions ---- */

/* Each of the anchors' conditions, joined by SIGN. FORMAT takes the clock twice and the offset once or twice.
 */
static const char *each(const promela *m, const instant *i, const char *sign, const char *before,
                        const char *compare) {
  const char *text = "";
  for (uint16_t k = 0; k < promela_n_clocks(i); k++) {
    const char *c = clock_of(m, i, k);
    const char *set = *before ? arena_printf(m->arena, "k[%s] %s ", c, before) : "";
    text = arena_printf(m->arena, "%s%s(%sk[%s] %s %" PRId64 ")", text, k ? sign : "", set, c, compare,
                        i->offset / m->step);
  }
  return arena_printf(m->arena, "(%s)", text);
}

const char *promela_is_set(const promela *m, const instant *i) {
  const char *text = "";
  for (uint16_t k = 0; k < promela_n_clocks(i); k++)
    text = arena_printf(m->arena, "%s%sk[%s] != UNSET", text, k ? " || " : "", clock_of(m, i, k));
  return arena_printf(m->arena, "(%s)", text);
}

/* UNSET is less than any offset. */
const char *promela_reached(const promela *m, const instant *i) {
  if (i->earliest || promela_n_clocks(i) == 1) return each(m, i, " || ", "", ">=");
  return arena_printf(m->arena, "(%s && %s)", promela_is_set(m, i), each(m, i, " && ", "== UNSET ||", ">="));
}

const char *promela_before(const promela *m, const instant *i) {
  if (i->earliest && promela_n_clocks(i) > 1)
    return arena_printf(m->arena, "(%s && %s)", promela_is_set(m, i), each(m, i, " && ", "", "<"));
  return each(m, i, " || ", "!= UNSET &&", "<");
}

static const char *is_past(const promela *m, const instant *i) {
  const char *text = "";
  bool any = i->earliest || promela_n_clocks(i) == 1;
  for (uint16_t k = 0; k < promela_n_clocks(i); k++) {
    const char *c = clock_of(m, i, k);
    long long off = (long long)(i->offset / m->step);
    text = arena_printf(m->arena, "%s%s(%sk[%s] > %lld || (k[%s] == %lld && r[%s] != 0))", text,
                        k == 0 ? ""
                        : any  ? " || "
                               : " && ",
                        any ? "" : arena_printf(m->arena, "k[%s] == UNSET || ", c), c, off, c, off, c);
  }
  return arena_printf(m->arena, "(%s)", text);
}

static const char *pair_words(const promela *m, uint16_t state, uint16_t x, uint16_t y) {
  for (size_t i = 0; i < m->n_pairs; i++) {
    const promela_pair *p = &m->pairs[i];
    if (p->state == state && p->first == x && p->second == y) return arena_printf(m->arena, "o_%zu == 0", i);
    if (p->state == state && p->first == y && p->second == x) return arena_printf(m->arena, "o_%zu == 2", i);
  }
  return "false";
}

/* What is not past is due just now. */
const char *promela_sooner(const promela *m, uint16_t state, uint16_t x, uint16_t y) {
  const instant *a = &m->rows[state].timers[x].due, *b = &m->rows[state].timers[y].due;
  if (instant_same_anchor(a, b)) return a->offset < b->offset ? "true" : "false";
  if (!promela_can_be_late(a)) return "false";
  if (!promela_can_be_late(b)) return is_past(m, a);
  return arena_printf(m->arena, "(%s && (!%s || %s))", is_past(m, a), is_past(m, b),
                      pair_words(m, state, x, y));
}

/* ---- what is due ---- */

static void print_due(const promela *m, FILE *out) {
  const char *any = "false", *ended = "state == refused";
  for (uint16_t s = 0; s < m->process->n_states; s++) {
    const char *here = "";
    if (!m->rows[s].exists) continue;
    if (m->rows[s].end)
      ended = arena_printf(m->arena, "%s || state == s_%s", ended, m->words->states[s].name);
    for (uint16_t t = 0; t < m->rows[s].n_timers; t++) {
      const plan_timer *timer = &m->rows[s].timers[t];
      if (timer->kind == OMBUD_REMINDED) continue;
      fprintf(out, "#define due_%u_%u ((armed >> %u & 1) && %s) /* %s */\n", s, t, t,
              promela_reached(m, &timer->due), m->words->names[timer->name].name);
      here = arena_printf(m->arena, "%s%sdue_%u_%u", here, *here ? " || " : "", s, t);
    }
    if (*here)
      any =
          arena_printf(m->arena, "%s || \\\n  (state == s_%s && (%s))", any, m->words->states[s].name, here);
  }
  fprintf(out, "#define DUE (%s)\n#define RESTING (state != s_start && !(%s) && !DUE)\n", any, ended);
}

/* ---- how time passes ---- */

static void print_moving(const promela *m, FILE *out) {
  fputs("#define MOVING (", out);
  for (size_t c = 0; c < m->n_clocks; c++)
    fprintf(out, "%sr[%s] != NONE", c ? " || " : "", m->clocks[c].name);
  for (size_t c = 0; c < m->n_clocks; c++)
    if (is_far_moment(&m->clocks[c]))
      fprintf(out, " || k[%s] == %" PRId64, m->clocks[c].name, least(&m->clocks[c]) - 1);
  fputs(")\n#define WHOLE (", out);
  for (size_t c = 0; c < m->n_clocks; c++) fprintf(out, "%sr[%s] == 0", c ? " || " : "", m->clocks[c].name);
  fputs(")\n", out);
}

/* Where a clock stands still: a moment not before it has come. */
static const char *stands(const promela *m, const promela_clock *c) {
  const char *text = "";
  for (uint16_t i = 0; i < c->n_excluded; i++)
    if (m->rows[c->excluded[i]].exists)
      text = arena_printf(m->arena, "%s%sstate == s_%s", text, *text ? " || " : "",
                          m->words->states[c->excluded[i]].name);
  if (*text == '\0') return "false";
  return c->kind == CLOCK_MOMENT ? arena_printf(m->arena, "k[%s] >= 0 && (%s)", c->name, text) : text;
}

static void print_ripen(const promela *m, FILE *out) {
  fputs("\n/* Beyond all that a clock is compared with it does not matter how far. */\ninline ripen() {\n",
        out);
  for (size_t c = 0; c < m->n_clocks; c++) {
    const char *name = m->clocks[c].name;
    const char *limit = c == 0 ? "WITHIN" : arena_printf(m->arena, "%" PRId64, most(&m->clocks[c]));
    if (c == 0) fputs("#ifdef WITHIN\n", out);
    fprintf(out,
            "  if :: r[%s] != NONE && (k[%s] > %s || (k[%s] == %s && r[%s] > 0)) -> "
            "k[%s] = %s + 1; r[%s] = NONE :: else fi;\n",
            name, name, limit, name, limit, name, name, limit, name);
    if (c == 0) fputs("#endif\n", out);
  }
  fputs("  skip\n}\n", out);
}

static const char ranks[] =
    "\n/* No rank is empty below one that is not. */\n"
    "inline close_ranks() {\n"
    "  top = 1;\n"
    "  do\n"
    "  :: top <= CLOCKS ->\n"
    "    found = 0; zero = 0; i = 0;\n"
    "    do\n"
    "    :: i < CLOCKS ->\n"
    "      if :: r[i] == top -> found = 1 :: r[i] != NONE && r[i] > top -> zero = 1 :: else fi;\n"
    "      i++\n"
    "    :: else -> break\n"
    "    od;\n"
    "    if\n"
    "    :: !found && zero ->\n"
    "      i = 0;\n"
    "      do :: i < CLOCKS -> if :: r[i] != NONE && r[i] > top -> r[i]-- :: else fi; i++ :: else -> break "
    "od\n"
    "    :: else -> top++\n"
    "    fi\n"
    "  :: else -> break\n"
    "  od;\n"
    "  top = 0; zero = 0; found = 0; i = 0\n"
    "}\n";

/* From whole units to between them, from between them to the next whole unit of who has the largest rest. */
static const char regions[] =
    "\ninline pass() {\n"
    "  d_step {\n"
    "    top = 0; zero = 0; i = 0;\n"
    "    do\n"
    "    :: i < CLOCKS ->\n"
    "      if :: r[i] == 0 -> zero = 1 :: r[i] != NONE && r[i] > top -> top = r[i] :: else fi;\n"
    "      i++\n"
    "    :: else -> break\n"
    "    od;\n"
    "    i = 0;\n"
    "    do\n"
    "    :: i < CLOCKS ->\n"
    "      if\n"
    "      :: r[i] == NONE\n"
    "      :: r[i] != NONE && zero -> r[i]++\n"
    "      :: r[i] != NONE && !zero && r[i] == top -> r[i] = 0; k[i]++\n"
    "      :: else\n"
    "      fi;\n"
    "      i++\n"
    "    :: else -> break\n"
    "    od\n"
    "  }\n"
    "}\n";

static void print_grid(const promela *m, FILE *out) {
  fputs("\ninline pass() {\n  d_step {\n", out);
  for (size_t c = 0; c < m->n_clocks; c++)
    fprintf(out, "    if :: r[%s] == 0 && !(%s) -> k[%s]++ :: else fi;\n", m->clocks[c].name,
            stands(m, &m->clocks[c]), m->clocks[c].name);
  fputs("    skip\n  }\n}\n", out);
}

static void print_arrivals(const promela *m, FILE *out) {
  fputs("\n/* A moment that was far may be so near now. */\ninline arrive() {\n", out);
  for (size_t c = 0; c < m->n_clocks; c++) {
    const promela_clock *k = &m->clocks[c];
    if (is_far_moment(k))
      fprintf(out,
              "  if :: k[%s] == %" PRId64 " && !(%s) -> if :: skip :: k[%s] = %" PRId64
              "; r[%s] = 0 fi :: else fi;\n",
              k->name, least(k) - 1,
              k->n_excluded > 0 && least(k) > 0 ? stands(m, &(promela_clock){.kind = CLOCK_NAME,
                                                                             .excluded = k->excluded,
                                                                             .n_excluded = k->n_excluded})
                                                : "false",
              k->name, least(k), k->name);
  }
  fputs("  skip\n}\n", out);
}

void promela_time(const promela *m, FILE *out) {
  fputc('\n', out);
  print_due(m, out);
  print_moving(m, out);
  print_ripen(m, out);
  fputs(ranks, out);
  if (m->regions)
    fputs(regions, out);
  else
    print_grid(m, out);
  print_arrivals(m, out);
}

void promela_passing(const promela *m, FILE *out) {
  fputs("  :: RESTING && MOVING -> pass(); arrive()\n", out);
  for (size_t c = 0; m->regions && c < m->n_clocks; c++)
    if (is_far_moment(&m->clocks[c]))
      fprintf(out,
              "  :: RESTING && !WHOLE && k[%s] == %" PRId64 " -> k[%s] = %" PRId64 "; r[%s] = 0; arrive()\n",
              m->clocks[c].name, least(&m->clocks[c]) - 1, m->clocks[c].name, least(&m->clocks[c]),
              m->clocks[c].name);
}

/* ---- moments ---- */

/* One that only the action itself asks for need but be told apart from what it is compared with. */
static void choose_passing(const promela_clock *c, FILE *out) {
  fprintf(out, "    if :: k[%s] = %" PRId64, c->name, least(c) - 1);
  for (size_t i = 0; i < c->n_consts; i++) fprintf(out, " :: k[%s] = %" PRId64, c->name, c->consts[i]);
  fputs(" fi;\n", out);
}

/* The rest is none, that of another clock, or between two of them. */
static void choose_rank(const promela *m, const promela_clock *c, FILE *out) {
  fputs("      d_step {\n        top = 0;\n", out);
  for (size_t i = 0; i < m->n_clocks; i++)
    fprintf(out, "        if :: r[%s] != NONE && r[%s] > top -> top = r[%s] :: else fi;\n", m->clocks[i].name,
            m->clocks[i].name, m->clocks[i].name);
  fputs("        skip\n      };\n      select(pick : 0 .. 2 * top + 1);\n      skip;\n      d_step {\n", out);
  for (size_t i = 0; i < m->n_clocks; i++)
    fprintf(out, "        if :: pick %% 2 == 1 && r[%s] != NONE && r[%s] > pick / 2 -> r[%s]++ :: else fi;\n",
            m->clocks[i].name, m->clocks[i].name, m->clocks[i].name);
  fprintf(out, "        r[%s] = (pick + 1) / 2; pick = 0; top = 0\n      }\n", c->name);
}

void promela_choose(const promela *m, uint16_t clock, FILE *out) {
  const promela_clock *c = &m->clocks[clock];
  if (!c->kept) {
    choose_passing(c, out);
    return;
  }
  fprintf(out,
          "    r[%s] = NONE;\n"
          "    if\n    :: k[%s] = %" PRId64 "\n    :: k[%s] = %" PRId64 "\n    :: select(pick : %" PRId64
          " .. %" PRId64 "); k[%s] = pick;\n",
          c->name, c->name, least(c) - 1, c->name, most(c) + 1, least(c), most(c), c->name);
  if (m->regions)
    choose_rank(m, c, out);
  else
    fprintf(out, "      r[%s] = 0\n", c->name);
  fputs("    fi;\n", out);
}

void promela_unit_words(const promela *m, FILE *out) {
  char unit[48], step[48];
  duration_write(m->unit, unit);
  if (m->regions)
    fprintf(out, "/* Unit of time: %s, with regions for what lies between. */\n", unit);
  else if (m->step == m->unit)
    fprintf(out, "/* Unit of time: %s. */\n", unit);
  else
    fprintf(
        out,
        "/* Unit of time: %s, of which everything happens at multiples of %s, since some time is not "
        "counted:\n"
        " * what an assertion refutes is refuted; what none does may fail in a course off this grid. */\n",
        unit, duration_write(m->step, step));
}
