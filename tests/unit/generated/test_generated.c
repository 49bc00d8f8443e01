/* The tables that the emitter wrote as C, against the same tables in memory. */
#define _POSIX_C_SOURCE 200809L /* open_memstream */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "compile.h"
#include "dump_tables.h"
#include "generated.h"

static int compile(void **state) {
  static compilation c;
  compile_begin(&c);
  *state = &c;
  return compile_run(&c, "tests/unit/generated/generated.ombud", NULL, 0) ? 0 : -1;
}

static int release(void **state) {
  compile_end(*state);
  return 0;
}

static char *listing(const ombud_policy *policy, const ombud_words *words) {
  char *text = NULL;
  size_t len = 0;
  FILE *out = open_memstream(&text, &len);
  arena *a = arena_new();
  dump_tables(a, policy, words, out);
  arena_free(a);
  fclose(out);
  return text;
}

static void tables_say_the_same(void **state) {
  const compilation *c = *state;
  char *memory = listing(c->policy, c->words), *written = listing(&generated_policy, &generated_words);
  assert_non_null(strstr(memory, "scale(3 / 4 half_even)")); /* it is that policy, and not an empty one */
  assert_string_equal(memory, written);
  assert_int_equal(c->policy->fingerprint, generated_policy.fingerprint);
  assert_int_equal(c->words->fingerprint, generated_words.fingerprint);
  free(memory);
  free(written);
}

/* ---- words ---- */

static void same_text(const char *a, const char *b) {
  assert_int_equal(a == NULL, b == NULL);
  if (a) assert_string_equal(a, b);
}

static void same_texts(const ombud_text *a, const ombud_text *b) {
  size_t i = 0;
  for (; a[i].lang; i++) {
    same_text(a[i].lang, b[i].lang);
    same_text(a[i].text, b[i].text);
  }
  assert_null(b[i].lang);
}

static void same_words(const ombud_word *a, const ombud_word *b, size_t n) {
  for (size_t i = 0; i < n; i++) {
    same_text(a[i].name, b[i].name);
    same_texts(a[i].texts, b[i].texts);
  }
}

static void names_are_the_same(void **state) {
  const compilation *c = *state;
  const ombud_words *a = c->words, *b = &generated_words;
  same_text(a->name, b->name);
  same_text(a->version, b->version);
  same_text(a->currency, b->currency);
  same_text(a->source, b->source);
  same_texts(a->title, b->title);
  same_words(a->modes, b->modes, c->policy->n_modes);
  same_words(a->actors, b->actors, c->policy->n_actors);
  same_words(a->facts, b->facts, c->policy->n_facts);
  assert_memory_equal(a->fact_choices, b->fact_choices, c->policy->n_facts * sizeof *a->fact_choices);
  assert_int_equal(a->n_choices, b->n_choices);
  for (size_t i = 0; i < a->n_choices; i++) {
    same_text(a->choices[i].name, b->choices[i].name);
    assert_int_equal(a->choices[i].n_options, b->choices[i].n_options);
    same_words(a->choices[i].options, b->choices[i].options, a->choices[i].n_options);
  }
  for (size_t p = 0; p < c->policy->n_processes; p++) {
    same_text(a->processes[p].name, b->processes[p].name);
    same_texts(a->processes[p].texts, b->processes[p].texts);
    same_words(a->processes[p].states, b->processes[p].states, c->policy->processes[p].n_states);
    same_words(a->processes[p].names, b->processes[p].names, c->policy->processes[p].n_names);
  }
}

static void effects_and_reasons_are_the_same(void **state) {
  const compilation *c = *state;
  for (size_t i = 0; i < c->policy->n_effects; i++) {
    const ombud_effect_word *a = &c->words->effects[i], *b = &generated_words.effects[i];
    same_text(a->name, b->name);
    same_texts(a->texts, b->texts);
    assert_int_equal(a->n_params, b->n_params);
    for (size_t p = 0; p < a->n_params; p++) {
      same_text(a->params[p].name, b->params[p].name);
      assert_int_equal(a->params[p].type, b->params[p].type);
      assert_int_equal(a->params[p].choice, b->params[p].choice);
    }
  }
  for (size_t i = 0; i < c->policy->n_reasons; i++) {
    same_text(c->words->reasons[i].name, generated_words.reasons[i].name);
    same_texts(c->words->reasons[i].texts, generated_words.reasons[i].texts);
    same_texts(c->words->reasons[i].advice, generated_words.reasons[i].advice);
  }
}

static void rules_are_the_same(void **state) {
  const compilation *c = *state;
  assert_int_equal(c->words->n_rules, generated_words.n_rules);
  for (size_t i = 0; i < c->words->n_rules; i++) {
    const ombud_rule_word *a = &c->words->rules[i], *b = &generated_words.rules[i];
    same_text(a->file, b->file);
    assert_int_equal(a->line, b->line);
    same_text(a->clauses, b->clauses);
    same_text(a->assumption, b->assumption);
    same_text(a->sentence, b->sentence);
  }
}

/* ---- the header ---- */

static void header_has_the_numbers(void **state) {
  const ombud_words *w = ((const compilation *)*state)->words;
  const ombud_policy *p = ((const compilation *)*state)->policy;
  assert_int_equal(GENERATED_MODE_HOME, ombud_find_mode(p, w, "home"));
  assert_int_equal(GENERATED_ACTOR_ROBOT, ombud_find_actor(p, w, "robot"));
  assert_int_equal(GENERATED_PROCESS_VISIT, ombud_find_process(p, w, "visit"));
  assert_int_equal(GENERATED_STATE_LOAN_HELD, ombud_find_state(p, w, GENERATED_PROCESS_LOAN, "held"));
  assert_int_equal(GENERATED_ACTION_LOAN_GIVE_BACK,
                   ombud_find_action(p, w, GENERATED_PROCESS_LOAN, "give_back"));
  assert_int_equal(GENERATED_FACT_DEPOSIT, ombud_find_fact(p, w, "deposit"));
  assert_string_equal(w->processes[GENERATED_PROCESS_LOAN].names[GENERATED_EVENT_LOAN_WRITE_OFF].name,
                      "write_off");
  assert_string_equal(w->choices[0].options[GENERATED_CHOICE_KIND_MAP].name, "map");
  assert_string_equal(w->effects[GENERATED_EFFECT_BELL].name, "bell");
  assert_string_equal(ombud_reason_name(p, w, GENERATED_REASON_NOT_NOW), "not_now");
}

static void header_has_the_sizes(void **state) {
  const ombud_policy *p = ((const compilation *)*state)->policy;
  generated_out room;
  const ombud_out *out = generated_prepare(&room);
  assert_int_equal(sizeof(generated_case), ombud_case_size(p));
  assert_int_equal(out->events_max, p->max_events);
  assert_int_equal(out->effects_max, p->max_effects);
  assert_ptr_equal(out->events, room.events);
  assert_ptr_equal(out->effects, room.effects);
  assert_int_equal(sizeof room.events / sizeof room.events[0], p->max_events);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(tables_say_the_same),
      cmocka_unit_test(names_are_the_same),
      cmocka_unit_test(effects_and_reasons_are_the_same),
      cmocka_unit_test(rules_are_the_same),
      cmocka_unit_test(header_has_the_numbers),
      cmocka_unit_test(header_has_the_sizes),
  };
  return cmocka_run_group_tests(tests, compile, release);
}
