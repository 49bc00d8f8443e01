/* Where something stands among the places of a process. */
#include "plan.h"

static bool is_before(const plan_place *p, uint32_t row, uint16_t actor, uint16_t action) {
  if (p->row != row) return p->row < row;
  return p->actor != actor ? p->actor < actor : p->action < action;
}

size_t plan_first_place(const plan_process *q, uint32_t row, uint16_t actor, uint16_t action) {
  size_t lo = 0, hi = q->n_places;
  while (lo < hi) {
    size_t mid = (lo + hi) / 2;
    if (is_before(&q->places[mid], row, actor, action))
      lo = mid + 1;
    else
      hi = mid;
  }
  return lo;
}

const plan_cell *plan_cell_at(const plan_process *q, uint32_t row, uint16_t actor, uint16_t action) {
  size_t i = plan_first_place(q, row, actor, action);
  if (i == q->n_places) return NULL;
  const plan_place *p = &q->places[i];
  return p->row == row && p->actor == actor && p->action == action ? p->cell : NULL;
}

bool plan_cell_permits(const plan_cell *cell) {
  for (uint32_t i = 0; i < cell->n_entries; i++)
    if (cell->entries[i].kind != OMBUD_ENTRY_DENY) return true;
  return false;
}
