/* A case's history as rows. */
#ifndef OMBUD_HISTORY_H
#define OMBUD_HISTORY_H

#include "run.h"

/* The case, and its tables where they are linked; OMBUD_STORE_NO_CASE. Case 0 is the store. */
int history_case(ombud_store *s, int64_t case_id, int lock, work *found);

/* All of its events, in their order: OF->number of them, until the transaction ends. */
int history_events(ombud_store *s, const row_case *of, row_event **rows);

#endif
