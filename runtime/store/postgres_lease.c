#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#ifdef OMBUD_WITH_POSTGRES
#include "postgres_lease.h"
#include "postgres_sql.h"

enum { LOOK_MS = 1000, LIFE_MS = 10000, REMEMBERED_MS = 60000 };

typedef struct shard {
  int64_t number, epoch, holder;
} shard;

static const link_column shard_columns[] = {LINK_COLUMN(NUMBER8, shard, number),
                                            LINK_COLUMN(NUMBER8, shard, epoch),
                                            LINK_COLUMN(NUMBER8, shard, holder)};

typedef struct plan { /* what is to change hands */
  shard moves[POSTGRES_SHARDS];
  size_t n;
} plan;

static void hold_none(lease_book *b) {
  b->n = 0;
  for (int i = 0; i < POSTGRES_SHARDS; i++) b->epochs[i] = OMBUD_NEVER;
}

void lease_begin(lease_book *b) {
  *b = (lease_book){.holder = 0};
  hold_none(b);
  for (int i = 0; i < POSTGRES_SHARDS; i++) b->shards[b->n++] = i;
}

void lease_forget(lease_book *b) {
  b->looked = 0;
  if (b->holder) hold_none(b);
}

ombud_time lease_epoch(const lease_book *b, int64_t case_id) {
  return b->epochs[case_id & (POSTGRES_SHARDS - 1)];
}

static int name_holder(postgres_link *l, lease_book *b) {
  PGresult *r = NULL;
  int status = link_ask(l, &r, NAME_HOLDER, "");
  if (!status) b->holder = link_number(r, 0, 0);
  PQclear(r);
  return status;
}

/* ---- shares ---- */

enum {
  SHARD,
  EPOCH,
  HOLDER,
  LIVES,
  WORKERS
}; /* columns: of the lease; whether its holder lives; how many do */

static int is_sound(const PGresult *leases) {
  int fine = PQntuples(leases) == POSTGRES_SHARDS && link_number(leases, 0, WORKERS) > 0;
  for (int i = 0; i < POSTGRES_SHARDS && fine; i++) fine = link_number(leases, i, SHARD) == i;
  return fine;
}

static void hold(lease_book *b, int number, int64_t epoch) {
  b->shards[b->n++] = number;
  b->epochs[number] = epoch;
}

static void pass_on(plan *to, const PGresult *leases, int number, int64_t holder) {
  to->moves[to->n++] = (shard){number, link_number(leases, number, EPOCH), holder};
}

/* What B will hold, and what is to be done for it. Each begins to take where others do not, so that they are
 * seldom in each other's way. */
static void divide(lease_book *b, const PGresult *leases, plan *to) {
  int64_t workers = link_number(leases, 0, WORKERS);
  size_t share = (size_t)((POSTGRES_SHARDS + workers - 1) / workers);
  hold_none(b);
  for (int i = 0; i < POSTGRES_SHARDS; i++) {
    if (link_number(leases, i, HOLDER) != b->holder) continue;
    if (b->n < share)
      hold(b, i, link_number(leases, i, EPOCH));
    else
      pass_on(to, leases, i, 0);
  }
  for (int i = 0; i < POSTGRES_SHARDS && b->n < share; i++) {
    int number = (int)(((uint64_t)b->holder * share + (uint64_t)i) % POSTGRES_SHARDS);
    if (link_number(leases, number, HOLDER) == b->holder || link_number(leases, number, LIVES)) continue;
    hold(b, number, link_number(leases, number, EPOCH) + 1);
    pass_on(to, leases, number, b->holder);
  }
}

static int by_number(const void *a, const void *b) {
  const shard *x = a, *y = b;
  return (x->number > y->number) - (x->number < y->number);
}

static int move(postgres_link *l, plan *p) {
  qsort(p->moves, p->n, sizeof *p->moves, by_number); /* who locks in one order meets no deadlock */
  return p->n ? link_send_rows(l, MOVE_SHARDS, shard_columns, 3, p->moves, sizeof *p->moves, p->n,
                               (int64_t)p->n)
              : 0;
}

static int wrong(postgres_link *l) {
  snprintf(l->message, l->message_size, "postgresql: leases are missing");
  return OMBUD_STORE_CORRUPT;
}

int lease_look(postgres_link *l, lease_book *b, int *taken) {
  const lease_book before = *b;
  int64_t now = link_monotonic();
  PGresult *r = NULL;
  plan to = {.n = 0};
  *taken = 0;
  if (b->looked && now - b->looked < LOOK_MS) return 0;
  int status = b->holder ? 0 : name_holder(l, b);
  if (!status) status = link_send(l, HEARTBEAT, "ii", b->holder, (int64_t)LIFE_MS);
  if (!status) status = link_send(l, FORGET_WORKERS, "i", (int64_t)REMEMBERED_MS);
  if (!status) status = link_ask(l, &r, LOOK_AT_LEASES, "");
  if (!status && !is_sound(r)) status = wrong(l);
  if (!status) divide(b, r, &to);
  PQclear(r);
  if (status) return status;
  for (size_t i = 0; i < b->n; i++) *taken |= before.epochs[b->shards[i]] == OMBUD_NEVER;
  b->looked = now;
  return move(l, &to);
}

void lease_end(postgres_link *l, lease_book *b) {
  if (b->holder && l->db) link_ask(l, NULL, LEAVE, "i", b->holder);
}
#endif
