/* The six rules of time, on the return of goods: 48 hours to approve, seven days to send back,
 * seven days from then to confirm, and all of it within five days unless the goods are on their way. */
#include "support.h"
#include "tables.h"

enum { CLOCK, USER, SHOP, N_ACTORS };
enum { START, ASKED, SENDING, BACK, CLOSED, DONE, N_STATES };
enum { APPLY, APPROVE, SEND, CONFIRM, N_ACTIONS, LAPSE = N_ACTIONS, EXPIRE, HURRY, N_NAMES };
enum { S_ENTRY, S_APPLY, S_SEND, N_SLOTS };
enum { R_NONE, R_APPLY, R_APPROVE, R_SEND, R_CONFIRM, R_REMIND, R_EXPIRE, R_HURRY };

enum { I_NONE, I_APPROVE, I_REMIND, I_SEND, I_CONFIRM, I_EXPIRE, I_HURRY };
static const ombud_anchor anchors[] = {{S_ENTRY, OMBUD_NONE}, {S_APPLY, OMBUD_NONE}, {S_SEND, OMBUD_NONE}};
static const ombud_instant instants[] = {
    [I_APPROVE] = {48 * H, 0, 1, 0}, [I_REMIND] = {36 * H, 0, 1, 0}, [I_SEND] = {7 * D, 0, 1, 0},
    [I_CONFIRM] = {7 * D, 2, 1, 0},  [I_EXPIRE] = {5 * D, 1, 1, 0},  [I_HURRY] = {24 * H, 1, 1, 0},
};

static const plain_entry entries[] = {
    {.rule = R_APPLY, .target = ASKED},
    {.rule = R_APPROVE, .target = SENDING, .kind = OMBUD_ENTRY_MUST},
    {.rule = R_SEND, .target = BACK, .kind = OMBUD_ENTRY_MUST},
    {.rule = R_CONFIRM, .target = DONE, .kind = OMBUD_ENTRY_MUST},
};
static const plain_cell cells[] = {
    {.count = OMBUD_NONE},
    {.entries = 0, .n_entries = 1, .count = OMBUD_NONE},
    {.entries = 1, .n_entries = 1, .count = OMBUD_NONE},
    {.entries = 2, .n_entries = 1, .count = OMBUD_NONE},
    {.entries = 3, .n_entries = 1, .count = OMBUD_NONE},
};
#define AT(state, actor, action) (((state) * (N_ACTORS - 1) + (actor)-1) * N_ACTIONS + (action))
static const uint32_t index_of_cells[N_STATES * (N_ACTORS - 1) * N_ACTIONS] = {
    [AT(START, USER, APPLY)] = 1,
    [AT(ASKED, SHOP, APPROVE)] = 2,
    [AT(SENDING, USER, SEND)] = 3,
    [AT(BACK, SHOP, CONFIRM)] = 4,
};

static const ombud_call calls[] = {{0}, {.last = 1}};
static const ombud_timer timers[] = {
    {.rule = R_APPROVE, .due = I_APPROVE, .target = SENDING, .name = APPROVE, .kind = OMBUD_DEEMED},
    {.rule = R_REMIND,
     .due = I_REMIND,
     .calls = 1u << SHOP,
     .target = OMBUD_NONE,
     .name = APPROVE,
     .kind = OMBUD_REMINDED},
    {.rule = R_SEND, .due = I_SEND, .target = CLOSED, .name = LAPSE, .kind = OMBUD_FELL_DUE},
    {.rule = R_HURRY, .due = I_HURRY, .target = OMBUD_NONE, .name = HURRY, .kind = OMBUD_FELL_DUE},
    {.rule = R_CONFIRM, .due = I_CONFIRM, .calls = 1, .target = DONE, .name = CONFIRM, .kind = OMBUD_DEEMED},
    {.rule = R_EXPIRE, .due = I_EXPIRE, .target = CLOSED, .name = EXPIRE, .kind = OMBUD_FELL_DUE},
};
static const ombud_row rows[N_STATES] = {
    [START] = {.flags = OMBUD_ROW_EXISTS},
    [ASKED] = {.n_timers = 2, .flags = OMBUD_ROW_EXISTS},
    [SENDING] = {.timers = 2, .n_timers = 2, .flags = OMBUD_ROW_EXISTS},
    [BACK] = {.timers = 4, .n_timers = 2, .flags = OMBUD_ROW_EXISTS},
    [CLOSED] = {.flags = OMBUD_ROW_EXISTS | OMBUD_ROW_END},
    [DONE] = {.flags = OMBUD_ROW_EXISTS | OMBUD_ROW_END},
};
static const uint16_t occurs[N_NAMES] = {S_APPLY,    OMBUD_NONE, S_SEND,    OMBUD_NONE,
                                         OMBUD_NONE, OMBUD_NONE, OMBUD_NONE};

static const ombud_process process = {.rows = rows,
                                      .occurs = occurs,
                                      .n_states = N_STATES,
                                      .n_actions = N_ACTIONS,
                                      .n_names = N_NAMES,
                                      .n_slots = N_SLOTS,
                                      .entry = S_ENTRY};
static const uint16_t no_gives[1] = {0};
static ombud_policy returns = {.abi = OMBUD_ABI,
                               .n_processes = 1,
                               .n_effects = 1,
                               .n_modes = 1,
                               .n_actors = N_ACTORS,
                               .case_slots = N_SLOTS,
                               .max_events = 8,
                               .max_effects = 2,
                               .fingerprint = 77,
                               .processes = &process,
                               .timers = timers,
                               .instants = instants,
                               .anchors = anchors,
                               .calls = calls,
                               .gives = no_gives};

static const uint32_t *const index_of_processes[] = {index_of_cells};
static const plain_tables plain = {entries, 4, cells, index_of_processes};

static int set_up(void **state) {
  static tables built;
  (void)state;
  tables_build(&built, &returns, &plain);
  return 0;
}

static ombud_status act(box *c, uint8_t actor, uint16_t action, ombud_time t, answers *a) {
  ombud_input in = {NULL, 0, actor, action};
  return ombud_step(&returns, &c->head, &in, t, room(a));
}

static void catch_up(box *c, ombud_time t, answers *a) {
  assert_int_equal(ombud_catch_up(&returns, &c->head, t, room(a)), OMBUD_OK);
  assert_true(c->head.now >= t);
  assert_true(c->head.wake > c->head.now);
}

/* Applied for at T. */
static box applied(ombud_time t) {
  box c;
  answers a;
  memset(&c, 0xA5, sizeof c);
  ombud_input in = {NULL, 0, USER, APPLY};
  assert_int_equal(ombud_open(&returns, &c.head, 0, 0, &in, t, room(&a)), OMBUD_OK);
  return c;
}

static void time_rule_1_the_last_valid_instant_is_just_before_due(void **state) {
  (void)state;
  answers a;
  box c = applied(0);
  assert_int_equal(act(&c, SHOP, APPROVE, 48 * H - 1, &a), OMBUD_OK);
  check_event(&a.events[a.out.n_events - 2], OMBUD_ACTED, APPROVE, ASKED, SENDING, 48 * H - 1);

  c = applied(0); /* at due itself the deadline wins */
  assert_int_equal(act(&c, SHOP, APPROVE, 48 * H, &a), OMBUD_REFUSED);
  check_event(&a.events[1], OMBUD_DEEMED, APPROVE, ASKED, SENDING, 48 * H);
  assert_int_equal(a.events[1].actor, CLOCK);
  assert_int_equal(a.events[1].rule, R_APPROVE);

  c = applied(0);
  assert_int_equal(act(&c, SHOP, APPROVE, 48 * H + 1, &a), OMBUD_REFUSED);
  check_event(&a.events[1], OMBUD_DEEMED, APPROVE, ASKED, SENDING, 48 * H);
  assert_int_equal(a.out.reason, OMBUD_ANOTHER_STATE);
}

static void time_rule_1_windows_are_half_open(void **state) {
  (void)state;
  const struct {
    ombud_time t;
    uint16_t reason;
  } looks[] = {
      {24 * H - 1, OMBUD_TOO_EARLY}, {24 * H, 0}, {24 * H + 1, 0}, {36 * H - 1, 0}, {36 * H, OMBUD_TOO_LATE},
      {36 * H + 1, OMBUD_TOO_LATE}};
  plain_entry windowed[4];
  memcpy(windowed, entries, sizeof windowed);
  windowed[1].from = I_HURRY;
  windowed[1].until = I_REMIND;
  ombud_policy policy = returns;
  plain_tables other = plain;
  tables built;
  other.entries = windowed;
  tables_build(&built, &policy, &other);
  for (size_t i = 0; i < sizeof looks / sizeof *looks; i++) {
    box c = applied(0);
    answers a;
    ombud_input in = {NULL, 0, SHOP, APPROVE};
    ombud_status status = ombud_step(&policy, &c.head, &in, looks[i].t, room(&a));
    assert_int_equal(status, looks[i].reason ? OMBUD_REFUSED : OMBUD_OK);
    assert_int_equal(a.out.reason, looks[i].reason);
  }
}

static void time_rule_2_catch_up_then_act(void **state) {
  (void)state;
  for (ombud_time t = 48 * H - 1; t <= 48 * H + 1; t++) { /* what follows counts from the due instant */
    box c = applied(0);
    answers a;
    assert_int_equal(act(&c, USER, SEND, t, &a), t < 48 * H ? OMBUD_REFUSED : OMBUD_OK);
    assert_int_equal(c.head.state, t < 48 * H ? ASKED : BACK);
    if (t < 48 * H) continue;
    assert_int_equal(a.out.n_events, 4); /* reminder, deemed approval, hurry at once, sent */
    check_event(&a.events[1], OMBUD_DEEMED, APPROVE, ASKED, SENDING, 48 * H);
    check_event(&a.events[3], OMBUD_ACTED, SEND, SENDING, BACK, t);
    assert_int_equal(c.slots[S_SEND], t);
  }
}

static void time_rule_2_what_follows_counts_from_the_due_instant(void **state) {
  (void)state;
  for (ombud_time late = -1; late <= 1; late++) { /* the second deadline is due 48h + 7d after the start */
    box c = applied(0);
    answers a;
    catch_up(&c, 9 * D + late, &a);
    assert_int_equal(c.head.state, late < 0 ? SENDING : CLOSED);
    if (late < 0) assert_int_equal(c.head.wake, 9 * D);
    if (late >= 0) check_event(&a.events[3], OMBUD_FELL_DUE, LAPSE, SENDING, CLOSED, 9 * D);
  }
}

static void time_rule_2_firings_stand_when_the_input_is_refused(void **state) {
  (void)state;
  box c = applied(0), same = c;
  answers a, b;
  assert_int_equal(act(&c, SHOP, CONFIRM, 3 * D, &a), OMBUD_REFUSED);
  catch_up(&same, 3 * D, &b);
  assert_memory_equal(&c, &same, sizeof c);
  assert_int_equal(a.out.n_events, b.out.n_events);
  for (unsigned i = 0; i < a.out.n_events; i++) check_same(&a.events[i], &b.events[i]);
}

static void refused_step_is_bit_for_bit_a_catch_up(void **state) {
  (void)state;
  for (ombud_time t = 0; t <= 10 * D; t += 6 * H - 1) {
    for (uint16_t action = 0; action < N_ACTIONS; action++) {
      for (uint8_t actor = USER; actor <= SHOP; actor++) {
        box c = applied(0), same = c;
        answers a;
        if (act(&c, actor, action, t, &a) != OMBUD_REFUSED) continue;
        catch_up(&same, t, &a);
        assert_memory_equal(&c, &same, sizeof c);
      }
    }
  }
}

/* The same inputs, looked at again and again between them, or never: one history. */
static void time_rule_2_looking_more_often_changes_nothing(void **state) {
  (void)state;
  const struct {
    uint8_t actor;
    uint16_t action;
    ombud_time at;
  } inputs[] = {
      {SHOP, CONFIRM, 5 * H}, {USER, SEND, 4 * D}, {USER, SEND, 4 * D + 7}, {SHOP, CONFIRM, 12 * D}};
  ombud_event history[2][16];
  box cases[2];
  for (int often = 0; often < 2; often++) {
    unsigned n = 0;
    answers a;
    cases[often] = applied(0);
    for (size_t i = 0; i < 4; i++) {
      for (ombud_time t = cases[often].head.now; often && t < inputs[i].at; t += H) {
        catch_up(&cases[often], t, &a);
        for (unsigned k = 0; k < a.out.n_events; k++) history[often][n++] = a.events[k];
      }
      act(&cases[often], inputs[i].actor, inputs[i].action, inputs[i].at, &a);
      for (unsigned k = 0; k < a.out.n_events; k++) history[often][n++] = a.events[k];
    }
    assert_int_equal(n, 5);
  }
  for (unsigned i = 0; i < 5; i++) check_same(&history[0][i], &history[1][i]);
  assert_memory_equal(&cases[0], &cases[1], sizeof cases[0]);
  assert_int_equal(cases[0].head.state, CLOSED);
}

/* Of the rows below one fires, the other is then disarmed with its state. */
static void time_rule_3_of_equal_instants_the_row_order_decides(void **state) {
  (void)state;
  ombud_instant tied[7];
  ombud_timer swapped[6];
  memcpy(tied, instants, sizeof tied);
  memcpy(swapped, timers, sizeof swapped);
  tied[I_CONFIRM] = (ombud_instant){5 * D, 1, 1, 0}; /* as I_EXPIRE */
  swapped[4] = timers[5];
  swapped[5] = timers[4];
  for (int swap = 0; swap < 2; swap++) {
    ombud_policy policy = returns;
    policy.instants = tied;
    if (swap) policy.timers = swapped;
    for (ombud_time late = -1; late <= 1; late++) {
      box c = applied(0);
      answers a;
      ombud_input in = {NULL, 0, USER, SEND};
      assert_int_equal(ombud_step(&policy, &c.head, &in, 3 * D, room(&a)), OMBUD_OK);
      assert_int_equal(ombud_catch_up(&policy, &c.head, 5 * D + late, room(&a)), OMBUD_OK);
      assert_int_equal(a.out.n_events, late < 0 ? 0 : 1);
      assert_int_equal(c.head.state, late < 0 ? BACK : swap ? CLOSED : DONE);
    }
  }
}

static void time_rule_4_time_never_runs_backwards(void **state) {
  (void)state;
  box c = applied(0);
  answers a;
  catch_up(&c, 3 * D, &a);
  catch_up(&c, D, &a);
  assert_int_equal(c.head.now, 3 * D);
  assert_int_equal(a.out.n_events, 0);
  assert_int_equal(act(&c, USER, SEND, 3 * D - 1, &a), OMBUD_OK);
  assert_int_equal(a.events[0].at, 3 * D);
  assert_int_equal(c.slots[S_SEND], 3 * D);
  assert_int_equal(c.head.now, 3 * D);
}

static void time_rule_4_a_refused_input_moves_time(void **state) {
  (void)state;
  box c = applied(0);
  answers a;
  assert_int_equal(act(&c, USER, CONFIRM, H, &a), OMBUD_REFUSED);
  assert_int_equal(c.head.now, H);
  assert_int_equal(act(&c, SHOP, APPROVE, 0, &a), OMBUD_OK);
  assert_int_equal(a.events[0].at, H);
}

static void time_rule_5_time_is_elapsed_milliseconds(void **state) {
  (void)state;
  const ombud_time starts[] = {0, -1, 1618272000123, -5000000000000}; /* no instant is special */
  for (size_t i = 0; i < 4; i++) {
    box c = applied(starts[i]);
    assert_int_equal(ombud_due(&c.head), starts[i] + 129600000); /* 36 hours */
  }
}

static void time_rule_5_instants_saturate(void **state) {
  (void)state;
  box c = applied(OMBUD_TIME_MAX - H), early = applied(OMBUD_TIME_MIN);
  answers a;
  assert_int_equal(c.head.wake, OMBUD_TIME_MAX);
  assert_int_equal(early.head.wake, OMBUD_TIME_MIN + 36 * H);
  catch_up(&c, OMBUD_TIME_MAX - 1, &a);
  assert_int_equal(a.out.n_events, 0);
  catch_up(&c, OMBUD_TIME_MAX, &a); /* time ends here, and with it every deadline */
  assert_int_equal(c.head.state, CLOSED);
}

/* Before the earliest instant there is none: what would be due then is due at it, and not past. */
static void time_rule_5_instants_saturate_below(void **state) {
  (void)state;
  ombud_instant sooner[7];
  memcpy(sooner, instants, sizeof sooner);
  sooner[I_REMIND].offset = -H;
  ombud_policy policy = returns;
  policy.instants = sooner;
  box c;
  answers a;
  ombud_input in = {NULL, 0, USER, APPLY};
  assert_int_equal(ombud_open(&policy, &c.head, 0, 0, &in, OMBUD_TIME_MIN, room(&a)), OMBUD_OK);
  assert_int_equal(a.out.n_events, 2);
  check_event(&a.events[1], OMBUD_REMINDED, APPROVE, ASKED, ASKED, OMBUD_TIME_MIN);
}

/* Tables that bring about more than they say: catching up ends with the room for events. */
static void catching_up_ends_with_the_room(void **state) {
  (void)state;
  ombud_policy policy = returns;
  policy.max_events = 1;
  box c = applied(0);
  answers a;
  room(&a)->events_max = 1;
  assert_int_equal(ombud_catch_up(&policy, &c.head, 60 * H, &a.out), OMBUD_OK);
  assert_int_equal(a.out.n_events, 1);
  check_event(&a.events[0], OMBUD_REMINDED, APPROVE, ASKED, ASKED, 36 * H);
  assert_int_equal(c.head.state, ASKED);
}

static void time_rule_6_past_when_armed_fires_at_once(void **state) {
  (void)state;
  for (ombud_time late = -1; late <= 1; late++) { /* sent as the five days from applying pass */
    box c = applied(0);
    answers a;
    assert_int_equal(act(&c, USER, SEND, 5 * D + late, &a), OMBUD_OK);
    unsigned last = a.out.n_events - 1;
    if (late < 0) {
      check_event(&a.events[last], OMBUD_ACTED, SEND, SENDING, BACK, 5 * D - 1);
      assert_int_equal(c.head.wake, 5 * D);
    } else {
      check_event(&a.events[last - 1], OMBUD_ACTED, SEND, SENDING, BACK, 5 * D + late);
      check_event(&a.events[last], OMBUD_FELL_DUE, EXPIRE, BACK, CLOSED, 5 * D + late); /* not at 5d */
      assert_int_equal(c.head.wake, OMBUD_NEVER);
    }
    assert_int_equal(c.head.now, 5 * D + late);
  }
}

static void time_rule_6_also_when_a_deadline_armed_it(void **state) {
  (void)state;
  box c = applied(0);
  answers a;
  catch_up(&c, 60 * H, &a); /* looked at late: the hurry stands at the arming, not at the look */
  assert_int_equal(a.out.n_events, 3);
  check_event(&a.events[0], OMBUD_REMINDED, APPROVE, ASKED, ASKED, 36 * H);
  assert_int_equal(a.events[0].reminded, 1u << SHOP);
  check_event(&a.events[1], OMBUD_DEEMED, APPROVE, ASKED, SENDING, 48 * H);
  check_event(&a.events[2], OMBUD_FELL_DUE, HURRY, SENDING, SENDING, 48 * H);
}

static void rule_14_deemed_counts_as_done_by_the_clock(void **state) {
  (void)state;
  for (ombud_time late = -1; late <= 1; late++) {
    box c = applied(0);
    answers a;
    assert_int_equal(act(&c, SHOP, APPROVE, H, &a), OMBUD_OK);
    ombud_time due = 2 * H + 7 * D;
    ombud_instant longer[7];
    memcpy(longer, instants, sizeof longer);
    longer[I_EXPIRE].offset = 50 * D;
    ombud_policy policy = returns;
    policy.instants = longer;
    ombud_input in = {NULL, 0, USER, SEND};
    assert_int_equal(ombud_step(&policy, &c.head, &in, 2 * H, room(&a)), OMBUD_OK);
    assert_int_equal(ombud_catch_up(&policy, &c.head, due + late, room(&a)), OMBUD_OK);
    assert_int_equal(c.head.state, late < 0 ? BACK : DONE);
    if (late < 0) continue;
    check_event(&a.events[0], OMBUD_DEEMED, CONFIRM, BACK, DONE, due);
    assert_int_equal(a.events[0].actor, CLOCK);
    assert_int_equal(a.events[0].n_effects, 1);
    assert_int_equal(a.out.rule, OMBUD_NO_RULE);
    assert_int_equal(a.out.reason, OMBUD_REASON_NONE);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(time_rule_1_the_last_valid_instant_is_just_before_due),
      cmocka_unit_test(time_rule_1_windows_are_half_open),
      cmocka_unit_test(time_rule_2_catch_up_then_act),
      cmocka_unit_test(time_rule_2_what_follows_counts_from_the_due_instant),
      cmocka_unit_test(time_rule_2_firings_stand_when_the_input_is_refused),
      cmocka_unit_test(refused_step_is_bit_for_bit_a_catch_up),
      cmocka_unit_test(time_rule_2_looking_more_often_changes_nothing),
      cmocka_unit_test(time_rule_3_of_equal_instants_the_row_order_decides),
      cmocka_unit_test(time_rule_4_time_never_runs_backwards),
      cmocka_unit_test(time_rule_4_a_refused_input_moves_time),
      cmocka_unit_test(time_rule_5_time_is_elapsed_milliseconds),
      cmocka_unit_test(time_rule_5_instants_saturate),
      cmocka_unit_test(time_rule_5_instants_saturate_below),
      cmocka_unit_test(catching_up_ends_with_the_room),
      cmocka_unit_test(time_rule_6_past_when_armed_fires_at_once),
      cmocka_unit_test(time_rule_6_also_when_a_deadline_armed_it),
      cmocka_unit_test(rule_14_deemed_counts_as_done_by_the_clock),
  };
  return cmocka_run_group_tests(tests, set_up, NULL);
}
