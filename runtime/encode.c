/* A case as bytes, and back. The layout stands in ombud.h.
 *
 * What follows from the rest is not among the bytes: which timers are armed, and when the next one falls due.
 * Between calls every armed timer lies ahead, and of those that lie ahead every one is armed: arming again is
 * what moves an instant (clock.c), so an instant that is past has fired, or was no use any more as a
 * reminder. */
#include "core.h"

#define MAGIC   UINT32_C(0x43424D4F) /* "OMBC" */
#define VERSION 1u

enum { /* offsets; the check sum follows the slots */
       AT_MAGIC = 0,
       AT_VERSION = 4,
       AT_ZERO = 5,
       AT_PROCESS = 6,
       AT_MODE = 7,
       AT_FINGERPRINT = 8,
       AT_NOW = 16,
       AT_STATE = 24,
       AT_N_SLOTS = 26,
       AT_SLOTS = 28,
       SUM_BYTES = 4
};

/* A case, wherever its slots lie: behind the head, or among BYTES. */
typedef struct image {
  const ombud_policy *policy;
  const ombud_process *process;
  const ombud_case *head;
  const uint8_t *bytes; /* NULL: behind the head */
  unsigned n_odd;       /* values met so far that no counter has */
} image;

/*@ // An image whose numbers have been checked.
    predicate is_image(image *m) = \valid_read(m) && \valid_read(m->policy) && \valid_read(m->process) &&
      \valid_read(m->head) && m->head->mode < n_modes(m->policy) && m->head->state < n_states(m->process) &&
      is_time(m->head->now) && n_slots(m->process) <= case_slots(m->policy) &&
      (m->bytes == \null ? \valid_read(slots_of(m->head) + (0 .. n_slots(m->process) - 1))
                         : \valid_read(m->bytes + (0 .. 27 + 8 * case_slots(m->policy))));

    // How many slots the case has that these bytes are of.
    logic integer slots_among(ombud_policy *policy, uint8_t *bytes) =
      bytes[6] < n_processes(policy) ? n_slots(process_of(policy, bytes[6])) : 0; */

/* ---- bytes ---- */

/*@ requires \valid_read(from + (0 .. n - 1));
    assigns \nothing; */
static uint64_t get(const uint8_t *from, unsigned n) {
  uint64_t x = 0;
  /*@ loop invariant n <= \at(n, Pre); loop assigns x, n; loop variant n; */
  while (n > 0) x = x << 8 | from[--n];
  return x;
}

/*@ requires \valid(to + (0 .. n - 1));
    assigns to[0 .. n - 1]; */
static void put(uint8_t *to, unsigned n, uint64_t x) {
  /*@ loop invariant n <= \at(n, Pre) && to == \at(to, Pre) + (\at(n, Pre) - n);
      loop assigns n, x, to, \at(to, Pre)[0 .. \at(n, Pre) - 1];
      loop variant n; */
  for (; n > 0; n--, x >>= 8) *to++ = (uint8_t)x;
}

/* CRC-32C (Castagnoli), four bits at a time: as RFC 3720, B.4, and the instruction of several processors. */
/*@ requires \valid_read(bytes + (0 .. size - 1));
    assigns \nothing; */
static uint32_t sum_of(const uint8_t *bytes, size_t size) {
  static const uint32_t table[16] = {0x00000000, 0x105EC76F, 0x20BD8EDE, 0x30E349B1, 0x417B1DBC, 0x5125DAD3,
                                     0x61C69362, 0x7198540D, 0x82F63B78, 0x92A8FC17, 0xA24BB5A6, 0xB21572C9,
                                     0xC38D26C4, 0xD3D3E1AB, 0xE330A81A, 0xF36E6F75};
  uint32_t sum = UINT32_MAX;
  /*@ loop invariant i <= size; loop assigns i, sum; loop variant size - i; */
  for (size_t i = 0; i < size; i++) {
    sum ^= bytes[i];
    /*@ assert step: (sum & 15u) < 16; */
    sum = sum >> 4 ^ table[sum & 15u];
    /*@ assert step: (sum & 15u) < 16; */
    sum = sum >> 4 ^ table[sum & 15u];
  }
  return ~sum;
}

/* ---- what a case can hold ---- */

/*@ requires is_image(m) && (slot < n_slots(m->process) || (m->bytes != \null && slot <
      case_slots(m->policy)));
    assigns \nothing; */
static int64_t slot_of(const image *m, unsigned slot) {
  return m->bytes ? (int64_t)get(m->bytes + AT_SLOTS + 8 * (size_t)slot, 8) : core_slots(m->head)[slot];
}

/*@ assigns \nothing; */
static int is_odd(int64_t x) {
  return x != OMBUD_UNSET && (x < 1 || x > OMBUD_TIME_MAX);
}

/* The same, of a slot that is no counter's. */
/*@ requires is_image(m) && \valid(m) && slot < n_slots(m->process);
    assigns m->n_odd; */
static int64_t told(image *m, unsigned slot) {
  int64_t x = slot_of(m, slot);
  m->n_odd += is_odd(x) ? 1u : 0u;
  return x;
}

/*@ requires is_image(m);
    assigns \nothing; */
static int is_past(const image *m, int64_t x) {
  return x >= OMBUD_TIME_MIN && x <= m->head->now;
}

/*@ requires is_image(m) && is_fact(m->policy, m->process, fact);
    assigns \nothing; */
static int64_t fact_of(const image *m, uint16_t fact) {
  /*@ CONST is_process(m->process); */
  uint16_t slot = m->process->facts[fact];
  return slot == OMBUD_NONE ? OMBUD_UNSET : slot_of(m, slot);
}

/*@ requires is_image(m) && \valid(m);
    assigns m->n_odd; */
static int facts_fit(image *m) {
  const ombud_policy *policy = m->policy;
  /*@ CONST is_process(m->process); */
  /*@ loop assigns i, m->n_odd; */
  for (uint16_t i = 0; i < policy->n_facts; i++) {
    /*@ TABLES is_fact(policy, m->process, i); */
    const ombud_fact *fact = &policy->facts[i];
    if (m->process->facts[i] == OMBUD_NONE) continue;
    int64_t x = told(m, m->process->facts[i]);
    if (x == OMBUD_UNSET) continue;
    if (x < fact->lo || x > fact->hi) return 0;
  }
  /*@ loop assigns i; */
  for (uint16_t i = 0; i < policy->n_orders; i++) {
    const ombud_order *order = &policy->orders[i];
    /*@ TABLES \valid_read(order) && is_fact(policy, m->process, order->less) &&
          is_fact(policy, m->process, order->more); */
    int64_t less = fact_of(m, order->less), more = fact_of(m, order->more);
    if (less == OMBUD_UNSET || more == OMBUD_UNSET) continue;
    if (order->gap ? less >= more : less > more) return 0;
  }
  return 1;
}

/* Entry is known as soon as it is kept: opening leads out of the start. */
/*@ requires is_image(m) && \valid(m);
    assigns m->n_odd; */
static int instants_fit(image *m) {
  /*@ CONST is_process(m->process); */
  /*@ loop assigns i, m->n_odd; */
  for (uint16_t i = 0; i < m->process->n_names; i++) {
    /*@ TABLES is_name(m->process, i); */
    if (m->process->occurs[i] == OMBUD_NONE) continue;
    /*@ TABLES m->process->occurs[i] < m->process->n_slots; */
    int64_t at = told(m, m->process->occurs[i]);
    if (at != OMBUD_UNSET && !is_past(m, at)) return 0;
  }
  /*@ TABLES is_slot(m->process, m->process->entry); */
  return m->process->entry == OMBUD_NONE || is_past(m, told(m, m->process->entry));
}

/* Time left out runs from its anchor, so it is kept from then on, and with what the present state adds it is
 * never more than has passed since. */
/*@ requires is_image(m) && \valid(m) && is_spent(m->process, spent);
    assigns m->n_odd; */
static int spent_fits(image *m, const ombud_spent *spent) {
  /*@ CONST is_process(m->process); */
  int64_t anchor = slot_of(m, spent->anchor), x = told(m, spent->slot);
  if (anchor == OMBUD_UNSET || x == OMBUD_UNSET) return anchor == x;
  if (x < OMBUD_TIME_MIN || x > OMBUD_TIME_MAX) return 0;
  if (core_is_in(spent, m->head->state)) {
    /*@ TABLES m->process->entry < m->process->n_slots; */
    int64_t entry = slot_of(m, m->process->entry);
    x = core_add(x, core_passed(entry > anchor ? entry : anchor, m->head->now));
  }
  return x >= 0 && x <= core_passed(anchor, m->head->now);
}

/* Counters are the slots that are left when all others have been told. */
/*@ requires is_image(m) && \valid(m);
    assigns m->n_odd; */
static int slots_fit(image *m) {
  /*@ CONST is_policy(m->policy) && is_process(m->process); */
  m->n_odd = 0;
  if (!facts_fit(m) || !instants_fit(m)) return 0;
  /*@ loop assigns i, m->n_odd; */
  for (uint16_t i = 0; i < m->process->n_spent; i++) {
    const ombud_spent *spent = &m->process->spent[i];
    /*@ TABLES is_spent(m->process, spent); */
    if (!spent_fits(m, spent)) return 0;
  }
  /*@ loop assigns i, m->n_odd; */
  for (unsigned i = 0; i < m->process->n_slots; i++) m->n_odd -= is_odd(slot_of(m, i)) ? 1u : 0u;
  /*@ loop assigns i; */
  for (unsigned i = m->process->n_slots; m->bytes && i < m->policy->case_slots; i++)
    if (slot_of(m, i) != OMBUD_UNSET) return 0;
  return m->n_odd == 0;
}

/* ---- how it came about ---- */

/*@ requires is_image(m) && \valid_read(cell) && a_slot(m->process, cell->count);
    assigns \nothing; */
static int opens(const image *m, const core_cell *cell, uint16_t action) {
  int may = 0;
  /*@ CONST is_process(m->process); */
  /*@ loop assigns i, may; */
  for (unsigned i = 0; i < cell->n_entries; i++) {
    const ombud_entry *entry = &m->policy->entries[cell->entries + i];
    /*@ TABLES \valid_read(entry); */
    may |= entry->kind < OMBUD_ENTRY_DENY;
  }
  if (!may || (cell->count != OMBUD_NONE && slot_of(m, cell->count) == OMBUD_UNSET)) return 0;
  /*@ TABLES is_name(m->process, action) && is_slot(m->process, m->process->occurs[action]); */
  uint16_t occurs = m->process->occurs[action];
  if (occurs != OMBUD_NONE && slot_of(m, occurs) == OMBUD_UNSET) return 0;
  /*@ loop assigns i; */
  for (unsigned i = 0; i < cell->n_gives; i++) {
    const uint16_t *fact = &m->policy->gives[cell->gives + i];
    /*@ TABLES \valid_read(fact) && is_fact(m->policy, m->process, *fact); */
    if (fact_of(m, *fact) == OMBUD_UNSET) return 0;
  }
  return 1;
}

/* Some action opened it, and what it gave then is there for good. */
/*@ requires is_image(m);
    assigns \nothing; */
static int was_opened(const image *m) {
  /*@ CONST is_policy(m->policy) && is_process(m->process); */
  /*@ loop invariant 0 < actor; loop assigns actor; */
  for (uint8_t actor = 1; actor < m->policy->n_actors; actor++) /*@ loop assigns action; */
    for (uint16_t action = 0; action < m->process->n_actions; action++) {
      core_cell cell = core_cell_of(m->policy, m->process, m->head->mode, 0, actor, action);
      if (opens(m, &cell, action)) return 1;
    }
  return 0;
}

/* As core_instant has it for what is stored. */
/*@ requires is_image(m) && \valid_read(at);
    assigns \nothing;
    ensures \result == OMBUD_UNSET || is_time(\result); */
static ombud_time due_of(const image *m, const ombud_instant *at) {
  const ombud_anchor *picked = NULL;
  int64_t best = 0;
  /*@ loop invariant picked == \null || (\valid_read(picked) && a_slot(m->process, picked->spent));
      loop assigns i, best, picked; */
  for (unsigned i = 0; i < at->n_anchors; i++) {
    const ombud_anchor *anchor = &m->policy->anchors[at->anchors + i];
    /*@ TABLES \valid_read(anchor) && anchor->slot < m->process->n_slots &&
          is_slot(m->process, anchor->spent); */
    /*@ CONST is_process(m->process); */
    int64_t x = slot_of(m, anchor->slot);
    if (x == OMBUD_UNSET || (picked && (at->earliest ? x >= best : x <= best))) continue;
    picked = anchor;
    best = x;
  }
  if (!picked) return OMBUD_UNSET;
  int64_t spent = picked->spent == OMBUD_NONE ? 0 : slot_of(m, picked->spent); /* kept with the anchor */
  return core_add(core_add(best, at->offset), spent);
}

/* One that is past has been: where it leads to another state the case would not be here, and where it is kept
 * when it last occurred that was not before it was due. */
/*@ requires is_image(m) && \valid_read(timer);
    assigns \nothing; */
static int has_been(const image *m, const ombud_timer *timer, ombud_time due) {
  if (timer->kind == OMBUD_REMINDED) return 1;
  /*@ TABLES is_name(m->process, timer->name) && is_slot(m->process, m->process->occurs[timer->name]); */
  /*@ CONST is_process(m->process); */
  uint16_t occurs = m->process->occurs[timer->name];
  return timer->target == OMBUD_NONE && (occurs == OMBUD_NONE || slot_of(m, occurs) >= due);
}

/* Whether it is a case that these tables can bring about, and what is armed in it then. */
/*@ requires is_image(m) && \valid(m) && \valid(armed) && \valid(wake) && \separated(m, armed, wake);
    assigns m->n_odd, *armed, *wake;
    ensures \result ==> *wake > \old(m->head->now); */
static int is_sound(image *m, uint32_t *armed, ombud_time *wake) {
  const ombud_row *row = core_row(m->process, m->head->mode, m->head->state);
  uint32_t these = 0;
  ombud_time first = OMBUD_NEVER;
  /*@ TABLES is_row(row); */
  if (!slots_fit(m) || !was_opened(m)) return 0;
  /*@ loop invariant first > m->head->now;
      loop assigns i, these, first; */
  for (unsigned i = 0; i < row->n_timers; i++) {
    const ombud_timer *timer = &m->policy->timers[row->timers + i];
    /*@ TABLES \valid_read(timer) && \valid_read(&m->policy->instants[timer->due]); */
    ombud_time due = due_of(m, &m->policy->instants[timer->due]);
    if (due == OMBUD_UNSET) continue;
    if (due <= m->head->now) {
      if (!has_been(m, timer, due)) return 0;
      continue;
    }
    these |= UINT32_C(1) << i;
    if (due < first) first = due;
  }
  *armed = these;
  *wake = first;
  return 1;
}

/* ---- to and fro ---- */

/*@ requires \valid_read(policy);
    assigns \nothing;
    ensures \result == 32 + 8 * case_slots(policy); */
size_t ombud_encoded_size(const ombud_policy *policy) {
  /*@ CONST is_policy(policy); */
  return OMBUD_ENCODED_SIZE((size_t)policy->case_slots);
}

/*@ requires \valid_read(policy) && \valid_read(c) && \valid((uint8_t *)bytes + (0 .. size - 1));
    requires \valid_read(slots_of(c) + (0 .. slots_in(policy, c) - 1));
    requires \separated((uint8_t *)bytes + (0 .. size - 1), c);
    requires \separated((uint8_t *)bytes + (0 .. size - 1), slots_of(c) + (0 .. slots_in(policy, c) - 1));
    assigns ((uint8_t *)bytes)[0 .. size - 1];
    ensures an_error_changes_nothing: \result != OMBUD_OK ==>
      \forall integer i; 0 <= i < size ==> ((uint8_t *)bytes)[i] == \old(((uint8_t *)bytes)[i]); */
ombud_status ombud_encode(const ombud_policy *policy, const ombud_case *c, void *bytes, size_t size) {
  core_view v;
  ombud_status status = core_see(&v, policy, c);
  if (status) return status;
  image m = {.policy = policy, .process = v.process, .head = c};
  uint32_t armed;
  ombud_time wake;
  /*@ TABLES m.process->n_slots <= policy->case_slots; */
  /*@ CONST is_policy(policy) && is_process(m.process); */
  m.bytes = NULL; /* behind the head */
  if (!is_sound(&m, &armed, &wake) || armed != c->armed || wake != c->wake) return OMBUD_BAD_CASE;
  size_t all = ombud_encoded_size(policy);
  if (size < all) return OMBUD_NO_SPACE;

  uint8_t *to = (uint8_t *)bytes;
  put(to + AT_MAGIC, 4, MAGIC);
  put(to + AT_VERSION, 1, VERSION);
  put(to + AT_ZERO, 1, 0);
  put(to + AT_PROCESS, 1, c->process);
  put(to + AT_MODE, 1, c->mode);
  put(to + AT_FINGERPRINT, 8, c->fingerprint);
  put(to + AT_NOW, 8, (uint64_t)c->now);
  put(to + AT_STATE, 2, c->state);
  put(to + AT_N_SLOTS, 2, policy->case_slots);
  /*@ loop assigns i, to[AT_SLOTS .. all - SUM_BYTES - 1]; */
  for (size_t i = 0; i < policy->case_slots; i++) {
    int64_t slot = i < m.process->n_slots ? core_slots(c)[i] : OMBUD_UNSET;
    put(to + AT_SLOTS + 8 * i, 8, (uint64_t)slot);
  }
  put(to + all - SUM_BYTES, SUM_BYTES, sum_of(to, all - SUM_BYTES));
  return OMBUD_OK;
}

/*@ requires \valid_read((uint8_t *)bytes + (0 .. size - 1)) && \valid(fingerprint);
    assigns *fingerprint;
    ensures \result == OMBUD_OK ==> *fingerprint != 0 && size >= 32;
    ensures \result != OMBUD_OK ==> *fingerprint == \old(*fingerprint); */
ombud_status ombud_encoded_fingerprint(const void *bytes, size_t size, uint64_t *fingerprint) {
  const uint8_t *from = (const uint8_t *)bytes;
  if (size < OMBUD_ENCODED_SIZE(0) || get(from + AT_MAGIC, 4) != MAGIC) return OMBUD_BAD_CASE;
  if (get(from + size - SUM_BYTES, SUM_BYTES) != sum_of(from, size - SUM_BYTES)) return OMBUD_BAD_CASE;
  if (from[AT_VERSION] != VERSION) return OMBUD_BAD_ABI;
  uint64_t found = get(from + AT_FINGERPRINT, 8);
  if (size != OMBUD_ENCODED_SIZE((size_t)get(from + AT_N_SLOTS, 2))) return OMBUD_BAD_CASE;
  if (from[AT_ZERO] != 0 || found == 0) return OMBUD_BAD_CASE;
  *fingerprint = found;
  return OMBUD_OK;
}

/*@ requires \valid_read(policy) && \valid(c) && \valid_read((uint8_t *)bytes + (0 .. size - 1));
    requires \valid(slots_of(c) + (0 .. slots_among(policy, (uint8_t *)bytes) - 1));
    requires \separated((uint8_t *)bytes + (0 .. size - 1), c);
    requires \separated((uint8_t *)bytes + (0 .. size - 1),
                        slots_of(c) + (0 .. slots_among(policy, (uint8_t *)bytes) - 1));
    assigns *c, slots_of(c)[0 .. slots_among(policy, (uint8_t *)bytes) - 1];
    ensures an_error_changes_nothing: \result != OMBUD_OK ==>
      same_head{Old, Here}(c) && c->now == \old(c->now);
    ensures nor_the_slots: \result != OMBUD_OK ==>
      same_slots{Old, Here}(c, \old(slots_among(policy, (uint8_t *)bytes)));
    ensures valid: \result == OMBUD_OK ==> c->process < n_processes(policy) && c->mode < n_modes(policy) &&
      0 < c->state < n_states(process_of(policy, c->process)) && c->fingerprint == fingerprint(policy) &&
      is_time(c->now);
    ensures caught_up: \result == OMBUD_OK ==> c->wake > c->now; */
ombud_status ombud_decode(const ombud_policy *policy, ombud_case *c, const void *bytes, size_t size) {
  const uint8_t *from = (const uint8_t *)bytes;
  ombud_case head = {0};
  if (policy->abi != OMBUD_ABI) return OMBUD_BAD_ABI;
  ombud_status status = ombud_encoded_fingerprint(bytes, size, &head.fingerprint);
  if (status) return status;
  head.process = from[AT_PROCESS];
  head.mode = from[AT_MODE];
  head.now = (ombud_time)get(from + AT_NOW, 8);
  head.state = (uint16_t)get(from + AT_STATE, 2);
  core_view v;
  if ((status = core_see(&v, policy, &head))) return status;
  if (size != ombud_encoded_size(policy)) return OMBUD_BAD_CASE;
  image m = {.policy = policy, .process = v.process, .head = &head, .bytes = from};
  /*@ TABLES m.process->n_slots <= policy->case_slots; */
  /*@ CONST is_policy(policy) && is_process(m.process); */
  if (!is_sound(&m, &head.armed, &head.wake)) return OMBUD_BAD_CASE;

  /*@ loop assigns i, slots_of(c)[0 .. n_slots(m.process) - 1]; */
  for (unsigned i = 0; i < m.process->n_slots; i++) core_slots(c)[i] = slot_of(&m, i);
  *c = head;
  return OMBUD_OK;
}
