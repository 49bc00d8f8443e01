/* Whether a case is what its history says: folded through the tables once more, and compared. */
#include <string.h>

#include "history.h"
#include "row.h"

typedef struct fold {
  ombud_store *s;
  const known *known;
  const row_event *rows;
  uint32_t n, at; /* how many events; the one that is looked at */
  ombud_case *c;
  uint32_t next; /* what S->out tells and no row has told yet */
} fold;

static int differs(const fold *f, const char *what) {
  const row_event *row = &f->rows[f->at];
  return store_fail(f->s, OMBUD_STORE_CORRUPT, "case %lld, event %u: %s", (long long)row->case_id,
                    row->number, what);
}

static int same_effects(fold *f, const row_event *row, const ombud_event *e) {
  const ombud_effect *effects;
  uint16_t n;
  int status = row_get_effects(&f->s->pool, row->effects, &effects, &n);
  if (status) return status == OMBUD_STORE_MEMORY ? status : differs(f, "its effects are damaged");
  int same = n == e->n_effects;
  for (uint16_t i = 0; same && i < n; i++) {
    const ombud_effect *a = &effects[i], *b = &f->s->out.effects[e->first_effect + i];
    same = a->effect == b->effect && a->n_args == b->n_args &&
           memcmp(a->args, b->args, a->n_args * sizeof *a->args) == 0;
  }
  return same ? 0 : differs(f, "its effects are not what the rules say");
}

/* The row against the next of the events that the last call brought about. */
static int same_event(fold *f) {
  const row_event *row = &f->rows[f->at];
  if (f->next == f->s->out.n_events) return differs(f, "by the rules nothing happens then");
  const ombud_event *e = &f->s->out.events[f->next++];
  if (row->kind != e->kind || row->actor != e->actor || row->name != e->name)
    return differs(f, "by the rules something else happens then");
  if (row->at != e->at) return differs(f, "by the rules it happens at another time");
  if (row->from != e->from || row->to != e->to)
    return differs(f, "by the rules it leads from or to another state");
  if (row->rule != e->rule || row->reminded != e->reminded) return differs(f, "another rule governs");
  return same_effects(f, row, e);
}

/* Something that somebody did, or tried to do. */
static int fold_action(fold *f) {
  const row_event *row = &f->rows[f->at];
  const ombud_policy *policy = f->known->linked.policy;
  ombud_out *out = &f->s->out;
  ombud_input in = {.actor = row->actor, .action = row->name};
  uint16_t n;
  if (f->next < out->n_events) return differs(f, "something that had to happen before is missing");
  int status = row_get_given(&f->s->pool, row->given, &in.given, &n);
  if (status) return status == OMBUD_STORE_MEMORY ? status : differs(f, "its facts are damaged");
  in.n_given = (uint8_t)n;
  if (f->at)
    status = ombud_step(policy, f->c, &in, row->at, out);
  else
    status = ombud_open(policy, f->c, row->process, row->mode, &in, row->at, out);
  f->next = 0;
  if (status < 0) return differs(f, ombud_status_text(status));
  if (row->kind != OMBUD_RECORD_REFUSED)
    return status ? differs(f, "by the rules it is refused") : same_event(f);
  if (!status || out->n_events)
    return differs(f, "by the rules it is not refused, or something happens before");
  return out->reason == row->reason && out->rule == row->rule
             ? 0
             : differs(f, "by the rules the reason is another");
}

static int fold_event(fold *f) {
  const row_event *row = &f->rows[f->at];
  switch (row->kind) {
  case OMBUD_RECORD_FORGOTTEN:
  case OMBUD_RECORD_RELEASED: return 0;
  case OMBUD_ACTED:
  case OMBUD_RECORD_REFUSED: return fold_action(f);
  default: break;
  }
  if (!f->at) return differs(f, "no case begins by itself");
  if (f->next == f->s->out.n_events) {
    f->next = 0;
    int status = ombud_catch_up(f->known->linked.policy, f->c, row->at, &f->s->out);
    if (status) return differs(f, ombud_status_text(status));
  }
  return same_event(f);
}

/* The case as it is stored has caught up to some time after its last event. */
static int same_case(fold *f, const row_case *stored) {
  const ombud_policy *policy = f->known->linked.policy;
  ombud_case *c = pool_take(&f->s->pool, ombud_case_size(policy));
  unsigned char *body = pool_take(&f->s->pool, ombud_encoded_size(policy));
  long long id = (long long)stored->id;
  if (!c || !body) return OMBUD_STORE_MEMORY;
  int status = ombud_decode(policy, c, stored->body.at, stored->body.n);
  if (status) return store_fail(f->s, OMBUD_STORE_CORRUPT, "case %lld: %s", id, ombud_status_text(status));
  if (f->next < f->s->out.n_events || ombud_catch_up(policy, f->c, c->now, &f->s->out) || f->s->out.n_events)
    return store_fail(f->s, OMBUD_STORE_CORRUPT, "case %lld: an event after the last is missing", id);
  if (ombud_encode(policy, f->c, body, stored->body.n) || memcmp(body, stored->body.at, stored->body.n) != 0)
    return store_fail(f->s, OMBUD_STORE_CORRUPT, "case %lld is not what its history comes to", id);
  if (!stored->aside && stored->wake > ombud_due(c))
    return store_fail(f->s, OMBUD_STORE_CORRUPT, "case %lld would be looked at too late", id);
  return 0;
}

static int verify(ombud_store *s, void *context) {
  int64_t case_id = *(const int64_t *)context;
  work w;
  row_event *rows;
  int status = history_case(s, case_id, 0, &w);
  if (status) return status;
  if (!w.known)
    return store_fail(s, OMBUD_STORE_NO_TABLES, "%s", ombud_store_status_text(OMBUD_STORE_NO_TABLES));
  status = history_events(s, &w.row, &rows);
  if (status) return status;
  fold f = {.s = s, .known = w.known, .rows = rows, .n = w.row.number};
  f.c = pool_take(&s->pool, ombud_case_size(w.known->linked.policy));
  if (!f.c) return OMBUD_STORE_MEMORY;
  s->out.n_events = 0;
  if (!f.n) return store_fail(s, OMBUD_STORE_CORRUPT, "case %lld has no history", (long long)case_id);
  for (; f.at < f.n && !status; f.at++) status = fold_event(&f);
  return status ? status : same_case(&f, &w.row);
}

int ombud_store_verify(ombud_store *s, int64_t case_id) {
  if (case_id <= 0) return OMBUD_STORE_BAD_CALL;
  store_enter(s);
  return store_leave(s, store_transaction(s, 0, verify, &case_id));
}
