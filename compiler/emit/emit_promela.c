/* A model in Promela: what is declared, how time passes, and one option for everything that can happen. */
#include "promela.h"

#include <inttypes.h>

#include "promela_time.h"

static const char *fact(const promela *m, uint16_t f) {
  return m->plan->words->facts[f].name;
}

static const char *state(const promela *m, uint16_t s) {
  return m->words->states[s].name;
}

/* ---- names ---- */

static void print_names(const promela *m, FILE *out) {
  for (uint16_t s = 0; s < m->process->n_states; s++)
    if (s == 0 || m->rows[s].exists) fprintf(out, "#define s_%s %u\n", state(m, s), s);
  fprintf(out, "#define refused %u /* what the rules refuse leads nowhere */\n", m->process->n_states);
  for (unsigned a = 1; a < m->plan->n_actors; a++)
    fprintf(out, "#define a_%s %u\n", m->plan->words->actors[a].name, a);
  for (uint16_t n = 0; n < m->process->n_names; n++)
    if (m->words->names[n].name != NULL) fprintf(out, "#define e_%s %u\n", m->words->names[n].name, n);
  for (size_t c = 0; c < m->n_clocks; c++) fprintf(out, "#define %s %zu\n", m->clocks[c].name, c);
  fprintf(out, "#define CLOCKS %zu\n", m->n_clocks);
}

static const char *count_name(const promela *m, const plan_place *at) {
  return arena_printf(m->arena, "n_%u_%u", at->actor, at->action);
}

static uint16_t limit_of(const promela *m, const plan_place *at) {
  return m->limits[at->actor * m->process->n_actions + at->action];
}

static void print_variables(const promela *m, FILE *out) {
  fputs("\nshort state, k[CLOCKS] = UNSET;\nbyte r[CLOCKS] = NONE;\nint armed;\nbyte seen;\n"
        "byte calls, govern, i, top, zero, found; /* 0 again whenever time passes */\nshort pick;\n",
        out);
  for (uint16_t f = 0; f < m->plan->n_facts; f++)
    if (m->tracked[f]) fprintf(out, "int f_%s = UNGIVEN;\n", fact(m, f));
  for (size_t i = 0; i < m->n_pairs; i++)
    fprintf(out, "byte o_%zu = 1; /* in %s, whether %s (0) or %s (2) falls due first */\n", i,
            state(m, m->pairs[i].state),
            m->words->names[m->rows[m->pairs[i].state].timers[m->pairs[i].first].name].name,
            m->words->names[m->rows[m->pairs[i].state].timers[m->pairs[i].second].name].name);
  for (unsigned a = 1; a < m->plan->n_actors; a++)
    for (uint16_t n = 0; n < m->process->n_actions; n++)
      if (m->limits[a * m->process->n_actions + n] > 0)
        fprintf(out, "byte n_%u_%u; /* how often %s has done %s */\n", a, n, m->plan->words->actors[a].name,
                m->words->names[n].name);
}

/* ---- forgetting ---- */

static void print_forget(const promela *m, uint16_t s, FILE *out) {
  fprintf(out, "    :: state == s_%s ->\n      skip", state(m, s));
  for (size_t c = 0; c < m->n_clocks; c++)
    if (!promela_live_clock(m, s, c))
      fprintf(out, ";\n      k[%s] = UNSET; r[%s] = NONE", m->clocks[c].name, m->clocks[c].name);
  for (uint16_t f = 0; f < m->plan->n_facts; f++)
    if (m->tracked[f] && !promela_live_fact(m, s, f)) fprintf(out, ";\n      f_%s = UNGIVEN", fact(m, f));
  fputc('\n', out);
}

static void print_forget_all(const promela *m, FILE *out) {
  fputs("    :: state == refused ->\n      armed = 0; seen = 0", out);
  for (size_t c = 0; c < m->n_clocks; c++)
    fprintf(out, ";\n      k[%s] = UNSET; r[%s] = NONE", m->clocks[c].name, m->clocks[c].name);
  for (uint16_t f = 0; f < m->plan->n_facts; f++)
    if (m->tracked[f]) fprintf(out, ";\n      f_%s = UNGIVEN", fact(m, f));
  for (size_t i = 0; i < m->n_pairs; i++) fprintf(out, ";\n      o_%zu = 1", i);
  for (unsigned a = 1; a < m->plan->n_actors; a++)
    for (uint16_t n = 0; n < m->process->n_actions; n++)
      if (m->limits[a * m->process->n_actions + n] > 0) fprintf(out, ";\n      n_%u_%u = 0", a, n);
  fputc('\n', out);
}

static void print_forgetting(const promela *m, FILE *out) {
  fputs("\n/* What no rule asks for any more from here on. */\ninline forget() {\n    if\n", out);
  for (uint16_t s = 1; s < m->process->n_states; s++)
    if (m->rows[s].exists) print_forget(m, s, out);
  print_forget_all(m, out);
  fputs("    :: else\n    fi\n}\n", out);
}

/* ---- what an event changes ---- */

static uint32_t deadlines_of(const promela *m, uint16_t s, bool entered, uint16_t name,
                             const plan_cell *cell) {
  uint32_t mask = 0;
  for (uint16_t t = 0; t < m->rows[s].n_timers; t++) {
    const instant *due = &m->rows[s].timers[t].due;
    bool sets = entered;
    for (uint16_t a = 0; a < due->n_anchors; a++)
      sets |= (due->anchors[a].kind == AT_NAME && due->anchors[a].index == name) ||
              (due->anchors[a].kind == AT_FACT && promela_gives(cell, due->anchors[a].index));
    if (sets && m->rows[s].timers[t].kind != OMBUD_REMINDED) mask |= UINT32_C(1) << t;
  }
  return mask;
}

static void print_arming(const promela *m, uint16_t s, uint32_t mask, FILE *out) {
  if (mask == 0) return;
  fprintf(out, "    armed = (armed & ~%" PRIu32 ")", mask);
  for (uint16_t t = 0; t < m->rows[s].n_timers; t++)
    if (mask >> t & 1u)
      fprintf(out, " | (%s -> %" PRIu32 " : 0)", promela_is_set(m, &m->rows[s].timers[t].due),
              UINT32_C(1) << t);
  fputs(";\n", out);
}

static void print_pair_renewal(const promela *m, size_t pair, uint16_t clock, FILE *out) {
  const promela_pair *p = &m->pairs[pair];
  const char *a = m->clocks[p->a].name, *b = m->clocks[p->b].name;
  if (clock == p->a)
    fprintf(out, "    o_%zu = (k[%s] < %" PRId64 " -> 0 : (k[%s] == %" PRId64 " && r[%s] == 0 -> 1 : 2));\n",
            pair, b, -p->apart, b, -p->apart, b);
  if (clock == p->b)
    fprintf(out, "    o_%zu = (k[%s] < %" PRId64 " -> 2 : (k[%s] == %" PRId64 " && r[%s] == 0 -> 1 : 0));\n",
            pair, a, p->apart, a, p->apart, a);
}

static void print_restart(const promela *m, bool enters, uint16_t name, FILE *out) {
  for (uint16_t c = 0; c < m->n_clocks; c++) {
    const promela_clock *k = &m->clocks[c];
    if (k->kind == CLOCK_MOMENT || !promela_starts(k, name, NULL, enters)) continue;
    for (size_t i = 0; i < m->n_pairs; i++) print_pair_renewal(m, i, c, out);
    fprintf(out, "    k[%s] = 0; r[%s] = 0;\n", k->name, k->name);
  }
}

static void print_outcome(const promela *m, uint16_t from, const outcome *o, uint16_t actor, uint16_t name,
                          const plan_cell *cell, FILE *out) {
  bool enters = o->target != OMBUD_NONE;
  uint16_t to = enters ? o->target : from;
  promela_calls(m, o, out);
  if (enters) fprintf(out, "    state = s_%s; armed = 0;\n", state(m, to));
  print_restart(m, enters, name, out);
  print_arming(m, to, m->rows[to].end ? 0 : deadlines_of(m, to, enters, name, cell), out);
  fprintf(out, "    SEE(%u, e_%s); calls = 0\n", actor, m->words->names[name].name);
}

/* ---- actions ---- */

static const char *test_words(const promela *m, const plan_test *t) {
  const ombud_fact *f = &m->plan->facts[t->fact];
  const char *name = fact(m, t->fact);
  if (t->lo == t->hi) return arena_printf(m->arena, "f_%s == %" PRId64, name, t->lo);
  const char *low = t->lo > f->lo ? arena_printf(m->arena, "f_%s >= %" PRId64, name, t->lo) : "";
  const char *high = t->hi < f->hi ? arena_printf(m->arena, "f_%s <= %" PRId64, name, t->hi) : "";
  if (*low == '\0' && *high == '\0') return "true";
  return arena_printf(m->arena, "%s%s%s", low, *low && *high ? " && " : "", high);
}

static const char *guard_words(const promela *m, const plan_guard *g) {
  if (g == NULL) return "true";
  if (g->n_boxes == 0) return "false";
  const char **pieces = NULL;
  size_t n = 0, cap = 0;
  for (uint32_t b = 0; b < g->n_boxes; b++) {
    *ARENA_PUSH(m->arena, pieces, n, cap) = b ? ") || (" : "((";
    if (g->boxes[b].n_tests == 0) *ARENA_PUSH(m->arena, pieces, n, cap) = "true";
    for (uint16_t t = 0; t < g->boxes[b].n_tests; t++) {
      if (t) *ARENA_PUSH(m->arena, pieces, n, cap) = " && ";
      *ARENA_PUSH(m->arena, pieces, n, cap) = test_words(m, &g->boxes[b].tests[t]);
    }
  }
  *ARENA_PUSH(m->arena, pieces, n, cap) = "))";
  return arena_join(m->arena, pieces, n);
}

/* What is given has to keep the bounds between facts. */
static const char *bounds_words(const promela *m, const plan_cell *c) {
  const char *text = "true";
  for (uint16_t o = 0; o < m->plan->n_orders; o++) {
    const ombud_order *d = &m->plan->orders[o];
    const char *a = fact(m, d->less), *b = fact(m, d->more);
    if (m->tracked[d->less] && (promela_gives(c, d->less) || promela_gives(c, d->more)))
      text = arena_printf(m->arena, "%s && (f_%s == UNGIVEN || f_%s == UNGIVEN || f_%s %s f_%s)", text, a, b,
                          a, d->gap ? "<" : "<=", b);
  }
  return text;
}

/* Which entry governs, from 1; 0: none does. */
static void print_governing(const promela *m, const plan_cell *c, FILE *out) {
  fprintf(out, "    govern = (!(%s) -> 0 : ", bounds_words(m, c));
  for (uint32_t e = 0; e < c->n_entries; e++) {
    const plan_entry *x = &c->entries[e];
    fprintf(out, "(%s", guard_words(m, x->guard));
    if (x->from != NULL) fprintf(out, " && %s", promela_reached(m, x->from));
    if (x->until != NULL) fprintf(out, " && %s", promela_before(m, x->until));
    fprintf(out, " -> %u :\n      ", e + 1u);
  }
  fputc('0', out);
  for (uint32_t e = 0; e <= c->n_entries; e++) fputc(')', out);
  fputs(";\n", out);
}

static void print_values(const promela *m, uint16_t f, FILE *out) {
  fputs("    if", out);
  for (size_t i = 0; i < m->n_values[f]; i++)
    fprintf(out, " :: f_%s = %" PRId64, fact(m, f), m->values[f][i]);
  fputs(" fi;\n", out);
}

static void print_given(const promela *m, const plan_cell *c, FILE *out) {
  for (uint16_t i = 0; i < c->n_gives; i++) {
    if (m->tracked[c->gives[i]]) print_values(m, c->gives[i], out);
    for (uint16_t k = 0; k < m->n_clocks; k++)
      if (m->clocks[k].kind == CLOCK_MOMENT && m->clocks[k].anchors[0].index == c->gives[i])
        promela_choose(m, k, out);
  }
}

static void print_action(const promela *m, const plan_place *at, FILE *out) {
  uint16_t from = (uint16_t)(at->row - (uint32_t)m->mode * m->process->n_states), limit = limit_of(m, at);
  fprintf(out, "  :: state == s_%s && !DUE%s -> /* %s %s */\n", state(m, from),
          from == 0 ? "" : arena_printf(m->arena, " && !(SILENT >> %u & 1)", at->actor),
          m->plan->words->actors[at->actor].name, m->words->names[at->action].name);
  print_given(m, at->cell, out);
  print_governing(m, at->cell, out);
  fputs("    if\n", out);
  for (uint32_t e = 0; e < at->cell->n_entries; e++) {
    const plan_entry *entry = &at->cell->entries[e];
    if (entry->kind == OMBUD_ENTRY_DENY) continue;
    fprintf(out, "    :: govern == %u", e + 1u);
    if (entry->limit > 0) fprintf(out, " && %s < %u", count_name(m, at), entry->limit);
    fputs(" ->\n", out);
    if (limit > 0)
      fprintf(out, "    %s = (%s < %u -> %s + 1 : %u);\n", count_name(m, at), count_name(m, at), limit,
              count_name(m, at), limit);
    if (from == 0) fputs("    OPEN;\n", out);
    print_outcome(m, from, &entry->out, at->actor, at->action, at->cell, out);
  }
  fputs("    :: else -> state = refused\n    fi\n", out);
}

/* ---- deadlines ---- */

static void print_deadline(const promela *m, uint16_t s, uint16_t t, FILE *out) {
  const plan_row *row = &m->rows[s];
  fprintf(out, "  :: state == s_%s && due_%u_%u", state(m, s), s, t);
  for (uint16_t o = 0; o < row->n_timers; o++)
    if (o != t && row->timers[o].kind != OMBUD_REMINDED)
      fprintf(out, " && !(due_%u_%u && %s)", s, o,
              o < t ? arena_printf(m->arena, "!%s", promela_sooner(m, s, t, o)) : promela_sooner(m, s, o, t));
  fprintf(out, " ->\n    armed = armed & ~%" PRIu32 ";\n", (UINT32_C(1) << t));
  print_outcome(m, s, &row->timers[t].out, OMBUD_CLOCK, row->timers[t].name, NULL, out);
}

/* ---- the whole ---- */

static void print_process(const promela *m, FILE *out) {
  fputs("\nactive proctype rules() {\nend:\n  do :: atomic {\n  if\n", out);
  for (uint16_t s = 0; s < m->process->n_states; s++)
    for (uint16_t t = 0; t < m->rows[s].n_timers && m->rows[s].exists; t++)
      if (m->rows[s].timers[t].kind != OMBUD_REMINDED) print_deadline(m, s, t, out);
  for (size_t i = 0; i < m->n_places; i++) print_action(m, &m->places[i], out);
  promela_passing(m, out);
  fputs("#ifdef WITHIN\n  :: RESTING && k[c_total] >= WITHIN -> assert(false)\n#endif\n  fi;\n"
        "  d_step { govern = 0; forget(); ripen(); close_ranks() }\n  } od\n}\n",
        out);
}

void emit_promela(const promela *m, unsigned number, FILE *out) {
  fprintf(out, "\n#if MODEL == %u /* %s%s%s */\n", number, m->words->name,
          m->plan->n_modes > 1 ? ", for " : "",
          m->plan->n_modes > 1 ? m->plan->words->modes[m->mode].name : "");
  promela_unit_words(m, out);
  print_names(m, out);
  print_variables(m, out);
  promela_time(m, out);
  print_forgetting(m, out);
  print_process(m, out);
  fputs("#endif\n", out);
}
