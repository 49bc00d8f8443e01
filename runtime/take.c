/* Folding an input, and the straight way with it (ombud.h, ombud_take.h). */
#include "core.h"

/* 1 where the guard holds. SLOTS are only read where it asks about what was kept before. */
/*@ requires \valid_read(policy) && \valid_read(process) && is_input(in) && is_known(policy, in);
    requires slots == \null || \valid_read(slots + (0 .. n_slots(process) - 1));
    assigns \nothing;
    ensures \result <= 1; */
static unsigned holds(const ombud_policy *policy, const ombud_process *process, uint32_t guard,
                      const int64_t *slots, const ombud_input *in) {
  unsigned box = 1,
           at = 0; /* tests mostly ask about facts in their order, so each is looked for behind the last */
  /*@ loop invariant box <= 1 && (in->n_given > 0 ==> at < in->n_given); loop assigns test, box, at; */
  for (const ombud_test *test = &policy->tests[guard]; guard; test++) {
    /*@ TABLES \valid_read(test) && test->slot < process->n_slots; */
    /*@ CONST is_process(process) && is_policy(policy); */
    unsigned left = in->n_given;
    /*@ loop invariant left <= in->n_given &&
          (in->n_given > 0 ==> at < in->n_given); loop assigns left, at; */
    while (left) {
      /*@ TABLES \forall integer f; 0 <= f < policy->n_facts ==> \valid_read(process->facts + f); */
      if (process->facts[in->given[at].fact] == test->slot) break;
      at = at + 1 < in->n_given ? at + 1 : 0;
      left--;
    }
    /*@ TABLES left > 0 || slots != \null; */ /* without slots all that is asked about is given */
    /* cppcheck-suppress nullPointer */
    int64_t value = left ? in->given[at].value : slots[test->slot]; /* NOLINT(clang-analyzer-*) */
    box &= test->lo <= value && value <= test->hi;
    if (!test->last) continue;
    if (box || test->last == 2) return box;
    box = 1;
  }
  return 1;
}

/* Which of the guards hold among which the column's contests choose; all facts are given. */
/*@ requires \valid_read(policy) && \valid_read(process) && \valid_read(column) && is_input(in) &&
      is_known(policy, in);
    assigns \nothing; */
static uint64_t held(const ombud_policy *policy, const ombud_process *process, const ombud_column *column,
                     const ombud_input *in) {
  uint64_t all = 0;
  /*@ TABLES column->n_folds <= 64; */
  /*@ loop assigns i, all; */
  for (unsigned i = 0; i < column->n_folds; i++) {
    const ombud_fold *fold = &policy->folds[column->folds + i];
    /*@ TABLES \valid_read(fold); */
    all |= (uint64_t)holds(policy, process, (uint32_t)fold->bound, NULL, in) << i;
  }
  return all;
}

/* The column in which the facts are settled. SLOTS are only read where a fold asks about what was kept
 * before. */
/*@ requires \valid_read(policy) && \valid_read(column) && is_input(in);
    assigns \nothing;
    ensures \valid_read(\result); */
static const ombud_column *settled(const ombud_policy *policy, const ombud_column *column,
                                   const int64_t *slots, const ombud_input *in) {
  if (column->n_folds == 0) return column;
  const ombud_column *at = column + 1;
  /*@ loop assigns i, at; */
  for (unsigned i = 0; i < column->n_folds; i++) {
    const ombud_fold *fold = &policy->folds[column->folds + i];
    /*@ TABLES \valid_read(fold) &&
          (fold->given < OMBUD_GIVEN_MAX ? fold->given < in->n_given : \valid_read(slots + fold->slot)); */
    int64_t value = fold->given < OMBUD_GIVEN_MAX ? in->given[fold->given].value : slots[fold->slot];
    at += fold->weight & (0u - (unsigned)(value >= fold->bound));
  }
  /*@ TABLES \valid_read(at) && !\valid(at); */
  return at;
}

/* Whether the facts given are those that are asked for, each a value of its own. An opening's that are
 * bounded by one another have been checked: there are no others. */
/*@ requires \valid_read(policy) && \valid_read(column) && column->n_gives <= OMBUD_GIVEN_MAX && is_input(in);
    assigns \nothing;
    ensures \result != 0 ==> in->n_given <= OMBUD_GIVEN_MAX && is_known(policy, in); */
static int is_asked(const ombud_policy *policy, const ombud_column *column, const ombud_input *in,
                    int opens) {
  if (column->n_gives != in->n_given || (column->flags & OMBUD_COLUMN_BOUNDED && !opens)) return 0;
  /*@ loop invariant i <= in->n_given &&
        \forall integer k; 0 <= k < i ==> in->given[k].fact < policy->n_facts;
      loop assigns i; */
  for (unsigned i = 0; i < in->n_given; i++) {
    const ombud_given *given = &in->given[i];
    const uint16_t *asked = &policy->gives[column->gives + i];
    /*@ TABLES \valid_read(asked) && *asked < policy->n_facts && \valid_read(&policy->facts[*asked]); */
    if (given->fact != *asked) return 0;
    const ombud_fact *fact = &policy->facts[given->fact];
    if (given->value < fact->lo || given->value > fact->hi) return 0;
  }
  /*@ CONST is_policy(policy); */
  return 1;
}

/*@ requires slot == OMBUD_NONE || slot < OMBUD_NONE - OMBUD_WORD_SLOTS;
    assigns \nothing;
    ensures \result == (slot == OMBUD_NONE ? 0 : slot + 3); */
static uint16_t after_now(uint16_t slot) {
  return slot == OMBUD_NONE ? 0 : (uint16_t)(OMBUD_WORD_SLOTS - OMBUD_WORD_NOW + slot);
}

/* The way of an input whose facts are those asked for. ONCE: for one case only, whose state's guards alone
 * are worth a look. */
/*@ requires \valid_read(column);
    assigns \nothing;
    ensures opens == 0 <==> !(\result & OMBUD_WAY_OPENS); */
static uint8_t way_of(const ombud_column *column, int opens, int once) {
  unsigned kept = column->flags & OMBUD_COLUMN_KEPT, general = column->flags & OMBUD_COLUMN_ASK;
  unsigned chooses = column->flags & OMBUD_COLUMN_CHOOSES;
  unsigned way = opens ? OMBUD_WAY_OPENS : kept ? OMBUD_WAY_KEPT : 0;
  if (chooses) way |= OMBUD_WAY_CHOOSES | (once ? OMBUD_WAY_KEPT : 0);
  if (general || (opens && kept)) way |= OMBUD_WAY_ASK;
  return (uint8_t)way;
}

/* What does not hang on the facts. */
/*@ requires \valid_read(policy) && number < n_processes(policy) && mode < n_modes(policy) && is_input(in);
    requires is_called(policy, process_of(policy, number), in) && \valid_read(column) && \valid(out);
    requires \separated(out, in) && \separated(out, in->given + (0 .. in->n_given - 1));
    assigns *out;
    ensures is_headed(out) && out->policy == policy && out->process == number && out->mode == mode &&
      out->in == in && out->n_kept == 0 && out->settled == column; */
static void fold_head(const ombud_policy *policy, uint8_t number, uint8_t mode, const ombud_input *in,
                      const ombud_column *column, ombud_folded *out) {
  const ombud_process *process = &policy->processes[number];
  /*@ TABLES \valid_read(process) && process->n_states > 0 &&
        process->n_slots < OMBUD_NONE - OMBUD_WORD_SLOTS; */
  /*@ TABLES is_name(process, in->action) && is_slot(process, process->occurs[in->action]) &&
        is_slot(process, process->entry); */
  /*@ CONST is_policy(policy) && is_process(process) && process == process_of(policy, number); */
  uint16_t entry = after_now(process->entry), occurs = after_now(process->occurs[in->action]);
  out->policy = policy;
  out->fingerprint = policy->fingerprint;
  out->size = (uint32_t)(sizeof(ombud_case) + process->n_slots * sizeof(int64_t));
  out->rows = &process->rows[(size_t)mode * process->n_states];
  out->flags = process->flags;
  out->process = number;
  out->mode = mode;
  out->last_state = (uint16_t)(process->n_states - 1);
  out->entry = entry;
  out->occurs = occurs;
  out->in = in;
  out->kept[0] = out->kept[1] = 0;
  out->values[0] = out->values[1] = 0;
  out->settled = column;
  out->n_kept = 0;
}

/* What the facts are, and where they are kept. */
/*@ requires is_headed(out) && \valid(out) && out->n_kept == 0;
    requires is_known(out->policy, out->in) && out->in->n_given <= OMBUD_GIVEN_MAX;
    requires \separated(out, out->in) && \separated(out, out->in->given + (0 .. out->in->n_given - 1));
    assigns out->n_kept, out->kept[0 .. OMBUD_GIVEN_MAX - 1], out->values[0 .. 1];
    ensures is_headed(out); */
static void fold_facts(ombud_folded *out) {
  const ombud_input *in = out->in;
  const ombud_process *process = &out->policy->processes[out->process];
  /*@ loop invariant i <= in->n_given;
      loop invariant \forall integer k; 0 <= k < i || 0 <= k < 2 ==>
        is_word(process_of(out->policy, out->process), out->kept[k]);
      loop assigns i, out->kept[0 .. OMBUD_GIVEN_MAX - 1], out->values[0 .. 1]; */
  for (unsigned i = 0; i < in->n_given; i++) {
    /*@ TABLES \valid_read(process) && process->n_slots < OMBUD_NONE - OMBUD_WORD_SLOTS &&
          is_fact(out->policy, process, in->given[i].fact) &&
          process->facts[in->given[i].fact] != OMBUD_NONE; */
    /*@ CONST is_process(process) && process == process_of(out->policy, out->process); */
    out->kept[i] = after_now(process->facts[in->given[i].fact]);
    if (i < 2) out->values[i] = in->given[i].value;
  }
  out->n_kept = in->n_given;
}

/* The actor and the action are in range, as are the process's NUMBER and MODE. ONCE is told at way_of. */
/*@ requires \valid_read(policy) && number < n_processes(policy) && mode < n_modes(policy) &&
      is_input(in);
    requires is_called(policy, process_of(policy, number), in);
    requires \valid(out) && \separated(out, in) && \separated(out, in->given + (0 .. in->n_given - 1));
    assigns *out;
    ensures is_headed(out) && out->policy == policy && out->process == number && out->mode == mode &&
      out->in == in;
    ensures folded: !(out->way & OMBUD_WAY_ASK) && (!(out->way & OMBUD_WAY_ODD) ||
      out->way & OMBUD_WAY_OPENS) ==> is_known(policy, in);
    ensures opens == 0 <==> !(out->way & OMBUD_WAY_OPENS); */
static void fold(const ombud_policy *policy, uint8_t number, uint8_t mode, const ombud_input *in, int opens,
                 int once, ombud_folded *out) {
  const ombud_process *process = &policy->processes[number];
  /*@ TABLES \valid_read(process); */
  /*@ CONST process == process_of(policy, number); */
  const ombud_column *column = core_column(policy, process, mode, in->actor, in->action);
  int asked = is_asked(policy, column, in, opens);
  /*@ split asked; */
  fold_head(policy, number, mode, in, column, out);
  if (!asked) {
    unsigned general = column->flags & OMBUD_COLUMN_ASK;
    out->way = opens ? OMBUD_WAY_ASK | OMBUD_WAY_OPENS : general ? OMBUD_WAY_ASK : OMBUD_WAY_ODD;
    /*@ split out->way; */
    return;
  }
  fold_facts(out);
  uint8_t way = way_of(column, opens, once);
  unsigned kept = column->flags & OMBUD_COLUMN_KEPT, chooses = column->flags & OMBUD_COLUMN_CHOOSES;
  if (chooses && !kept && !once) out->held = held(policy, process, column, in);
  if (!chooses && !kept) out->settled = settled(policy, column, NULL, in);
  out->cells = out->settled->cells;
  out->other = out->settled->other;
  out->way = way;
  /*@ split out->way; */
}

/*@ requires \valid_read(policy) && is_input(in);
    assigns \nothing;
    ensures \result == OMBUD_OK ==> process < n_processes(policy) && mode < n_modes(policy) &&
      is_called(policy, process_of(policy, process), in); */
static ombud_status check(const ombud_policy *policy, uint8_t process, uint8_t mode, const ombud_input *in) {
  core_view v;
  ombud_status status = core_see_state(&v, policy, process, mode, 0);
  return status ? status : core_check(&v, in, 0, NULL);
}

/*@ requires \valid_read(policy) && is_input(in) && \valid(folded);
    requires \separated(folded, in) && \separated(folded, in->given + (0 .. in->n_given - 1));
    assigns *folded;
    ensures \result == OMBUD_OK ==> is_folded(folded); */
ombud_status ombud_fold_input(const ombud_policy *policy, uint8_t process, uint8_t mode,
                              const ombud_input *in, int opens, ombud_folded *folded) {
  ombud_status status = check(policy, process, mode, in);
  if (status) return status;
  if (OMBUD_SMALL)
    *folded = (ombud_folded){.way = OMBUD_WAY_ASK | (opens ? OMBUD_WAY_OPENS : 0), .in = in};
  else
    fold(policy, process, mode, in, opens, 0, folded);
  return OMBUD_OK;
}

/* ---- taking ---- */

/*@ requires takes(in, c) && may_settle(in, c, now);
    assigns c->now, c->wake, c->armed, c->state, slots_of(c)[0 .. slots_for(in) - 1];
    ensures \result <= OMBUD_TAKEN_ENTRY || \result >= OMBUD_TAKEN_YES;
    ensures ask_changes_nothing: \result == OMBUD_ASK ==> same{Old, Here}(in, c) && c->now == \old(c->now);
    ensures refused_changes_nothing: \result <= OMBUD_TAKEN_ENTRY ==> same{Old, Here}(in, c);
    ensures valid: \result != OMBUD_ASK ==> c->now == now && c->wake > now && c->state <= in->last_state; */
OMBUD_INLINE uint32_t settle_dense(const ombud_folded *in, ombud_case *c, ombud_time now) {
  return ombud_settle_inline(in->policy, in->flags | (unsigned)OMBUD_PROCESS_DENSE, in, c, now);
}

/* Apart, so that it takes none of the registers of what is dense. */
/*@ requires takes(in, c) && may_settle(in, c, now);
    assigns c->now, c->wake, c->armed, c->state, slots_of(c)[0 .. slots_for(in) - 1];
    ensures \result <= OMBUD_TAKEN_ENTRY || \result >= OMBUD_TAKEN_YES;
    ensures ask_changes_nothing: \result == OMBUD_ASK ==> same{Old, Here}(in, c) && c->now == \old(c->now);
    ensures refused_changes_nothing: \result <= OMBUD_TAKEN_ENTRY ==> same{Old, Here}(in, c);
    ensures valid: \result != OMBUD_ASK ==> c->now == now && c->wake > now && c->state <= in->last_state; */
OMBUD_APART uint32_t settle_sparse(const ombud_folded *in, ombud_case *c, ombud_time now) {
  return ombud_settle_inline(in->policy, in->flags & ~(unsigned)OMBUD_PROCESS_DENSE, in, c, now);
}

/* What an entry says, which was found in another way. */
/*@ requires takes(in, c) && may_settle(in, c, now) && \valid_read(&in->policy->entries[entry]);
    assigns c->now, c->wake, c->armed, c->state, slots_of(c)[0 .. slots_for(in) - 1];
    ensures \result <= OMBUD_TAKEN_ENTRY || \result >= OMBUD_TAKEN_YES;
    ensures accepted: is_yes(in->policy, entry) ==> OMBUD_TAKEN_YES <= \result < OMBUD_ASK;
    ensures ask_changes_nothing: \result == OMBUD_ASK ==> same{Old, Here}(in, c) && c->now == \old(c->now);
    ensures refused_changes_nothing: \result <= OMBUD_TAKEN_ENTRY ==> same{Old, Here}(in, c);
    ensures valid: \result != OMBUD_ASK ==> c->now == now && c->wake > now && c->state <= in->last_state; */
OMBUD_APART uint32_t settle_entry(const ombud_folded *in, uint32_t entry, ombud_case *c, ombud_time now) {
  const ombud_entry *says = &in->policy->entries[entry];
  uint64_t moves = 0u - ((uint64_t)says->flags & OMBUD_ENTRY_MOVES); /* no branch: outcomes are mixed */
  unsigned target = (unsigned)ombud_pick(moves, says->to, c->state);
  /*@ TABLES target <= in->last_state; */
  return ombud_apply_inline(in->policy, in->flags, in, entry, target, c, now);
}

/*@ assigns \nothing;
    ensures \result < 64; */
static unsigned lowest(uint64_t bits) { /* there is one */
#ifdef __GNUC__
  return (unsigned)__builtin_ctzll(bits); /* without a branch: outcomes are mixed */
#else
  unsigned i = 0;
  /*@ loop invariant i < 64; loop assigns i; loop variant 64 - i; */
  while (i < 63 && !(bits >> i & 1)) i++;
  return i;
#endif
}

/* The first entry of the contest whose guard holds; where none does, the one after them. */
/*@ requires is_folded(in) && \valid_read(contest) && is_known(in->policy, in->in);
    requires slots == \null || \valid_read(slots + (0 .. slots_for(in) - 1));
    assigns \nothing;
    ensures \valid_read(&in->policy->entries[\result]); */
static uint32_t choose(const ombud_folded *in, const ombud_contest *contest, const int64_t *slots) {
  const ombud_policy *policy = in->policy;
  uint32_t at = contest->entries, end = at + contest->n_entries;
  if (!(in->way & OMBUD_WAY_KEPT)) {
    /*@ TABLES contest->held < 64 && contest->n_entries < 64; */
    at += lowest(in->held >> contest->held | UINT64_C(1) << contest->n_entries);
    /*@ TABLES \valid_read(&policy->entries[at]); */
    return at;
  }
  const ombud_process *process = &policy->processes[in->process];
  /*@ TABLES \valid_read(process) && \valid_read(&policy->entries[end]); */
  /*@ CONST process == process_of(policy, in->process); */
  /*@ loop assigns at; */
  for (; at < end; at++) {
    const ombud_entry *entry = &policy->entries[at];
    /*@ TABLES \valid_read(entry) && \valid_read(&policy->whens[entry->when]); */
    if (holds(policy, process, policy->whens[entry->when].guard, slots, in->in)) return at;
  }
  return end;
}

/* The entry that governs in the state. */
/*@ requires is_folded(in) && \valid_read(column) && state <= in->last_state && is_known(in->policy, in->in);
    requires slots == \null || \valid_read(slots + (0 .. slots_for(in) - 1));
    assigns \nothing;
    ensures \valid_read(&in->policy->entries[\result]); */
static uint32_t governing(const ombud_folded *in, const ombud_column *column, uint16_t state,
                          const int64_t *slots) {
  const ombud_policy *policy = in->policy;
  const ombud_process *process = &policy->processes[in->process];
  /*@ TABLES \valid_read(process); */
  /*@ CONST process == process_of(policy, in->process); */
  uint32_t at = core_find(policy, process, column, state);
  if (!(in->way & OMBUD_WAY_CHOOSES) || policy->entries[at].kind != OMBUD_ENTRY_CONTEST) return at;
  const ombud_contest *contest = &policy->contests[policy->entries[at].rule];
  /*@ TABLES \valid_read(contest); */
  return contest->held == OMBUD_NONE ? at : choose(in, contest, slots);
}

/* Nothing is written unless it is accepted. */
/*@ requires takes(in, c) && is_known(in->policy, in->in);
    assigns *c, slots_of(c)[0 .. slots_for(in) - 1];
    ensures \result <= OMBUD_TAKEN_ENTRY || \result >= OMBUD_TAKEN_YES;
    ensures refused_changes_nothing: \result <= OMBUD_TAKEN_ENTRY || \result == OMBUD_ASK ==>
      same{Old, Here}(in, c) && c->now == \old(c->now);
    ensures valid: \result != OMBUD_ASK && \result > OMBUD_TAKEN_ENTRY ==> is_taken(in, c, now); */
static uint32_t take_opening(ombud_case *c, const ombud_folded *in, ombud_time now) {
  if (now < 0 || now > OMBUD_STRAIGHT_MAX) return OMBUD_ASK;
  uint32_t entry = governing(in, in->settled, 0, NULL);
  int what = (int8_t)in->policy->entries[entry].flags; /* its sign is OMBUD_ENTRY_YES */
  if (what & OMBUD_ENTRY_ASK) return OMBUD_ASK;
  /*@ TABLES entry <= OMBUD_TAKEN_ENTRY; */
  if (what >= 0) return entry;
  /*@ split entry; */
  core_open(in->policy, c, in->process, in->mode, now);
  /*@ assert step: same_input{Pre, Here}(in); */
  /*@ CONST (int8_t)in->policy->entries[entry].flags == what; */
  return settle_entry(in, entry, c, now);
}

/* Foreign bytes are seen here. */
/*@ requires is_folded(in) && \valid_read(c);
    assigns \nothing;
    ensures \result != 0 ==> c->fingerprint == in->fingerprint && c->state > 0 && c->process == in->process &&
      c->mode == in->mode && may_settle(in, c, now); */
OMBUD_INLINE int fits(const ombud_folded *in, const ombud_case *c, ombud_time now) {
  /*@ assert step: c->state == 0 ==> (uint32_t)(c->state - 1) > in->last_state; */
  return c->fingerprint == in->fingerprint && c->state - 1u < in->last_state && ombud_fits_inline(in, c, now);
}

/* What hangs on facts kept before is folded now. */
/*@ requires takes(in, c) && is_known(in->policy, in->in);
    assigns c->now, c->wake, c->armed, c->state, slots_of(c)[0 .. slots_for(in) - 1];
    ensures \result <= OMBUD_TAKEN_ENTRY || \result >= OMBUD_TAKEN_YES;
    ensures ask_changes_nothing: \result == OMBUD_ASK ==> same{Old, Here}(in, c) && c->now == \old(c->now);
    ensures refused_changes_nothing: \result <= OMBUD_TAKEN_ENTRY ==> same{Old, Here}(in, c);
    ensures valid: \result != OMBUD_ASK ==> is_taken(in, c, now); */
static uint32_t take_kept(ombud_case *c, const ombud_folded *in, ombud_time now) {
  if (!fits(in, c, now)) return OMBUD_ASK;
  /*@ TABLES \valid_read(in->rows + c->state); */
  if (in->rows[c->state].flags != OMBUD_ROW_EXISTS) return OMBUD_ASK;
  const ombud_column *column = in->settled;
  const int64_t *slots = core_slots(c);
  if (!(in->way & OMBUD_WAY_CHOOSES)) column = settled(in->policy, column, slots, in->in);
  uint32_t entry = governing(in, column, c->state, slots);
  /*@ split entry; */
  return settle_entry(in, entry, c, now);
}

/* A column tells of the facts' being open, and then nothing that hangs on them is settled. */
/*@ requires takes(in, c);
    assigns c->now;
    ensures \result <= OMBUD_TAKEN_ENTRY || \result >= OMBUD_TAKEN_YES;
    ensures ask_changes_nothing: \result == OMBUD_ASK ==> c->now == \old(c->now);
    ensures refused: \result == OMBUD_ASK || \result <= OMBUD_TAKEN_ENTRY;
    ensures valid: \result != OMBUD_ASK ==> is_taken(in, c, now); */
static uint32_t take_odd(ombud_case *c, const ombud_folded *in, ombud_time now) {
  if (!fits(in, c, now)) return OMBUD_ASK;
  const ombud_policy *policy = in->policy;
  core_view v;
  v.policy = policy;
  v.process = &policy->processes[in->process];
  v.slots = core_slots(c);
  v.n_fresh = 0;
  /*@ TABLES \valid_read(v.process) && \valid_read(in->rows + c->state); */
  /*@ CONST v.process == process_of(policy, in->process); */
  if (in->rows[c->state].flags != OMBUD_ROW_EXISTS || !core_is_ordered(&v, in->in)) return OMBUD_ASK;
  uint32_t entry = core_find(policy, v.process, in->settled, c->state);
  uint32_t what = policy->entries[entry].flags;
  if (what & (OMBUD_ENTRY_ASK | OMBUD_ENTRY_YES)) return OMBUD_ASK;
  /*@ TABLES entry <= OMBUD_TAKEN_ENTRY; */
  c->now = now;
  return entry;
}

/*@ requires takes(in, c) && in->way != 0;
    assigns *c, slots_of(c)[0 .. slots_for(in) - 1];
    ensures \result <= OMBUD_TAKEN_ENTRY || \result >= OMBUD_TAKEN_YES;
    ensures ask_changes_nothing: \result == OMBUD_ASK ==> same{Old, Here}(in, c) && c->now == \old(c->now);
    ensures refused_changes_nothing: \result <= OMBUD_TAKEN_ENTRY ==> same{Old, Here}(in, c);
    ensures unopened: (\old(in->way) & OMBUD_WAY_OPENS) && \result <= OMBUD_TAKEN_ENTRY ==>
      c->now == \old(c->now);
    ensures valid: \result != OMBUD_ASK &&
      (!(\old(in->way) & OMBUD_WAY_OPENS) || \result > OMBUD_TAKEN_ENTRY) ==> is_taken(in, c, now); */
OMBUD_APART uint32_t take_other(ombud_case *c, const ombud_folded *in, ombud_time now) {
  if (in->way & OMBUD_WAY_ASK) return OMBUD_ASK;
  if (in->way & OMBUD_WAY_OPENS) return take_opening(c, in, now);
  return in->way & OMBUD_WAY_ODD ? take_odd(c, in, now) : take_kept(c, in, now);
}

/*@ requires takes(in, c);
    assigns *c, slots_of(c)[0 .. slots_for(in) - 1];
    ensures \result <= OMBUD_TAKEN_ENTRY || \result >= OMBUD_TAKEN_YES;
    ensures ask_changes_nothing: \result == OMBUD_ASK ==> same{Old, Here}(in, c) && c->now == \old(c->now);
    ensures refused_changes_nothing: \result <= OMBUD_TAKEN_ENTRY ==> same{Old, Here}(in, c);
    ensures unopened: (\old(in->way) & OMBUD_WAY_OPENS) && \result <= OMBUD_TAKEN_ENTRY ==>
      c->now == \old(c->now);
    ensures valid: \result != OMBUD_ASK &&
      (!(\old(in->way) & OMBUD_WAY_OPENS) || \result > OMBUD_TAKEN_ENTRY) ==> is_taken(in, c, now); */
OMBUD_INLINE uint32_t take_one(ombud_case *c, const ombud_folded *in, ombud_time now) {
  if (in->way) return take_other(c, in, now);
  if (!fits(in, c, now)) return OMBUD_ASK;
  if (in->flags & OMBUD_PROCESS_DENSE) return settle_dense(in, c, now);
  return settle_sparse(in, c, now);
}

/*@ requires takes(in, c);
    assigns *c, slots_of(c)[0 .. slots_for(in) - 1];
    ensures \result <= OMBUD_TAKEN_ENTRY || \result >= OMBUD_TAKEN_YES;
    ensures ask_changes_nothing: \result == OMBUD_ASK ==> same{Old, Here}(in, c) && c->now == \old(c->now);
    ensures refused_changes_nothing: \result <= OMBUD_TAKEN_ENTRY ==> same{Old, Here}(in, c);
    ensures unopened: (\old(in->way) & OMBUD_WAY_OPENS) && \result <= OMBUD_TAKEN_ENTRY ==>
      c->now == \old(c->now);
    ensures valid: \result != OMBUD_ASK &&
      (!(\old(in->way) & OMBUD_WAY_OPENS) || \result > OMBUD_TAKEN_ENTRY) ==> is_taken(in, c, now); */
uint32_t ombud_take(ombud_case *c, const ombud_folded *in, ombud_time now) {
  return OMBUD_SMALL ? OMBUD_ASK : take_one(c, in, now);
}

/*@ requires \valid_read(policy) && process < n_processes(policy) && mode < n_modes(policy);
    requires is_input(in) && is_called(policy, process_of(policy, process), in);
    requires \valid(c) && \valid(slots_of(c) + (0 .. n_slots(process_of(policy, process)) - 1));
    requires \separated(in, c) && \separated(in, slots_of(c) + (0 .. n_slots(process_of(policy,
      process)) - 1));
    requires \separated(in->given + (0 .. in->n_given - 1), c);
    requires \separated(in->given + (0 .. in->n_given - 1), slots_of(c) + (0 ..
      n_slots(process_of(policy, process)) - 1));
    assigns *c, slots_of(c)[0 .. n_slots(process_of(policy, process)) - 1];
    ensures \result <= OMBUD_TAKEN_ENTRY || \result >= OMBUD_TAKEN_YES;
    ensures ask_changes_nothing: \result == OMBUD_ASK ==> c->now == \old(c->now) && same_head{Old,
      Here}(c) && same_slots{Old, Here}(c, n_slots(process_of(policy, process)));
    ensures refused_changes_nothing: \result <= OMBUD_TAKEN_ENTRY ==> same_head{Old, Here}(c) &&
      same_slots{Old, Here}(c, n_slots(process_of(policy, process)));
    ensures unopened: opens != 0 && \result <= OMBUD_TAKEN_ENTRY ==> c->now == \old(c->now);
    ensures valid: \result != OMBUD_ASK && (opens == 0 || \result > OMBUD_TAKEN_ENTRY) ==> c->now ==
      now && c->wake > now && c->fingerprint == fingerprint(policy) && c->process == process && c->mode
      == mode && c->state < n_states(process_of(policy, process)); */
uint32_t core_take(const ombud_policy *policy, ombud_case *c, uint8_t process, uint8_t mode,
                   const ombud_input *in, int opens, ombud_time now) {
  ombud_folded folded;
  fold(policy, process, mode, in, opens, 1, &folded);
  /*@ assert step: slots_for(&folded) == n_slots(process_of(policy, process)); */
  return folded.way & OMBUD_WAY_ODD ? OMBUD_ASK : take_one(c, &folded, now); /* they have not been checked */
}

/* A case's first and last byte, which seldom lie in one line of the cache. */
/*@ requires \valid_read(in);
    assigns \nothing; */
static inline void fetch(const ombud_case *c, const ombud_folded *in) {
#if defined(__GNUC__)
  __builtin_prefetch(c, 1);
  __builtin_prefetch((const char *)c + in->size - 1, 1);
#else
  (void)c;
  (void)in;
#endif
}

#define AHEAD 16

/* What each case has become is what take_one says. */
/*@ requires \valid_read(cases + (0 .. n - 1)) && \valid_read(ins + (0 .. n - 1)) && \valid_read(now + (0 .. n - 1));
    requires \valid(taken + (0 .. n - 1)) && take_each(cases, ins, n) &&
      are_apart(cases, ins, taken, n);
    ensures \result <= n;
    ensures told: \forall integer k; 0 <= k < \result ==>
      taken[k] <= OMBUD_TAKEN_ENTRY || OMBUD_TAKEN_YES <= taken[k] < OMBUD_ASK; */
size_t ombud_take_many(ombud_case *const *cases, const ombud_folded *const *ins, const ombud_time *now,
                       uint32_t *taken, size_t n) {
  size_t i = 0, fetched = n > AHEAD ? n - AHEAD : 0;
  if (OMBUD_SMALL) return 0;
  /*@ loop invariant i <= n && i <= AHEAD; loop assigns i; */
  for (; i < AHEAD && i < n; i++) fetch(cases[i], ins[i]);
  /*@ loop invariant i <= n && n == \at(n, Pre) && taken == \at(taken, Pre);
      loop invariant fetched == (n > AHEAD ? n - AHEAD : 0);
      loop invariant \valid_read(cases + (0 .. n - 1)) && \valid_read(ins + (0 .. n - 1)) &&
        \valid_read(now + (0 .. n - 1)) && \valid(taken + (0 .. n - 1));
      loop invariant take_each(cases, ins, n);
      loop invariant are_apart(cases, ins, taken, n);
      loop invariant \forall integer k; 0 <= k < i ==>
        taken[k] <= OMBUD_TAKEN_ENTRY || OMBUD_TAKEN_YES <= taken[k] < OMBUD_ASK; */
  for (i = 0; i < n; i++) {
    if (i < fetched) fetch(cases[i + AHEAD], ins[i + AHEAD]);
    uint32_t one = take_one(cases[i], ins[i], now[i]);
    /*@ assert step: \forall integer k; 0 <= k < n ==> \separated(ins[k], cases[i]) &&
          \separated(ins[k]->in, cases[i]) &&
          \separated(ins[k]->in->given + (0 .. \at(ins[k]->in->n_given, LoopCurrent) - 1), cases[i]); */
    /*@ assert step: \forall integer k; 0 <= k < n ==> same_numbers{LoopCurrent, Here}(ins[k]); */
    /*@ assert step: \forall integer k; 0 <= k < n ==> same_words{LoopCurrent, Here}(ins[k]); */
    /*@ assert step: \forall integer k; 0 <= k < n ==> same_facts{LoopCurrent, Here}(ins[k]); */
    if (one == OMBUD_ASK) break;
    taken[i] = one;
  }
  return i;
}

/*@ requires \valid_read(policy) && \valid_read(c) && c->process < n_processes(policy) && is_room(out);
    requires \valid_read(slots_of(c) + (0 .. slots_in(policy, c) - 1)) && is_apart(c, slots_in(policy,
      c), out);
    assigns out->n_effects, out->effects[0 .. out->effects_max - 1]; */
void ombud_effects(const ombud_policy *policy, const ombud_case *c, uint32_t taken, ombud_out *out) {
  core_view v;
  v.policy = policy;
  v.process = &policy->processes[c->process];
  v.slots = core_slots(c);
  v.n_fresh = 0;
  /*@ TABLES \valid_read(v.process) && \valid_read(&policy->entries[taken & OMBUD_TAKEN_ENTRY]); */
  /*@ CONST v.process == process_of(policy, c->process); */
  out->n_effects = 0;
  if (taken & OMBUD_TAKEN_YES) core_emit(&v, policy->entries[taken & OMBUD_TAKEN_ENTRY].calls, out);
}
