#include "emit.h"

#include <inttypes.h>

#include "emit_text.h"

bool emit_begin(const emission *e, const char *type, const char *name, size_t n) {
  if (n)
    fprintf(e->out, "static const %s %s__%s[] OMBUD_TIGHT(%s) = {\n", type, e->symbols->prefix, name, type);
  return n != 0;
}

void emit_end(const emission *e) {
  fputs("};\n\n", e->out);
}

void emit_name(const emission *e, const char *symbol, size_t number) {
  if (symbol)
    fputs(symbol, e->out);
  else
    fprintf(e->out, "%zu", number);
}

void emit_index(const emission *e, const char *symbol, size_t number) {
  putc('[', e->out);
  emit_name(e, symbol, number);
  fputs("] = ", e->out);
}

void emit_number(const emission *e, uint16_t number) {
  if (number == OMBUD_NONE)
    fputs("OMBUD_NONE", e->out);
  else
    fprintf(e->out, "%u", (unsigned)number);
}

void emit_field(const emission *e, const char *member, const char *const *list, uint16_t number) {
  fprintf(e->out, ", .%s = ", member);
  if (list && number != OMBUD_NONE && list[number])
    fputs(list[number], e->out);
  else
    emit_number(e, number);
}

void emit_pointer(const emission *e, const char *member, const char *name, size_t n) {
  if (n)
    fprintf(e->out, "  .%s = %s__%s,\n", member, e->symbols->prefix, name);
  else
    fprintf(e->out, "  .%s = NULL,\n", member);
}

/* Units and lists of texts as an author writes them. Texts come apart where there are no words for people.
 * They are the same in every file, so a unity build, which includes several, may define them again. */
static void emit_macros(const emission *e) {
  fputs("#define OMBUD_SECOND INT64_C(1000)\n"
        "#define OMBUD_MINUTE (60 * OMBUD_SECOND)\n"
        "#define OMBUD_HOUR   (60 * OMBUD_MINUTE)\n"
        "#define OMBUD_DAY    (24 * OMBUD_HOUR)\n\n"
        "/* Small arrays one behind the other: left alone, gcc begins those of 32 bytes or more at multiples "
        "of 32. */\n"
        "#ifdef __GNUC__\n"
        "#define OMBUD_TIGHT(type) __attribute__((aligned(__alignof__(type))))\n"
        "#else\n"
        "#define OMBUD_TIGHT(type)\n"
        "#endif\n\n"
        "#define OMBUD_TEXTS(...) \\\n"
        "  (const ombud_text[]) { __VA_ARGS__, {NULL, NULL} }\n"
        "#define OMBUD_NO_TEXTS OMBUD_TEXTS({NULL, NULL})\n\n",
        e->out);
}

static void emit_policy(const emission *e, const extents *n) {
  const ombud_policy *p = e->policy;
  FILE *out = e->out;
  fprintf(out, "extern const ombud_policy %s_policy;\n", e->symbols->prefix);
  fprintf(out, "const ombud_policy %s_policy = {\n", e->symbols->prefix);
  /* The number and not OMBUD_ABI: these tables are for that runtime, whatever header they meet. */
  fprintf(out, "  .abi = %" PRIu32 ",\n", p->abi);
  fprintf(out, "  .n_processes = %u,\n  .n_facts = %u,\n  .n_effects = %u,\n", (unsigned)p->n_processes,
          (unsigned)p->n_facts, (unsigned)p->n_effects);
  fprintf(out, "  .n_reasons = %u,\n  .n_orders = %u,\n", (unsigned)p->n_reasons, (unsigned)p->n_orders);
  fprintf(out, "  .n_modes = %u,\n  .n_actors = %u,\n  .case_slots = %u,\n", (unsigned)p->n_modes,
          (unsigned)p->n_actors, (unsigned)p->case_slots);
  fprintf(out, "  .max_events = %" PRIu32 ",\n  .max_effects = %" PRIu32 ",\n", p->max_events,
          p->max_effects);
  fprintf(out, "  .fingerprint = UINT64_C(0x%016" PRIx64 "),\n", p->fingerprint);
  emit_pointer(e, "processes", "process_tables", p->n_processes);
  emit_pointer(e, "facts", "fact_types", p->n_facts);
  emit_pointer(e, "orders", "orders", p->n_orders);
  emit_pointer(e, "columns", "columns", n->columns);
  emit_pointer(e, "cells", "cells", n->cells);
  emit_pointer(e, "dense", "dense", n->dense);
  emit_pointer(e, "entries", "entries", n->entries);
  emit_pointer(e, "contests", "contests", n->contests);
  emit_pointer(e, "timers", "timers", n->timers);
  emit_pointer(e, "whens", "whens", n->whens);
  emit_pointer(e, "tests", "tests", n->tests);
  emit_pointer(e, "instants", "instants", n->instants);
  emit_pointer(e, "anchors", "anchors", n->anchors);
  emit_pointer(e, "calls", "calls", n->calls);
  emit_pointer(e, "ops", "ops", n->ops);
  emit_pointer(e, "numbers", "numbers", n->numbers);
  emit_pointer(e, "folds", "folds", n->folds);
  emit_pointer(e, "gives", "gives", n->gives);
  emit_end(e);
}

void emit_c(const emission *e, arena *a) {
  extents n = extents_of(a, e->policy);
  fputs("/* Tables of the policy ", e->out);
  text_comment(e->out, e->words->name);
  fputs(". Written by ombud " OMBUD_VERSION "; changes belong in the rule file.\n"
        " *\n"
        " * A row that comes from a rule says which: file, line, the clauses that the rule cites. */\n"
        "#include \"ombud.h\"\n\n",
        e->out);
  emit_enums(e);
  emit_macros(e);
  emit_shared(e, &n);
  emit_processes(e, &n);
  emit_policy(e, &n);
  emit_words(e);
}
