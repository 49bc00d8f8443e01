/* Declarations: every name that the policy introduces, so that rules may use it before it stands. */
#include <string.h>

#include "resolve.h"

/* True where REF may be declared: it was not left out by a syntax error and is not taken yet. */
static bool is_free(model *m, const ast_ref *ref, const symbol *old, const char *what) {
  if (ref->name == NULL) return false;
  if (old == NULL) return true;
  diag_report(m->diags, DIAG_E200, ref->span, "%s '%s' is declared twice", _(what), ref->name);
  diag_note(m->diags, old->at, "first declared here");
  return false;
}

static bool is_within(model *m, size_t n, size_t max, const ast_ref *ref, const char *what) {
  if (n < max) return true;
  if (!m->full) diag_report(m->diags, DIAG_E260, ref->span, "more than %zu %s", max, _(what));
  m->full = true;
  return false;
}

static symbol symbol_of(const ast_ref *ref, const ast_texts *texts) {
  return (symbol){.name = ref->name, .at = ref->span, .texts = texts};
}

static void declare_actors(model *m, const ast_labels *labels) {
  for (size_t i = 0; i < labels->len; i++) {
    const ast_label *l = &labels->at[i];
    uint32_t old = map_get(&m->actor_of, l->name.name);
    if (old == OMBUD_CLOCK && l->name.name != NULL) {
      diag_report(m->diags, DIAG_E215, l->name.span, "'clock' is the built-in actor: time itself");
      continue;
    }
    if (!is_free(m, &l->name, old == MAP_NONE ? NULL : &m->actors[old], N_("actor"))) continue;
    if (!is_within(m, m->n_actors, OMBUD_ACTORS_MAX, &l->name, N_("actors, the clock included"))) return;
    map_put(&m->actor_of, l->name.name, (uint32_t)m->n_actors);
    *ARENA_PUSH(m->arena, m->actors, m->n_actors, m->cap_actors) = symbol_of(&l->name, &l->texts);
  }
}

static void declare_modes(model *m, const ast_labels *labels) {
  for (size_t i = 0; i < labels->len; i++) {
    const ast_label *l = &labels->at[i];
    uint32_t old = map_get(&m->mode_of, l->name.name);
    if (!is_free(m, &l->name, old == MAP_NONE ? NULL : &m->modes[old], N_("mode"))) continue;
    if (!is_within(m, m->n_modes, OMBUD_MODES_MAX, &l->name, N_("modes"))) return;
    map_put(&m->mode_of, l->name.name, (uint32_t)m->n_modes);
    *ARENA_PUSH(m->arena, m->modes, m->n_modes, m->cap_modes) = symbol_of(&l->name, &l->texts);
    m->has_modes = true;
  }
}

static const struct {
  const char *name;
  uint8_t type;
} types[] = {
    {"yes_no", OMBUD_YES_NO}, {"number", OMBUD_NUMBER}, {"money", OMBUD_MONEY},
    {"moment", OMBUD_MOMENT}, {"text", OMBUD_TEXT},     {"actor", OMBUD_ACTOR},
};

static bool is_type_name(const char *name) {
  for (size_t i = 0; i < sizeof types / sizeof *types; i++)
    if (strcmp(types[i].name, name) == 0) return true;
  return false;
}

static void declare_choice(model *m, const ast_item *item) {
  const ast_label *l = &item->choice.name;
  uint32_t old = map_get(&m->choice_of, l->name.name);
  if (!is_free(m, &l->name, old == MAP_NONE ? NULL : &m->choices[old].sym, N_("choice"))) return;
  if (is_type_name(l->name.name)) {
    diag_report(m->diags, DIAG_E215, l->name.span, "'%s' is a built-in type", l->name.name);
    return;
  }
  if (!is_within(m, m->n_choices, MODEL_LABELS_MAX, &l->name, N_("choices"))) return;
  model_choice c = {.sym = symbol_of(&l->name, &l->texts)};
  c.options = ARENA_ARRAY(m->arena, item->choice.options.len, symbol);
  map seen = {.arena = m->arena};
  for (size_t i = 0; i < item->choice.options.len; i++) {
    const ast_label *o = &item->choice.options.at[i];
    uint32_t first = map_get(&seen, o->name.name);
    if (!is_free(m, &o->name, first == MAP_NONE ? NULL : &c.options[first], N_("option"))) continue;
    if (!is_within(m, c.n_options, MODEL_LABELS_MAX, &o->name, N_("options of one choice"))) break;
    map_put(&seen, o->name.name, c.n_options);
    c.options[c.n_options++] = symbol_of(&o->name, &o->texts);
  }
  map_put(&m->choice_of, l->name.name, (uint32_t)m->n_choices);
  *ARENA_PUSH(m->arena, m->choices, m->n_choices, m->cap_choices) = c;
}

/* The type that NAME of other languages stands for, or NULL. */
static const char *type_elsewhere(const char *name) {
  static const char *const elsewhere[][2] = {
      {"bool", "yes_no"},  {"boolean", "yes_no"},  {"int", "number"},       {"integer", "number"},
      {"date", "moment"},  {"datetime", "moment"}, {"timestamp", "moment"}, {"string", "text"},
      {"amount", "money"}, {"price", "money"}};
  for (size_t i = 0; i < sizeof elsewhere / sizeof *elsewhere; i++)
    if (strcmp(elsewhere[i][0], name) == 0) return elsewhere[i][1];
  return NULL;
}

/* The type of a fact or of an effect's argument. Only arguments can be actors, only facts texts. */
static bool type_of(model *m, const ast_ref *ref, bool argument, uint8_t *type, uint16_t *choice) {
  if (ref->name == NULL) return false;
  *choice = OMBUD_NONE;
  for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
    if (strcmp(types[i].name, ref->name) != 0) continue;
    *type = types[i].type;
    if (*type != (argument ? OMBUD_TEXT : OMBUD_ACTOR)) return true;
    diag_report(m->diags, DIAG_E222, ref->span,
                argument ? N_("of a text only that it was given is kept: an effect cannot be given one")
                         : N_("a fact cannot be an actor"));
    return false;
  }
  uint32_t c = map_get(&m->choice_of, ref->name);
  if (c != MAP_NONE) {
    m->choices[c].sym.used = true;
    *type = OMBUD_CHOICE;
    *choice = (uint16_t)c;
    return true;
  }
  nearest n = {0};
  for (size_t i = 0; i < sizeof types / sizeof *types; i++)
    if (types[i].type != (argument ? OMBUD_TEXT : OMBUD_ACTOR)) nearest_offer(&n, ref->name, types[i].name);
  for (size_t i = 0; i < m->n_choices; i++) nearest_offer(&n, ref->name, m->choices[i].sym.name);
  if (type_elsewhere(ref->name) != NULL) n.name = type_elsewhere(ref->name);
  if (!m->readable && n.name == NULL) return false;
  diag_report(m->diags, DIAG_E210, ref->span, "no type or choice is called '%s'", ref->name);
  diag_suggest(m->diags, n.name);
  if (n.name == NULL)
    diag_remark(m->diags,
                "there are yes_no, number, money, moment, %s, and the choices that the policy declares",
                argument ? "actor" : "text");
  return false;
}

static void range_of_type(model *m, model_fact *f) {
  static const struct {
    int64_t lo, hi;
  } range[] = {
      [OMBUD_YES_NO] = {0, 1},
      [OMBUD_NUMBER] = {-INT64_MAX, INT64_MAX},
      [OMBUD_MONEY] = {0, INT64_MAX},
      [OMBUD_CHOICE] = {0, 0},
      [OMBUD_MOMENT] = {OMBUD_TIME_MIN, OMBUD_TIME_MAX},
      [OMBUD_TEXT] = {1, 1}, /* that it was given is all that counts */
  };
  f->lo = range[f->type].lo;
  f->hi = range[f->type].hi;
  if (f->type == OMBUD_CHOICE && m->choices[f->choice].n_options > 0)
    f->hi = m->choices[f->choice].n_options - 1;
}

static void declare_facts(model *m, const ast_facts *facts) {
  for (size_t i = 0; i < facts->len; i++) {
    const ast_fact *f = &facts->at[i];
    uint32_t old = map_get(&m->fact_of, f->name.name);
    if (!is_free(m, &f->name, old == MAP_NONE ? NULL : &m->facts[old].sym, N_("fact"))) continue;
    if (!is_within(m, m->n_facts, MODEL_FACTS_MAX, &f->name, N_("facts"))) return;
    model_fact fact = {.sym = symbol_of(&f->name, &f->texts), .choice = OMBUD_NONE};
    fact.lost = !type_of(m, &f->type, false, &fact.type, &fact.choice);
    if (fact.lost) fact.type = OMBUD_NUMBER;
    range_of_type(m, &fact);
    map_put(&m->fact_of, f->name.name, (uint32_t)m->n_facts);
    *ARENA_PUSH(m->arena, m->facts, m->n_facts, m->cap_facts) = fact;
  }
}

static void declare_effects(model *m, const ast_effects *effects) {
  for (size_t i = 0; i < effects->len; i++) {
    const ast_effect *e = &effects->at[i];
    uint32_t old = map_get(&m->effect_of, e->name.name);
    if (!is_free(m, &e->name, old == MAP_NONE ? NULL : &m->effects[old].sym, N_("effect"))) continue;
    if (!is_within(m, m->n_effects, MODEL_LABELS_MAX, &e->name, N_("effects"))) return;
    model_effect effect = {.sym = symbol_of(&e->name, &e->texts)};
    effect.params = arena_array(m->arena, e->params.len, sizeof *effect.params);
    for (size_t k = 0; k < e->params.len; k++) {
      const ast_param *p = &e->params.at[k];
      if (!is_within(m, k, OMBUD_ARGS_MAX, &p->name, N_("arguments of one effect"))) break;
      struct model_param *q = &effect.params[effect.n_params++];
      q->name = p->name.name;
      if (!type_of(m, &p->type, true, &q->type, &q->choice))
        q->type = OMBUD_TEXT; /* fits no argument, and is silent */
      for (size_t j = 0; j < k; j++)
        if (q->name != NULL && effect.params[j].name == q->name)
          diag_report(m->diags, DIAG_E200, p->name.span, "argument '%s' is declared twice", q->name);
    }
    map_put(&m->effect_of, e->name.name, (uint32_t)m->n_effects);
    *ARENA_PUSH(m->arena, m->effects, m->n_effects, m->cap_effects) = effect;
  }
}

static void declare_reasons(model *m, const ast_reasons *reasons) {
  for (size_t i = 0; i < reasons->len; i++) {
    const ast_reason *r = &reasons->at[i];
    uint32_t old = map_get(&m->reason_of, r->name.name);
    if (!is_free(m, &r->name, old == MAP_NONE ? NULL : &m->reasons[old].sym, N_("reason"))) continue;
    bool built_in = false;
    for (unsigned k = 1; k < OMBUD_REASONS_BUILT_IN; k++)
      built_in |= strcmp(ombud_reason_name(NULL, NULL, (uint16_t)k), r->name.name) == 0;
    if (built_in) {
      diag_report(m->diags, DIAG_E215, r->name.span, "'%s' is a built-in reason", r->name.name);
      continue;
    }
    if (!is_within(m, m->n_reasons, MODEL_LABELS_MAX, &r->name, N_("reasons"))) return;
    map_put(&m->reason_of, r->name.name, (uint32_t)m->n_reasons);
    *ARENA_PUSH(m->arena, m->reasons, m->n_reasons, m->cap_reasons) =
        (model_reason){.sym = symbol_of(&r->name, &r->texts), .advice = &r->advice};
  }
}

/* ---- inside a process ---- */

static void declare_state(model *m, model_process *p, const ast_ref *name, const ast_texts *texts,
                          uint32_t modes, int kind) {
  uint32_t old = map_get(&p->state_of, name->name);
  if (!is_free(m, name, old == MAP_NONE ? NULL : &p->states[old].sym, N_("state"))) return;
  if (!is_within(m, p->n_states, MODEL_STATES_MAX, name, N_("states in one process"))) return;
  map_put(&p->state_of, name->name, (uint32_t)p->n_states);
  model_state *s = ARENA_PUSH(m->arena, p->states, p->n_states, p->cap_states);
  *s = (model_state){.sym = symbol_of(name, texts), .modes = modes};
  s->kind = kind == STATE_END ? STATE_END : STATE_WAY;
}

static void declare_name(model *m, model_process *p, const ast_ref *ref, const ast_texts *texts, bool event,
                         bool listed) {
  static const ast_texts none;
  if (ref->name == NULL) return;
  uint32_t old = map_get(&p->name_of, ref->name);
  if (old != MAP_NONE) {
    model_name *n = &p->names[old];
    if (listed && n->event == event)
      is_free(m, ref, &n->sym, event ? N_("event") : N_("action"));
    else if (n->event != event && event) {
      diag_report(m->diags, DIAG_E216, ref->span,
                  "'%s' is an action of this process, and no event can share its name", ref->name);
      diag_note(m->diags, n->sym.at, "the action");
      diag_remark(m->diags, "for the action to take effect by itself, write 'deemed %s'", ref->name);
    }
    return;
  }
  if (!listed && (event ? p->lists_events : p->lists_actions))
    return; /* the rule that uses it will report it */
  if (!is_within(m, p->n_names, MODEL_NAMES_MAX, ref, N_("actions and events in one process"))) return;
  map_put(&p->name_of, ref->name, (uint32_t)p->n_names);
  *ARENA_PUSH(m->arena, p->names, p->n_names, p->cap_names) =
      (model_name){.sym = symbol_of(ref, texts == NULL ? &none : texts), .event = event, .listed = listed};
}

/* Modes of a block: those of its own `for`, as far as the blocks around it
 * leave them. One that is not known is reported with the rules; what was meant
 * may be any. */
static uint32_t modes_within(model *m, const ast_refs *refs, uint32_t around) {
  uint32_t own = 0;
  for (size_t i = 0; i < refs->len; i++) {
    uint32_t k = refs->at[i].name == NULL ? MAP_NONE : map_get(&m->mode_of, refs->at[i].name);
    own |= k == MAP_NONE ? around : UINT32_C(1) << k;
  }
  return refs->len == 0 ? around : own & around;
}

static uint32_t mode_bit(const model *m, const char *name) {
  uint32_t k = name == NULL ? MAP_NONE : map_get(&m->mode_of, name);
  return k == MAP_NONE ? 0 : UINT32_C(1) << k;
}

/* In `ends lost for cod, online, paid` the comma may be followed by a mode or by the next end, and the
 * grammar cannot know which: a bare mode's name behind an end with modes is a mode. */
static bool is_bare_mode(const model *m, const ast_node *n, size_t k) {
  if (k >= n->labels.len || n->labels.at[k].texts.len > 0 || n->labels.at[k].modes.len > 0) return false;
  return mode_bit(m, n->labels.at[k].name.name) != 0;
}

static void declare_states(model *m, model_process *p, const ast_nodes *body, uint32_t around) {
  for (size_t i = 0; i < body->len; i++) {
    const ast_node *n = body->at[i];
    uint32_t modes = modes_within(m, &n->modes, around);
    switch (n->kind) {
    case NODE_STATE: declare_state(m, p, &n->name, &n->texts, modes, STATE_WAY); break;
    case NODE_ENDS:
      for (size_t k = 0; k < n->labels.len; k++) {
        const ast_label *l = &n->labels.at[k];
        uint32_t own = modes_within(m, &l->modes, modes);
        for (; l->modes.len > 0 && is_bare_mode(m, n, k + 1); k++)
          own |= mode_bit(m, n->labels.at[k + 1].name.name) & modes;
        declare_state(m, p, &l->name, &l->texts, own, STATE_END);
      }
      break;
    case NODE_FOR:
    case NODE_IN: declare_states(m, p, &n->body, modes); break;
    case NODE_START:
    case NODE_ACTIONS:
    case NODE_EVENTS:
    case NODE_RULE: break;
    }
  }
}

/* Lists first (EVENT tells which), then what rules introduce: actions by permissions, events by consequences.
 */
static void declare_listed(model *m, model_process *p, const ast_nodes *body, bool event) {
  for (size_t i = 0; i < body->len; i++) {
    const ast_node *n = body->at[i];
    if (n->kind != (event ? NODE_EVENTS : NODE_ACTIONS)) continue;
    *(event ? &p->lists_events : &p->lists_actions) = true;
    for (size_t k = 0; k < n->labels.len; k++)
      declare_name(m, p, &n->labels.at[k].name, &n->labels.at[k].texts, event, true);
  }
}

static void declare_used(model *m, model_process *p, const ast_nodes *body, bool event) {
  for (size_t i = 0; i < body->len; i++) {
    const ast_node *n = body->at[i];
    declare_used(m, p, &n->body, event);
    if (n->kind != NODE_RULE) continue;
    const ast_rule *r = n->rule;
    if (!event && (r->kind == RULE_MAY || r->kind == RULE_MUST))
      for (size_t k = 0; k < r->acts.len; k++) declare_name(m, p, &r->acts.at[k].action, NULL, false, false);
    if (event && (r->kind == RULE_AFTER || r->kind == RULE_MUST) && r->then.kind == THEN_EVENT)
      declare_name(m, p, &r->then.name, NULL, true, false);
  }
}

static void declare_process(model *m, const ast_item *item) {
  const ast_ref *name = &item->process.name;
  uint32_t old = map_get(&m->process_of, name->name);
  if (!is_free(m, name, old == MAP_NONE ? NULL : &m->processes[old].sym, N_("process"))) return;
  if (!is_within(m, m->n_processes, MODEL_PROCESSES_MAX, name, N_("processes"))) return;
  static const ast_texts none;
  model_process p = {.sym = symbol_of(name, &item->process.texts),
                     .state_of = {.arena = m->arena},
                     .name_of = {.arena = m->arena},
                     .body = &item->process.body,
                     .cites = &item->process.cites};
  *ARENA_PUSH(m->arena, p.states, p.n_states, p.cap_states) =
      (model_state){.sym = {.name = "start", .at = name->span, .texts = &none, .used = true},
                    .modes = MODEL_ALL_MODES(m),
                    .kind = STATE_START};
  declare_states(m, &p, p.body, MODEL_ALL_MODES(m));
  declare_listed(m, &p, p.body, false);
  declare_used(m, &p, p.body, false);
  p.n_actions = p.n_names;
  declare_listed(m, &p, p.body, true);
  declare_used(m, &p, p.body, true);
  map_put(&m->process_of, name->name, (uint32_t)m->n_processes);
  *ARENA_PUSH(m->arena, m->processes, m->n_processes, m->cap_processes) = p;
}

static void declare_policy(model *m, const ast_item *item) {
  if (m->policy != NULL) {
    diag_report(m->diags, DIAG_E201, item->span, "a policy has one header");
    diag_note(m->diags, m->policy->name.span, "the first is here");
    return;
  }
  m->policy = &item->policy;
}

/* In three rounds, since order in the file means nothing: processes need modes, facts need choices. */
void declare_all(model *m) {
  const ast_items *items = &m->tree->items;
  for (size_t i = 0; i < items->len; i++) {
    const ast_item *it = items->at[i];
    switch (it->kind) {
    case ITEM_POLICY: declare_policy(m, it); break;
    case ITEM_ACTORS: declare_actors(m, &it->labels); break;
    case ITEM_MODES: declare_modes(m, &it->labels); break;
    case ITEM_CHOICE: declare_choice(m, it); break;
    case ITEM_REASONS: declare_reasons(m, &it->reasons); break;
    case ITEM_FACTS:
    case ITEM_EFFECTS:
    case ITEM_PROCESS:
    case ITEM_PROMISE:
    case ITEM_SCENARIO:
    case ITEM_INCLUDE: break;
    }
  }
  if (m->n_modes == 0) {
    static const ast_texts none;
    *ARENA_PUSH(m->arena, m->modes, m->n_modes, m->cap_modes) =
        (symbol){.name = "default", .texts = &none, .used = true};
  }
  for (size_t i = 0; i < items->len; i++) {
    if (items->at[i]->kind == ITEM_FACTS) declare_facts(m, &items->at[i]->facts);
    if (items->at[i]->kind == ITEM_EFFECTS) declare_effects(m, &items->at[i]->effects);
  }
  for (size_t i = 0; i < items->len; i++)
    if (items->at[i]->kind == ITEM_PROCESS) declare_process(m, items->at[i]);
}
