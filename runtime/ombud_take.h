/* ombud: the straight way, inline; ombud.h says what it is, at ombud_folded, and includes this at its end. */
#ifndef OMBUD_TAKE_H
#define OMBUD_TAKE_H

#ifdef __cplusplus
extern "C" {
#endif

/* Left to itself gcc makes calls of the larger ones, and then nothing of what is constant falls away. */
#ifdef __GNUC__
#define OMBUD_INLINE static inline __attribute__((always_inline))
#define OMBUD_APART  static __attribute__((noinline))
#else
#define OMBUD_INLINE static inline
#define OMBUD_APART  static
#endif

/* A, or B where MASK is 0; MASK is all ones else. */
OMBUD_INLINE int64_t ombud_pick(uint64_t mask, int64_t a, int64_t b) {
  return (int64_t)((uint64_t)b ^ (((uint64_t)a ^ (uint64_t)b) & mask));
}

/* A case as words of 64 bits. What is written or not, as the input is taken or not, is written to the word
 * that is meant or else to `now`, which is written last: so no branch asks, and nothing is read first. */
enum { OMBUD_WORD_NOW = 1, OMBUD_WORD_WAKE = 2, OMBUD_WORD_SLOTS = 4 };

/* AFTER is the word's distance from `now`. */
OMBUD_INLINE void ombud_put(ombud_case *c, uint64_t mask, size_t after, int64_t value) {
  ((int64_t *)(void *)c)[OMBUD_WORD_NOW + (after & mask)] = value;
}

/* When the first deadline falls due, AFTER from NOW; where there is none that number is negative. */
OMBUD_INLINE ombud_time ombud_wake(ombud_time now, int64_t after) {
  return after < 0 ? OMBUD_NEVER : (int64_t)((uint64_t)now + (uint64_t)after);
}

/* Times of the straight way: from 1970 on, and such that no deadline which is set saturates. */
#define OMBUD_STRAIGHT_MAX (OMBUD_TIME_MAX / 2)

/* The facts given, kept in the case where YES is all ones. */
OMBUD_INLINE void ombud_keep_inline(const ombud_folded *in, uint64_t yes, ombud_case *c) {
  ombud_put(c, yes, in->kept[0], in->values[0]);
  ombud_put(c, yes, in->kept[1], in->values[1]);
  /*@ loop invariant 2 <= i;
      loop invariant yes == 0 ==> same_slots{Pre, Here}(c, slots_for(in));
      loop assigns i, c->now, slots_of(c)[0 .. \at(slots_for(in), Pre) - 1]; */
  for (unsigned i = 2; i < in->n_kept; i++) ombud_put(c, yes, in->kept[i], in->in->given[i].value);
}

/* What an entry says, done to the case, in which nothing is due at NOW; TARGET is its own, or the state where
 * it does not move. FLAGS are the process's. */
OMBUD_INLINE uint32_t ombud_apply_inline(const ombud_policy *policy, unsigned flags, const ombud_folded *in,
                                         uint32_t entry, unsigned target, ombud_case *c, ombud_time now) {
  /* its sign is OMBUD_ENTRY_YES */
  int64_t what = (int8_t)policy->entries[entry].flags; /* NOLINT(bugprone-signed-char-misuse) */
  if (what & OMBUD_ENTRY_ASK) return OMBUD_ASK;
  uint64_t yes = what < 0 ? UINT64_MAX : 0, moves = what & OMBUD_ENTRY_MOVES ? UINT64_MAX : 0;
  /*@ TABLES entry <= OMBUD_TAKEN_ENTRY && (yes == 0 ==> moves == 0 && target == c->state); */
  uint32_t taken = entry + (what < 0 ? OMBUD_TAKEN_YES : 0);
  c->state = (uint16_t)target;
  if (flags & OMBUD_PROCESS_TIMERS) {
    const ombud_row *to = &in->rows[target];
    /*@ TABLES \valid_read(to) && \valid_read(&policy->numbers[to->wake]) &&
          to->n_timers <= OMBUD_TIMERS_MAX; */
    /*@ TABLES policy->numbers[to->wake] <= OMBUD_TIME_MAX &&
          (moves != 0 ==> policy->numbers[to->wake] != 0); */
    int64_t wake = ombud_wake(now, policy->numbers[to->wake]);
    ombud_put(c, moves, OMBUD_WORD_WAKE - OMBUD_WORD_NOW, wake);
    /* 64 bits, since there may be 32 timers */
    uint32_t all = flags & OMBUD_PROCESS_FEW ? to->n_timers : (uint32_t)((UINT64_C(1) << to->n_timers) - 1);
    c->armed = (uint32_t)ombud_pick(moves, all, c->armed);
  }
  if (flags & OMBUD_PROCESS_ENTRY) ombud_put(c, moves, in->entry, now);
  if (flags & OMBUD_PROCESS_OCCURS) ombud_put(c, yes, in->occurs, now);
  ombud_keep_inline(in, yes, c);
  c->now = now;
  return taken;
}

/* What the case's cell says, done to it. */
OMBUD_INLINE uint32_t ombud_settle_inline(const ombud_policy *policy, unsigned flags, const ombud_folded *in,
                                          ombud_case *c, ombud_time now) {
  unsigned state = c->state, target;
  uint32_t entry;
  if (flags & OMBUD_PROCESS_DENSE) {
    uint32_t at = in->cells + state;
    /*@ TABLES \valid_read(&policy->dense[at]); */
    unsigned both = policy->dense[at];
    target = both & 0xFFu;
    entry = both >> 8;
  } else {
    const ombud_cell *cell = &policy->cells[in->cells + state];
    /*@ TABLES \valid_read(cell) && \valid_read(in->rows + state); */
    uint64_t own = 0u - (((uint64_t)(cell->state ^ state) - 1) >> 63);
    entry = (uint32_t)ombud_pick(own, cell->entry, in->other);
    target = (unsigned)ombud_pick(own, cell->target, state);
    if (in->rows[state].flags != OMBUD_ROW_EXISTS) return OMBUD_ASK;
  }
  /*@ TABLES \valid_read(&policy->entries[entry]) && target <= in->last_state; */
  return ombud_apply_inline(policy, flags, in, entry, target, c, now);
}

/* Whether IN is for such a case, and nothing is due in it at NOW. */
OMBUD_INLINE int ombud_fits_inline(const ombud_folded *in, const ombud_case *c, ombud_time now) {
  return c->process == in->process && c->mode == in->mode && (uint64_t)c->now <= (uint64_t)now &&
         now < c->wake && now >= 0 && now <= OMBUD_STRAIGHT_MAX;
}

/* ombud_take where FLAGS, the process's, are a constant: what it does not need falls away. The case is
 * believed. */
OMBUD_INLINE uint32_t ombud_take_inline(const ombud_policy *policy, unsigned flags, ombud_case *c,
                                        const ombud_folded *in, ombud_time now) {
  if (in->way) return ombud_take(c, in, now);
  if (!ombud_fits_inline(in, c, now)) return OMBUD_ASK;
  return ombud_settle_inline(policy, flags, in, c, now);
}

#ifdef __cplusplus
}
#endif

#endif
