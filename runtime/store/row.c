#include "row.h"

static unsigned char *put(unsigned char *at, uint64_t value, unsigned n) {
  for (unsigned i = 0; i < n; i++) at[i] = (unsigned char)(value >> 8 * i);
  return at + n;
}

static uint64_t get(const unsigned char *at, unsigned n) {
  uint64_t value = 0;
  for (unsigned i = 0; i < n; i++) value |= (uint64_t)at[i] << 8 * i;
  return value;
}

int row_put_given(pool *p, const ombud_given *given, size_t n, bytes *made) {
  unsigned char *at = pool_take(p, n * ROW_GIVEN_BYTES);
  *made = (bytes){at, n * ROW_GIVEN_BYTES};
  if (!at) return 0;
  for (size_t i = 0; i < n; i++) at = put(put(at, given[i].fact, 2), (uint64_t)given[i].value, 8);
  return 1;
}

int row_put_effects(pool *p, const ombud_effect *effects, size_t n, bytes *made) {
  unsigned char *first = pool_take(p, n * ROW_EFFECT_BYTES), *at = first;
  if (!first) return 0;
  for (size_t i = 0; i < n; i++) {
    at = put(put(at, effects[i].effect, 2), effects[i].n_args, 1);
    for (unsigned k = 0; k < effects[i].n_args; k++) at = put(at, (uint64_t)effects[i].args[k], 8);
  }
  *made = (bytes){first, (size_t)(at - first)};
  return 1;
}

int row_get_given(pool *p, bytes from, const ombud_given **given, uint16_t *n) {
  size_t count = from.n / ROW_GIVEN_BYTES;
  if (from.n % ROW_GIVEN_BYTES || count > OMBUD_GIVEN_MAX) return OMBUD_STORE_CORRUPT;
  ombud_given *list = pool_take(p, count * sizeof *list);
  if (!list) return OMBUD_STORE_MEMORY;
  const unsigned char *at = from.at;
  for (size_t i = 0; i < count; i++, at += ROW_GIVEN_BYTES)
    list[i] = (ombud_given){(uint16_t)get(at, 2), (int64_t)get(at + 2, 8)};
  *given = list;
  *n = (uint16_t)count;
  return 0;
}

/* How many they are; SIZE_MAX: none such. */
static size_t count_effects(bytes from) {
  const unsigned char *at = from.at;
  size_t n = 0;
  for (size_t left = from.n; left; n++) {
    size_t size = left < 3 ? SIZE_MAX : 3 + 8u * at[2];
    if (size > left || at[2] > OMBUD_ARGS_MAX || n == UINT16_MAX) return SIZE_MAX;
    at += size;
    left -= size;
  }
  return n;
}

int row_get_effects(pool *p, bytes from, const ombud_effect **effects, uint16_t *n) {
  size_t count = count_effects(from);
  if (count == SIZE_MAX) return OMBUD_STORE_CORRUPT;
  ombud_effect *list = pool_take(p, count * sizeof *list);
  if (!list) return OMBUD_STORE_MEMORY;
  const unsigned char *at = from.at;
  for (size_t i = 0; i < count; i++) {
    list[i].effect = (uint16_t)get(at, 2);
    list[i].n_args = at[2];
    for (unsigned k = 0; k < at[2]; k++) list[i].args[k] = (int64_t)get(at + 3 + 8 * k, 8);
    at += 3 + 8u * at[2];
  }
  *effects = list;
  *n = (uint16_t)count;
  return 0;
}

int row_is_sound(const ombud_linked *l, const row_event *row, const ombud_given *given, uint16_t n_given,
                 const ombud_effect *effects, uint16_t n_effects) {
  const ombud_policy *p = l->policy;
  if (row->kind >= OMBUD_RECORD_FORGOTTEN) return n_given == 0 && n_effects == 0;
  if (row->kind > OMBUD_REMINDED && row->kind != OMBUD_RECORD_REFUSED) return 0;
  if (row->process >= p->n_processes || row->mode >= p->n_modes || row->actor >= p->n_actors) return 0;
  const ombud_process *process = &p->processes[row->process];
  if (row->name >= process->n_names || row->from >= process->n_states || row->to >= process->n_states)
    return 0;
  if (row->rule != OMBUD_NO_RULE && row->rule >= l->words->n_rules) return 0;
  for (uint16_t i = 0; i < n_given; i++)
    if (given[i].fact >= p->n_facts) return 0;
  for (uint16_t i = 0; i < n_effects; i++)
    if (effects[i].effect >= p->n_effects ||
        effects[i].n_args != l->words->effects[effects[i].effect].n_params)
      return 0;
  return 1;
}
