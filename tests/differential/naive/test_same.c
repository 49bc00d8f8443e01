/* Changes to random policies that are said to mean the same: the same inputs at the same instants have to
 * come to the same on both tables.
 *
 * usage: test_same [FROM COUNT]     seeds */
#define _POSIX_C_SOURCE 200809L /* open_memstream */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "compile.h"
#include "generate.h"
#include "mutate.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_UNDEFINED__)
#define SEEDS 15 /* as many as below take too long there */
#else
#define SEEDS 150
#endif
#define CASES 60 /* of each change */
#define STEPS 20 /* of each case */
#define HOUR  INT64_C(3600000)

typedef struct table { /* where one of the two policies is played */
  const ombud_policy *policy;
  ombud_case *c;
  ombud_out out;
} table;

typedef struct tally {
  unsigned long policies, changes, same, steps, refused, fired, unlike, wrong;
} tally;

static table table_of(const compilation *c) {
  arena *a = c->arena;
  const ombud_policy *p = c->policy;
  table t = {.policy = p};
  t.c = (ombud_case *)(void *)ARENA_ARRAY(a, ombud_case_size(p) / sizeof(int64_t), int64_t);
  t.out = (ombud_out){.events = ARENA_ARRAY(a, p->max_events, ombud_event),
                      .effects = ARENA_ARRAY(a, p->max_effects, ombud_effect),
                      .events_max = p->max_events,
                      .effects_max = p->max_effects};
  return t;
}

/* ---- inputs ---- */

static int64_t value_of(dice *d, const ombud_fact *f, ombud_time now) {
  switch ((ombud_type)f->type) {
  case OMBUD_MOMENT: return now + ((int64_t)dice_roll(d, 21) - 10) * HOUR;
  case OMBUD_NUMBER:
  case OMBUD_MONEY: {
    int64_t small = dice_roll(d, 12) * (dice_roll(d, 3) == 0 ? 100 : 1);
    return small < f->lo ? f->lo : small > f->hi ? f->hi : small;
  }
  case OMBUD_YES_NO:
  case OMBUD_CHOICE: return dice_roll(d, (unsigned)f->hi + 1);
  case OMBUD_TEXT:
  case OMBUD_ACTOR: break;
  }
  return 1;
}

static ombud_input input_of(dice *d, const table *t, uint8_t mode, ombud_time now, ombud_given *given) {
  const ombud_policy *p = t->policy;
  ombud_input in = {.given = given};
  in.actor = (uint8_t)(1 + dice_roll(d, p->n_actors - 1u));
  in.action = (uint16_t)dice_roll(d, p->processes[0].n_actions);
  const uint16_t *facts;
  uint16_t state = t->c->fingerprint == 0 ? 0 : t->c->state;
  uint16_t n = ombud_gives(p, 0, mode, state, in.actor, in.action, &facts);
  for (uint16_t i = 0; i < n && i < OMBUD_GIVEN_MAX; i++)
    if (dice_roll(d, 30) > 0)
      given[in.n_given++] = (ombud_given){facts[i], value_of(d, &p->facts[facts[i]], now)};
  return in;
}

static ombud_time later(dice *d, const table *t, ombud_time now) {
  ombud_time due = t->c->fingerprint == 0 ? OMBUD_NEVER : ombud_due(t->c);
  unsigned roll = dice_roll(d, 10);
  if (due != OMBUD_NEVER && due > now && roll < 6) return due - 1 + dice_roll(d, 3);
  return roll < 8 ? now + dice_roll(d, 4) * HOUR : now;
}

/* ---- one step on both ---- */

static ombud_status step(table *t, uint8_t mode, const ombud_input *in, ombud_time now) {
  if (t->c->fingerprint == 0) return ombud_open(t->policy, t->c, 0, mode, in, now, &t->out);
  return in == NULL ? ombud_catch_up(t->policy, t->c, now, &t->out)
                    : ombud_step(t->policy, t->c, in, now, &t->out);
}

/* Rules are numbered otherwise where one is left out. */
static bool same_event(const ombud_event *l, const ombud_event *r) {
  return l->at == r->at && l->reminded == r->reminded && l->name == r->name && l->from == r->from &&
         l->to == r->to && l->n_effects == r->n_effects && l->kind == r->kind && l->actor == r->actor;
}

static bool same_effect(const ombud_effect *l, const ombud_effect *r) {
  return l->effect == r->effect && l->n_args == r->n_args &&
         memcmp(l->args, r->args, l->n_args * sizeof *l->args) == 0;
}

static bool same_answer(const table *l, const table *r, ombud_status s, ombud_status t) {
  if (s != t || (s >= 0 && (l->out.reason != r->out.reason || l->out.n_events != r->out.n_events ||
                            l->out.n_effects != r->out.n_effects)))
    return false;
  for (uint32_t i = 0; s >= 0 && i < l->out.n_events; i++)
    if (!same_event(&l->out.events[i], &r->out.events[i])) return false;
  for (uint32_t i = 0; s >= 0 && i < l->out.n_effects; i++)
    if (!same_effect(&l->out.effects[i], &r->out.effects[i])) return false;
  return l->c->fingerprint == 0 || l->c->wake == r->c->wake;
}

static bool same_case(dice *d, table *l, table *r, tally *t) {
  uint8_t mode = (uint8_t)dice_roll(d, l->policy->n_modes);
  ombud_time now = 1000 * HOUR;
  memset(l->c, 0, ombud_case_size(l->policy));
  memset(r->c, 0, ombud_case_size(r->policy));
  for (int i = 0; i < STEPS; i++) {
    ombud_given given[OMBUD_GIVEN_MAX];
    ombud_input in = input_of(d, l, mode, now, given);
    bool looks = l->c->fingerprint != 0 && dice_roll(d, 6) == 0;
    ombud_status s = step(l, mode, looks ? NULL : &in, now), u = step(r, mode, looks ? NULL : &in, now);
    if (!same_answer(l, r, s, u)) return false;
    t->steps++;
    t->refused += s == OMBUD_REFUSED;
    t->fired += s >= 0 ? l->out.n_events : 0;
    now = later(d, l, now);
  }
  return true;
}

/* ---- changes ---- */

static void tell(const mutate_edit *e, uint64_t seed, const source *f, const char *what) {
  printf("# seed %" PRIu64 ", %u … %u: '%.*s' -> '%s' %s\n", seed, e->at.begin, e->at.end,
         (int)(e->at.end - e->at.begin), f->text + e->at.begin, e->text, what);
}

static void try_change(const compilation *c, const mutate_edit *e, uint64_t seed, tally *t) {
  const source *f = &c->sources.files[0];
  arena *a = arena_new();
  source_draft draft = {.path = f->path};
  draft.text = arena_printf(a, "%.*s%s%s", (int)e->at.begin, f->text, e->text, f->text + e->at.end);
  draft.len = strlen(draft.text);
  compilation changed;
  compile_begin(&changed);
  changed.sources.draft = &draft;
  if (compile_run(&changed, f->path, NULL, 0)) {
    bool same = mutate_same(a, c, &changed), alike = true;
    dice d = dice_from(seed * 1000 + e->at.begin);
    table l = table_of(c), r = table_of(&changed);
    bool comparable = l.policy->processes[0].n_actions == r.policy->processes[0].n_actions;
    for (int i = 0; comparable && alike && i < CASES; i++) alike = same_case(&d, &l, &r, t);
    t->changes++;
    t->same += same;
    t->unlike += !alike;
    if (same && !alike && t->wrong++ == 0) tell(e, seed, f, "is said to mean the same");
  }
  compile_end(&changed);
  arena_free(a);
}

static void run(uint64_t seed, tally *t) {
  source_draft draft = {.path = "/dev/null"}; /* there is such a file; what is read is the draft */
  char *text = NULL;
  FILE *out = open_memstream(&text, &draft.len);
  generate_policy(seed, out);
  fclose(out);
  draft.text = text;
  compilation c;
  compile_begin(&c);
  c.sources.draft = &draft;
  if (compile_run(&c, draft.path, NULL, 0)) {
    size_t n;
    const mutate_edit *edits = mutate_edits(&c, &n);
    t->policies++;
    for (size_t i = 0; i < n; i++) try_change(&c, &edits[i], seed, t);
  }
  compile_end(&c);
  free(text);
}

int main(int argc, char **argv) {
  uint64_t from = argc > 2 ? strtoull(argv[1], NULL, 10) : 1;
  uint64_t n = argc > 2 ? strtoull(argv[2], NULL, 10) : SEEDS;
  tally t = {0};
  for (uint64_t seed = from; seed < from + n; seed++) run(seed, &t);
  printf("# %lu policies, %lu changes, of which %lu are said to mean the same, and %lu were seen not to\n",
         t.policies, t.changes, t.same, t.unlike);
  printf("# %lu steps, %lu refused, %lu events\n", t.steps, t.refused, t.fired);
  printf("%s - what is said to mean the same never differs\n", t.wrong == 0 ? "ok" : "not ok");
  printf("%s - and enough of it was tried\n", argc > 2 || (t.same > 100 && t.unlike > 300) ? "ok" : "not ok");
  return t.wrong > 0;
}
