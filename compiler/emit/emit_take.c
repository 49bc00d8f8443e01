#include "emit_take.h"

#define FACTS_MAX  5u   /* bits of an index */
#define FOLDED_MAX 2048 /* elements, 4 KiB */

/* Those facts that some action of the process gives; 0: one of them is not yes or no, or they are too many.
 */
static unsigned given_facts(const ombud_policy *p, const ombud_process *q, uint16_t *facts) {
  unsigned n = 0;
  for (uint16_t f = 0; f < p->n_facts; f++) {
    if (q->facts[f] == OMBUD_NONE) continue;
    if (p->facts[f].type != OMBUD_YES_NO || n == FACTS_MAX || q->facts[f] != n) return 0;
    facts[n++] = f;
  }
  return n;
}

static unsigned bit_of(const folding *f, uint16_t fact) {
  unsigned bit = 0;
  while (f->facts[bit] != fact) bit++;
  return bit;
}

/* The cells of the column in which the facts are settled as YES says; 0xFFFF: they hang on facts kept before,
 * or have to go the general way. */
static uint16_t cells_of(const ombud_policy *p, const ombud_process *q, const folding *f,
                         const ombud_column *column, unsigned yes) {
  ombud_given given[OMBUD_GIVEN_MAX];
  for (unsigned i = 0; i < column->n_folds; i++)
    if (p->folds[column->folds + i].given >= OMBUD_GIVEN_MAX) return UINT16_MAX;
  for (unsigned i = 0; i < column->n_gives; i++) {
    uint16_t fact = p->gives[column->gives + i];
    given[i] = (ombud_given){fact, yes >> bit_of(f, fact) & 1};
  }
  ombud_input in = {.given = given, .n_given = column->n_gives};
  const ombud_column *settled = ombud_fold_inline(p, q, column, NULL, &in);
  return settled != NULL && settled->cells < UINT16_MAX ? (uint16_t)settled->cells : UINT16_MAX;
}

folding folding_of(arena *a, const ombud_policy *p, const ombud_process *q) {
  uint16_t *facts = ARENA_ARRAY(a, FACTS_MAX, uint16_t);
  folding f = {.facts = facts, .n_facts = given_facts(p, q, facts), .n_places = extents_places(p, q)};
  if (f.n_facts == 0 || !(q->flags & OMBUD_PROCESS_DENSE) || f.n_places << f.n_facts > FOLDED_MAX)
    return (folding){0};
  uint8_t *asked = ARENA_ARRAY(a, f.n_places, uint8_t);
  uint16_t *folded = ARENA_ARRAY(a, f.n_places << f.n_facts, uint16_t);
  for (size_t place = 0; place < f.n_places; place++) {
    const ombud_column *column = &p->columns[q->columns[place]];
    for (unsigned i = 0; i < column->n_gives; i++)
      asked[place] |= (uint8_t)(1u << bit_of(&f, p->gives[column->gives + i]));
    for (unsigned yes = 0; yes < 1u << f.n_facts; yes++)
      folded[place << f.n_facts | yes] = cells_of(p, q, &f, column, yes);
  }
  f.asked = asked;
  f.folded = folded;
  return f;
}

/* ---- tables ---- */

static void emit_numbers(const emission *e, const char *type, const char *name, const char *list, size_t n) {
  fprintf(e->out, "extern const %s %s_%s[%zu];\nconst %s %s_%s[%zu] = {", type, name, list, n, type, name,
          list, n);
}

static const char *between(size_t i) {
  return i % 16 == 0 ? "\n  " : " ";
}

void emit_foldings(const emission *e, arena *a) {
  for (uint16_t p = 0; p < e->policy->n_processes; p++) {
    folding f = folding_of(a, e->policy, &e->policy->processes[p]);
    if (f.n_facts == 0) continue;
    size_t n = f.n_places << f.n_facts;
    emit_numbers(e, "uint8_t", e->symbols->tables[p], "asked", f.n_places);
    for (size_t i = 0; i < f.n_places; i++) fprintf(e->out, "%s%u,", between(i), (unsigned)f.asked[i]);
    fputs("\n};\n\n", e->out);
    emit_numbers(e, "uint16_t", e->symbols->tables[p], "folded", n);
    for (size_t i = 0; i < n; i++) fprintf(e->out, "%s%u,", between(i), (unsigned)f.folded[i]);
    fputs("\n};\n\n", e->out);
  }
}

void emit_folding_names(const emission *e, arena *a) {
  for (uint16_t p = 0; p < e->policy->n_processes; p++) {
    folding f = folding_of(a, e->policy, &e->policy->processes[p]);
    if (f.n_facts == 0) continue;
    fprintf(e->out, "extern const uint8_t %s_asked[%zu];\nextern const uint16_t %s_folded[%zu];\n",
            e->symbols->tables[p], f.n_places, e->symbols->tables[p], f.n_places << f.n_facts);
  }
}

/* ---- functions ---- */

static void emit_constants(const emission *e, uint16_t process) {
  const ombud_process *q = &e->policy->processes[process];
  fprintf(e->out, "&%s_policy, &%s_policy.processes[%s], %u, %u, %u,\n    %u", e->symbols->prefix,
          e->symbols->prefix, e->symbols->processes[process], (unsigned)q->n_states,
          (unsigned)e->policy->n_actors, (unsigned)q->n_actions, (unsigned)q->flags);
}

static void emit_take_flags(const emission *e, const folding *f, uint16_t process) {
  const char *prefix = e->symbols->prefix, *name = e->words->processes[process].name;
  FILE *out = e->out;
  fputs("/* The facts as bits:", out);
  for (unsigned i = 0; i < f->n_facts; i++)
    fprintf(out, "%s %u %s", i ? "," : "", 1u << i, e->words->facts[f->facts[i]].name);
  fprintf(out, ". GIVEN has those that are given, YES those of them that hold. */\n");
  fprintf(out,
          "OMBUD_INLINE uint32_t %s_%s_take_flags(%s_%s_case *c, uint8_t actor, uint16_t action, unsigned "
          "given,\n",
          prefix, name, prefix, name);
  fputs("    unsigned yes, ombud_time now) {\n  uint32_t taken = ombud_take_flags_inline(", out);
  emit_constants(e, process);
  fprintf(out, ", %s_asked, %s_folded, %u, &c->head, actor, action, given, yes, now);\n",
          e->symbols->tables[process], e->symbols->tables[process], f->n_facts);
  fputs("  if (taken == OMBUD_ASK) return taken;\n"
        "  int64_t *slots = c->words + sizeof(ombud_case) / sizeof(int64_t);\n"
        "  given &= 0u - (taken >> 31);\n",
        out);
  for (unsigned i = 0; i < f->n_facts; i++)
    fprintf(out, "  slots[%u] = ombud_pick(0u - (uint64_t)(given >> %u & 1u), yes >> %u & 1u, slots[%u]);\n",
            i, i, i, i);
  fputs("  return taken;\n}\n", out);
}

void emit_take(const emission *e, arena *a, uint16_t process) {
  const char *prefix = e->symbols->prefix, *name = e->words->processes[process].name;
  FILE *out = e->out;
  fprintf(out, "OMBUD_INLINE uint32_t %s_%s_take(%s_%s_case *c, const ombud_input *in, ombud_time now) {\n",
          prefix, name, prefix, name);
  fputs("  return ombud_take_inline(", out);
  emit_constants(e, process);
  fputs(", &c->head, in, now);\n}\n", out);
  folding f = folding_of(a, e->policy, &e->policy->processes[process]);
  if (f.n_facts > 0) emit_take_flags(e, &f, process);
  putc('\n', out);
}
