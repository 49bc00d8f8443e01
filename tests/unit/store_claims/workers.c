#include "workers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

ombud_store *another(fixture *f) {
  char message[512];
  ombud_store *s;
  if (ombud_store_share(f->store, &s, message, sizeof message)) fail_msg("%s", message);
  return s;
}

int open_as(const fixture *f, const char *more, uint32_t wait_ms, ombud_store **s, char message[512]) {
  char url[2048];
  snprintf(url, sizeof url, "%s%s", f->url, more);
  ombud_store_options o = {
      .url = url, .linked = fixture_linked, .n_linked = 1, .wait_ms = wait_ms, .clock = &f->clock};
  return ombud_store_open(s, &o, message, 512);
}

void file_many(fixture *f, size_t n) {
  static const ombud_given given[] = {{STORE_CLAIMS_FACT_AMOUNT, 500}, {STORE_CLAIMS_FACT_WISH, 1}};
  static const ombud_input in = {given, 2, STORE_CLAIMS_ACTOR_BUYER, STORE_CLAIMS_ACTION_CLAIM_FILE};
  static ombud_command commands[OMBUD_BATCH_MAX];
  static ombud_answer answers[OMBUD_BATCH_MAX];
  for (size_t i = 0; i < n; i++) commands[i] = opening(STORE_CLAIMS_PROCESS_CLAIM, 0, &in, NULL);
  assert_int_equal(ombud_store_do(f->store, commands, n, answers), 0);
}

void both_do(fixture *f, void *(*what)(void *), worker w[2], const int64_t *cases) {
  for (int i = 0; i < 2; i++) w[i] = (worker){.store = another(f), .cases = cases, .turned = i};
  for (int i = 0; i < 2; i++) assert_int_equal(pthread_create(&w[i].thread, NULL, what, &w[i]), 0);
  for (int i = 0; i < 2; i++) pthread_join(w[i].thread, NULL);
  for (int i = 0; i < 2; i++) ombud_store_close(w[i].store);
  assert_int_equal(w[0].failed + w[1].failed, 0);
}

int64_t cut_connections(fixture *f) {
  return fixture_sql(f, "SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity"
                        " WHERE application_name = 'ombud' AND pid <> pg_backend_pid()");
}
