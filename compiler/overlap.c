/* Lex specialis: of all that is said of one actor's one action in one place, what governs when.
 *
 * Two rules compare by their scopes (modes with states, actors, guard, window). A rule is narrower
 * than another where its scope lies within the other's and not the other way round. Where they are
 * equal as sets, the one that spells out what the other leaves open is the narrower: otherwise a
 * policy with one state would mean something else once it had two. */
#include <stdlib.h>

#include "planner.h"

/* ---- comparing scopes ---- */

static bool scope_has(const model_process *p, const scope *s, uint16_t state) {
  if (s->any) return p->states[state].kind == STATE_WAY;
  size_t lo = 0, hi = s->n_states;
  while (lo < hi) {
    size_t mid = (lo + hi) / 2;
    if (s->states[mid] < state)
      lo = mid + 1;
    else
      hi = mid;
  }
  return lo < s->n_states && s->states[lo] == state;
}

static bool scope_within(const model_process *p, const scope *a, const scope *b) {
  if (a == b) return true;
  for (uint16_t i = 0; i < a->n_states; i++) {
    uint32_t modes = a->modes & p->states[a->states[i]].modes;
    if (modes != 0 && (!scope_has(p, b, a->states[i]) || (modes & ~b->modes) != 0)) return false;
  }
  return true;
}

static bool window_within(const say *a, const say *b) {
  bool from = b->from == NULL || (a->from != NULL && instant_same_anchor(a->from, b->from) &&
                                  b->from->offset <= a->from->offset);
  bool until = b->until == NULL || (a->until != NULL && instant_same_anchor(a->until, b->until) &&
                                    a->until->offset <= b->until->offset);
  return from && until;
}

static bool ends_before(const say *a, const say *b) {
  return a->until != NULL && b->from != NULL && instant_same_anchor(a->until, b->from) &&
         a->until->offset <= b->from->offset;
}

static bool windows_meet(const say *a, const say *b) {
  return !ends_before(a, b) && !ends_before(b, a);
}

static bool has_window(const say *s) {
  return s->from != NULL || s->until != NULL;
}

/* ---- a group: all that is said of one thing ---- */

typedef struct group {
  model *m;
  const model_process *process;
  const say *const *says;
  size_t n;
  space space;
  boxes *sets;       /* guard of each */
  uint8_t *narrower; /* [i * n + j]: i is narrower than j */
} group;

static bool contained(group *g, size_t i, size_t j) {
  const say *a = g->says[i], *b = g->says[j];
  if (b->actor != OMBUD_CLOCK && a->actor != b->actor) return false;
  return window_within(a, b) && scope_within(g->process, a->scope, b->scope) &&
         boxes_contain(&g->space, &g->sets[j], &g->sets[i]);
}

static bool spells_out_more(const say *a, const say *b) {
  int more = (b->scope->any && !a->scope->any) + (b->scope->all_modes && !a->scope->all_modes);
  int less = (a->scope->any && !b->scope->any) + (a->scope->all_modes && !b->scope->all_modes);
  return more > 0 && less == 0;
}

static void compare_all(group *g) {
  for (size_t i = 0; i < g->n; i++)
    for (size_t j = 0; j < i; j++) {
      bool ij = contained(g, i, j), ji = contained(g, j, i);
      if (ij && ji) {
        ij = spells_out_more(g->says[i], g->says[j]);
        ji = spells_out_more(g->says[j], g->says[i]);
      }
      g->narrower[i * g->n + j] = ij && !ji;
      g->narrower[j * g->n + i] = ji && !ij;
    }
}

static bool branches_equal(const say *a, const say *b) {
  return a->branches == b->branches || (a->n_branches == 0 && b->n_branches == 0);
}

static bool same_outcome(const say *a, const say *b) {
  return a->limit == b->limit && outcome_equal(&a->out, &b->out) && branches_equal(a, b);
}

const char *place_words(const model *m, const place *at) {
  const model_process *p = &m->processes[at->process];
  const char *mode = m->has_modes ? arena_printf(m->arena, ", for %s", m->modes[at->mode].name) : "";
  const char *act = p->names[at->action].sym.name, *actor = m->actors[at->actor].name;
  if (at->state == 0) return arena_printf(m->arena, "when a case opens%s, for '%s %s'", mode, actor, act);
  return arena_printf(m->arena, "in state '%s'%s, for '%s %s'", p->states[at->state].sym.name, mode, actor,
                      act);
}

static const char *with_facts(group *g, const int64_t *point) {
  const char *facts = boxes_words(&g->space, point);
  return *facts == '\0' ? "" : arena_printf(g->m->arena, ", with %s", facts);
}

/* Rule 2: at each point one of the rules that speak lies within all the others, or they agree. For two that
 * are not so related, every point that they share must belong to a third that is narrower than both. */
static void check_pair(group *g, size_t i, size_t j, const place *at) {
  const say *a = g->says[i], *b = g->says[j];
  if (same_outcome(a, b) || !windows_meet(a, b)) return;
  if (g->narrower[i * g->n + j] || g->narrower[j * g->n + i]) return;
  boxes shared = boxes_and(&g->space, &g->sets[i], &g->sets[j]);
  for (size_t k = 0; k < g->n; k++)
    if (g->narrower[k * g->n + i] && g->narrower[k * g->n + j] &&
        (window_within(a, g->says[k]) || window_within(b, g->says[k])))
      shared = boxes_minus(&g->space, &shared, &g->sets[k]);
  int64_t point[BOXES_FACTS_MAX];
  if (boxes_is_empty(&g->space, &shared, point)) return;
  const say *first = a->at.begin < b->at.begin ? a : b, *second = first == a ? b : a;
  diag_report(g->m->diags, DIAG_E250, second->at,
              "two rules speak of '%s' at once with different outcomes, and neither is narrower",
              g->process->names[a->action].sym.name);
  diag_note(g->m->diags, first->at, "the other rule");
  diag_remark(g->m->diags, "both apply %s%s", place_words(g->m, at), with_facts(g, point));
}

/* Rule 4: where a permission's guard fails and nothing else speaks, there must be a reason. */
static void check_coverage(group *g, const place *at) {
  const say *guarded = NULL;
  boxes rest = boxes_all(&g->space);
  for (size_t i = 0; i < g->n; i++) {
    const say *s = g->says[i];
    if (s->kind != SAY_DENY && s->guard != NULL && guarded == NULL) guarded = s;
    if (s->kind != SAY_DENY || !has_window(s)) rest = boxes_minus(&g->space, &rest, &g->sets[i]);
  }
  int64_t point[BOXES_FACTS_MAX];
  if (guarded == NULL || boxes_is_empty(&g->space, &rest, point)) return;
  diag_report(g->m->diags, DIAG_E251, guarded->at,
              "where this condition does not hold, no rule says what happens");
  diag_remark(g->m->diags, "for example %s%s", place_words(g->m, at), with_facts(g, point));
  diag_remark(g->m->diags, "add 'otherwise …' to the condition, or a 'may not … because' that is wider");
}

/* Rule 7 */
static void check_gives(group *g, const place *at) {
  const say *first = NULL;
  for (size_t i = 0; i < g->n; i++) {
    const say *s = g->says[i];
    if (s->kind == SAY_DENY) continue;
    if (first == NULL) first = s;
    bool same = first->n_gives == s->n_gives;
    for (uint16_t k = 0; same && k < s->n_gives; k++) same = first->gives[k] == s->gives[k];
    if (same) continue;
    diag_report(g->m->diags, DIAG_E252, s->at, "'%s' gives other facts here than in the rule beside it",
                g->process->names[s->action].sym.name);
    diag_note(g->m->diags, first->at, "the other rule");
    diag_remark(g->m->diags, "both apply %s", place_words(g->m, at));
    return;
  }
}

static bool check_size(group *g) {
  if (!g->space.too_large) return true;
  diag_report(g->m->diags, DIAG_E259, g->says[0]->at,
              "the conditions on '%s' are too many to be decided: at most %u facts, %u ranges of one fact, "
              "%u combinations",
              g->process->names[g->says[0]->action].sym.name, BOXES_FACTS_MAX, BOXES_CELLS_MAX, BOXES_MAX);
  return false;
}

/* ---- the result ---- */

/* Narrowest first: the more rules one is narrower than, the earlier it stands. */
static void sort(group *g, const say **order, size_t *rank) {
  for (size_t i = 0; i < g->n; i++) {
    rank[i] = 0;
    for (size_t j = 0; j < g->n; j++) rank[i] += g->narrower[i * g->n + j];
  }
  size_t len = 0;
  for (size_t want = g->n + 1; want-- > 0;)
    for (size_t i = 0; i < g->n; i++)
      if (rank[i] == want) order[len++] = g->says[i];
}

static size_t index_of(const group *g, const say *s) {
  size_t i = 0;
  while (g->says[i] != s) i++;
  return i;
}

/* The points at which a rule governs: its own less those of narrower ones that speak whenever it does. */
static boxes reign(group *g, size_t i) {
  boxes left = g->sets[i];
  for (size_t j = 0; j < g->n; j++)
    if (g->narrower[j * g->n + i] && window_within(g->says[i], g->says[j]))
      left = boxes_minus(&g->space, &left, &g->sets[j]);
  return left;
}

static bool window_is_empty(const say *s) {
  return ends_before(s, s);
}

static plan_entry entry_of(model *m, const say *s, const cond *guard, const outcome *out) {
  plan_entry e = {.rule = s->rule, .from = s->from, .until = s->until, .out = *out};
  e.guard = plan_guard_of(m, guard, s->at);
  e.kind = out->deny ? OMBUD_ENTRY_DENY : s->kind == SAY_MUST ? OMBUD_ENTRY_MUST : OMBUD_ENTRY_MAY;
  if (!out->deny) e.limit = s->limit;
  return e;
}

static bool can_hold(const plan_entry *e) {
  return e->guard == NULL || e->guard->n_boxes > 0;
}

/* A rule with `otherwise` becomes several entries: each condition's failure in turn, then the rule itself. */
static size_t expand(model *m, const say *s, plan_entry *out) {
  size_t n = 0;
  for (uint16_t b = 0; b < s->n_branches; b++) {
    cond *fails = ARENA_NEW(m->arena, cond);
    *fails = (cond){.kind = COND_NO, .left = s->branches[b].cond};
    const cond *guard = fails;
    if (s->guard != NULL) {
      cond *both = ARENA_NEW(m->arena, cond);
      *both = (cond){.kind = COND_BOTH, .left = s->guard, .right = fails};
      guard = both;
    }
    out[n] = entry_of(m, s, guard, &s->branches[b].out);
    n += can_hold(&out[n]);
  }
  out[n] = entry_of(m, s, s->guard, &s->out);
  return n + can_hold(&out[n]);
}

static plan_cell *assemble(group *g, const say *const *order, const bool *governs) {
  arena *a = g->m->arena;
  plan_cell *c = ARENA_NEW(a, plan_cell);
  size_t room = 0, n = 0;
  for (size_t i = 0; i < g->n; i++) room += (size_t)order[i]->n_branches + 1;
  plan_entry *entries = ARENA_ARRAY(a, room, plan_entry);
  for (size_t i = 0; i < g->n; i++) {
    const say *s = order[i];
    size_t k = index_of(g, s);
    if (s->kind != SAY_DENY) c->gives = s->gives, c->n_gives = s->n_gives;
    if (!governs[k]) continue;
    uint32_t *wider = ARENA_ARRAY(a, g->n, uint32_t), n_wider = 0;
    for (size_t j = i + 1; j < g->n; j++)
      if (g->narrower[k * g->n + index_of(g, order[j])]) wider[n_wider++] = order[j]->rule;
    size_t end = n + expand(g->m, s, &entries[n]);
    for (; n < end; n++) entries[n].wider = wider, entries[n].n_wider = n_wider;
  }
  c->entries = entries;
  c->n_entries = (uint32_t)n;
  c->says = order;
  c->n_says = (uint32_t)g->n;
  return c;
}

plan_cell *overlap_settle(model *m, const say *const *says, size_t n, const place *at, bool *governs) {
  group g = {.m = m, .process = &m->processes[at->process], .says = says, .n = n};
  const cond **guards = ARENA_ARRAY(m->arena, n, const cond *);
  for (size_t i = 0; i < n; i++) guards[i] = says[i]->guard;
  space_init(&g.space, m, m->arena, guards, n);
  g.sets = ARENA_ARRAY(m->arena, n, boxes);
  g.narrower = ARENA_ARRAY(m->arena, n * n, uint8_t);
  for (size_t i = 0; i < n; i++) g.sets[i] = boxes_of(&g.space, says[i]->guard);
  compare_all(&g);
  for (size_t i = 0; i < n; i++)
    for (size_t j = 0; j < i; j++) check_pair(&g, i, j, at);
  check_coverage(&g, at);
  check_gives(&g, at);
  for (size_t i = 0; i < n; i++) {
    boxes left = reign(&g, i);
    governs[i] = !boxes_is_empty(&g.space, &left, NULL) && !window_is_empty(says[i]);
  }
  if (!check_size(&g)) return NULL;
  const say **order = ARENA_ARRAY(m->arena, n, const say *);
  sort(&g, order, ARENA_ARRAY(m->arena, n, size_t));
  return assemble(&g, order, governs);
}
