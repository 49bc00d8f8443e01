#include "emit_api.h"

/* ---- of the policy ---- */

typedef struct labelled { /* functions NAME_label and NAME_name over a list of words */
  const char *name, *type, *parameter, *index;
  const char *list; /* an expression for the first of them */
} labelled;

/* Beside words, effects and reasons have more than ombud_label knows; they have the same two members. */
static void emit_label(const api *x, labelled l) {
  const char *prefix = x->symbols->prefix;
  fprintf(x->out, "static inline const char *%s_%s_label(%s %s, const char *lang) {\n", prefix, l.name,
          l.type, l.parameter);
  fprintf(x->out, "  return ombud_label(&%s_words.%s[%s], lang);\n}\n", prefix, l.list, l.index);
  fprintf(x->out, "static inline const char *%s_%s_name(%s %s) {\n", prefix, l.name, l.type, l.parameter);
  fprintf(x->out, "  return %s_words.%s[%s].name;\n}\n\n", prefix, l.list, l.index);
}

static void emit_effect_labels(const api *x) {
  const char *prefix = x->symbols->prefix;
  fprintf(x->out, "static inline const char *%s_effect_name(enum %s_effects effect) {\n", prefix, prefix);
  fprintf(x->out, "  return %s_words.effects[effect].name;\n}\n", prefix);
  fprintf(x->out, "static inline const char *%s_effect_label(enum %s_effects effect, const char *lang) {\n",
          prefix, prefix);
  fprintf(x->out, "  const char *text = ombud_text_in(%s_words.effects[effect].texts, lang);\n", prefix);
  fprintf(x->out, "  return text ? text : %s_effect_name(effect);\n}\n\n", prefix);
}

static void emit_reason(const api *x, const char *function, const char *asks, bool by_language) {
  const char *prefix = x->symbols->prefix;
  fprintf(x->out, "static inline const char *%s_reason_%s(uint16_t reason%s) {\n", prefix, function,
          by_language ? ", const char *lang" : "");
  fprintf(x->out, "  return ombud_reason_%s(&%s_policy, &%s_words, reason%s);\n}\n", asks, prefix, prefix,
          by_language ? ", lang" : "");
}

void emit_api_labels(const api *x) {
  const char *prefix = x->symbols->prefix;
  arena *a = x->arena;
  fputs("/* ---- names and texts ---- */\n\n"
        "/* _label: the text in LANG (\"en\", \"zh_CN\", …), chosen as ombud_text_in does; the name where "
        "there is none.\n"
        " * _name: as in the rule file. A reason may be of the policy or built in; there may be no advice: "
        "NULL. */\n\n",
        x->out);
  emit_label(x, (labelled){"actor", arena_printf(a, "%s_actor", prefix), "actor", "actor.number", "actors"});
  if (x->modes)
    emit_label(x, (labelled){"mode", arena_printf(a, "%s_mode", prefix), "mode", "mode.number", "modes"});
  if (x->policy->n_facts)
    emit_label(x, (labelled){"fact", arena_printf(a, "enum %s_facts", prefix), "fact", "fact", "facts"});
  for (uint16_t i = 0; i < x->words->n_choices; i++) {
    const char *name = arena_printf(a, "choice_%s", x->words->choices[i].name);
    const char *list = arena_printf(a, "choices[%u].options", (unsigned)i);
    emit_label(x, (labelled){name, api_type(x, OMBUD_CHOICE, i), "choice", "choice.number", list});
  }
  if (x->policy->n_effects) emit_effect_labels(x);
  emit_reason(x, "label", "text", true);
  emit_reason(x, "name", "name", false);
  emit_reason(x, "advice", "advice", true);
  putc('\n', x->out);
}

/* ---- of a process ---- */

void emit_api_process_labels(const api *x, uint16_t process) {
  const char *prefix = x->symbols->prefix, *name = x->words->processes[process].name;
  arena *a = x->arena;
  emit_label(x, (labelled){arena_printf(a, "%s_state", name),
                           arena_printf(a, "enum %s_states_%s", prefix, name), "state", "state",
                           arena_printf(a, "processes[%s].states", x->symbols->processes[process])});
  emit_label(x, (labelled){arena_printf(a, "%s_action", name), "uint16_t", "action", "action",
                           arena_printf(a, "processes[%s].names", x->symbols->processes[process])});
}
