#define _POSIX_C_SOURCE 200809L /* clock_gettime, nanosleep */
#include "store.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "connection.h"
#include "words.h"

/* ---- calls ---- */

static void take_turn(connection *k) {
  pthread_mutex_lock(&k->lock);
  unsigned mine = k->next++;
  while (mine != k->turn) pthread_cond_wait(&k->called, &k->lock);
  pthread_mutex_unlock(&k->lock);
}

static void end_turn(connection *k) {
  pthread_mutex_lock(&k->lock);
  k->turn++;
  pthread_cond_broadcast(&k->called);
  pthread_mutex_unlock(&k->lock);
}

void store_enter(ombud_store *s) {
  take_turn(s->connection);
}

int store_leave(ombud_store *s, int status) {
  if (status && !s->message[0]) {
    const char *says = s->e->message[0] ? s->e->message : ombud_store_status_text(status);
    snprintf(s->message, sizeof s->message, "%s", says);
  }
  end_turn(s->connection);
  return status;
}

int store_fail(ombud_store *s, int status, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(s->message, sizeof s->message, format, arguments);
  va_end(arguments);
  return status;
}

/* ---- transactions ---- */

enum { TRIES = 16, FIRST_PAUSE_US = 200, LONGEST_PAUSE_US = 100000 };

/* Two who are in each other's way must not meet again, so half of the pause is by chance: by what the clock's
 * nanoseconds happen to be. */
static void pause_before(unsigned tries) {
  struct timespec t;
  long us = FIRST_PAUSE_US;
  while (tries-- > 1 && us < LONGEST_PAUSE_US) us *= 2;
  clock_gettime(CLOCK_MONOTONIC, &t);
  us = us / 2 + us * (t.tv_nsec / 64 % 1024) / 1024;
  t = (struct timespec){us / 1000000, us % 1000000 * 1000};
  nanosleep(&t, NULL);
}

static int try_once(ombud_store *s, int writes, int (*body)(ombud_store *, void *), void *context) {
  int status = s->e->calls->begin(s->e, writes);
  if (status) return status;
  status = body(s, context);
  if (!status) status = s->e->calls->commit(s->e);
  if (!status) return 0;
  if (!s->message[0]) snprintf(s->message, sizeof s->message, "%s", s->e->message);
  s->e->calls->rollback(s->e);
  return status;
}

int store_transaction(ombud_store *s, int writes, int (*body)(ombud_store *, void *), void *context) {
  for (unsigned tries = 1;; tries++) {
    pool_empty(&s->pool);
    s->message[0] = '\0';
    s->e->message[0] = '\0';
    int status = try_once(s, writes, body, context);
    if (status != ENGINE_CONFLICT) return status;
    if (tries == TRIES) return OMBUD_STORE_IN_USE;
    pause_before(tries);
  }
}

const known *store_known(const ombud_store *s, int64_t row) {
  for (size_t i = 0; i < s->n_known; i++)
    if (s->known[i].row == row) return &s->known[i];
  return NULL;
}

const char *ombud_store_message(const ombud_store *s) {
  return s->message;
}

/* ---- URLs ---- */

#ifdef OMBUD_WITH_SQLITE
#define SQLITE_OPEN    sqlite_open
#define SQLITE_VERSION sqlite_version()
#else
#define SQLITE_OPEN NULL
#endif
#ifdef OMBUD_WITH_POSTGRES
#define POSTGRES_OPEN    postgres_open
#define POSTGRES_VERSION postgres_version()
#else
#define POSTGRES_OPEN NULL
#endif

typedef int opening(engine **e, const char *name, const ombud_store_options *options, char *message,
                    size_t size);

static const struct scheme {
  const char *begins, *engine;
  size_t skip; /* bytes of the URL that the engine does not see */
  opening *open;
} schemes[] = {{"sqlite:", "sqlite", 7, SQLITE_OPEN},
               {"postgresql://", "postgresql", 0, POSTGRES_OPEN},
               {"postgres://", "postgresql", 0, POSTGRES_OPEN}};

static int open_engine(engine **e, const ombud_store_options *o, char *message, size_t size) {
  for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
    const struct scheme *as = &schemes[i];
    if (strncmp(o->url, as->begins, strlen(as->begins)) != 0) continue;
    if (as->open) return as->open(e, o->url + as->skip, o, message, size);
    snprintf(message, size, "%s: this program was built without %s", o->url, as->engine);
    return OMBUD_STORE_BAD_URL;
  }
  snprintf(message, size, "%s: a store is sqlite:PATH or postgresql://…", o->url);
  return OMBUD_STORE_BAD_URL;
}

const char *const *ombud_store_engines(void) {
  static const char *list[3];
  size_t n = 0;
#ifdef OMBUD_WITH_SQLITE
  list[n++] = SQLITE_VERSION;
#endif
#ifdef OMBUD_WITH_POSTGRES
  list[n++] = POSTGRES_VERSION;
#endif
  list[n] = NULL;
  return list;
}

/* ---- opening ---- */

static void end_connection(connection *k) {
  if (!k) return;
  if (k->e) k->e->calls->close(k->e);
  pthread_cond_destroy(&k->called);
  pthread_mutex_destroy(&k->lock);
  free(k->url);
  free(k);
}

static char *copy_of(const char *text) {
  size_t size = strlen(text) + 1;
  char *copy = malloc(size);
  return copy ? memcpy(copy, text, size) : NULL;
}

/* On E, or where it is NULL on the engine of the URL. */
static int begin_connection(connection **begun, engine *e, const ombud_store_options *o, char *message,
                            size_t size) {
  connection *k = calloc(1, sizeof *k);
  if (!k) return OMBUD_STORE_MEMORY;
  pthread_mutex_init(&k->lock, NULL);
  pthread_cond_init(&k->called, NULL);
  k->url = copy_of(o->url);
  k->wait_ms = o->wait_ms;
  k->clock = o->clock;
  k->e = e;
  int status = k->url ? 0 : OMBUD_STORE_MEMORY;
  if (!status && !e) status = open_engine(&k->e, o, message, size);
  if (status) {
    end_connection(k);
    return status;
  }
  *begun = k;
  return 0;
}

static int make_room(ombud_store *s, const ombud_store_options *o) {
  uint32_t events = 1, effects = 1;
  for (size_t i = 0; i < o->n_linked; i++) {
    const ombud_policy *p = o->linked[i].policy;
    if (p->max_events > events) events = p->max_events;
    if (p->max_effects > effects) effects = p->max_effects;
  }
  s->out = (ombud_out){.events = malloc(events * sizeof *s->out.events),
                       .effects = malloc(effects * sizeof *s->out.effects),
                       .events_max = events,
                       .effects_max = effects};
  s->known = calloc(o->n_linked + 1, sizeof *s->known);
  s->rows = calloc(o->n_linked + 1, sizeof *s->rows);
  return s->out.events && s->out.effects && s->known && s->rows ? 0 : OMBUD_STORE_MEMORY;
}

static int tell_words(ombud_store *s, const ombud_linked *l, int64_t policy) {
  engine_batch b = {.n_words = 0};
  b.words = words_of(&s->pool, l, policy, &b.n_words);
  return b.words ? s->e->calls->write(s->e, &b) : OMBUD_STORE_MEMORY;
}

/* Gives each policy a row; one that is linked twice has one. */
static int know(ombud_store *s, void *context) {
  const ombud_store_options *o = context;
  const engine_calls *calls = s->e->calls;
  int status = 0;
  s->n_known = 0;
  for (size_t i = 0; i < o->n_linked && !status; i++) {
    const ombud_linked *l = &o->linked[i];
    if (l->policy->abi != OMBUD_ABI)
      status =
          store_fail(s, OMBUD_BAD_ABI, "the tables of '%s' were made for another runtime", l->words->name);
    row_policy row = {
        .fingerprint = l->policy->fingerprint, .name = l->words->name, .version = l->words->version};
    if (!status) status = calls->policy(s->e, &row);
    if (!status && !row.has_words) status = tell_words(s, l, row.id);
    if (status || store_known(s, row.id)) continue;
    s->known[s->n_known] = (known){*l, row.id};
    s->rows[s->n_known++] = row.id;
  }
  return status;
}

static int make_handle(ombud_store **store, connection *k, ombud_store_options *o, char *message,
                       size_t size) {
  ombud_store *s = calloc(1, sizeof *s);
  if (!s) return OMBUD_STORE_MEMORY;
  pthread_mutex_lock(&k->lock);
  k->users++;
  pthread_mutex_unlock(&k->lock);
  s->connection = k;
  s->e = k->e;
  int status = make_room(s, o);
  if (!status) {
    store_enter(s);
    status = store_leave(s, store_transaction(s, 1, know, o));
  }
  if (status) {
    snprintf(message, size, "%s", s->message[0] ? s->message : ombud_store_status_text(status));
    ombud_store_close(s);
    return status;
  }
  *store = s;
  return 0;
}

static int is_good(const ombud_store_options *o) {
  if (!o || !o->url || (o->n_linked && !o->linked)) return 0;
  for (size_t i = 0; i < o->n_linked; i++)
    if (!o->linked[i].policy || !o->linked[i].words) return 0;
  return 1;
}

int store_open_on(ombud_store **store, engine *e, const ombud_store_options *options, char *message,
                  size_t size) {
  char unread[512];
  if (!message || !size) message = unread, size = sizeof unread;
  *store = NULL;
  *message = '\0';
  if (!is_good(options)) return OMBUD_STORE_BAD_CALL;
  ombud_store_options o = *options;
  if (!o.wait_ms) o.wait_ms = 5000;
  connection *k = NULL;
  int status = begin_connection(&k, e, &o, message, size);
  if (!status) return make_handle(store, k, &o, message, size);
  if (!*message) snprintf(message, size, "%s", ombud_store_status_text(status));
  return status;
}

int ombud_store_open(ombud_store **store, const ombud_store_options *options, char *message, size_t size) {
  return store_open_on(store, NULL, options, message, size);
}

int ombud_store_share(ombud_store *of, ombud_store **store, char *message, size_t size) {
  char unread[512];
  if (!message || !size) message = unread, size = sizeof unread;
  connection *k = of->connection;
  *store = NULL;
  ombud_linked *linked = calloc(of->n_known + 1, sizeof *linked);
  if (!linked) return OMBUD_STORE_MEMORY;
  for (size_t i = 0; i < of->n_known; i++) linked[i] = of->known[i].linked;
  ombud_store_options o = {k->url, linked, of->n_known, k->wait_ms, k->clock};
  int status = k->e->calls->shared ? make_handle(store, k, &o, message, size)
                                   : ombud_store_open(store, &o, message, size);
  free(linked);
  return status;
}

void ombud_store_close(ombud_store *s) {
  if (!s) return;
  connection *k = s->connection;
  free(s->out.events);
  free(s->out.effects);
  free(s->known);
  free(s->rows);
  pool_free(&s->pool);
  free(s);
  pthread_mutex_lock(&k->lock);
  unsigned left = --k->users;
  pthread_mutex_unlock(&k->lock);
  if (!left) end_connection(k);
}
