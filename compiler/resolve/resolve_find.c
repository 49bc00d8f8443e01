/* Looking names up, and saying what was meant where one is not found. */
#include <stdlib.h>
#include <string.h>

#include "resolve.h"

static int by_text(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

#define NEAREST_MAX 200u /* more than are ever shown */

const char *resolve_nearest(model *m, const map *among, const char *wanted) {
  if (m->n_lost++ >= NEAREST_MAX) return NULL;
  /* A map's order hangs on addresses; sorting keeps the answer the same on every machine. */
  const char **keys = ARENA_ARRAY(m->arena, among->len, const char *);
  size_t n = 0;
  for (uint32_t i = 0; i < among->cap; i++)
    if (among->slots[i].key != NULL) keys[n++] = among->slots[i].key;
  if (n > 1) qsort(keys, n, sizeof *keys, by_text);
  nearest best = {0};
  for (size_t i = 0; i < n; i++) nearest_offer(&best, wanted, keys[i]);
  return best.name;
}

bool resolve_tells(const model *m, const char *meant) {
  return m->readable || meant != NULL;
}

#define FIND(map, ref, code, ...)                                                                            \
  do {                                                                                                       \
    if ((ref)->name == NULL) return RESOLVE_NONE;                                                            \
    uint32_t found_ = map_get((map), (ref)->name);                                                           \
    if (found_ != MAP_NONE) return (uint16_t)found_;                                                         \
    const char *near_ = resolve_nearest(m, (map), (ref)->name);                                              \
    if (!resolve_tells(m, near_)) return RESOLVE_NONE;                                                       \
    diag_report(m->diags, (code), (ref)->span, __VA_ARGS__);                                                 \
    diag_suggest(m->diags, near_);                                                                           \
    return RESOLVE_NONE;                                                                                     \
  } while (0)

static uint16_t used(symbol *s, uint16_t i) {
  s->used = true;
  return i;
}

uint16_t resolve_actor(model *m, const ast_ref *ref) {
  FIND(&m->actor_of, ref, DIAG_E204, "no actor is called '%s'", ref->name);
}

uint16_t resolve_mode(model *m, const ast_ref *ref) {
  if (!m->has_modes && ref->name != NULL) {
    if (m->readable)
      diag_report(m->diags, DIAG_E205, ref->span,
                  "the policy declares no modes, so there is none called '%s'", ref->name);
    return RESOLVE_NONE;
  }
  FIND(&m->mode_of, ref, DIAG_E205, "no mode is called '%s'", ref->name);
}

uint16_t resolve_fact(model *m, const ast_ref *ref) {
  FIND(&m->fact_of, ref, DIAG_E207, "no fact is called '%s'", ref->name);
}

static uint16_t find_effect(model *m, const ast_ref *ref) {
  FIND(&m->effect_of, ref, DIAG_E208, "no effect is called '%s'", ref->name);
}

uint16_t resolve_effect(model *m, const ast_ref *ref) {
  uint16_t i = find_effect(m, ref);
  return i == RESOLVE_NONE ? i : used(&m->effects[i].sym, i);
}

static uint16_t find_reason(model *m, const ast_ref *ref) {
  FIND(&m->reason_of, ref, DIAG_E209, "no reason is called '%s'", ref->name);
}

uint16_t resolve_reason(model *m, const ast_ref *ref) {
  uint16_t i = find_reason(m, ref);
  return i == RESOLVE_NONE ? i : used(&m->reasons[i].sym, i);
}

uint16_t resolve_process(model *m, const ast_ref *ref) {
  FIND(&m->process_of, ref, DIAG_E202, "no process is called '%s'", ref->name);
}

void resolve_remark_elsewhere(model *m, const model_process *p, const char *name, bool state) {
  for (size_t i = 0; i < m->n_processes; i++) {
    const model_process *q = &m->processes[i];
    if (q != p && map_get(state ? &q->state_of : &q->name_of, name) != MAP_NONE)
      diag_remark(m->diags, "process '%s' has one of that name", q->sym.name);
  }
}

uint16_t resolve_state(model *m, model_process *p, const ast_ref *ref) {
  if (ref->name == NULL) return RESOLVE_NONE;
  uint32_t i = map_get(&p->state_of, ref->name);
  if (i != MAP_NONE) return (uint16_t)i;
  const char *near = resolve_nearest(m, &p->state_of, ref->name);
  if (!resolve_tells(m, near)) return RESOLVE_NONE;
  diag_report(m->diags, DIAG_E203, ref->span, "no state is called '%s' in process '%s'", ref->name,
              p->sym.name);
  diag_suggest(m->diags, near);
  resolve_remark_elsewhere(m, p, ref->name, true);
  return RESOLVE_NONE;
}

void resolve_twice(model *m, const ast_refs *refs) {
  if (refs->len < 2) return;
  map seen = {.arena = m->arena};
  for (size_t i = 0; i < refs->len; i++) {
    const ast_ref *r = &refs->at[i];
    if (r->name == NULL) continue;
    if (map_get(&seen, r->name) == MAP_NONE)
      map_put(&seen, r->name, 0);
    else
      diag_report(m->diags, DIAG_E200, r->span, "'%s' is listed twice", r->name);
  }
}

/* Actions come before events; KIND says which of them will do. */
static uint16_t find_name(model *m, model_process *p, const ast_ref *ref, const char *kind, bool events) {
  if (ref->name == NULL) return RESOLVE_NONE;
  uint32_t i = map_get(&p->name_of, ref->name);
  if (i != MAP_NONE && (events || i < p->n_actions)) return (uint16_t)used(&p->names[i].sym, (uint16_t)i);
  map fit = {.arena = m->arena};
  for (size_t k = 0; m->n_lost < NEAREST_MAX && k < (events ? p->n_names : p->n_actions); k++)
    map_put(&fit, p->names[k].sym.name, (uint32_t)k);
  const char *near = resolve_nearest(m, &fit, ref->name);
  if (!resolve_tells(m, near)) return RESOLVE_NONE;
  diag_report(m->diags, DIAG_E206, ref->span, "no %s is called '%s' in process '%s'", _(kind), ref->name,
              p->sym.name);
  diag_suggest(m->diags, near);
  resolve_remark_elsewhere(m, p, ref->name, false);
  if (near == NULL && !events && !p->lists_actions)
    diag_remark(m->diags, "an action exists where some 'may' or 'must' permits it");
  return RESOLVE_NONE;
}

uint16_t resolve_action(model *m, model_process *p, const ast_ref *ref) {
  return find_name(m, p, ref, N_("action"), false);
}

uint16_t resolve_name(model *m, model_process *p, const ast_ref *ref) {
  return find_name(m, p, ref, N_("action or event"), true);
}

uint16_t resolve_option(model *m, uint16_t choice, const char *name, span at) {
  model_choice *c = &m->choices[choice];
  nearest n = {0};
  for (uint16_t i = 0; i < c->n_options; i++) {
    if (c->options[i].name == name) return used(&c->options[i], i);
    nearest_offer(&n, name, c->options[i].name);
  }
  if (!resolve_tells(m, n.name)) return RESOLVE_NONE;
  diag_report(m->diags, DIAG_E211, at, "'%s' is no option of '%s'", name, c->sym.name);
  diag_suggest(m->diags, n.name);
  return RESOLVE_NONE;
}

bool resolve_acts(model *m, uint16_t actor, span at) {
  if (actor == OMBUD_CLOCK)
    diag_report(m->diags, DIAG_E240, at,
                "the clock does not act by request; what it does is said with 'after … then' or 'else'");
  return actor != OMBUD_CLOCK && actor != RESOLVE_NONE;
}

uint32_t resolve_actors(model *m, const ast_refs *refs) {
  uint32_t mask = 0;
  resolve_twice(m, refs);
  for (size_t i = 0; i < refs->len; i++) {
    uint16_t a = resolve_actor(m, &refs->at[i]);
    if (a == RESOLVE_NONE) continue;
    if (resolve_acts(m, a, refs->at[i].span)) mask |= UINT32_C(1) << a;
    m->actors[a].used = true;
  }
  return mask;
}

uint32_t resolve_modes(model *m, const ast_refs *refs) {
  if (refs->len == 0) return MODEL_ALL_MODES(m);
  uint32_t mask = 0;
  resolve_twice(m, refs);
  for (size_t i = 0; i < refs->len; i++) {
    uint16_t k = resolve_mode(m, &refs->at[i]);
    if (k == RESOLVE_NONE) continue;
    mask |= UINT32_C(1) << k;
    m->modes[k].used = true;
  }
  return mask;
}

const char *resolve_mode_list(model *m, uint32_t modes) {
  const char *list = "";
  for (size_t i = 0; i < m->n_modes; i++)
    if (modes >> i & 1) list = arena_printf(m->arena, "%s%s%s", list, *list ? _(", ") : "", m->modes[i].name);
  return list;
}

static int by_number(const void *a, const void *b) {
  return (int)*(const uint16_t *)a - (int)*(const uint16_t *)b;
}

void resolve_sort(uint16_t *list, size_t n) {
  if (n > 1) qsort(list, n, sizeof *list, by_number);
}
