/* A store in a file, or on a server in a namespace, of its own, with a clock that the test sets, and commands
 * in a line each. */
#ifndef FIXTURE_H
#define FIXTURE_H

#include "ombud_store.h"
#include "store_claims.h"

#define HOUR  INT64_C(3600000)
#define BEGIN (INT64_C(1000000) * HOUR)

typedef struct fixture {
  ombud_store *store;
  ombud_store_clock clock;
  ombud_time now;
  int64_t monotonic;
  uint32_t wait_ms;
  char path[64], space[64], url[512];
  char server[512]; /* the URL as libpq knows it */
} fixture;

/* The test's clock goes on by MS, on both clocks. */
void pass(fixture *f, int64_t ms);

void open_again(fixture *f);                             /* closes it first */
int try_to_open(fixture *f, char *message, size_t size); /* … and says the status */
void fixture_on(fixture *f, const char *url);            /* not open yet */
int fixture_up(void **state);
int fixture_down(void **state);

/* The server that OMBUD_TEST_PG, a URL, names; NULL: there is none, or no engine for it. A store on it, or
 * then in a file. */
const char *fixture_server(void);
int fixture_server_up(void **state);
int fixture_leases_up(void **state); /* … that goes by leases */
int fixture_server_down(void **state);

/* Behind the store's back. On a server it answers the first column of the first row; the store in a file is
 * closed for it. */
int64_t fixture_sql(fixture *f, const char *sql);

extern const ombud_linked fixture_linked[1];

/* Commands. GIVEN ends with a fact of OMBUD_NONE; NULL: none. */
ombud_command opening(uint8_t process, uint8_t mode, const ombud_input *in, const char *key);
ombud_command acting(int64_t id, const ombud_input *in, const char *key);
ombud_answer done(fixture *f, ombud_command command);

/* Files a claim of 500; answers its number. */
int64_t file_claim(fixture *f);
int act(fixture *f, int64_t id, uint8_t actor, uint16_t action); /* without facts: the status */
uint16_t state_of(fixture *f, int64_t id);
ombud_sweep sweep(fixture *f);

/* "file act …": what the history says, in short; events of kind REFUSED are in parentheses. */
const char *history_of(fixture *f, int64_t id);

#endif
