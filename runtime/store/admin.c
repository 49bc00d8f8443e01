/* The store itself. */
#include <string.h>

#include "history.h"

static int look_around(ombud_store *s, void *context) {
  ombud_store_stats *stats = context;
  *stats = (ombud_store_stats){.oldest_effect = OMBUD_NEVER, .next = OMBUD_NEVER, .oldest_snapshot_ms = -1};
  int status = clock_now(s, &stats->now);
  if (!status) status = clock_alarm(s, &stats->alarm);
  if (!status) status = s->e->calls->next(s->e, &stats->next);
  if (!status) status = s->e->calls->stats(s->e, stats->now, s->rows, s->n_known, stats);
  return status;
}

int ombud_store_look_around(ombud_store *s, ombud_store_stats *stats) {
  store_enter(s);
  return store_leave(s, store_transaction(s, 1, look_around, stats)); /* an alarm is kept */
}

static int resume(ombud_store *s, void *who) {
  run r = {.s = s};
  work w;
  int status = history_case(s, 0, 1, &w);
  if (!status) status = clock_now(s, &r.now);
  if (!status) status = clock_alarm(s, &r.alarm);
  if (status || !r.alarm) return status;
  status = clock_believe(s);
  if (status) return status;
  const char *const *name = who;
  return run_note(&r, &w, OMBUD_RECORD_RESUMED, *name) ? run_finish(&r, &w, 1, NULL, 0) : OMBUD_STORE_MEMORY;
}

int ombud_store_resume(ombud_store *s, const char *who) {
  if (who && strlen(who) > OMBUD_KEY_MAX) return OMBUD_STORE_BAD_CALL;
  store_enter(s);
  int status = store_transaction(s, 1, resume, &who);
  if (!status) clock_believed(s);
  return store_leave(s, status);
}

const char *ombud_store_status_text(int status) {
  switch (status) {
  case OMBUD_STORE_BAD_URL: return "OMBUD_STORE_BAD_URL: no store has this URL";
  case OMBUD_STORE_IN_USE: return "OMBUD_STORE_IN_USE: somebody else has the store";
  case OMBUD_STORE_LOST: return "OMBUD_STORE_LOST: the connection was lost";
  case OMBUD_STORE_FULL: return "OMBUD_STORE_FULL: there is no room on the disk";
  case OMBUD_STORE_CORRUPT: return "OMBUD_STORE_CORRUPT: the database is damaged, or says what cannot be";
  case OMBUD_STORE_NEWER: return "OMBUD_STORE_NEWER: the store was made by a later version";
  case OMBUD_STORE_FOREIGN: return "OMBUD_STORE_FOREIGN: this database is no store";
  case OMBUD_STORE_RIGHTS: return "OMBUD_STORE_RIGHTS: the store may not be opened, read or written";
  case OMBUD_STORE_MEMORY: return "OMBUD_STORE_MEMORY: there is no memory";
  case OMBUD_STORE_FAILED: return "OMBUD_STORE_FAILED: the database answers with an error";
  case OMBUD_STORE_NO_CASE: return "OMBUD_STORE_NO_CASE: there is no such case";
  case OMBUD_STORE_NO_TABLES: return "OMBUD_STORE_NO_TABLES: the tables of the case's policy are absent";
  case OMBUD_STORE_KEY_USED: return "OMBUD_STORE_KEY_USED: the key was used for another command";
  case OMBUD_STORE_ASIDE: return "OMBUD_STORE_ASIDE: the case was set aside, since it failed again and again";
  case OMBUD_STORE_ALARM:
    return "OMBUD_STORE_ALARM: the clock has jumped ahead, so no deadline fires until `resume`";
  case OMBUD_STORE_BAD_CALL: return "OMBUD_STORE_BAD_CALL: an argument is missing, too long or not UTF-8";
  default: return ombud_status_text(status);
  }
}
