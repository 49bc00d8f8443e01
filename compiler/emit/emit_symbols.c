#include "emit_api.h"

#include <stdlib.h>
#include <string.h>

#include "translate.h"

/* Locale has no say in what a C identifier is, so <ctype.h> has none here. */
static bool letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
static bool digit(char c) {
  return c >= '0' && c <= '9';
}

static const char *upper_case(arena *a, const char *text) {
  char *copy = arena_copy(a, text, strlen(text));
  for (char *c = copy; *c; c++)
    if (*c >= 'a' && *c <= 'z') *c = (char)(*c - 'a' + 'A');
  return copy;
}

const char *symbols_bad_prefix(const char *prefix) {
  if (!letter(prefix[0])) return _("it has to begin with a letter");
  for (const char *c = prefix; *c; c++)
    if (!letter(*c) && !digit(*c) && *c != '_') return _("letters, digits and _ only");
  const char ours[] = "ombud";
  size_t same = 0;
  while (same < strlen(ours) && (prefix[same] | 0x20) == ours[same]) same++;
  if (same == strlen(ours) && (prefix[same] == '\0' || prefix[same] == '_'))
    return _("names that begin with ombud are the runtime's");
  return NULL;
}

/* ---- making them ---- */

static const char *join(arena *a, const symbols *s, const char *kind, const char *name) {
  return name ? arena_printf(a, "%s_%s_%s", s->upper, kind, upper_case(a, name)) : NULL;
}

static const char **of_words(arena *a, const symbols *s, const char *kind, const ombud_word *words,
                             size_t n) {
  const char **made = ARENA_ARRAY(a, n, const char *);
  for (size_t i = 0; i < n; i++) made[i] = join(a, s, kind, words[i].name);
  return made;
}

static void process_symbols(arena *a, symbols *s, size_t p, const ombud_process *process,
                            const ombud_process_word *word) {
  const char *name = upper_case(a, word->name);
  s->tables[p] = arena_printf(a, "%s__%s", s->prefix, word->name);
  s->processes[p] = join(a, s, "PROCESS", word->name);
  s->states[p] = of_words(a, s, arena_printf(a, "STATE_%s", name), word->states, process->n_states);
  s->names[p] = of_words(a, s, arena_printf(a, "ACTION_%s", name), word->names, process->n_names);
  const char *event = arena_printf(a, "EVENT_%s", name);
  for (size_t i = process->n_actions; i < process->n_names; i++)
    s->names[p][i] = join(a, s, event, word->names[i].name);
}

symbols symbols_make(arena *a, const ombud_policy *policy, const ombud_words *words, const char *prefix) {
  symbols s = {.prefix = prefix, .upper = upper_case(a, prefix)};
  s.modes = of_words(a, &s, "MODE", words->modes, policy->n_modes);
  s.actors = of_words(a, &s, "ACTOR", words->actors, policy->n_actors);
  s.facts = of_words(a, &s, "FACT", words->facts, policy->n_facts);
  s.effects = ARENA_ARRAY(a, policy->n_effects, const char *);
  for (size_t i = 0; i < policy->n_effects; i++) s.effects[i] = join(a, &s, "EFFECT", words->effects[i].name);
  s.reasons = ARENA_ARRAY(a, policy->n_reasons, const char *);
  for (size_t i = 0; i < policy->n_reasons; i++) s.reasons[i] = join(a, &s, "REASON", words->reasons[i].name);
  s.options = ARENA_ARRAY(a, words->n_choices, const char **);
  for (size_t i = 0; i < words->n_choices; i++) {
    const ombud_choice_word *choice = &words->choices[i];
    const char *kind = arena_printf(a, "CHOICE_%s", upper_case(a, choice->name));
    s.options[i] = of_words(a, &s, kind, choice->options, choice->n_options);
  }
  s.tables = ARENA_ARRAY(a, policy->n_processes, const char *);
  s.processes = ARENA_ARRAY(a, policy->n_processes, const char *);
  s.states = ARENA_ARRAY(a, policy->n_processes, const char **);
  s.names = ARENA_ARRAY(a, policy->n_processes, const char **);
  for (size_t p = 0; p < policy->n_processes; p++)
    process_symbols(a, &s, p, &policy->processes[p], &words->processes[p]);
  return s;
}

/* ---- telling them apart ---- */

typedef struct owner { /* who a symbol belongs to, for the message */
  const char *symbol, *kind, *name, *of;
} owner;

typedef struct owners {
  arena *arena;
  owner *at;
  size_t len, cap;
} owners;

static void add(owners *o, const char *symbol, const char *kind, const char *name, const char *of) {
  if (symbol) *ARENA_PUSH(o->arena, o->at, o->len, o->cap) = (owner){symbol, kind, name, of};
}

static void collect(owners *o, const ombud_policy *policy, const ombud_words *words, const symbols *s) {
  for (size_t i = 0; i < policy->n_modes; i++) add(o, s->modes[i], N_("mode"), words->modes[i].name, NULL);
  for (size_t i = 0; i < policy->n_actors; i++)
    add(o, s->actors[i], N_("actor"), words->actors[i].name, NULL);
  for (size_t i = 0; i < policy->n_facts; i++) add(o, s->facts[i], N_("fact"), words->facts[i].name, NULL);
  for (size_t i = 0; i < policy->n_effects; i++)
    add(o, s->effects[i], N_("effect"), words->effects[i].name, NULL);
  for (size_t i = 0; i < policy->n_reasons; i++)
    add(o, s->reasons[i], N_("reason"), words->reasons[i].name, NULL);
  for (size_t i = 0; i < words->n_choices; i++)
    for (size_t j = 0; j < words->choices[i].n_options; j++)
      add(o, s->options[i][j], N_("option"), words->choices[i].options[j].name, words->choices[i].name);
  for (size_t p = 0; p < policy->n_processes; p++) {
    const ombud_process *process = &policy->processes[p];
    const ombud_process_word *word = &words->processes[p];
    add(o, s->processes[p], N_("process"), word->name, NULL);
    for (size_t i = 0; i < process->n_states; i++)
      add(o, s->states[p][i], N_("state"), word->states[i].name, word->name);
    for (size_t i = 0; i < process->n_names; i++)
      add(o, s->names[p][i], i < process->n_actions ? N_("action") : N_("event"), word->names[i].name,
          word->name);
  }
}

static void add_identifier(void *data, const char *symbol, const char *kind, const char *name,
                           const char *of) {
  add(data, symbol, kind, name, of);
}

/* What has no name of its own comes last. */
static int by_symbol(const void *left, const void *right) {
  const owner *l = left, *r = right;
  int order = strcmp(l->symbol, r->symbol);
  if (order == 0) order = (l->name == NULL) - (r->name == NULL);
  if (order == 0 && l->name) order = strcmp(l->name, r->name);
  if (order == 0) order = (l->of == NULL) - (r->of == NULL);
  if (order == 0 && l->of) order = strcmp(l->of, r->of);
  return order;
}

static const char *in_words(arena *a, const owner *o) {
  if (!o->kind) return _("a name of the header's own");
  return o->of ? arena_printf(a, _("the %s '%s' of '%s'"), _(o->kind), o->name, o->of)
               : arena_printf(a, _("the %s '%s'"), _(o->kind), o->name);
}

const char *symbols_clash(arena *a, const ombud_policy *policy, const ombud_words *words, const symbols *s) {
  owners o = {.arena = a};
  collect(&o, policy, words, s);
  api x = api_make(a, policy, words, s, NULL);
  api_identifiers(&x, add_identifier, &o);
  if (o.len == 0) return NULL;
  qsort(o.at, o.len, sizeof *o.at, by_symbol);
  for (size_t i = 1; i < o.len; i++)
    if (strcmp(o.at[i - 1].symbol, o.at[i].symbol) == 0)
      return arena_printf(a, _("%s and %s would both be %s in C"), in_words(a, &o.at[i - 1]),
                          in_words(a, &o.at[i]), o.at[i].symbol);
  return NULL;
}
