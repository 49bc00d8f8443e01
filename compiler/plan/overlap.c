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

/* ---- a group: all that is said of one thing ---- */

typedef struct group {
  model *m;
  const model_process *process;
  const say *const *says;
  size_t n;
  space space;
  boxes *sets;       /* of each: what its guard and its window leave */
  uint8_t *narrower; /* [i * n + j]: i is narrower than j */
} group;

static bool contained(group *g, size_t i, size_t j) {
  const say *a = g->says[i], *b = g->says[j];
  if (b->actor != OMBUD_CLOCK && a->actor != b->actor) return false;
  return scope_within(g->process, a->scope, b->scope) && boxes_contain(&g->space, &g->sets[j], &g->sets[i]);
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

static bool cond_equal(const cond *a, const cond *b) {
  if (a == NULL || b == NULL) return a == b;
  if (a->kind != b->kind || a->fact != b->fact || a->compare != b->compare || a->value != b->value)
    return false;
  return cond_equal(a->left, b->left) && cond_equal(a->right, b->right);
}

static bool same_outcome(const say *a, const say *b) {
  if (a->limit != b->limit || !outcome_equal(&a->out, &b->out) || a->n_branches != b->n_branches)
    return false;
  for (uint16_t i = 0; i < a->n_branches; i++)
    if (!cond_equal(a->branches[i].cond, b->branches[i].cond) ||
        !outcome_equal(&a->branches[i].out, &b->branches[i].out))
      return false;
  return true;
}

const char *place_words(const model *m, const place *at) {
  const model_process *p = &m->processes[at->process];
  const char *mode = m->has_modes ? arena_printf(m->arena, _(", for %s"), m->modes[at->mode].name) : "";
  const char *act = p->names[at->action].sym.name, *actor = m->actors[at->actor].name;
  if (at->state == 0) return arena_printf(m->arena, _("'%s %s' when a case opens%s"), actor, act, mode);
  return arena_printf(m->arena, _("'%s %s' in state '%s'%s"), actor, act, p->states[at->state].sym.name,
                      mode);
}

static const char *with_facts(group *g, const int64_t *point) {
  const char *facts = boxes_words(&g->space, g->process, point);
  return *facts == '\0' ? "" : arena_printf(g->m->arena, _(": %s"), facts);
}

/* Rule 2: at each point one of the rules that speak lies within all the others, or they agree. For two that
 * are not so related, every point that they share must belong to a third that is narrower than both. */
static void check_pair(group *g, size_t i, size_t j, const place *at) {
  const say *a = g->says[i], *b = g->says[j];
  if (same_outcome(a, b)) return;
  if (g->narrower[i * g->n + j] || g->narrower[j * g->n + i]) return;
  boxes shared = boxes_and(&g->space, &g->sets[i], &g->sets[j]);
  for (size_t k = 0; k < g->n; k++)
    if (g->narrower[k * g->n + i] && g->narrower[k * g->n + j])
      shared = boxes_minus(&g->space, &shared, &g->sets[k]);
  int64_t point[BOXES_FACTS_MAX];
  if (boxes_is_empty(&g->space, &shared, point)) return;
  const say *first = a->at.begin < b->at.begin ? a : b, *second = first == a ? b : a;
  diag_report(g->m->diags, DIAG_E250, second->at,
              "two rules speak of '%s' at once with different outcomes, and neither is narrower",
              g->process->names[a->action].sym.name);
  diag_note(g->m->diags, first->at, "the other rule");
  diag_remark(g->m->diags, "both apply to %s%s", place_words(g->m, at), with_facts(g, point));
}

/* Rule 4: where a permission's guard fails within its window and nothing else speaks, there must be a reason.
 * Once the window of one whose guard holds is past, the reason is built in. */
static void check_coverage(group *g, const place *at) {
  space *x = &g->space;
  const say *guarded = NULL;
  boxes open = {0};
  for (size_t i = 0; i < g->n; i++) {
    const say *s = g->says[i];
    if (s->kind == SAY_DENY || s->guard == NULL) continue;
    if (guarded == NULL) guarded = s;
    boxes guard = boxes_of(x, s->guard), window = boxes_of_window(x, s);
    boxes fails = boxes_minus(x, &window, &guard);
    open = boxes_or(x, &open, &fails);
  }
  if (guarded == NULL) return;
  for (size_t i = 0; i < g->n; i++) {
    boxes says = g->says[i]->kind == SAY_DENY ? g->sets[i] : boxes_of(x, g->says[i]->guard);
    open = boxes_minus(x, &open, &says);
  }
  int64_t point[BOXES_FACTS_MAX];
  if (boxes_is_empty(x, &open, point)) return;
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
    diag_remark(g->m->diags, "both apply to %s", place_words(g->m, at));
    return;
  }
}

static bool check_size(group *g) {
  if (!g->space.too_large) return true;
  diag_report(g->m->diags, DIAG_E259, g->says[0]->at,
              "the conditions on '%s' are too many to be decided: at most %u facts and anchors, %u ranges "
              "of one, %u combinations",
              g->process->names[g->says[0]->action].sym.name, BOXES_FACTS_MAX, BOXES_CELLS_MAX, BOXES_MAX);
  return false;
}

static bool check_count(group *g, const place *at) {
  if (g->n <= BOXES_RULES_MAX) return true;
  diag_report(g->m->diags, DIAG_E259, g->says[BOXES_RULES_MAX]->at, "more than %u rules speak of %s",
              BOXES_RULES_MAX, place_words(g->m, at));
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

/* Where a rule governs: its own less what narrower ones take. */
static boxes reign(group *g, size_t i) {
  boxes left = g->sets[i];
  for (size_t j = 0; j < g->n; j++)
    if (g->narrower[j * g->n + i]) left = boxes_minus(&g->space, &left, &g->sets[j]);
  return left;
}

static const cond *both(model *m, const cond *a, const cond *b) {
  if (a == NULL || b == NULL) return a == NULL ? b : a;
  cond *c = ARENA_NEW(m->arena, cond);
  *c = (cond){.kind = COND_BOTH, .left = a, .right = b};
  return c;
}

static const cond *negated(model *m, const cond *a) {
  cond *c = ARENA_NEW(m->arena, cond);
  *c = (cond){.kind = COND_NO, .left = a};
  return c;
}

/* What is certain beside a rule's own conditions wherever it governs: that those of narrower rules fail which
 * speak at the same times or always. NULL: nothing. */
static const cond *certain(const group *g, size_t i) {
  const say *s = g->says[i];
  const cond *c = NULL;
  for (size_t j = 0; j < g->n; j++) {
    const say *t = g->says[j];
    if (!g->narrower[j * g->n + i] || t->guard == NULL) continue;
    bool from = t->from == NULL || instant_equal(t->from, s->from),
         until = t->until == NULL || instant_equal(t->until, s->until);
    if (from && until) c = both(g->m, c, negated(g->m, t->guard));
  }
  return c;
}

static plan_entry entry_of(model *m, const say *s, const cond *guard, const cond *beside,
                           const outcome *out) {
  plan_entry e = {.rule = s->rule, .from = s->from, .until = s->until, .out = *out};
  e.guard = e.known = plan_guard_of(m, guard, s->at);
  if (beside != NULL && out->n_calls > 0) e.known = plan_known_of(m, both(m, guard, beside), e.guard);
  e.kind = out->deny ? OMBUD_ENTRY_DENY : s->kind == SAY_MUST ? OMBUD_ENTRY_MUST : OMBUD_ENTRY_MAY;
  if (!out->deny) e.limit = s->limit;
  return e;
}

/* Whether GUARD can hold within the bounds between facts. */
static bool can_hold(const group *g, const cond *guard) {
  space s;
  space_init(&s, g->m, g->m->arena, &guard, 1);
  boxes left = boxes_of(&s, guard);
  return s.too_large || !boxes_is_empty(&s, &left, NULL);
}

/* Whether narrower rules leave rule I something to govern under GUARD, which is its own and more. */
static bool is_left(const group *g, size_t i, const cond *guard) {
  const say **says = ARENA_ARRAY(g->m->arena, g->n, const say *);
  const cond **guards = ARENA_ARRAY(g->m->arena, g->n + 1, const cond *);
  size_t n = 0;
  for (size_t j = 0; j < g->n; j++)
    if (j == i || g->narrower[j * g->n + i]) guards[n] = g->says[j]->guard, says[n++] = g->says[j];
  guards[n] = guard;
  space s;
  space_init(&s, g->m, g->m->arena, guards, n + 1);
  space_cut_windows(&s, says, n);
  boxes left = boxes_of(&s, guard), window = boxes_of_window(&s, g->says[i]);
  left = boxes_and(&s, &left, &window);
  for (size_t j = 0; j < n && !s.too_large; j++) {
    if (says[j] == g->says[i]) continue;
    boxes taken = boxes_of(&s, says[j]->guard), when = boxes_of_window(&s, says[j]);
    taken = boxes_and(&s, &taken, &when);
    left = boxes_minus(&s, &left, &taken);
  }
  return s.too_large || !boxes_is_empty(&s, &left, NULL);
}

/* A rule with `otherwise` becomes several entries: each condition's failure in turn, then the rule itself,
 * each with all that it takes to get there. One that never governs is left out, since a permission that is
 * there says who may, and when, to those who are refused. */
static size_t expand(const group *g, size_t i, plan_entry *out) {
  const say *s = g->says[i];
  size_t n = 0;
  const cond *so_far = s->guard, *beside = certain(g, i);
  for (uint16_t b = 0; b < s->n_branches; b++) {
    const cond *c = s->branches[b].cond;
    const cond *fails = both(g->m, so_far, negated(g->m, c));
    out[n] = entry_of(g->m, s, fails, beside, &s->branches[b].out);
    bool left = is_left(g, i, fails);
    if (!left && !can_hold(g, fails))
      diag_report(g->m->diags, DIAG_W309, s->at,
                  "an 'otherwise' of this rule never applies: its condition always holds");
    n += left;
    so_far = both(g->m, so_far, c);
  }
  out[n] = entry_of(g->m, s, so_far, beside, &s->out);
  if (s->n_branches == 0) return n + 1; /* it governs somewhere, or it would not be asked about */
  bool left = is_left(g, i, so_far);
  if (!left && !can_hold(g, so_far))
    diag_report(g->m->diags, DIAG_W309, s->at,
                "only the 'otherwise' of this rule ever applies: its condition never holds");
  return n + left;
}

static plan_cell *assemble(group *g, const say *const *order, const uint8_t *life) {
  arena *a = g->m->arena;
  plan_cell *c = ARENA_NEW(a, plan_cell);
  size_t room = 0, n = 0;
  for (size_t i = 0; i < g->n; i++) room += (size_t)order[i]->n_branches + 1;
  plan_entry *entries = ARENA_ARRAY(a, room, plan_entry);
  for (size_t i = 0; i < g->n; i++) {
    const say *s = order[i];
    size_t k = index_of(g, s);
    if (s->kind != SAY_DENY) c->gives = s->gives, c->n_gives = s->n_gives;
    if (!(life[k] & LIFE_GOVERNS)) continue;
    uint32_t *wider = ARENA_ARRAY(a, g->n, uint32_t), n_wider = 0;
    for (size_t j = i + 1; j < g->n; j++)
      if (g->narrower[k * g->n + index_of(g, order[j])]) wider[n_wider++] = order[j]->rule;
    size_t end = n + expand(g, k, &entries[n]);
    for (; n < end; n++) entries[n].wider = wider, entries[n].n_wider = n_wider;
  }
  c->entries = entries;
  c->n_entries = (uint32_t)n;
  c->says = order;
  c->n_says = (uint32_t)g->n;
  return c;
}

plan_cell *overlap_settle(model *m, const say *const *says, size_t n, const place *at, uint8_t *life) {
  group g = {.m = m, .process = &m->processes[at->process], .says = says, .n = n};
  if (!check_count(&g, at)) return NULL;
  const cond **guards = ARENA_ARRAY(m->arena, n, const cond *);
  for (size_t i = 0; i < n; i++) guards[i] = says[i]->guard;
  space_init(&g.space, m, m->arena, guards, n);
  space_cut_windows(&g.space, says, n);
  g.sets = ARENA_ARRAY(m->arena, n, boxes);
  g.narrower = ARENA_ARRAY(m->arena, n * n, uint8_t);
  for (size_t i = 0; i < n; i++) {
    boxes guard = boxes_of(&g.space, says[i]->guard), window = boxes_of_window(&g.space, says[i]);
    g.sets[i] = boxes_and(&g.space, &guard, &window);
  }
  if (!check_size(&g)) return NULL;
  compare_all(&g);
  for (size_t i = 0; i < n; i++)
    for (size_t j = 0; j < i; j++) check_pair(&g, i, j, at);
  check_coverage(&g, at);
  check_gives(&g, at);
  for (size_t i = 0; i < n; i++) {
    boxes left = reign(&g, i);
    if (!boxes_is_empty(&g.space, &g.sets[i], NULL)) life[i] |= LIFE_HOLDS;
    if (!boxes_is_empty(&g.space, &left, NULL)) life[i] |= LIFE_GOVERNS;
  }
  if (!check_size(&g)) return NULL;
  const say **order = ARENA_ARRAY(m->arena, n, const say *);
  sort(&g, order, ARENA_ARRAY(m->arena, n, size_t));
  return assemble(&g, order, life);
}
