/* ombud: the straight way, inline; ombud.h says what it is, at ombud_take, and includes this at its end. */
#ifndef OMBUD_TAKE_H
#define OMBUD_TAKE_H

#ifdef __cplusplus
extern "C" {
#endif

/* Left to itself gcc makes calls of the larger ones, and then nothing of what is constant falls away. */
#ifdef __GNUC__
#define OMBUD_INLINE static inline __attribute__((always_inline))
#else
#define OMBUD_INLINE static inline
#endif

/* A, or B where MASK is 0; MASK is all ones else. */
OMBUD_INLINE int64_t ombud_pick(uint64_t mask, int64_t a, int64_t b) {
  return (int64_t)((uint64_t)b ^ (((uint64_t)a ^ (uint64_t)b) & mask));
}

/* 1 where the guard holds with all facts given. */
static inline unsigned ombud_guard_inline(const ombud_policy *policy, const ombud_process *process,
                                          const ombud_test *test, const int64_t *slots,
                                          const ombud_input *in) {
  unsigned box = 1,
           at = 0; /* tests mostly ask about facts in their order, so each is looked for behind the last */
  for (;; test++) {
    unsigned left = in->n_given;
    while (left && process->facts[in->given[at].fact] != test->slot)
      at = at + 1 < in->n_given ? at + 1 : 0, left--;
    int64_t value = !left                                                  ? slots[test->slot]
                    : policy->facts[in->given[at].fact].type == OMBUD_TEXT ? 1
                                                                           : in->given[at].value;
    box &= test->lo <= value && value <= test->hi;
    if (!test->last) continue;
    if (box || test->last == 2) return box;
    box = 1;
  }
}

/* The column in which the facts are settled; NULL where they are not those that are asked for. */
OMBUD_INLINE const ombud_column *ombud_fold_inline(const ombud_policy *policy, const ombud_process *process,
                                                   const ombud_column *column, const int64_t *slots,
                                                   const ombud_input *in) {
  const ombud_given *given = in->given;
  unsigned n = in->n_given, n_folds = column->n_folds, more = n_folds > 0;
  if (column->n_gives != n || column->flags) return NULL;
  for (unsigned i = 0; i < n; i++) { /* on what the caller says, which is known before the column is */
    if (given[i].fact != policy->gives[column->gives + i]) return NULL;
    const ombud_fact *fact = &policy->facts[given[i].fact];
    if (given[i].value < fact->lo || given[i].value > fact->hi) return NULL;
  }
  for (unsigned i = 0; i < n_folds; i++) {
    const ombud_fold *fold = &policy->folds[column->folds + i];
    unsigned holds;
    if (fold->given == OMBUD_FOLD_GUARD)
      holds = ombud_guard_inline(policy, process, &policy->tests[fold->bound], slots, in);
    else
      holds = (fold->given < OMBUD_GIVEN_MAX ? given[fold->given].value : slots[fold->slot]) >= fold->bound;
    more += fold->weight & (0u - holds);
  }
  return column + more;
}

/* What the column whose cells begin at CELLS, and have OTHER where there is none, says of the case, done to
 * all of it but the facts given. The case is of PROCESS, N_STATES and FLAGS are its own, and nothing is due
 * at NOW. */
OMBUD_INLINE uint32_t ombud_settle_inline(const ombud_policy *policy, const ombud_process *process,
                                          unsigned n_states, unsigned flags, size_t cells, uint32_t other,
                                          ombud_case *c, unsigned action, ombud_time now) {
  unsigned state = c->state, target;
  uint32_t entry;
  const ombud_row *rows = &process->rows[c->mode * n_states];
  if (flags & OMBUD_PROCESS_DENSE) {
    unsigned both = policy->dense[cells + state];
    target = both & 0xFFu;
    entry = both >> 8;
  } else {
    const ombud_cell *cell = &policy->cells[cells + state];
    uint64_t own = 0u - (((uint64_t)(cell->state ^ state) - 1) >> 63);
    entry = (uint32_t)ombud_pick(own, cell->entry, other);
    target = (unsigned)ombud_pick(own, cell->target, state);
    if (rows[state].flags != OMBUD_ROW_EXISTS) return OMBUD_ASK;
  }
  uint64_t what = policy->entries[entry].flags;
  if (what & OMBUD_ENTRY_ASK) return OMBUD_ASK;
  uint64_t yes = 0u - (what >> 2), moves = 0u - (what >> 1 & 1);
  c->state = (uint16_t)target;
  c->now = now;
  int64_t *slots = (int64_t *)(void *)(c + 1);
  if (flags & OMBUD_PROCESS_TIMERS) {
    const ombud_row *to = &rows[target];
    ombud_time due = now + policy->numbers[to->wake];
    due = due < OMBUD_TIME_MAX ? due : OMBUD_TIME_MAX;
    due = ombud_pick(0u - (uint64_t)(to->n_timers == 0), OMBUD_NEVER, due);
    c->wake = ombud_pick(moves, due, c->wake);
    c->armed = (uint32_t)ombud_pick(moves, (int64_t)((UINT64_C(1) << to->n_timers) - 1), c->armed);
  }
  if (flags & OMBUD_PROCESS_ENTRY) slots[process->entry] = ombud_pick(moves, now, slots[process->entry]);
  if (flags & OMBUD_PROCESS_OCCURS) {
    unsigned slot = process->occurs[action], kept = slot != OMBUD_NONE;
    int64_t *at = &slots[slot & (0u - kept)];
    *at = ombud_pick(yes & (0u - (uint64_t)kept), now, *at);
  }
  return entry | (uint32_t)(what << 29);
}

/* Keeps the facts given, if they were taken. */
OMBUD_INLINE void ombud_keep_inline(const ombud_policy *policy, const ombud_process *process, ombud_case *c,
                                    const ombud_input *in, uint32_t taken) {
  int64_t *slots = (int64_t *)(void *)(c + 1);
  for (unsigned i = 0; i < in->n_given; i++) {
    const ombud_given *given = &in->given[i];
    int64_t *slot = &slots[process->facts[given->fact]];
    int64_t value = policy->facts[given->fact].type == OMBUD_TEXT ? 1 : given->value;
    *slot = ombud_pick(0u - (uint64_t)(taken >> 31), value, *slot);
  }
}

/* ombud_take for a case of PROCESS that is known to be one: opened, decoded or stepped by these tables and
 * not touched since. The numbers are those of the tables; where they are constants, what a process does not
 * need falls away. */
OMBUD_INLINE uint32_t ombud_take_inline(const ombud_policy *policy, const ombud_process *process,
                                        unsigned n_states, unsigned n_actors, unsigned n_actions,
                                        unsigned flags, ombud_case *c, const ombud_input *in,
                                        ombud_time now) {
  unsigned actor = in->actor - 1u, action = in->action;
  if (actor >= n_actors - 1u || action >= n_actions) return OMBUD_ASK;
  if (now < c->now || now >= c->wake || now > OMBUD_TIME_MAX) return OMBUD_ASK;
  int64_t *slots = (int64_t *)(void *)(c + 1);
  const ombud_column *column =
      &policy->columns[process->columns[(c->mode * (n_actors - 1u) + actor) * n_actions + action]];
  if (!(column = ombud_fold_inline(policy, process, column, slots, in))) return OMBUD_ASK;
  uint32_t taken =
      ombud_settle_inline(policy, process, n_states, flags, column->cells, column->other, c, action, now);
  if (taken == OMBUD_ASK) return taken;
  ombud_keep_inline(policy, process, c, in, taken);
  return taken;
}

/* The same for a process whose actions give nothing but yes and no: bit i of GIVEN and of YES is the i-th of
 * the facts that they give, which lie in the first slots. For each place, mode and actor and action as in
 * ombud_process.columns, ASKED has the facts that it gives, and FOLDED[place << n_facts | yes] where the
 * column's cells begin; 0xFFFF: not this way. The facts are left to the caller. */
OMBUD_INLINE uint32_t ombud_take_flags_inline(const ombud_policy *policy, const ombud_process *process,
                                              unsigned n_states, unsigned n_actors, unsigned n_actions,
                                              unsigned flags, const uint8_t *asked, const uint16_t *folded,
                                              unsigned n_facts, ombud_case *c, unsigned actor,
                                              unsigned action, unsigned given, unsigned yes, ombud_time now) {
  if (actor - 1u >= n_actors - 1u || action >= n_actions) return OMBUD_ASK;
  if (now < c->now || now >= c->wake || now > OMBUD_TIME_MAX) return OMBUD_ASK;
  unsigned place = (c->mode * (n_actors - 1u) + (actor - 1u)) * n_actions + action;
  unsigned cells = folded[place << n_facts | (yes & ((1u << n_facts) - 1))];
  if (given != asked[place] || cells == 0xFFFFu) return OMBUD_ASK;
  return ombud_settle_inline(policy, process, n_states, flags, cells, 0, c, action, now);
}

#ifdef __cplusplus
}
#endif

#endif
