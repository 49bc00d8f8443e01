#include "brute.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define WORDS_MAX 40u    /* of one case */
#define CASES_MAX 20000u /* of one question */
#define BUCKETS   (1u << 16)
#define OPENING   1000 /* the instant */
#define OUT_MAX   600u
#define NO_CASE   UINT32_MAX

/* No duration is longer than 6 ms: instants that are further apart than this, from one another or from now,
 * are so for good, and by how much makes no difference. Moments lie up to 7 ms back and 16 ms ahead of the
 * action that gives them: more than the time limits that are asked for. */
#define APART_MAX 7
/* Where time does not count an instant is kept as two numbers, and only how long ago it was is cut off. */
#define AGE_MAX     14
#define MOMENT_BACK 7
#define MOMENT_ON   16

typedef struct seen_case {
  uint8_t seen;
  int32_t total; /* ms since the opening, where that is asked for */
  unsigned events;
  uint64_t hash;
  int64_t words[WORDS_MAX]; /* an ombud_case */
} seen_case;

struct brute {
  const ombud_policy *t;
  const ombud_process *p;
  const promise *q;
  seen_case *cases;
  uint32_t n;
  uint32_t *buckets; /* number + 1; 0: none */
  size_t size;
  bool instant[WORDS_MAX]; /* slots that hold one */
  bool stops;              /* some time does not count */
  brute_answer answer;
  brute_sights *sights; /* NULL: one question alone */
  uint32_t from;        /* the case that is followed, or NO_CASE */
  struct edge {
    uint32_t from, to;
  } * edges; /* where they are looked at */
  size_t n_edges, cap_edges;
  ombud_event events[OUT_MAX];
  ombud_effect effects[OUT_MAX];
  ombud_out out;
};

brute *brute_new(void) {
  brute *b = calloc(1, sizeof *b);
  if (b == NULL) abort();
  b->cases = malloc(CASES_MAX * sizeof *b->cases);
  b->buckets = malloc(BUCKETS * sizeof *b->buckets);
  if (b->cases == NULL || b->buckets == NULL) abort();
  b->out =
      (ombud_out){.events = b->events, .effects = b->effects, .events_max = OUT_MAX, .effects_max = OUT_MAX};
  return b;
}

void brute_free(brute *b) {
  free(b->cases);
  free(b->buckets);
  free(b->edges);
  free(b);
}

/* ---- cases that differ in nothing that counts are one ---- */

static void find_instants(brute *b) {
  memset(b->instant, 0, sizeof b->instant);
  b->stops = b->p->n_spent > 0;
  if (b->p->entry != OMBUD_NONE) b->instant[b->p->entry] = true;
  for (uint16_t i = 0; i < b->p->n_names; i++)
    if (b->p->occurs[i] != OMBUD_NONE) b->instant[b->p->occurs[i]] = true;
  for (uint16_t f = 0; f < b->t->n_facts; f++)
    if (b->t->facts[f].type == OMBUD_MOMENT && b->p->facts[f] != OMBUD_NONE)
      b->instant[b->p->facts[f]] = true;
}

/* Of several late deadlines the one that was due first goes first: the order of old instants has to be kept.
 */
static void cut_gaps(const brute *b, int64_t *slots) {
  uint16_t order[WORDS_MAX], n = 0;
  for (uint16_t i = 0; i < b->t->case_slots; i++) {
    if (!b->instant[i] || slots[i] == OMBUD_UNSET || slots[i] > 0) continue;
    uint16_t at = n++;
    for (; at > 0 && slots[order[at - 1]] < slots[i]; at--) order[at] = order[at - 1];
    order[at] = i;
  }
  int64_t was = 0, is = 0;
  for (uint16_t k = 0; k < n; k++) {
    int64_t apart = was - slots[order[k]];
    was = slots[order[k]];
    is -= apart < APART_MAX ? apart : APART_MAX;
    slots[order[k]] = is;
  }
}

static void normalise(const brute *b, const seen_case *c, int64_t *words) {
  memcpy(words, c->words, b->size);
  ombud_case *head = (ombud_case *)words;
  int64_t *slots = words + sizeof(ombud_case) / sizeof(int64_t);
  for (uint16_t i = 0; i < b->t->case_slots; i++) {
    if (!b->instant[i] || slots[i] == OMBUD_UNSET) continue;
    slots[i] -= head->now;
    if (b->stops && slots[i] < -AGE_MAX) slots[i] = -AGE_MAX;
  }
  if (!b->stops) cut_gaps(b, slots);
  head->now = head->wake = 0;
}

static uint64_t hash(const brute *b, const int64_t *words, const seen_case *c) {
  uint64_t h = c->seen * UINT64_C(31) + (uint64_t)c->total;
  for (size_t i = 0; i < b->size / sizeof(int64_t); i++) {
    h = (h ^ (uint64_t)words[i]) * UINT64_C(0x9E3779B97F4A7C15);
    h ^= h >> 29;
  }
  return h;
}

static uint32_t add(brute *b, seen_case *c) {
  int64_t own[WORDS_MAX], other[WORDS_MAX];
  normalise(b, c, own);
  c->hash = hash(b, own, c);
  size_t i = (size_t)c->hash & (BUCKETS - 1);
  for (; b->buckets[i] != 0; i = (i + 1) & (BUCKETS - 1)) {
    const seen_case *o = &b->cases[b->buckets[i] - 1];
    if (o->hash != c->hash || o->seen != c->seen || o->total != c->total) continue;
    normalise(b, o, other);
    if (memcmp(own, other, b->size) == 0) return b->buckets[i] - 1;
  }
  if (b->n == CASES_MAX) {
    b->answer.kind = BRUTE_TOO_MANY;
    return NO_CASE;
  }
  b->cases[b->n] = *c;
  b->buckets[i] = ++b->n;
  return b->n - 1;
}

/* ---- what is asked for ---- */

static unsigned calls(const brute *b, const ombud_event *e) {
  unsigned n = 0;
  for (uint16_t k = 0; k < e->n_effects; k++) {
    const ombud_effect *f = &b->effects[e->first_effect + k];
    n += f->effect == b->q->effect.effect && (b->q->any_args || f->args[0] == b->q->effect.args[0]->value);
  }
  return n;
}

static bool happens(const brute *b, seen_case *c, const ombud_event *e) {
  const promise *q = b->q;
  switch (q->kind) {
  case CLAIM_ENDS_WITHIN: return false;
  case CLAIM_NEVER_ACT: return e->kind == OMBUD_ACTED && e->name == q->name && q->actors >> e->actor & 1u;
  case CLAIM_NEVER_DO:
  case CLAIM_CAN_DO: return calls(b, e) > 0;
  case CLAIM_ONCE: {
    unsigned n = c->seen + calls(b, e);
    c->seen = n > 0;
    return n > 1;
  }
  case CLAIM_CAN_REACH:
    c->seen |= q->from == OMBUD_NONE || e->to == q->from;
    return c->seen && e->to == q->state;
  case CLAIM_ONLY_AFTER:
    c->seen |= q->name == OMBUD_NONE ? calls(b, e) > 0 : e->name == q->name;
    return !c->seen && e->to == q->state;
  }
  return false;
}

static void found(brute *b, unsigned events) {
  if (b->answer.kind == BRUTE_NEVER || events < b->answer.events) b->answer.events = events;
  b->answer.kind = BRUTE_HAPPENS;
}

static void note(brute *b, uint32_t to) {
  if (b->sights == NULL || b->from == NO_CASE || to == NO_CASE) return;
  if (b->n_edges == b->cap_edges) {
    b->cap_edges = b->cap_edges ? 2 * b->cap_edges : 1024;
    b->edges = realloc(b->edges, b->cap_edges * sizeof *b->edges);
    if (b->edges == NULL) abort();
  }
  b->edges[b->n_edges++] = (struct edge){b->from, to};
}

static void see(const brute *b) {
  if (b->sights == NULL) return;
  if (b->out.rule != OMBUD_NO_RULE) b->sights->governs[b->out.rule] = true;
  for (uint32_t i = 0; i < b->out.n_events; i++) {
    const ombud_event *e = &b->events[i];
    if (e->to < BRUTE_STATES_MAX) b->sights->reached[e->to] = true;
    if (e->kind == OMBUD_DEEMED || e->kind == OMBUD_FELL_DUE) b->sights->comes[e->rule] = true;
  }
}

static void come_to(brute *b, seen_case *c) {
  see(b);
  for (uint32_t i = 0; i < b->out.n_events; i++) {
    if (b->events[i].kind == OMBUD_REMINDED) continue;
    c->events++;
    if (happens(b, c, &b->events[i])) {
      found(b, c->events);
      return;
    }
  }
  note(b, add(b, c));
}

/* ---- every input ---- */

static void open_all(brute *b) {
  const uint16_t *facts;
  uint16_t n = ombud_gives(b->t, 0, 0, 0, 1, 0, &facts);
  for (int64_t x = 0; x <= 3; x++)
    for (int64_t y = 0; y <= x; y++)
      for (int64_t day = -MOMENT_BACK; day <= (n > 2 ? MOMENT_ON : -MOMENT_BACK); day++) {
        const ombud_given given[] = {{0, x}, {1, y}, {2, OPENING + day}};
        const ombud_input in = {.given = given, .n_given = (uint8_t)n, .actor = 1, .action = 0};
        seen_case c;
        memset(&c, 0, sizeof c);
        if (ombud_open(b->t, (ombud_case *)c.words, 0, 0, &in, OPENING, &b->out) == OMBUD_OK) come_to(b, &c);
      }
}

static void act(brute *b, const seen_case *from, uint8_t actor, uint16_t action) {
  const ombud_case *head = (const ombud_case *)from->words;
  const uint16_t *facts;
  uint16_t n = ombud_gives(b->t, 0, 0, head->state, actor, action, &facts);
  int64_t lo = 0, hi = 0;
  if (n > 0) {
    bool moment = b->t->facts[facts[0]].type == OMBUD_MOMENT;
    lo = moment ? head->now - MOMENT_BACK : b->t->facts[facts[0]].lo;
    hi = moment ? head->now + MOMENT_ON : b->t->facts[facts[0]].hi;
  }
  for (int64_t v = lo; v <= hi; v++) {
    seen_case c = *from;
    const ombud_given given = {n > 0 ? facts[0] : (uint16_t)0, v};
    const ombud_input in = {.given = &given, .n_given = n > 0, .actor = actor, .action = action};
    if (ombud_step(b->t, (ombud_case *)c.words, &in, head->now, &b->out) == OMBUD_OK)
      come_to(b, &c);
    else
      see(b);
  }
}

static void go_on(brute *b, const seen_case *from) {
  seen_case c = *from;
  ombud_case *head = (ombud_case *)c.words;
  if (ombud_ended(b->t, head) == 1) return;
  if (b->q->kind == CLAIM_ENDS_WITHIN && c.total >= b->q->within) {
    found(b, c.events);
    return;
  }
  if (ombud_catch_up(b->t, head, head->now + 1, &b->out) != OMBUD_OK) abort();
  c.total += b->q->kind == CLAIM_ENDS_WITHIN;
  come_to(b, &c);
  for (uint8_t actor = 1; actor < b->t->n_actors; actor++)
    for (uint16_t action = 0; !(b->q->silent >> actor & 1u) && action < b->p->n_actions; action++)
      act(b, from, actor, action);
}

/* False: they are too many. */
static bool follow_all(brute *b, const ombud_policy *tables, const promise *q) {
  b->t = tables;
  b->p = &tables->processes[0];
  b->q = q;
  b->n = 0;
  b->n_edges = 0;
  b->size = ombud_case_size(tables);
  b->answer = (brute_answer){BRUTE_NEVER, 0};
  if (b->size > sizeof b->cases->words || tables->max_events > OUT_MAX || tables->max_effects > OUT_MAX)
    return false;
  memset(b->buckets, 0, BUCKETS * sizeof *b->buckets);
  find_instants(b);
  b->from = NO_CASE;
  open_all(b);
  for (b->from = 0; b->from < b->n && b->answer.kind != BRUTE_TOO_MANY; b->from++) {
    const seen_case from = b->cases[b->from];
    /* What it leads to comes no earlier than what was found. */
    if (b->answer.kind != BRUTE_HAPPENS || from.events < b->answer.events) go_on(b, &from);
  }
  return b->answer.kind != BRUTE_TOO_MANY;
}

brute_answer brute_ask(brute *b, const ombud_policy *tables, const promise *q) {
  b->sights = NULL;
  return follow_all(b, tables, q) ? b->answer : (brute_answer){BRUTE_TOO_MANY, 0};
}

/* ---- what can be got to from where ---- */

/* Marks every case from which one that is marked can be got to. */
static void mark_backwards(const brute *b, bool *marked) {
  for (bool more = true; more;) {
    more = false;
    for (size_t i = b->n_edges; i-- > 0;) {
      if (marked[b->edges[i].from] || !marked[b->edges[i].to]) continue;
      marked[b->edges[i].from] = more = true;
    }
  }
}

bool brute_look(brute *b, const ombud_policy *tables, brute_sights *out) {
  static const promise nothing = {.kind = CLAIM_CAN_REACH, .state = OMBUD_NONE, .from = OMBUD_NONE};
  *out = (brute_sights){0};
  b->sights = out;
  if (!follow_all(b, tables, &nothing)) return false;
  bool *ends = calloc(b->n + 1, sizeof *ends), *moves = calloc(b->n + 1, sizeof *moves);
  if (ends == NULL || moves == NULL) abort();
  for (uint32_t i = 0; i < b->n; i++) {
    const ombud_case *head = (const ombud_case *)b->cases[i].words;
    ends[i] = ombud_ended(tables, head) == 1;
    out->ends |= ends[i];
    moves[i] = ends[i] || head->armed != 0;
  }
  for (size_t i = 0; i < b->n_edges; i++) {
    const ombud_case *from = (const ombud_case *)b->cases[b->edges[i].from].words,
                     *to = (const ombud_case *)b->cases[b->edges[i].to].words;
    if (from->state != to->state) moves[b->edges[i].from] = true;
  }
  mark_backwards(b, ends);
  mark_backwards(b, moves);
  for (uint32_t i = 0; i < b->n; i++) {
    uint16_t state = ((const ombud_case *)b->cases[i].words)->state;
    out->lost[state] |= !ends[i];
    out->still[state] |= !moves[i];
  }
  free(ends);
  free(moves);
  return true;
}
