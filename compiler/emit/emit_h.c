#include <inttypes.h>

#include "emit_api.h"
#include "emit_text.h"

/* ---- numbers by name ---- */

typedef struct enumeration {
  const char *tag_kind, *tag_of; /* enum PREFIX_KIND[_OF] */
  const char *const *symbols;    /* may have holes */
  size_t first, end;             /* those of them that belong to it */
  size_t from;                   /* value of symbols[0] */
} enumeration;

/* C has no empty enum, so one without members is left out. */
static void emit_enum(const emission *e, enumeration n) {
  size_t members = 0;
  for (size_t i = n.first; i < n.end; i++) members += n.symbols[i] != NULL;
  if (members == 0) return;
  fprintf(e->out, "enum %s_%s%s%s {\n", e->symbols->prefix, n.tag_kind, n.tag_of ? "_" : "",
          n.tag_of ? n.tag_of : "");
  for (size_t i = n.first; i < n.end; i++)
    if (n.symbols[i]) fprintf(e->out, "  %s = %zu%s\n", n.symbols[i], n.from + i, --members ? "," : "");
  fputs("};\n\n", e->out);
}

/* In the tables and in the header alike, of which a unity build may see both, in either order: the second
 * time they are left out, and must be those of the same rules. The macro keeps the case of the prefix, so
 * that `shop` and `Shop` do not take each other's numbers. */
void emit_enums(const emission *e) {
  const ombud_policy *p = e->policy;
  const symbols *s = e->symbols;
  fprintf(e->out, "#ifndef %s_NUMBERS\n#define %s_NUMBERS 0x%016" PRIx64 "u\n\n", s->prefix, s->prefix,
          p->fingerprint);
  emit_enum(e, (enumeration){"modes", NULL, s->modes, 0, p->n_modes, 0});
  emit_enum(e, (enumeration){"actors", NULL, s->actors, 0, p->n_actors, 0});
  emit_enum(e, (enumeration){"processes", NULL, s->processes, 0, p->n_processes, 0});
  for (size_t i = 0; i < p->n_processes; i++) {
    const ombud_process *process = &p->processes[i];
    const char *name = e->words->processes[i].name;
    emit_enum(e, (enumeration){"states", name, s->states[i], 0, process->n_states, 0});
    emit_enum(e, (enumeration){"actions", name, s->names[i], 0, process->n_actions, 0});
    emit_enum(e, (enumeration){"events", name, s->names[i], process->n_actions, process->n_names, 0});
  }
  emit_enum(e, (enumeration){"facts", NULL, s->facts, 0, p->n_facts, 0});
  for (size_t i = 0; i < e->words->n_choices; i++) {
    const ombud_choice_word *choice = &e->words->choices[i];
    emit_enum(e, (enumeration){"options", choice->name, s->options[i], 0, choice->n_options, 0});
  }
  emit_enum(e, (enumeration){"effects", NULL, s->effects, 0, p->n_effects, 0});
  emit_enum(e, (enumeration){"reasons", NULL, s->reasons, 0, p->n_reasons, OMBUD_REASON_FIRST});
  fprintf(e->out, "#elif %s_NUMBERS != 0x%016" PRIx64 "u\n", s->prefix, p->fingerprint);
  fprintf(e->out, "#error \"the tables and the header of %s are of different rules\"\n#endif\n\n", s->prefix);
}

/* ---- the header ---- */

static void emit_types(const emission *e) {
  const char *name = e->symbols->prefix, *upper = e->symbols->upper;
  FILE *out = e->out;
  /* An array of no elements is no C; a policy without effects has room for one. */
  uint32_t events = e->policy->max_events ? e->policy->max_events : 1;
  uint32_t effects = e->policy->max_effects ? e->policy->max_effects : 1;
  fprintf(out, "#define %s_SLOTS %u\n", upper, (unsigned)e->policy->case_slots);
  fprintf(out, "#define %s_EVENTS_MAX %" PRIu32 "\n", upper, events);
  fprintf(out, "#define %s_EFFECTS_MAX %" PRIu32 "\n\n", upper, effects);

  fprintf(out, "/* A case of any process of this policy. The functions of ombud.h take its .head. */\n");
  fprintf(out, "typedef union %s_case {\n  ombud_case head;\n", name);
  fprintf(out, "  int64_t words[sizeof(ombud_case) / sizeof(int64_t) + %s_SLOTS];\n} %s_case;\n\n", upper,
          name);

  fprintf(out, "/* Room for whatever one call brings about. */\n");
  fprintf(out, "typedef struct %s_out {\n  ombud_out out;\n", name);
  fprintf(out, "  ombud_event events[%s_EVENTS_MAX];\n  ombud_effect effects[%s_EFFECTS_MAX];\n} %s_out;\n\n",
          upper, upper, name);

  fprintf(out, "/* Makes ROOM ready for a call of ombud.h; the answers are in what is returned. */\n");
  fprintf(out, "static inline ombud_out *%s_prepare(%s_out *room) {\n", name, name);
  fprintf(out, "  room->out.events = room->events;\n  room->out.effects = room->effects;\n");
  fprintf(out, "  room->out.events_max = %s_EVENTS_MAX;\n  room->out.effects_max = %s_EFFECTS_MAX;\n", upper,
          upper);
  fprintf(out, "  room->out.n_events = 0;\n  room->out.n_effects = 0;\n");
  fprintf(out, "  room->out.rule = OMBUD_NO_RULE;\n  room->out.reason = OMBUD_REASON_NONE;\n");
  fprintf(out, "  return &room->out;\n}\n\n");
}

/* What ISO C has diagnosed, but not refused: gcc before 14 and clang before 16 only warn. */
static void emit_strictness(const emission *e) {
  fputs("/* Wrong pointers and missing functions are errors from here on, as in C++ and in newer compilers. "
        "*/\n"
        "#if defined __GNUC__ && !defined __cplusplus\n"
        "#pragma GCC diagnostic error \"-Wincompatible-pointer-types\"\n"
        "#pragma GCC diagnostic error \"-Wint-conversion\"\n"
        "#pragma GCC diagnostic error \"-Wimplicit-function-declaration\"\n"
        "#endif\n\n",
        e->out);
}

void emit_h(const emission *e, arena *a) {
  const char *name = e->symbols->prefix;
  FILE *out = e->out;
  api x = api_make(a, e->policy, e->words, e->symbols, out);
  fputs("/* Policy ", out);
  text_comment(out, e->words->name);
  fprintf(out, ". Written by ombud " OMBUD_VERSION "; changes belong in the rule file.\n"
               " *\n"
               " * First what the functions of ombud.h take, which know policies, processes and actions by "
               "number. Then\n"
               " * the same with types, for a program that names them: a wrong call does not compile. */\n");
  fprintf(out, "#ifndef %s_H\n#define %s_H\n\n#include <stdbool.h>\n\n#include \"ombud.h\"\n\n",
          e->symbols->upper, e->symbols->upper);
  emit_strictness(e);
  emit_enums(e);
  emit_types(e);
  fprintf(out, "#ifdef __cplusplus\nextern \"C\" {\n#endif\n\n");
  fprintf(out, "extern const ombud_policy %s_policy;\nextern const ombud_words %s_words;\n", name, name);
  fprintf(out, "\n#ifdef __cplusplus\n}\n#endif\n\n");
  emit_api(&x);
  fprintf(out, "#endif\n");
}
