#include "words.h"

typedef struct list {
  row_word *at; /* NULL: they are only counted */
  size_t n;
  int64_t policy;
} list;

static void add(list *to, const char *kind, uint16_t process, uint32_t number, const char *name,
                const char *clauses) {
  if (!name) return;
  if (to->at) to->at[to->n] = (row_word){to->policy, kind, process, number, name, clauses};
  to->n++;
}

static void add_all(list *to, const char *kind, uint16_t process, const ombud_word *words, uint16_t n) {
  for (uint16_t i = 0; i < n; i++) add(to, kind, process, i, words[i].name, "");
}

static void add_process(list *to, const ombud_linked *l, uint16_t process) {
  const ombud_process_word *w = &l->words->processes[process];
  add(to, "process", 0, process, w->name, "");
  add_all(to, "state", process, w->states, l->policy->processes[process].n_states);
  add_all(to, "name", process, w->names, l->policy->processes[process].n_names);
}

static void add_policy(list *to, const ombud_linked *l) {
  const ombud_policy *p = l->policy;
  const ombud_words *w = l->words;
  add_all(to, "mode", 0, w->modes, p->n_modes);
  add_all(to, "actor", 0, w->actors, p->n_actors);
  add_all(to, "fact", 0, w->facts, p->n_facts);
  for (uint16_t i = 0; i < p->n_processes; i++) add_process(to, l, i);
  for (uint16_t i = 0; i < p->n_effects; i++) add(to, "effect", 0, i, w->effects[i].name, "");
  for (uint32_t i = OMBUD_REASON_NONE + 1; i < OMBUD_REASON_FIRST + (uint32_t)p->n_reasons; i++)
    add(to, "reason", 0, i, ombud_reason_name(p, w, (uint16_t)i), "");
  for (uint32_t i = 0; i < w->n_rules; i++) add(to, "rule", 0, i, w->rules[i].sentence, w->rules[i].clauses);
}

const row_word *words_of(pool *p, const ombud_linked *l, int64_t policy, size_t *n) {
  list to = {.policy = policy};
  add_policy(&to, l);
  to.at = pool_take(p, to.n * sizeof *to.at);
  *n = to.n;
  to.n = 0;
  if (to.at) add_policy(&to, l);
  return to.at;
}
