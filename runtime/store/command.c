/* Commands: each judged in the state that results once all is fired that is due. */
#include <stdlib.h>
#include <string.h>

#include "row.h"
#include "run.h"

typedef struct task { /* a command and what becomes of it */
  const ombud_command *by;
  ombud_answer *answer;
  work *of;
  row_key *key; /* NULL: it has none */
  size_t last;  /* its last event among the run's; with n_events */
  uint32_t n_events;
} task;

typedef struct batch {
  const ombud_command *commands;
  ombud_answer *answers; /* as many */
  run run;
  task *tasks;
  size_t n;
  work *works; /* those that commands name, ascending; then one for each opening */
  size_t n_named, n_works;
  row_key *keys;
  size_t n_keys;
} batch;

/* ---- what a command says ---- */

static int is_utf8(const char *text) {
  const unsigned char *at = (const unsigned char *)text;
  while (*at) {
    unsigned n = *at < 0x80                  ? 0
                 : *at >= 0xC2 && *at < 0xE0 ? 1
                 : *at >= 0xE0 && *at < 0xF0 ? 2
                 : *at >= 0xF0 && *at < 0xF5 ? 3
                                             : 4;
    if (n == 4) return 0;
    unsigned lowest = *at == 0xE0 ? 0xA0 : *at == 0xF0 ? 0x90 : 0x80;
    unsigned highest = *at == 0xED ? 0x9F : *at == 0xF4 ? 0x8F : 0xBF;
    for (at++; n; n--, at++, lowest = 0x80, highest = 0xBF)
      if (*at < lowest || *at > highest) return 0;
  }
  return 1;
}

static int is_text(const char *text, size_t most) {
  return !text || (memchr(text, '\0', most + 1) && is_utf8(text));
}

static int is_good(const ombud_command *c) {
  if (!c->in || c->case_id < 0 || (!c->case_id && !c->policy)) return 0;
  if (c->in->n_given > OMBUD_GIVEN_MAX || (c->in->n_given && !c->in->given)) return 0;
  if (!is_text(c->key, OMBUD_KEY_MAX) || !is_text(c->who, OMBUD_KEY_MAX) || (c->key && !*c->key)) return 0;
  for (unsigned i = 0; c->contents && i < c->in->n_given; i++)
    if (!is_text(c->contents[i], OMBUD_CONTENT_MAX)) return 0;
  return 1;
}

static uint64_t mix(uint64_t hash, const void *data, size_t n) {
  const unsigned char *at = data;
  for (size_t i = 0; i < n; i++) hash = (hash ^ at[i]) * UINT64_C(1099511628211); /* FNV-1a */
  return hash;
}

static uint64_t mix_number(uint64_t hash, uint64_t number) {
  unsigned char at[8];
  for (unsigned i = 0; i < 8; i++) at[i] = (unsigned char)(number >> 8 * i);
  return mix(hash, at, sizeof at);
}

static uint64_t mix_text(uint64_t hash, const char *text) {
  return mix_number(text ? mix(hash, text, strlen(text) + 1) : hash, text != NULL);
}

/* Never 0. The same on every machine. */
static uint64_t digest(const ombud_command *c) {
  uint64_t hash = mix_number(UINT64_C(14695981039346656037), (uint64_t)c->case_id);
  if (!c->case_id) {
    hash = mix_number(hash, c->policy->fingerprint);
    hash = mix_number(hash, (uint64_t)c->process << 8 | c->mode);
  }
  hash = mix_number(hash, (uint64_t)c->in->actor << 16 | c->in->action);
  hash = mix_text(hash, c->who);
  for (unsigned i = 0; i < c->in->n_given; i++) {
    hash = mix_number(mix_number(hash, c->in->given[i].fact), (uint64_t)c->in->given[i].value);
    hash = mix_text(hash, c->contents ? c->contents[i] : NULL);
  }
  return hash ? hash : 1;
}

/* ---- the cases ---- */

static int by_id(const void *a, const void *b) {
  const int64_t *x = a, *y = b;
  return (*x > *y) - (*x < *y);
}

static work *find(const batch *b, int64_t id) {
  size_t lo = 0, hi = b->n_named;
  while (lo < hi) {
    size_t at = lo + (hi - lo) / 2;
    if (b->works[at].row.id < id)
      lo = at + 1;
    else
      hi = at;
  }
  return &b->works[lo];
}

static int load(batch *b) {
  ombud_store *s = b->run.s;
  int64_t *ids = pool_take(&s->pool, (b->n + 1) * sizeof *ids);
  row_case *rows = pool_take(&s->pool, (b->n + 1) * sizeof *rows);
  b->works = pool_take(&s->pool, (b->n + 1) * sizeof *b->works);
  if (!ids || !rows || !b->works) return OMBUD_STORE_MEMORY;
  size_t n = 0;
  for (size_t i = 0; i < b->n; i++)
    if (!b->tasks[i].answer->status && b->tasks[i].by->case_id) ids[n++] = b->tasks[i].by->case_id;
  qsort(ids, n, sizeof *ids, by_id);
  for (size_t i = 0; i < n; i++)
    if (!i || ids[i] != ids[i - 1]) ids[b->n_named++] = ids[i];
  int status = b->n_named ? s->e->calls->cases(s->e, ids, b->n_named, 1, rows) : 0;
  for (size_t i = 0; i < b->n_named; i++) {
    b->works[i].row = rows[i];
    b->works[i].row.id = ids[i];
  }
  b->n_works = b->n_named;
  return status;
}

/* ---- keys ---- */

static int look_for_keys(batch *b) {
  ombud_store *s = b->run.s;
  b->keys = pool_take(&s->pool, b->n * sizeof *b->keys);
  if (!b->keys) return OMBUD_STORE_MEMORY;
  for (size_t i = 0; i < b->n; i++) {
    task *t = &b->tasks[i];
    if (t->answer->status || !t->by->key) continue;
    t->key = &b->keys[b->n_keys++];
    *t->key = (row_key){.key = t->by->key};
  }
  return b->n_keys ? s->e->calls->keys(s->e, b->keys, b->n_keys) : 0;
}

/* The events of a command that was done before, the last one first. */
static int recall_events(ombud_store *s, const row_key *key, row_event *rows, size_t *n_effects) {
  int64_t id = key->event;
  for (uint32_t i = 0; i < key->n_events; i++) {
    row_event *row = &rows[i];
    int status = s->e->calls->event(s->e, id, row);
    if (!status && !row->id)
      status = store_fail(s, OMBUD_STORE_CORRUPT, "event %lld is missing", (long long)id);
    if (status) return status;
    *n_effects += row->effects.n / 3 + 1;
    id = row->prev;
  }
  return 0;
}

static int recall_event(ombud_store *s, const row_event *row, ombud_out *out) {
  const known *k = store_known(s, row->policy);
  if (!k) return OMBUD_STORE_NO_TABLES;
  if (row->kind == OMBUD_RECORD_REFUSED) {
    out->rule = row->rule;
    out->reason = row->reason;
    return 0;
  }
  const ombud_effect *effects;
  uint16_t n;
  int status = row_get_effects(&s->pool, row->effects, &effects, &n);
  if (!status && !row_is_sound(&k->linked, row, NULL, 0, effects, n)) status = OMBUD_STORE_CORRUPT;
  if (status) return status;
  out->events[out->n_events++] = (ombud_event){.at = row->at,
                                               .rule = row->rule,
                                               .reminded = row->reminded,
                                               .name = row->name,
                                               .from = row->from,
                                               .to = row->to,
                                               .first_effect = (uint16_t)out->n_effects,
                                               .n_effects = n,
                                               .kind = row->kind,
                                               .actor = row->actor};
  for (uint16_t i = 0; i < n; i++) out->effects[out->n_effects++] = effects[i];
  if (row->kind == OMBUD_ACTED) out->rule = row->rule;
  return 0;
}

/* What was answered then. */
static int recall(ombud_store *s, const row_key *key, ombud_answer *answer) {
  size_t n_effects = 0;
  row_event *rows = pool_take(&s->pool, key->n_events * sizeof *rows);
  int status = rows ? recall_events(s, key, rows, &n_effects) : OMBUD_STORE_MEMORY;
  if (status) return status;
  ombud_out *out = &answer->out;
  out->events_max = key->n_events;
  out->effects_max = (uint32_t)n_effects;
  out->events = pool_take(&s->pool, key->n_events * sizeof *out->events);
  out->effects = pool_take(&s->pool, n_effects * sizeof *out->effects);
  if (!out->events || !out->effects) return OMBUD_STORE_MEMORY;
  for (uint32_t i = key->n_events; i-- > 0 && !status;) status = recall_event(s, &rows[i], out);
  answer->again = 1;
  answer->case_id = key->case_id;
  answer->number = rows[0].number;
  answer->at = rows[0].at;
  answer->status = rows[0].kind == OMBUD_RECORD_REFUSED ? OMBUD_REFUSED : OMBUD_OK;
  for (uint32_t i = 0; i < key->n_events; i++)
    if (rows[i].kind == OMBUD_ACTED) answer->at = rows[i].at;
  return status;
}

/* ---- one command ---- */

/* S->out, which the next command overwrites. */
static int keep_out(ombud_store *s, ombud_answer *answer) {
  ombud_out *out = &answer->out;
  *out = s->out;
  out->events_max = out->n_events;
  out->effects_max = out->n_effects;
  out->events = pool_copy(&s->pool, s->out.events, out->n_events * sizeof *out->events);
  out->effects = pool_copy(&s->pool, s->out.effects, out->n_effects * sizeof *out->effects);
  return out->events && out->effects;
}

static int open_case(batch *b, task *t, const known **k) {
  run *r = &b->run;
  const ombud_command *by = t->by;
  for (size_t i = 0; i < r->s->n_known && !*k; i++)
    if (r->s->known[i].linked.policy->fingerprint == by->policy->fingerprint) *k = &r->s->known[i];
  if (!*k) return OMBUD_STORE_NO_TABLES;
  const ombud_policy *policy = (*k)->linked.policy;
  work *w = &b->works[b->n_works];
  ombud_case *c = pool_take(&r->s->pool, ombud_case_size(policy));
  if (!c) return OMBUD_STORE_MEMORY;
  int status = ombud_open(policy, c, by->process, by->mode, by->in, r->now, &r->s->out);
  if (status) return status;
  *w = (work){.row = {.policy = (*k)->row, .was = OMBUD_NEVER}, .known = *k, .c = c, .opened = 1};
  t->of = w;
  b->n_works++;
  return 0;
}

static int step_case(batch *b, task *t, const known **k) {
  run *r = &b->run;
  work *w = t->of = find(b, t->by->case_id);
  int status = run_take(r, w);
  if (status) return status;
  *k = w->known;
  ombud_time now = r->now > w->c->now ? r->now : w->c->now;
  if (r->alarm && ombud_due(w->c) <= now) return OMBUD_STORE_ALARM;
  status = ombud_step((*k)->linked.policy, w->c, t->by->in, now, &r->s->out);
  w->changed |= status >= 0;
  return status;
}

/* 0 but for what ends the transaction. */
static int do_one(batch *b, task *t) {
  run *r = &b->run;
  ombud_answer *answer = t->answer;
  const known *k = NULL;
  size_t before = r->n_events;
  answer->case_id = t->by->case_id;
  int status = t->by->case_id ? step_case(b, t, &k) : open_case(b, t, &k);
  answer->status = status;
  if (status == OMBUD_STORE_MEMORY) return status;
  if (status < 0) return 0;
  answer->at = t->of ? t->of->c->now : r->now;
  if (!run_record(r, t->of, k, t->by, status) || !keep_out(r->s, answer)) return OMBUD_STORE_MEMORY;
  t->last = r->n_events - 1;
  t->n_events = (uint32_t)(r->n_events - before);
  return 0;
}

/* The task before this one in the batch with the same key. */
static const task *twin(const batch *b, const task *t) {
  for (const task *other = b->tasks; other < t; other++)
    if (other->key && other->n_events && strcmp(other->by->key, t->by->key) == 0) return other;
  return NULL;
}

/* An answer that cannot be given back is that command's error, not the batch's. */
static int recall_for(const batch *b, task *t) {
  int status = recall(b->run.s, t->key, t->answer);
  if (status == OMBUD_STORE_CORRUPT || status == OMBUD_STORE_NO_TABLES) {
    *t->answer = (ombud_answer){.status = status};
    return 0;
  }
  return status;
}

static int do_task(batch *b, task *t) {
  if (t->answer->status) return 0;
  if (!t->key) return do_one(b, t);
  uint64_t wanted = digest(t->by);
  const task *before = twin(b, t);
  if (before || t->key->digest) {
    if (wanted != (before ? before->key->digest : t->key->digest)) {
      t->answer->status = OMBUD_STORE_KEY_USED;
      return 0;
    }
    if (!before) return recall_for(b, t);
    *t->answer = *before->answer;
    t->answer->again = 1;
    t->last = before->last;
    t->of = before->of;
    t->key = NULL;
    return 0;
  }
  t->key->digest = wanted;
  int status = do_one(b, t);
  if (!t->n_events) t->key->digest = 0; /* nothing was done: the key is free */
  t->key->n_events = t->n_events;
  t->key->event = (int64_t)t->last;
  return status;
}

/* ---- all of them ---- */

static int begin(batch *b, ombud_store *s) {
  *b = (batch){.run.s = s, .n = b->n, .commands = b->commands, .answers = b->answers};
  b->tasks = pool_take(&s->pool, b->n * sizeof *b->tasks);
  if (!b->tasks) return OMBUD_STORE_MEMORY;
  for (size_t i = 0; i < b->n; i++) {
    b->answers[i] = (ombud_answer){.status = is_good(&b->commands[i]) ? 0 : OMBUD_STORE_BAD_CALL};
    b->tasks[i] = (task){.by = &b->commands[i], .answer = &b->answers[i]};
  }
  return 0;
}

/* Keys that were used for nothing new are not written. */
static size_t new_keys(const batch *b, row_key *keys) {
  size_t n = 0;
  for (size_t i = 0; i < b->n; i++) {
    const task *t = &b->tasks[i];
    if (t->key && t->n_events) keys[n++] = *t->key;
  }
  return n;
}

static int judge_all(ombud_store *s, void *context) {
  batch *b = context;
  int status = begin(b, s);
  if (!status) status = load(b);
  if (!status) status = look_for_keys(b);
  if (!status) status = clock_now(s, &b->run.now);
  if (!status) status = clock_alarm(s, &b->run.alarm);
  for (size_t i = 0; i < b->n && !status; i++) status = do_task(b, &b->tasks[i]);
  if (status) return status;
  row_key *keys = pool_take(&s->pool, b->n * sizeof *keys);
  if (!keys) return OMBUD_STORE_MEMORY;
  return run_finish(&b->run, b->works, b->n_works, keys, new_keys(b, keys));
}

static void tell_numbers(const batch *b) {
  for (size_t i = 0; i < b->n; i++) {
    const task *t = &b->tasks[i];
    ombud_answer *answer = t->answer;
    if (answer->status < 0 || (answer->again && t->key)) continue;
    answer->case_id = t->of ? t->of->row.id : 0;
    answer->number = t->of ? b->run.events[t->last].row.number : 0;
  }
}

int ombud_store_do(ombud_store *s, const ombud_command *commands, size_t n, ombud_answer *answers) {
  batch b = {.n = n, .commands = commands, .answers = answers};
  if (n > OMBUD_BATCH_MAX || (n && (!commands || !answers))) return OMBUD_STORE_BAD_CALL;
  if (!n) return 0;
  store_enter(s);
  int status = store_transaction(s, 1, judge_all, &b);
  if (!status) tell_numbers(&b);
  for (size_t i = 0; i < n && status; i++) answers[i] = (ombud_answer){.status = status};
  return store_leave(s, status);
}
