#include <inttypes.h>

#include "emit.h"
#include "emit_text.h"

static void emit_word(const emission *e, const ombud_word *word) {
  fputs("{", e->out);
  if (word->name)
    text_literal(e->out, word->name);
  else
    fputs("NULL", e->out);
  fputs(", ", e->out);
  text_list(e->out, word->texts);
  fputs("}", e->out);
}

static void emit_word_list(const emission *e, const char *name, const ombud_word *words,
                           const char *const *names, size_t n) {
  if (!emit_begin(e, "ombud_word", name, n)) return;
  for (size_t i = 0; i < n; i++) {
    fputs("  ", e->out);
    emit_index(e, names[i], i);
    emit_word(e, &words[i]);
    fputs(",\n", e->out);
  }
  emit_end(e);
}

/* ---- choices, effects, reasons ---- */

static void emit_choices(const emission *e) {
  if (!emit_begin(e, "ombud_choice_word", "choices", e->words->n_choices)) return;
  for (size_t i = 0; i < e->words->n_choices; i++) {
    const ombud_choice_word *choice = &e->words->choices[i];
    fputs("  {", e->out);
    text_literal(e->out, choice->name);
    fputs(choice->n_options ? ", (const ombud_word[]){\n" : ", NULL", e->out);
    for (size_t j = 0; j < choice->n_options; j++) {
      fputs("    ", e->out);
      emit_index(e, e->symbols->options[i][j], j);
      emit_word(e, &choice->options[j]);
      fputs(",\n", e->out);
    }
    fprintf(e->out, "%s, %u},\n", choice->n_options ? "  }" : "", (unsigned)choice->n_options);
  }
  emit_end(e);
}

static void emit_params(const emission *e, const ombud_effect_word *effect) {
  fputs(effect->n_params ? "(const ombud_param_word[]){" : "NULL", e->out);
  for (size_t i = 0; i < effect->n_params; i++) {
    const ombud_param_word *param = &effect->params[i];
    fputs(i ? ", {" : "{", e->out);
    text_literal(e->out, param->name);
    fprintf(e->out, ", %s, ", text_type(param->type));
    emit_number(e, param->choice);
    putc('}', e->out);
  }
  fprintf(e->out, "%s, %u", effect->n_params ? "}" : "", (unsigned)effect->n_params);
}

static void emit_effects(const emission *e) {
  if (!emit_begin(e, "ombud_effect_word", "effects", e->policy->n_effects)) return;
  for (size_t i = 0; i < e->policy->n_effects; i++) {
    const ombud_effect_word *effect = &e->words->effects[i];
    fputs("  ", e->out);
    emit_index(e, e->symbols->effects[i], i);
    fputs("{", e->out);
    text_literal(e->out, effect->name);
    fputs(", ", e->out);
    text_list(e->out, effect->texts);
    fputs(", ", e->out);
    emit_params(e, effect);
    fputs("},\n", e->out);
  }
  emit_end(e);
}

static void emit_reasons(const emission *e) {
  if (!emit_begin(e, "ombud_reason_word", "reasons", e->policy->n_reasons)) return;
  for (size_t i = 0; i < e->policy->n_reasons; i++) {
    const ombud_reason_word *reason = &e->words->reasons[i];
    fprintf(e->out, "  [%s - OMBUD_REASON_FIRST] = {", e->symbols->reasons[i]);
    text_literal(e->out, reason->name);
    fputs(", ", e->out);
    text_list(e->out, reason->texts);
    fputs(", ", e->out);
    text_list(e->out, reason->advice);
    fputs("},\n", e->out);
  }
  emit_end(e);
}

/* ---- processes and rules ---- */

static void emit_process_words(const emission *e) {
  size_t n = e->policy->n_processes;
  for (size_t p = 0; p < n; p++) {
    const ombud_process_word *process = &e->words->processes[p];
    char name[160];
    snprintf(name, sizeof name, "%s_states", process->name);
    emit_word_list(e, name, process->states, e->symbols->states[p], e->policy->processes[p].n_states);
    snprintf(name, sizeof name, "%s_names", process->name);
    emit_word_list(e, name, process->names, e->symbols->names[p], e->policy->processes[p].n_names);
  }
  if (!emit_begin(e, "ombud_process_word", "processes", n)) return;
  for (size_t p = 0; p < n; p++) {
    const char *name = e->symbols->tables[p];
    fprintf(e->out, "  [%s] = {\"%s\", ", e->symbols->processes[p], e->words->processes[p].name);
    text_list(e->out, e->words->processes[p].texts);
    if (e->policy->processes[p].n_names)
      fprintf(e->out, ", %s_states, %s_names},\n", name, name);
    else
      fprintf(e->out, ", %s_states, NULL},\n", name);
  }
  emit_end(e);
}

static void emit_rules(const emission *e) {
  if (!emit_begin(e, "ombud_rule_word", "rules", e->words->n_rules)) return;
  for (uint32_t i = 0; i < e->words->n_rules; i++) {
    const ombud_rule_word *rule = &e->words->rules[i];
    fprintf(e->out, "  [%" PRIu32 "] = {", i);
    text_literal(e->out, rule->file);
    fprintf(e->out, ", %" PRIu32 ", ", rule->line);
    text_literal(e->out, rule->clauses);
    fputs(", ", e->out);
    text_literal(e->out, rule->assumption);
    fputs(",\n    ", e->out);
    text_literal(e->out, rule->sentence);
    fputs("},\n", e->out);
  }
  emit_end(e);
}

static void emit_fact_choices(const emission *e) {
  fputs(e->policy->n_facts ? "  .fact_choices = (const uint16_t[]){" : "  .fact_choices = NULL", e->out);
  for (size_t i = 0; i < e->policy->n_facts; i++) {
    if (i) fputs(", ", e->out);
    emit_number(e, e->words->fact_choices[i]);
  }
  fputs(e->policy->n_facts ? "},\n" : ",\n", e->out);
}

static void emit_member(const emission *e, const char *member, const char *text) {
  fprintf(e->out, "  .%s = ", member);
  text_literal(e->out, text);
  fputs(",\n", e->out);
}

static void emit_words_object(const emission *e) {
  const ombud_words *w = e->words;
  fprintf(e->out, "extern const ombud_words %s_words;\n", e->symbols->prefix);
  fprintf(e->out, "const ombud_words %s_words = {\n", e->symbols->prefix);
  emit_member(e, "name", w->name);
  emit_member(e, "version", w->version);
  emit_member(e, "currency", w->currency);
  emit_member(e, "source", w->source);
  fputs("  .title = ", e->out);
  text_list(e->out, w->title);
  fputs(",\n", e->out);
  emit_pointer(e, "modes", "modes", e->policy->n_modes);
  emit_pointer(e, "actors", "actors", e->policy->n_actors);
  emit_pointer(e, "facts", "facts", e->policy->n_facts);
  emit_fact_choices(e);
  emit_pointer(e, "choices", "choices", w->n_choices);
  emit_pointer(e, "effects", "effects", e->policy->n_effects);
  emit_pointer(e, "reasons", "reasons", e->policy->n_reasons);
  emit_pointer(e, "processes", "processes", e->policy->n_processes);
  emit_pointer(e, "rules", "rules", w->n_rules);
  fprintf(e->out, "  .n_rules = %" PRIu32 ",\n  .n_choices = %u,\n", w->n_rules, (unsigned)w->n_choices);
  fprintf(e->out, "  .fingerprint = UINT64_C(0x%016" PRIx64 "),\n};\n", w->fingerprint);
}

void emit_words(const emission *e) {
  emit_word_list(e, "modes", e->words->modes, e->symbols->modes, e->policy->n_modes);
  emit_word_list(e, "actors", e->words->actors, e->symbols->actors, e->policy->n_actors);
  emit_word_list(e, "facts", e->words->facts, e->symbols->facts, e->policy->n_facts);
  emit_choices(e);
  emit_effects(e);
  emit_reasons(e);
  emit_process_words(e);
  emit_rules(e);
  emit_words_object(e);
}
