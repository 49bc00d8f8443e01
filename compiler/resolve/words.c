#include "words.h"

#include <string.h>

static const ombud_text *texts_of(arena *a, const ast_texts *texts) {
  size_t n = texts == NULL ? 0 : texts->len;
  ombud_text *list = ARENA_ARRAY(a, n + 1, ombud_text);
  for (size_t i = 0; i < n; i++) list[i] = (ombud_text){texts->at[i].lang, texts->at[i].text};
  return list;
}

static ombud_word word_of(arena *a, const symbol *s) {
  return (ombud_word){s->name, texts_of(a, s->texts)};
}

static const ombud_word *symbols(arena *a, const symbol *list, size_t n) {
  ombud_word *out = ARENA_ARRAY(a, n, ombud_word);
  for (size_t i = 0; i < n; i++) out[i] = word_of(a, &list[i]);
  return out;
}

static const ombud_choice_word *choices(const model *m) {
  ombud_choice_word *out = ARENA_ARRAY(m->arena, m->n_choices, ombud_choice_word);
  for (size_t i = 0; i < m->n_choices; i++)
    out[i] = (ombud_choice_word){m->choices[i].sym.name,
                                 symbols(m->arena, m->choices[i].options, m->choices[i].n_options),
                                 m->choices[i].n_options};
  return out;
}

static void facts(const model *m, ombud_words *w) {
  ombud_word *out = ARENA_ARRAY(m->arena, m->n_facts, ombud_word);
  uint16_t *choice = ARENA_ARRAY(m->arena, m->n_facts, uint16_t);
  for (size_t i = 0; i < m->n_facts; i++) {
    out[i] = word_of(m->arena, &m->facts[i].sym);
    choice[i] = m->facts[i].choice;
  }
  w->facts = out;
  w->fact_choices = choice;
}

static const ombud_effect_word *effects(const model *m) {
  ombud_effect_word *out = ARENA_ARRAY(m->arena, m->n_effects, ombud_effect_word);
  for (size_t i = 0; i < m->n_effects; i++) {
    const model_effect *e = &m->effects[i];
    ombud_param_word *params = ARENA_ARRAY(m->arena, e->n_params, ombud_param_word);
    for (uint16_t k = 0; k < e->n_params; k++)
      params[k] = (ombud_param_word){e->params[k].name, e->params[k].type, e->params[k].choice};
    out[i] = (ombud_effect_word){e->sym.name, texts_of(m->arena, e->sym.texts), params, e->n_params};
  }
  return out;
}

static const ombud_reason_word *reasons(const model *m) {
  ombud_reason_word *out = ARENA_ARRAY(m->arena, m->n_reasons, ombud_reason_word);
  for (size_t i = 0; i < m->n_reasons; i++)
    out[i] = (ombud_reason_word){m->reasons[i].sym.name, texts_of(m->arena, m->reasons[i].sym.texts),
                                 texts_of(m->arena, m->reasons[i].advice)};
  return out;
}

static const ombud_process_word *processes(const model *m) {
  ombud_process_word *out = ARENA_ARRAY(m->arena, m->n_processes, ombud_process_word);
  for (size_t i = 0; i < m->n_processes; i++) {
    const model_process *p = &m->processes[i];
    ombud_word *states = ARENA_ARRAY(m->arena, p->n_states, ombud_word);
    ombud_word *acts = ARENA_ARRAY(m->arena, p->n_names, ombud_word);
    for (size_t s = 0; s < p->n_states; s++) states[s] = word_of(m->arena, &p->states[s].sym);
    for (size_t k = 0; k < p->n_names; k++) acts[k] = word_of(m->arena, &p->names[k].sym);
    out[i] = (ombud_process_word){p->sym.name, texts_of(m->arena, p->sym.texts), states, acts};
  }
  return out;
}

/* ---- rules ---- */

static bool starts_with_folder(const char *path, const char *folder, size_t len) {
  return len > 0 && strncmp(path, folder, len) == 0 && (folder[len - 1] == '/' || path[len] == '/');
}

static const char *shown_path(const model *m, uint32_t file, const char *const *dirs, size_t n_dirs) {
  const char *path = m->src->files[file].path, *home = m->src->files[0].path;
  const char *slash = strrchr(home, '/');
  if (slash == NULL) return path;
  if (starts_with_folder(path, home, (size_t)(slash - home) + 1)) return path + (slash - home) + 1;
  for (size_t i = 0; i < n_dirs; i++) {
    size_t len = strlen(dirs[i]);
    if (!starts_with_folder(path, dirs[i], len)) continue;
    return path + len + (path[len] == '/');
  }
  return path;
}

const char *words_sentence(arena *a, const sources *src, span at) {
  const source *f = &src->files[at.file];
  char *out = arena_alloc(a, at.end - at.begin + 1);
  size_t n = 0;
  bool quoted = false, escaped = false, gap = false;
  for (uint32_t i = at.begin; i < at.end && i < f->len; i++) {
    char c = f->text[i];
    if (!quoted && c == '#') {
      while (i < at.end && f->text[i] != '\n') i++;
      gap = true;
      continue;
    }
    if (c == '"' && !escaped) quoted = !quoted;
    escaped = quoted && c == '\\' && !escaped;
    if (!quoted && (c == ' ' || c == '\t' || c == '\n' || c == '\r')) {
      gap = true;
      continue;
    }
    if (gap && n > 0) out[n++] = ' ';
    gap = false;
    out[n++] = c;
  }
  out[n] = '\0';
  return out;
}

static const char *join(const model *m, const citing *cites, int kind, const char *between) {
  const char *pieces[2 * MODEL_CITES_MAX];
  size_t n = 0;
  for (uint16_t i = 0; i < cites->n; i++) {
    if ((int)cites->at[i]->kind != kind) continue;
    if (n > 0) pieces[n++] = between;
    pieces[n++] = cites->at[i]->text;
  }
  return arena_join(m->arena, pieces, n);
}

static const ombud_rule_word *rules(const model *m, const char *const *dirs, size_t n_dirs) {
  ombud_rule_word *out = ARENA_ARRAY(m->arena, m->n_rules, ombud_rule_word);
  for (size_t i = 0; i < m->n_rules; i++) {
    const model_rule *r = &m->rules[i];
    out[i].file = shown_path(m, r->at.file, dirs, n_dirs);
    out[i].line = source_position(&m->src->files[r->at.file], r->at.begin).line;
    const citing *before = i > 0 ? &m->rules[i - 1].cites : NULL; /* those of a header are kept once */
    bool as_before = before && before->at == r->cites.at && before->n == r->cites.n;
    out[i].clauses = as_before ? out[i - 1].clauses : join(m, &r->cites, CITE_CLAUSE, " ");
    out[i].assumption = as_before ? out[i - 1].assumption : join(m, &r->cites, CITE_ASSUMPTION, "; ");
    out[i].sentence = words_sentence(m->arena, m->src, r->at);
  }
  return out;
}

static const char *only(const ast_texts *texts) {
  return texts->len > 0 ? texts->at[0].text : "";
}

ombud_words *words_make(const model *m, const char *const *dirs, size_t n_dirs) {
  static const ast_policy nameless = {.name = {.name = "policy"}};
  const ast_policy *p = m->policy == NULL ? &nameless : m->policy;
  ombud_words *w = ARENA_NEW(m->arena, ombud_words);
  w->name = p->name.name == NULL ? nameless.name.name : p->name.name;
  w->version = only(&p->version);
  w->currency = only(&p->currency);
  w->source = only(&p->source);
  w->title = texts_of(m->arena, &p->title);
  w->modes = symbols(m->arena, m->modes, m->n_modes);
  w->actors = symbols(m->arena, m->actors, m->n_actors);
  facts(m, w);
  w->choices = choices(m);
  w->n_choices = (uint16_t)m->n_choices;
  w->effects = effects(m);
  w->reasons = reasons(m);
  w->processes = processes(m);
  w->rules = rules(m, dirs, n_dirs);
  w->n_rules = (uint32_t)m->n_rules;
  return w;
}
