/* The power fails at any call of the disk, or calls fail: what was answered is there afterwards, and nothing
 * in halves.
 *
 * usage: test_power [WORKLOADS] */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "account.h"
#include "power.h"

enum { STEPS = 12 };

#ifdef OMBUD_WITH_SQLITE
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_UNDEFINED__)
static unsigned workloads = 1, workload; /* each takes five times as long there */
#else
static unsigned workloads = 2, workload;
#endif
static unsigned long calls; /* that go well */
static account known;

static void tell(void *context, const note *n) {
  account_take(context, n);
}

static void close_it(void) {
  ombud_store_close(known.f->store);
  known.f->store = NULL;
}

/* Whatever goes wrong is an error of the call, and the next may go well. */
static void work(void) {
  for (unsigned i = 0; i < STEPS; i++) {
    pass(known.f, HOUR);
    if (!known.f->store && try_to_open(known.f, NULL, 0)) {
      assert_true(power_came());
      continue;
    }
    int status = account_work(&known, tell, &known);
    if (status) assert_true(power_came() && status < 0 && *ombud_store_message(known.f->store));
  }
}

/* False: there are not that many calls. */
static int fail_at(fixture *f, power_fault fault) {
  power_format(1000 * workload + (unsigned)calls);
  account_begin(&known, f, workload);
  f->now = BEGIN;
  f->monotonic = 0;
  power_set(fault, calls);
  work();
  if (fault == POWER_ERROR_ONCE && f->store && power_came()) {
    account_sweep(&known);
    account_check(&known);
  }
  close_it();
  int came = power_came();
  power_set(POWER_FINE, 0);
  if (fault == POWER_LOSS) power_returns();
  open_again(f);
  account_sweep(&known);
  account_check(&known);
  close_it();
  return came;
}

static void fail_everywhere(power_fault fault) {
  static fixture f;
  assert_true(power_register());
  fixture_on(&f, "sqlite:file:cases?vfs=power");
  for (workload = 1; workload <= workloads; workload++)
    for (calls = 0; fail_at(&f, fault); calls++) {
    }
  power_format(0);
}

static int tell_where(void **state) {
  (void)state;
  printf("# workload %u, after %lu calls\n", workload, calls);
  return 0;
}

static void after_a_loss_of_power_what_was_answered_is_there(void **state) {
  (void)state;
  fail_everywhere(POWER_LOSS);
}

static void an_error_is_one_call_s(void **state) {
  (void)state;
  fail_everywhere(POWER_ERROR_ONCE);
}

static void errors_that_stay_leave_nothing_in_halves(void **state) {
  (void)state;
  fail_everywhere(POWER_ERROR);
}

static void a_full_disk_does_neither(void **state) {
  (void)state;
  fail_everywhere(POWER_FULL);
}

int main(int argc, char **argv) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_teardown(after_a_loss_of_power_what_was_answered_is_there, tell_where),
      cmocka_unit_test_teardown(an_error_is_one_call_s, tell_where),
      cmocka_unit_test_teardown(errors_that_stay_leave_nothing_in_halves, tell_where),
      cmocka_unit_test_teardown(a_full_disk_does_neither, tell_where),
  };
  if (argc > 1) workloads = (unsigned)strtoul(argv[1], NULL, 10);
  return cmocka_run_group_tests(tests, NULL, NULL);
}
#else
int main(void) {
  puts("ok 1 # SKIP there is no SQLite");
  return 0;
}
#endif
