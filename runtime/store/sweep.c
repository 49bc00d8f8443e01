/* What falls due by itself. A sweep is a command without an action. */
#include <string.h>

#include "run.h"

static int fire(run *r, work *w, ombud_sweep *sweep) {
  int status = run_take(r, w);
  if (status == OMBUD_STORE_MEMORY) return status;
  if (status) {
    sweep->failed += w->failed != 0;
    sweep->set_aside += w->failed && w->row.aside;
    return 0;
  }
  w->changed = 1;
  if (ombud_due(w->c) > r->now) {
    sweep->rearmed++;
    return 0;
  }
  status = ombud_catch_up(w->known->linked.policy, w->c, r->now, &r->s->out);
  if (status) return status;
  sweep->cases++;
  sweep->events += r->s->out.n_events;
  return run_record(r, w, w->known, NULL, OMBUD_OK) ? 0 : OMBUD_STORE_MEMORY;
}

typedef struct sweeping {
  run run;
  size_t most;
  ombud_sweep *told;
} sweeping;

static int sweep_due(ombud_store *s, void *context) {
  sweeping *x = context;
  run *r = &x->run;
  ombud_sweep *sweep = x->told;
  size_t most = x->most, n = 0;
  *r = (run){.s = s};
  *sweep = (ombud_sweep){.next = OMBUD_NEVER};
  row_case *rows = pool_take(&s->pool, most * sizeof *rows);
  work *works = pool_take(&s->pool, most * sizeof *works);
  if (!rows || !works) return OMBUD_STORE_MEMORY;
  int status = clock_now(s, &r->now);
  if (!status) status = clock_alarm(s, &r->alarm);
  if (status) return status;
  if (r->alarm) return 0;
  status = s->e->calls->due(s->e, r->now, s->rows, s->n_known, most, rows, &n);
  for (size_t i = 0; i < n && !status; i++) {
    works[i].row = rows[i];
    status = fire(r, &works[i], sweep);
  }
  sweep->more = n == most;
  return status ? status : run_finish(r, works, n, NULL, 0);
}

int ombud_store_tick(ombud_store *s, size_t most, ombud_sweep *sweep) {
  sweeping x = {.most = most && most < OMBUD_BATCH_MAX ? most : OMBUD_BATCH_MAX, .told = sweep};
  *sweep = (ombud_sweep){.next = OMBUD_NEVER};
  store_enter(s);
  int status = store_transaction(s, 1, sweep_due, &x);
  if (!status && s->e->calls->next(s->e, &sweep->next)) sweep->next = x.run.now; /* what was fired stands */
  if (!status && x.run.alarm)
    status = store_fail(s, OMBUD_STORE_ALARM, "%s", ombud_store_status_text(OMBUD_STORE_ALARM));
  if (status) sweep->cases = sweep->events = 0;
  return store_leave(s, status);
}
