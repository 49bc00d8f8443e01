#include <stddef.h>
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

void lease_begin(lease_book *b) {
  *b = (lease_book){.n = POSTGRES_SHARDS};
  for (int i = 0; i < POSTGRES_SHARDS; i++) b->shards[i] = i;
}

void lease_forget(lease_book *b) {
  b->looked = 0;
  if (b->holder) b->n = 0;
}

ombud_time lease_epoch(const lease_book *b, int64_t case_id) {
  int64_t which = case_id & (POSTGRES_SHARDS - 1);
  for (size_t i = 0; i < b->n; i++)
    if (b->shards[i] == which) return b->epochs[which];
  return OMBUD_NEVER;
}

static int holds(const lease_book *b, int64_t which) {
  return b->holder && lease_epoch(b, which) != OMBUD_NEVER;
}

static int name_holder(postgres_link *l, lease_book *b) {
  PGresult *r = NULL;
  int status = link_ask(l, &r, NAME_HOLDER, "");
  if (!status) {
    b->holder = link_number(r, 0, 0);
    b->n = 0;
  }
  PQclear(r);
  return status;
}

/* A fair share of the shards, rounded up. */
static size_t share_of(int64_t workers) {
  return (size_t)((POSTGRES_SHARDS + workers - 1) / (workers > 0 ? workers : 1));
}

/* Each begins to take where others do not, so that they are seldom in each other's way. LEASES: a row for
 * each shard, in their order, with its epoch, its holder, whether that one lives, and how many live. */
static void divide(const lease_book *b, const PGresult *leases, lease_book *will, plan *to) {
  int rows = PQntuples(leases);
  size_t share = share_of(rows ? link_number(leases, 0, 4) : 1), first = (size_t)b->holder * share;
  *will = (lease_book){.holder = b->holder};
  for (int own = 1; own >= 0; own--) {
    for (size_t i = 0; i < (size_t)rows; i++) {
      int at = (int)((first + i) % (size_t)rows);
      shard s = {link_number(leases, at, 0), link_number(leases, at, 1), link_number(leases, at, 2)};
      if (own != (s.holder == b->holder) || (!own && link_number(leases, at, 3))) continue;
      int keeps = will->n < share;
      if (keeps != own) {
        s.holder = keeps ? b->holder : 0;
        to->moves[to->n++] = s;
      }
      if (!keeps) continue;
      will->shards[will->n++] = s.number;
      will->epochs[s.number] = s.epoch + !own;
    }
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

int lease_look(postgres_link *l, lease_book *b, int *taken) {
  int64_t now = link_monotonic();
  PGresult *r = NULL;
  lease_book will;
  plan to = {.n = 0};
  *taken = 0;
  if (b->looked && now - b->looked < LOOK_MS) return 0;
  int status = b->holder ? 0 : name_holder(l, b);
  if (!status) status = link_send(l, HEARTBEAT, "ii", b->holder, (int64_t)LIFE_MS);
  if (!status) status = link_send(l, FORGET_WORKERS, "i", (int64_t)REMEMBERED_MS);
  if (!status) status = link_ask(l, &r, LOOK_AT_LEASES, "");
  if (status) return status;
  divide(b, r, &will, &to);
  PQclear(r);
  for (size_t i = 0; i < will.n; i++) *taken |= !holds(b, will.shards[i]);
  *b = will;
  b->looked = now;
  return move(l, &to);
}

void lease_end(postgres_link *l, lease_book *b) {
  if (b->holder && l->db) link_ask(l, NULL, LEAVE, "i", b->holder);
}
#endif
