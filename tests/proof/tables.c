/* The runtime core on the tables of one policy, for Eva (tests/proof/run): every function of ombud.h from
 * every state under every mode, by everybody, with whatever bytes in the slots and in the facts given, at
 * whatever instant. Processes, modes, states, actors and actions are gone through one by one, and one past
 * the last, since the analysis is exact where these are known; all else it takes at once. policy.h names the
 * policy and how many MODES and ACTORS, and the compiler is told which STATE to look at. */
#include "__fc_builtin.h"
#include "policy.h"

/* So that what lies behind the slots of a process is behind the array too. */
static int64_t memory[(sizeof(ANY_CASE) + 7) / 8];
static uint8_t bytes[OMBUD_ENCODED_SIZE(SLOTS) + 1];
static ombud_event events[MAX_EVENTS];
static ombud_effect effects[MAX_EFFECTS + 1];
static ombud_given given[OMBUD_GIVEN_MAX + 1];
static ombud_out out = {
    .events = events, .effects = effects, .events_max = MAX_EVENTS, .effects_max = MAX_EFFECTS};

typedef struct place {
  uint8_t process, mode;
  uint16_t state;
} place;

/* Each call is looked at by itself: what may come is entered where `perhaps` says so, and nothing comes after
 * `end`. Else the analysis would keep apart in each call what it has kept apart in those before. */
static int perhaps(void) {
  return Frama_C_interval(0, 1);
}

static void end(int answer) {
  (void)answer;
  Frama_C_abort();
}

static ombud_time any_time(void) {
  return Frama_C_long_long_interval(INT64_MIN, INT64_MAX);
}

static ombud_case *any_case(place at) {
  size_t n = at.process < POLICY.n_processes ? POLICY.processes[at.process].n_slots : 0;
  size_t size = sizeof(ombud_case) + n * sizeof(int64_t);
  ombud_case *c = (ombud_case *)(void *)(memory + (sizeof memory - size) / sizeof(int64_t));
  Frama_C_make_unknown((char *)c, size);
  c->fingerprint = POLICY.fingerprint;
  c->process = at.process;
  c->mode = at.mode;
  c->state = at.state;
  return c;
}

static ombud_input any_input(uint8_t actor, uint16_t action) {
  Frama_C_make_unknown((char *)given, sizeof given);
  return (ombud_input){.given = given,
                       .n_given = Frama_C_unsigned_char_interval(0, OMBUD_GIVEN_MAX + 1),
                       .actor = actor,
                       .action = action};
}

static void from_the_start(place at, uint8_t actor, uint16_t action) {
  ombud_input in = any_input(actor, action);
  ombud_why why;
  ombud_folded folded;
  uint32_t taken = 0;
  if (perhaps()) end(ombud_open(&POLICY, any_case(at), at.process, at.mode, &in, any_time(), &out));
  if (perhaps()) end(ombud_explain_open(&POLICY, at.process, at.mode, &in, any_time(), &why));
  if (ombud_fold_input(&POLICY, at.process, at.mode, &in, 1, &folded)) end(0);
  ombud_case *c = any_case(at);
  taken = ombud_take(c, &folded, any_time());
  if (taken != OMBUD_ASK) ombud_effects(&POLICY, c, taken, &out);
  end(0);
}

static void from_a_state(place at, uint8_t actor, uint16_t action) {
  ombud_input in = any_input(actor, action);
  ombud_why why;
  const uint16_t *facts;
  if (perhaps()) end(ombud_gives(&POLICY, at.process, at.mode, at.state, actor, action, &facts));
  if (perhaps()) end(ombud_step(&POLICY, any_case(at), &in, any_time(), &out));
  end(ombud_explain(&POLICY, any_case(at), &in, any_time(), &why));
}

static void taken_many(place at, uint8_t actor, uint16_t action) {
  ombud_input in = any_input(actor, action);
  ombud_folded folded;
  if (ombud_fold_input(&POLICY, at.process, at.mode, &in, 0, &folded)) end(0);
  ombud_case *c = any_case(at);
  const ombud_folded *ins[] = {&folded};
  ombud_time now = any_time();
  uint32_t taken;
  if (ombud_take_many(&c, ins, &now, &taken, 1)) ombud_effects(&POLICY, c, taken, &out);
  end(0);
}

static void as_it_stands(place at) {
  ombud_case *c = any_case(at);
  if (perhaps()) end(ombud_catch_up(&POLICY, c, any_time(), &out));
  ombud_due(c);
  ombud_ended(&POLICY, c);
  //@ loop unroll 100;
  for (uint16_t fact = 0; fact <= POLICY.n_facts; fact++) ombud_fact_value(&POLICY, c, fact);
  end(0);
}

static void to_bytes_and_back(place at) {
  uint64_t fingerprint;
  if (perhaps())
    end(ombud_encode(&POLICY, any_case(at), bytes, Frama_C_size_t_interval(0, sizeof bytes)) > 0);
  Frama_C_make_unknown((char *)bytes, sizeof bytes);
  bytes[6] = at.process;
  bytes[7] = at.mode;
  bytes[24] = (uint8_t)at.state;
  bytes[25] = 0;
  size_t size = Frama_C_size_t_interval(0, sizeof bytes);
  if (perhaps()) end(ombud_encoded_fingerprint(bytes, size, &fingerprint));
  end(ombud_decode(&POLICY, any_case(at), bytes, size));
}

static void by_one(place at, uint8_t actor, unsigned n_actions) {
  static ombud_option options[64];
  size_t n;
  if (perhaps())
    end(ombud_can(&POLICY, any_case(at), actor, any_time(), options, Frama_C_size_t_interval(0, 64), &n));
  //@ loop unroll 100;
  for (uint16_t action = 0; action <= n_actions; action++) {
    if (at.state == 0 && perhaps()) from_the_start(at, actor, action);
    if (perhaps()) from_a_state(at, actor, action);
    if (perhaps()) taken_many(at, actor, action);
  }
}

static void words(void) {
  char name[12];
  Frama_C_make_unknown(name, sizeof name - 1);
  name[sizeof name - 1] = '\0';
  uint16_t number = Frama_C_unsigned_short_interval(0, UINT16_MAX);
  ombud_reason_name(&POLICY, &WORDS, number);
  ombud_reason_text(&POLICY, &WORDS, number, name);
  ombud_reason_advice(&POLICY, &WORDS, number, name);
  ombud_status_text(Frama_C_int_interval(INT32_MIN, INT32_MAX));
  ombud_label(&WORDS.actors[0], name);
  ombud_find_process(&POLICY, &WORDS, name);
  ombud_find_mode(&POLICY, &WORDS, name);
  ombud_find_actor(&POLICY, &WORDS, name);
  ombud_find_fact(&POLICY, &WORDS, name);
  //@ loop unroll 100;
  for (uint16_t process = 0; process <= POLICY.n_processes; process++) {
    ombud_find_action(&POLICY, &WORDS, process, name);
    ombud_find_state(&POLICY, &WORDS, process, name);
  }
}

/* A process past the last has the sizes of the first. */
int main(void) {
  out.n_events = out.n_effects = out.rule = Frama_C_unsigned_int_interval(0, UINT32_MAX);
  if (STATE == 0 && perhaps()) words();
  //@ loop unroll 100;
  for (uint8_t process = 0; process <= POLICY.n_processes; process++) {
    const ombud_process *of = &POLICY.processes[process < POLICY.n_processes ? process : 0];
    //@ loop unroll 100;
    for (uint8_t mode = 0; mode <= POLICY.n_modes && mode < MODES; mode++)
      //@ loop unroll 100;
      for (uint16_t state = 0; state <= of->n_states; state++) {
        if (state != STATE) continue;
        place at = {process, mode, state};
        if (perhaps()) as_it_stands(at);
        if (perhaps()) to_bytes_and_back(at);
        //@ loop unroll 100;
        for (uint8_t actor = 0; actor <= POLICY.n_actors && actor < ACTORS; actor++)
          by_one(at, actor, of->n_actions);
      }
  }
  return 0;
}
