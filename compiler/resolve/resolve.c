/* Rules: from sentences in nested blocks to one `say` for each actor and action, each with its scope. */
#include <stdlib.h>
#include <string.h>

#include "resolve.h"

/* What the blocks around a rule say of it. */
typedef struct surroundings {
  const scope *scope;
  citing cites; /* of the nearest header that has any */
  bool start;
} surroundings;

/* ---- scopes ---- */

/* A state named in a header has to exist in one of the modes there. */
static bool is_reachable_scope(model *m, model_process *p, uint16_t s, uint32_t modes, span at) {
  const model_state *st = &p->states[s];
  if (st->kind == STATE_END) {
    diag_report(m->diags, DIAG_E232, at,
                "'%s' is an end: there every action is refused as 'ended', and no rule applies",
                st->sym.name);
    return false;
  }
  if ((st->modes & modes) != 0 || modes == 0) return true;
  diag_report(m->diags, DIAG_E230, at, "state '%s' is only for %s, and these rules are for %s", st->sym.name,
              resolve_mode_list(m, st->modes), resolve_mode_list(m, modes));
  diag_note(m->diags, st->sym.at, "the state is declared here");
  return false;
}

static const scope *scope_of(model *m, model_process *p, const ast_node *n, const scope *around) {
  scope *s = ARENA_NEW(m->arena, scope);
  *s = *around;
  s->id = m->n_scopes++;
  if (n->modes.len > 0) {
    s->all_modes = false;
    uint32_t own = resolve_modes(m, &n->modes);
    s->modes = own & around->modes;
    if (s->modes == 0 && own != 0) {
      diag_report(m->diags, DIAG_E230, n->span, "these rules are for %s, and the block around them is for %s",
                  resolve_mode_list(m, own), resolve_mode_list(m, around->modes));
      return NULL;
    }
    if (own == 0) return NULL;
  }
  const ast_refs one = {.at = (ast_ref *)&n->name, .len = 1};
  const ast_refs *listed = n->kind == NODE_STATE ? &one : &n->states;
  if ((n->kind != NODE_STATE && n->kind != NODE_IN) || n->any) return s;
  resolve_twice(m, listed);
  uint16_t *states = ARENA_ARRAY(m->arena, listed->len, uint16_t);
  s->n_states = 0;
  for (size_t i = 0; i < listed->len; i++) {
    uint16_t k = resolve_state(m, p, &listed->at[i]);
    if (k == RESOLVE_NONE || !is_reachable_scope(m, p, k, s->modes, listed->at[i].span)) continue;
    states[s->n_states++] = k;
  }
  if (s->n_states == 0) return NULL;
  resolve_sort(states, s->n_states);
  s->any = false;
  s->states = states;
  return s;
}

/* ---- outcomes ---- */

static uint16_t resolve_target(model *m, model_process *p, const ast_ref *ref, const scope *sc) {
  uint16_t t = resolve_state(m, p, ref);
  if (t == RESOLVE_NONE) return t;
  uint32_t here = sc->modes;
  if (!sc->any) {
    here = 0;
    for (uint16_t i = 0; i < sc->n_states; i++) here |= p->states[sc->states[i]].modes & sc->modes;
  }
  uint32_t missing = here & ~p->states[t].modes;
  if (missing != 0 && m->readable) {
    diag_report(m->diags, DIAG_E231, ref->span, "state '%s' is only for %s, and this rule is also for %s",
                ref->name, resolve_mode_list(m, p->states[t].modes), resolve_mode_list(m, missing));
    diag_note(m->diags, p->states[t].sym.at, "the state is declared here");
  }
  return t;
}

static outcome resolve_outcome(model *m, model_process *p, const ast_outcome *o, const scope *sc) {
  outcome out = {.target = resolve_target(m, p, &o->target, sc)};
  out.calls = resolve_calls(m, &o->effects, &out.n_calls);
  return out;
}

static outcome denial(model *m, const ast_ref *reason) {
  return (outcome){.deny = true, .reason = resolve_reason(m, reason), .target = OMBUD_NONE};
}

/* ---- tails ---- */

typedef struct tails { /* what follows a rule's fixed part, sorted out */
  const instant *from, *until;
  const cond *guard;
  struct branch *branches;
  uint16_t n_branches, limit;
  const ast_ref *because;
} tails;

static const char *const tail_words[] = {"within", "from",    "until",   "when",
                                         "unless", "at most", "because", "a citation"};

static const instant *keep(model *m, instant i) {
  instant *k = ARENA_NEW(m->arena, instant);
  *k = i;
  return k;
}

/* Both ends of a window are written at most once; `within` sets the two. */
static void set_bound(model *m, const instant **bound, instant i, span at) {
  if (*bound != NULL) diag_report(m->diags, DIAG_E243, at, "this rule's time is limited twice");
  *bound = i.n_anchors == 0 ? NULL : keep(m, i);
}

static void add_window(model *m, model_process *p, const ast_tail *t, tails *out) {
  instant i = resolve_instant(m, p, &t->instant, NULL);
  if (t->kind != TAIL_WITHIN) {
    set_bound(m, t->kind == TAIL_FROM ? &out->from : &out->until, i, t->span);
    return;
  }
  set_bound(m, &out->until, i, t->span);
  /* Half open: [anchor, anchor + D). Entries and actions lie in the past anyway; a moment may be ahead. */
  bool ahead = false;
  for (uint16_t k = 0; k < i.n_anchors; k++) ahead |= i.anchors[k].kind == AT_FACT;
  if (!ahead) return;
  instant begin = i;
  begin.offset = 0;
  set_bound(m, &out->from, begin, t->span);
}

static void add_condition(model *m, model_process *p, const ast_tail *t, const scope *sc,
                          const outcome *main_out, tails *out) {
  const cond *c = resolve_cond(m, t->cond);
  if (c != NULL && t->kind == TAIL_UNLESS) {
    cond *no = ARENA_NEW(m->arena, cond);
    *no = (cond){.kind = COND_NO, .left = c};
    c = no;
  }
  struct branch b = {.cond = c, .at = t->span};
  switch (t->otherwise) {
  case OTHERWISE_NONE:
    if (out->guard != NULL && c != NULL) {
      cond *both = ARENA_NEW(m->arena, cond);
      *both = (cond){.kind = COND_BOTH, .left = out->guard, .right = c};
      c = both;
    }
    if (c != NULL) out->guard = c;
    return;
  case OTHERWISE_OUTCOME:
    b.out = resolve_outcome(m, p, &t->outcome, sc);
    if (t->outcome.target.name != NULL)
      b.at = t->outcome.target.span;
    else if (t->outcome.effects.len > 0)
      b.at = t->outcome.effects.at[0].span;
    if (t->outcome.target.name == NULL) b.out.target = main_out->target;
    break;
  case OTHERWISE_BECAUSE:
    b.out = denial(m, &t->reason);
    b.at = t->reason.span;
    break;
  }
  if (out->n_branches == MODEL_BRANCHES_MAX)
    diag_report(m->diags, DIAG_E260, t->span, "more than %u conditions with 'otherwise' in one rule",
                MODEL_BRANCHES_MAX);
  else if (c != NULL)
    out->branches[out->n_branches++] = b;
}

static void add_limit(model *m, const ast_tail *t, tails *out) {
  if (out->limit != 0) diag_report(m->diags, DIAG_E243, t->span, "'at most' stands twice in this rule");
  if (t->times < 1 || t->times > UINT16_MAX)
    diag_report(m->diags, DIAG_E244, t->span, "'at most' takes a number from 1 to %d", UINT16_MAX);
  else
    out->limit = (uint16_t)t->times;
}

static uint32_t tail_bit(int kind) {
  return UINT32_C(1) << kind;
}

/* FITS has a bit for each kind of tail that the rule may have; citations always fit. */
static tails resolve_tails(model *m, model_process *p, const ast_rule *r, const scope *sc, uint32_t fits,
                           const char *what, const outcome *main_out) {
  tails out = {.branches = arena_array(m->arena, r->tails.len, sizeof(struct branch))};
  for (size_t i = 0; i < r->tails.len; i++) {
    const ast_tail *t = &r->tails.at[i];
    if (t->kind != TAIL_CITE && !(fits & tail_bit((int)t->kind))) {
      diag_report(m->diags, DIAG_E242, t->span, "'%s' does not fit %s", tail_words[t->kind], _(what));
      continue;
    }
    switch (t->kind) {
    case TAIL_WITHIN:
    case TAIL_FROM:
    case TAIL_UNTIL: add_window(m, p, t, &out); break;
    case TAIL_WHEN:
    case TAIL_UNLESS:
      if (r->kind == RULE_MAY_NOT && t->otherwise != OTHERWISE_NONE)
        diag_report(m->diags, DIAG_E242, t->span,
                    "a prohibition has no 'otherwise': what it does not forbid, other rules settle");
      else
        add_condition(m, p, t, sc, main_out, &out);
      break;
    case TAIL_AT_MOST: add_limit(m, t, &out); break;
    case TAIL_BECAUSE:
      if (out.because != NULL)
        diag_report(m->diags, DIAG_E243, t->span, "a second reason for one prohibition");
      out.because = &t->reason;
      break;
    case TAIL_CITE: break;
    }
  }
  return out;
}

/* ---- permissions, prohibitions, obligations ---- */

static const uint16_t *resolve_gives(model *m, const ast_refs *facts, uint16_t *n) {
  uint16_t *list = ARENA_ARRAY(m->arena, facts->len, uint16_t);
  resolve_twice(m, facts);
  *n = 0;
  for (size_t i = 0; i < facts->len; i++) {
    uint16_t f = resolve_fact(m, &facts->at[i]);
    if (f == RESOLVE_NONE) continue;
    m->facts[f].sym.used = true;
    if (*n == OMBUD_GIVEN_MAX) {
      diag_report(m->diags, DIAG_E260, facts->at[i].span, "one action gives more than %u facts",
                  OMBUD_GIVEN_MAX);
      break;
    }
    list[(*n)++] = f;
  }
  resolve_sort(list, *n);
  return list;
}

/* One rule for each actor (rule 1); for `nobody` one that speaks of everybody. */
static void add_says(model *m, model_process *p, say s, const ast_rule *r) {
  if (r->nobody) {
    s.actor = OMBUD_CLOCK;
    *ARENA_PUSH(m->arena, p->says, p->n_says, p->cap_says) = s;
    return;
  }
  uint32_t actors = resolve_actors(m, &r->actors);
  for (size_t a = 1; a < m->n_actors; a++) {
    if (!(actors >> a & 1)) continue;
    s.actor = (uint16_t)a;
    *ARENA_PUSH(m->arena, p->says, p->n_says, p->cap_says) = s;
  }
}

static say say_of(model *m, model_process *p, int kind, uint32_t rule, const ast_act *act, const scope *sc,
                  const tails *t) {
  say s = {.rule = rule, .scope = sc, .at = act->action.span};
  s.kind = kind == SAY_MAY ? SAY_MAY : kind == SAY_MUST ? SAY_MUST : SAY_DENY;
  s.action = resolve_action(m, p, &act->action);
  s.gives = resolve_gives(m, &act->facts, &s.n_gives);
  if (t == NULL) return s;
  s.guard = t->guard;
  s.from = t->from;
  s.until = t->until;
  s.limit = t->limit;
  s.branches = t->branches;
  s.n_branches = t->n_branches;
  return s;
}

static void check_acts(model *m, const ast_acts *acts) {
  ast_refs listed = {.at = ARENA_ARRAY(m->arena, acts->len, ast_ref), .len = acts->len};
  for (size_t i = 0; i < acts->len; i++) listed.at[i] = acts->at[i].action;
  resolve_twice(m, &listed);
}

static void resolve_may(model *m, model_process *p, const ast_rule *r, uint32_t rule,
                        const surroundings *in) {
  if (r->acts.len == 0) return;
  const ast_act *act = &r->acts.at[0];
  outcome out = resolve_outcome(m, p, &act->outcome, in->scope);
  if (in->start && act->outcome.target.name == NULL)
    diag_report(m->diags, DIAG_E233, act->span, "an opening action leads to a state: add '-> STATE'");
  uint32_t fits = tail_bit(TAIL_WITHIN) | tail_bit(TAIL_FROM) | tail_bit(TAIL_UNTIL) | tail_bit(TAIL_WHEN) |
                  tail_bit(TAIL_UNLESS) | tail_bit(TAIL_AT_MOST);
  tails t = resolve_tails(m, p, r, in->scope, fits, N_("a permission"), &out);
  say s = say_of(m, p, SAY_MAY, rule, act, in->scope, &t);
  s.out = out;
  if (s.action != RESOLVE_NONE) add_says(m, p, s, r);
}

static void resolve_may_not(model *m, model_process *p, const ast_rule *r, uint32_t rule,
                            const surroundings *in) {
  uint32_t fits = tail_bit(TAIL_WITHIN) | tail_bit(TAIL_FROM) | tail_bit(TAIL_UNTIL) | tail_bit(TAIL_WHEN) |
                  tail_bit(TAIL_UNLESS) | tail_bit(TAIL_BECAUSE);
  tails t = resolve_tails(m, p, r, in->scope, fits, N_("a prohibition"), NULL);
  if (t.because == NULL) {
    if (m->readable) /* it may be just the word that could not be read */
      diag_report(m->diags, DIAG_E241, r->span, "a prohibition says why: add 'because REASON'");
    return;
  }
  outcome out = denial(m, t.because);
  check_acts(m, &r->acts);
  for (size_t i = 0; i < r->acts.len; i++) {
    say s = say_of(m, p, SAY_DENY, rule, &r->acts.at[i], in->scope, &t);
    s.out = out;
    if (s.action != RESOLVE_NONE && out.reason != RESOLVE_NONE) add_says(m, p, s, r);
  }
}

/* The outcome of a deadline: of its own event, or of the alternative that is deemed done. */
static bool resolve_consequence(model *m, model_process *p, const ast_rule *r, const surroundings *in,
                                deadline *d) {
  d->at = r->then.span;
  d->deemed = r->then.kind == THEN_DEEMED;
  d->name = d->deemed ? resolve_action(m, p, &r->then.name) : resolve_name(m, p, &r->then.name);
  if (d->name == RESOLVE_NONE) return false;
  if (!d->deemed) {
    d->out = resolve_outcome(m, p, &r->then.outcome, in->scope);
    return d->name >= p->n_actions; /* an action's name here was reported when names were declared */
  }
  for (size_t i = 0; i < r->acts.len; i++)
    if (r->acts.at[i].action.name == r->then.name.name) {
      d->out = resolve_outcome(m, p, &r->acts.at[i].outcome, in->scope);
      return true;
    }
  diag_report(m->diags, DIAG_E245, r->then.name.span, "'deemed %s' stands only in a 'must' that names '%s'",
              r->then.name.name, r->then.name.name);
  nearest n = {0};
  for (size_t i = 0; i < r->acts.len; i++)
    if (r->acts.at[i].action.name != NULL) nearest_offer(&n, r->then.name.name, r->acts.at[i].action.name);
  diag_suggest(m->diags, n.name);
  return false;
}

static void resolve_deadline(model *m, model_process *p, const ast_rule *r, uint32_t rule,
                             const surroundings *in) {
  deadline d = {.rule = rule, .scope = in->scope};
  if (r->kind == RULE_MUST) d.actors = resolve_actors(m, &r->actors);
  d.due = resolve_instant(m, p, &r->due, &r->excluded);
  if (!resolve_consequence(m, p, r, in, &d) || d.due.n_anchors == 0) return;
  *ARENA_PUSH(m->arena, p->deadlines, p->n_deadlines, p->cap_deadlines) = d;
}

static void resolve_must(model *m, model_process *p, const ast_rule *r, uint32_t rule,
                         const surroundings *in) {
  resolve_tails(m, p, r, in->scope, 0, N_("an obligation; say it with a 'may' or 'may not' beside it"), NULL);
  check_acts(m, &r->acts);
  for (size_t i = 0; i < r->acts.len; i++) {
    const ast_act *act = &r->acts.at[i];
    say s = say_of(m, p, SAY_MUST, rule, act, in->scope, NULL);
    s.out = resolve_outcome(m, p, &act->outcome, in->scope);
    if (act->outcome.target.name == NULL)
      diag_report(m->diags, DIAG_E246, act->span,
                  "doing what one must leads on: 'must %s' names the state it leads to with '-> STATE'",
                  act->action.name == NULL ? "…" : act->action.name);
    if (s.action != RESOLVE_NONE) add_says(m, p, s, r);
  }
  resolve_deadline(m, p, r, rule, in);
}

static void resolve_remind(model *m, model_process *p, const ast_rule *r, uint32_t rule,
                           const surroundings *in) {
  resolve_tails(m, p, r, in->scope, 0, N_("a reminder"), NULL);
  reminder e = {.rule = rule, .scope = in->scope, .before = r->due.duration, .of = OMBUD_NONE, .at = r->span};
  e.actors = resolve_actors(m, &r->actors);
  if (r->of.name != NULL && (e.of = resolve_name(m, p, &r->of)) == RESOLVE_NONE) return;
  *ARENA_PUSH(m->arena, p->reminders, p->n_reminders, p->cap_reminders) = e;
}

/* An assumption is one in words: an empty text assumes nothing. */
static bool says_something(const ast_cite *c) {
  return *c->text != '\0';
}

static citing within_limit(model *m, const ast_cite *const *list, size_t n) {
  if (n > MODEL_CITES_MAX)
    diag_report(m->diags, DIAG_E260, list[MODEL_CITES_MAX]->span,
                "more than %u citations and assumptions of one rule", MODEL_CITES_MAX);
  return (citing){list, (uint16_t)(n > MODEL_CITES_MAX ? MODEL_CITES_MAX : n)};
}

static citing cited_by_header(model *m, const ast_cites *header) {
  const ast_cite **list = ARENA_ARRAY(m->arena, header->len, const ast_cite *);
  size_t n = 0;
  for (size_t i = 0; i < header->len; i++)
    if (says_something(&header->at[i])) list[n++] = &header->at[i];
  return within_limit(m, list, n);
}

static citing cited_by_rule(model *m, const ast_rule *r) {
  const ast_cite **list = ARENA_ARRAY(m->arena, r->tails.len, const ast_cite *);
  size_t n = 0;
  for (size_t i = 0; i < r->tails.len; i++) {
    const ast_tail *t = &r->tails.at[i];
    if (t->kind == TAIL_CITE && says_something(&t->cite)) list[n++] = &t->cite;
  }
  return within_limit(m, list, n);
}

static void resolve_rule(model *m, uint16_t process, const ast_rule *r, const surroundings *in) {
  model_process *p = &m->processes[process];
  uint32_t rule = (uint32_t)m->n_rules;
  if (rule == MODEL_RULES_MAX) {
    if (!m->full) diag_report(m->diags, DIAG_E260, r->span, "more than %u rules", MODEL_RULES_MAX);
    m->full = true;
    return;
  }
  model_rule *k = ARENA_PUSH(m->arena, m->rules, m->n_rules, m->cap_rules);
  *k = (model_rule){.ast = r, .at = r->span, .process = process};
  k->cites = cited_by_rule(m, r);
  if (k->cites.n == 0) k->cites = in->cites;
  if (in->start && r->kind != RULE_MAY && r->kind != RULE_MAY_NOT) {
    diag_report(m->diags, DIAG_E233, r->span, "'start' holds only 'may' and 'may not': no case exists yet");
    return;
  }
  switch (r->kind) {
  case RULE_MAY: resolve_may(m, p, r, rule, in); break;
  case RULE_MAY_NOT: resolve_may_not(m, p, r, rule, in); break;
  case RULE_MUST: resolve_must(m, p, r, rule, in); break;
  case RULE_AFTER:
    resolve_tails(m, p, r, in->scope, 0, N_("a deadline"), NULL);
    resolve_deadline(m, p, r, rule, in);
    break;
  case RULE_REMIND: resolve_remind(m, p, r, rule, in); break;
  case RULE_WAITS:
    resolve_tails(m, p, r, in->scope, 0, N_("'waits'"), NULL);
    if (r->why != NULL && *r->why != '\0')
      *ARENA_PUSH(m->arena, p->waits, p->n_waits, p->cap_waits) = (waiting){in->scope, rule};
    break;
  }
}

/* A second state of the same name was reported; its rules would only confuse. */
static bool is_declared_here(const model_process *p, const ast_ref *state) {
  uint32_t i = state->name == NULL ? MAP_NONE : map_get(&p->state_of, state->name);
  return i != MAP_NONE && p->states[i].sym.at.begin == state->span.begin &&
         p->states[i].sym.at.file == state->span.file;
}

static void resolve_body(model *m, uint16_t process, const ast_nodes *body, const surroundings *around) {
  model_process *p = &m->processes[process];
  for (size_t i = 0; i < body->len; i++) {
    const ast_node *n = body->at[i];
    surroundings in = *around;
    if (n->cites.len > 0) in.cites = cited_by_header(m, &n->cites);
    switch (n->kind) {
    case NODE_RULE: resolve_rule(m, process, n->rule, around); break;
    case NODE_START: {
      scope *s = ARENA_NEW(m->arena, scope);
      static const uint16_t start[] = {0};
      *s = (scope){.id = m->n_scopes++,
                   .modes = around->scope->modes,
                   .all_modes = around->scope->all_modes,
                   .n_states = 1,
                   .states = start};
      in.start = true;
      in.scope = n->modes.len > 0 ? scope_of(m, p, n, s) : s;
      if (in.scope != NULL) resolve_body(m, process, &n->body, &in);
      break;
    }
    case NODE_STATE:
      if (!is_declared_here(p, &n->name)) break;
      in.scope = scope_of(m, p, n, around->scope);
      if (in.scope != NULL) resolve_body(m, process, &n->body, &in);
      break;
    case NODE_IN:
    case NODE_FOR:
      in.scope = scope_of(m, p, n, around->scope);
      if (in.scope != NULL) resolve_body(m, process, &n->body, &in);
      break;
    case NODE_ENDS:
      for (size_t k = 0; k < n->labels.len; k++) resolve_modes(m, &n->labels.at[k].modes);
      break;
    case NODE_ACTIONS:
    case NODE_EVENTS: break;
    }
  }
}

void resolve_rules(model *m, uint16_t process) {
  model_process *p = &m->processes[process];
  scope *whole = ARENA_NEW(m->arena, scope);
  *whole = (scope){.id = m->n_scopes++, .modes = MODEL_ALL_MODES(m), .all_modes = true, .any = true};
  uint16_t *states = ARENA_ARRAY(m->arena, p->n_states, uint16_t);
  for (size_t s = 0; s < p->n_states; s++)
    if (p->states[s].kind == STATE_WAY) states[whole->n_states++] = (uint16_t)s;
  whole->states = states;
  p->whole = whole;
  surroundings in = {.scope = whole, .cites = cited_by_header(m, p->cites)};
  resolve_body(m, process, p->body, &in);
}

model *model_resolve(arena *a, const ast *tree, const sources *src, diags *d, bool readable) {
  model *m = ARENA_NEW(a, model);
  *m = (model){.arena = a, .tree = tree, .src = src, .diags = d, .readable = readable};
  map *maps[] = {&m->actor_of,  &m->mode_of,   &m->choice_of, &m->fact_of,
                 &m->effect_of, &m->reason_of, &m->process_of};
  for (size_t i = 0; i < sizeof maps / sizeof *maps; i++) maps[i]->arena = a;
  static const ast_texts none;
  const char *clock = names_intern(tree->names, "clock", 5);
  map_put(&m->actor_of, clock, OMBUD_CLOCK);
  *ARENA_PUSH(a, m->actors, m->n_actors, m->cap_actors) =
      (symbol){.name = clock, .texts = &none, .used = true};
  declare_all(m);
  if (m->full) return m;
  resolve_bounds(m);
  for (size_t i = 0; i < m->n_processes; i++) resolve_rules(m, (uint16_t)i);
  resolve_stories(m);
  return m;
}
