/* Which edits there are. A sentence is read as its tokens: what stands where is known from its grammar, and
 * every token has its place. */
#include <inttypes.h>
#include <string.h>

#include "duration.h"
#include "lexemes.h"
#include "model.h"
#include "mutate.h"

typedef struct editor {
  const compilation *c;
  arena *a;
  const model *m;
  uint32_t rule;
  const model_process *process;
  lexemes *l;
  size_t from, to; /* tokens of the sentence */
  mutate_edit *edits;
  size_t n, cap;
} editor;

static const lexeme *token_of(const editor *e, size_t i) {
  return &e->l->at[i];
}

static int kind_of(const editor *e, size_t i) {
  return i < e->to ? e->l->at[i].kind : T_END;
}

static uint32_t end_of(const editor *e, size_t i) {
  return e->l->at[i].begin + (uint32_t)strlen(e->l->at[i].text);
}

static bool is_name(const editor *e, size_t i) {
  return i < e->to && word_may_be_name(kind_of(e, i));
}

static void replace(editor *e, mutate_kind kind, uint32_t begin, uint32_t end, const char *text) {
  *ARENA_PUSH(e->a, e->edits, e->n, e->cap) =
      (mutate_edit){kind, e->rule, {e->m->rules[e->rule].at.file, begin, end}, text};
}

static void replace_token(editor *e, mutate_kind kind, size_t i, const char *text) {
  if (text != NULL) replace(e, kind, token_of(e, i)->begin, end_of(e, i), text);
}

/* ---- other names ---- */

static bool is_among(const editor *e, size_t from, size_t to, const char *name) {
  for (size_t i = from; i < to; i++)
    if (strcmp(token_of(e, i)->text, name) == 0) return true;
  return false;
}

/* The next actor that is none of those listed in FROM … TO; NULL: there is none. */
static const char *other_actor(const editor *e, size_t from, size_t to, const char *name) {
  const ombud_word *words = e->c->words->actors;
  uint16_t n = e->c->policy->n_actors, at = ombud_find_actor(e->c->policy, e->c->words, name);
  for (uint16_t k = 1; at != OMBUD_NONE && k < n; k++) {
    uint16_t next = (uint16_t)((at - 1 + k) % (n - 1) + 1);
    if (!is_among(e, from, to, words[next].name)) return words[next].name;
  }
  return NULL;
}

static const char *other_reason(const editor *e, const char *name) {
  for (size_t i = 0; i < e->m->n_reasons; i++)
    if (strcmp(e->m->reasons[i].sym.name, name) == 0 && e->m->n_reasons > 1)
      return e->m->reasons[(i + 1) % e->m->n_reasons].sym.name;
  return NULL;
}

/* The next state that there is under the same modes. */
static const char *other_state(const editor *e, const char *name) {
  const model_process *p = e->process;
  for (size_t i = 1; i < p->n_states; i++) {
    if (strcmp(p->states[i].sym.name, name) != 0) continue;
    for (size_t k = 1; k < p->n_states; k++) {
      const model_state *next = &p->states[(i + k) % p->n_states];
      if (next->kind != STATE_START && next != &p->states[i] &&
          (next->modes & p->states[i].modes) == p->states[i].modes)
        return next->sym.name;
    }
  }
  return NULL;
}

static const char *other_option(const editor *e, uint16_t choice, const char *name) {
  const ombud_choice_word *w = &e->c->words->choices[choice];
  for (uint16_t i = 0; i < w->n_options; i++)
    if (strcmp(w->options[i].name, name) == 0 && w->n_options > 1)
      return w->options[(i + 1) % w->n_options].name;
  return NULL;
}

static const model_fact *fact_of(const editor *e, size_t i) {
  for (size_t k = 0; is_name(e, i) && k < e->m->n_facts; k++)
    if (strcmp(e->m->facts[k].sym.name, token_of(e, i)->text) == 0) return &e->m->facts[k];
  return NULL;
}

/* ---- numbers ---- */

static const char *shifted(const editor *e, size_t i, int64_t by) {
  const char *text = token_of(e, i)->text;
  int64_t n;
  size_t digits;
  if (!duration_digits(text, strlen(text), &n, &digits) || n == INT64_MAX) return NULL;
  return arena_printf(e->a, "%" PRId64, n + by);
}

static void shift_number(editor *e, mutate_kind kind, size_t i) {
  replace_token(e, kind, i, shifted(e, i, 1));
  if (strcmp(token_of(e, i)->text, "0") != 0) replace_token(e, kind, i, shifted(e, i, -1));
}

static void shift_duration(editor *e, size_t i) {
  int64_t ms;
  char words[48];
  size_t bad, bad_len;
  const char *text = token_of(e, i)->text;
  if (duration_read(text, strlen(text), &ms, &bad, &bad_len) != DURATION_OK) return;
  if (ms > 1) replace_token(e, MUTATE_TIME, i, arena_printf(e->a, "%s", duration_write(ms - 1, words)));
  replace_token(e, MUTATE_TIME, i, arena_printf(e->a, "%s", duration_write(ms + 1, words)));
}

/* ---- the head ---- */

/* One of several things, COMMA or OR between them, of which the K-th is FIRST … LAST: left out with a
 * separator. */
static void leave_out(editor *e, mutate_kind kind, const size_t *firsts, const size_t *lasts, size_t n) {
  for (size_t k = 0; n > 1 && k < n; k++)
    if (k == 0)
      replace(e, kind, token_of(e, firsts[0])->begin, token_of(e, firsts[1])->begin, "");
    else
      replace(e, kind, end_of(e, lasts[k - 1]), end_of(e, lasts[k]), "");
}

static size_t edit_actors(editor *e, size_t from) {
  size_t *at = NULL, n = 0, cap = 0, i = from;
  while (is_name(e, i)) {
    *ARENA_PUSH(e->a, at, n, cap) = i++;
    if (kind_of(e, i) != T_COMMA) break;
    i++;
  }
  for (size_t k = 0; k < n; k++)
    replace_token(e, MUTATE_ACTOR, at[k], other_actor(e, from, i, token_of(e, at[k])->text));
  leave_out(e, MUTATE_PART, at, at, n);
  return i;
}

static bool ends_acts(int kind) {
  return kind == T_WITHIN || kind == T_BY || kind == T_FROM || kind == T_UNTIL || kind == T_WHEN ||
         kind == T_UNLESS || kind == T_AT || kind == T_BECAUSE || kind == T_CITE || kind == T_ASSUME ||
         kind == T_END;
}

static void edit_acts(editor *e, size_t from) {
  size_t *firsts = NULL, *lasts = NULL, n = 0, cap = 0, m = 0, cap_m = 0;
  for (size_t i = from; !ends_acts(kind_of(e, i));) {
    *ARENA_PUSH(e->a, firsts, n, cap) = i;
    while (kind_of(e, i) != T_OR && !ends_acts(kind_of(e, i))) i++;
    *ARENA_PUSH(e->a, lasts, m, cap_m) = i - 1;
    if (kind_of(e, i) == T_OR) i++;
  }
  leave_out(e, MUTATE_PART, firsts, lasts, n);
  for (size_t i = from; i < e->to; i++) /* another alternative is deemed done */
    for (size_t k = 0; kind_of(e, i - 1) == T_DEEMED && k < n; k++)
      if (strcmp(token_of(e, firsts[k])->text, token_of(e, i)->text) == 0 && n > 1)
        replace_token(e, MUTATE_DEEMED, i, token_of(e, firsts[(k + 1) % n])->text);
}

/* ---- conditions ---- */

static bool is_compare(int kind) {
  return kind == T_EQ || kind == T_NE || kind == T_LT || kind == T_LE || kind == T_GT || kind == T_GE;
}

static const char *contrary(int compare) {
  switch (compare) {
  case T_EQ: return "!=";
  case T_NE: return "=";
  case T_LT: return ">=";
  case T_LE: return ">";
  case T_GT: return "<=";
  default: return "<";
  }
}

static size_t edit_test(editor *e, size_t i) {
  if (!is_compare(kind_of(e, i + 1))) { /* of a yes_no the name alone */
    if (kind_of(e, i - 1) == T_NOT)
      replace(e, MUTATE_CONDITION, token_of(e, i - 1)->begin, token_of(e, i)->begin, "");
    else
      replace_token(e, MUTATE_CONDITION, i, arena_printf(e->a, "not %s", token_of(e, i)->text));
    return i + 1;
  }
  const model_fact *f = fact_of(e, i);
  size_t value = i + 2;
  replace_token(e, MUTATE_CONDITION, i + 1, contrary(kind_of(e, i + 1)));
  bool negative = kind_of(e, value) == T_MINUS;
  value += negative;
  if (kind_of(e, value) == T_NUMBER) shift_number(e, MUTATE_CONDITION, value);
  if (is_name(e, value) && f != NULL && f->type == OMBUD_CHOICE)
    replace_token(e, MUTATE_CONDITION, value, other_option(e, f->choice, token_of(e, value)->text));
  return value + 1;
}

static size_t edit_condition(editor *e, size_t i) {
  replace_token(e, MUTATE_CONDITION, i, kind_of(e, i) == T_WHEN ? "unless" : "when");
  for (i++; i < e->to;) {
    int kind = kind_of(e, i);
    if (kind == T_AND)
      replace_token(e, MUTATE_CONDITION, i++, "or");
    else if (kind == T_OR)
      replace_token(e, MUTATE_CONDITION, i++, "and");
    else if (kind == T_NOT || kind == T_LPAREN || kind == T_RPAREN)
      i++;
    else if (is_name(e, i))
      i = edit_test(e, i);
    else
      break;
  }
  return i;
}

/* ---- effects ---- */

/* Where the call ends that begins with token I. */
static size_t call_end(const editor *e, size_t i) {
  size_t depth = 0;
  for (i++; i < e->to; i++) {
    if (kind_of(e, i) == T_LPAREN) depth++;
    if (depth == 0) return i;
    if (kind_of(e, i) == T_RPAREN && --depth == 0) return i + 1;
  }
  return i;
}

static const ombud_param_word *param_of(const editor *e, size_t effect, size_t k) {
  for (uint16_t i = 0; i < e->c->policy->n_effects; i++) {
    const ombud_effect_word *w = &e->c->words->effects[i];
    if (strcmp(w->name, token_of(e, effect)->text) == 0 && k < w->n_params) return &w->params[k];
  }
  return NULL;
}

static void edit_argument(editor *e, size_t i, const ombud_param_word *param) {
  const char *text = token_of(e, i)->text;
  switch (kind_of(e, i)) {
  case T_NUMBER:
    if (kind_of(e, i - 1) == T_SLASH && strcmp(text, "1") == 0)
      replace_token(e, MUTATE_EFFECT, i, "2");
    else
      shift_number(e, MUTATE_EFFECT, i);
    break;
  case T_PLUS: replace_token(e, MUTATE_EFFECT, i, "-"); break;
  case T_MINUS: replace_token(e, MUTATE_EFFECT, i, "+"); break;
  case T_MIN: replace_token(e, MUTATE_EFFECT, i, "max"); break;
  case T_MAX: replace_token(e, MUTATE_EFFECT, i, "min"); break;
  case T_UP: replace_token(e, MUTATE_EFFECT, i, "down"); break;
  case T_DOWN: replace_token(e, MUTATE_EFFECT, i, "up"); break;
  case T_HALF_UP: replace_token(e, MUTATE_EFFECT, i, "half_even"); break;
  case T_HALF_EVEN: replace_token(e, MUTATE_EFFECT, i, "half_up"); break;
  default:
    if (param == NULL || !is_name(e, i)) break;
    if (param->type == OMBUD_ACTOR) replace_token(e, MUTATE_EFFECT, i, other_actor(e, i, i + 1, text));
    if (param->type == OMBUD_CHOICE) replace_token(e, MUTATE_EFFECT, i, other_option(e, param->choice, text));
    if (param->type == OMBUD_YES_NO && strcmp(text, "yes") == 0) replace_token(e, MUTATE_EFFECT, i, "no");
    if (param->type == OMBUD_YES_NO && strcmp(text, "no") == 0) replace_token(e, MUTATE_EFFECT, i, "yes");
  }
}

static void edit_arguments(editor *e, size_t effect, size_t end) {
  size_t depth = 0, k = 0;
  for (size_t i = effect + 1; i < end; i++) {
    if (kind_of(e, i) == T_LPAREN) depth++;
    if (kind_of(e, i) == T_RPAREN) depth--;
    if (kind_of(e, i) == T_COMMA && depth == 1)
      k++;
    else
      edit_argument(e, i, param_of(e, effect, k));
  }
}

static size_t edit_effects(editor *e, size_t word) {
  size_t *firsts = NULL, *lasts = NULL, n = 0, cap = 0, m = 0, cap_m = 0, i = word + 1;
  while (is_name(e, i)) {
    size_t end = call_end(e, i);
    edit_arguments(e, i, end);
    *ARENA_PUSH(e->a, firsts, n, cap) = i;
    *ARENA_PUSH(e->a, lasts, m, cap_m) = end - 1;
    i = end;
    if (kind_of(e, i) != T_COMMA) break;
    i++;
  }
  leave_out(e, MUTATE_EFFECT, firsts, lasts, n);
  if (kind_of(e, word - 1) != T_OTHERWISE) /* which is left out with its effects already */
    replace(e, MUTATE_EFFECT, token_of(e, word)->begin, end_of(e, i - 1), "");
  return i;
}

/* ---- what else stands in a sentence ---- */

/* 7d of latest(a, b) */
static size_t instant_end(const editor *e, size_t i) {
  size_t depth = 0;
  for (; i < e->to; i++) {
    int kind = kind_of(e, i);
    if (kind == T_THEN) break; /* a name elsewhere */
    if (kind == T_LPAREN)
      depth++;
    else if (kind == T_RPAREN && depth > 0)
      depth--;
    else if (kind != T_DURATION && kind != T_OF && kind != T_BEFORE && kind != T_COMMA && !is_name(e, i))
      break;
  }
  return i;
}

static void edit_target(editor *e, size_t arrow) {
  const ast_rule *r = e->m->rules[e->rule].ast;
  replace_token(e, MUTATE_TARGET, arrow + 1, other_state(e, token_of(e, arrow + 1)->text));
  if (r->kind == RULE_MAY && kind_of(e, arrow - 1) != T_OTHERWISE)
    replace(e, MUTATE_TARGET, token_of(e, arrow)->begin, end_of(e, arrow + 1), "");
}

static size_t otherwise_end(const editor *e, size_t i) {
  for (i++; i < e->to; i++) {
    int kind = kind_of(e, i);
    if (kind == T_DO) continue;
    if (kind == T_BECAUSE && kind_of(e, i - 1) == T_OTHERWISE) continue;
    if (ends_acts(kind)) break;
  }
  return i;
}

/* What a time counts from, and what it leaves out. */
static void edit_anchor(editor *e, size_t i) {
  switch (kind_of(e, i)) {
  case T_OF: replace(e, MUTATE_TIME, token_of(e, i)->begin, end_of(e, instant_end(e, i + 1) - 1), ""); break;
  case T_BEFORE: replace_token(e, MUTATE_TIME, i, "of"); break;
  case T_LATEST: replace_token(e, MUTATE_TIME, i, "earliest"); break;
  case T_EARLIEST: replace_token(e, MUTATE_TIME, i, "latest"); break;
  case T_NOT: replace(e, MUTATE_TIME, token_of(e, i)->begin, end_of(e, instant_end(e, i + 1) - 1), ""); break;
  default: break;
  }
}

static void edit_tail(editor *e, size_t *i) {
  const ast_rule *r = e->m->rules[e->rule].ast;
  switch (kind_of(e, *i)) {
  case T_ARROW: edit_target(e, *i); break;
  case T_DURATION: shift_duration(e, *i); break;
  case T_BECAUSE: replace_token(e, MUTATE_REASON, *i + 1, other_reason(e, token_of(e, *i + 1)->text)); break;
  case T_WITHIN:
  case T_FROM:
  case T_UNTIL:
    if (r->kind != RULE_MUST)
      replace(e, MUTATE_TIME, token_of(e, *i)->begin, end_of(e, instant_end(e, *i + 1) - 1), "");
    break;
  case T_OTHERWISE:
    replace(e, MUTATE_CONDITION, token_of(e, *i)->begin, end_of(e, otherwise_end(e, *i) - 1), "");
    break;
  case T_NUMBER:
    replace_token(e, MUTATE_LIMIT, *i, shifted(e, *i, 1));
    if (strcmp(token_of(e, *i)->text, "1") != 0) replace_token(e, MUTATE_LIMIT, *i, shifted(e, *i, -1));
    break;
  case T_OF:
  case T_BEFORE:
    if (r->kind != RULE_REMIND) edit_anchor(e, *i);
    break;
  case T_LATEST:
  case T_EARLIEST:
    if (kind_of(e, *i + 1) == T_LPAREN) edit_anchor(e, *i);
    break;
  case T_NOT:
    if (kind_of(e, *i + 1) == T_COUNTING) edit_anchor(e, *i);
    break;
  default: break;
  }
  (*i)++;
}

static void edit_sentence(editor *e) {
  const ast_rule *r = e->m->rules[e->rule].ast;
  size_t i = e->from;
  if (r->kind == RULE_WAITS) return;
  replace(e, MUTATE_DROP, token_of(e, i)->begin, end_of(e, e->to - 1), "");
  if (r->kind == RULE_REMIND)
    i = edit_actors(e, i + 1);
  else if (r->kind == RULE_AFTER)
    i++;
  else {
    i = r->nobody ? i + 1 : edit_actors(e, i);
    i += kind_of(e, i + 1) == T_NOT ? 2 : 1; /* may, may not, must */
    edit_acts(e, i);
  }
  while (i < e->to) {
    int kind = kind_of(e, i);
    if (kind == T_WHEN || kind == T_UNLESS)
      i = edit_condition(e, i);
    else if (kind == T_DO)
      i = edit_effects(e, i);
    else
      edit_tail(e, &i);
  }
}

/* ---- all sentences ---- */

static size_t token_from(const lexemes *l, uint32_t begin) {
  size_t low = 0, high = l->n - 1;
  while (low < high) {
    size_t mid = (low + high) / 2;
    if (l->at[mid].begin < begin)
      low = mid + 1;
    else
      high = mid;
  }
  return low;
}

const mutate_edit *mutate_edits(const compilation *c, size_t *n) {
  editor e = {.c = c, .a = c->arena, .m = c->model};
  lexemes *files = ARENA_ARRAY(c->arena, c->sources.len, lexemes);
  for (uint32_t i = 0; i < e.m->n_rules; i++) {
    const model_rule *r = &e.m->rules[i];
    e.l = &files[r->at.file];
    if (e.l->n == 0) *e.l = lexemes_read(c->arena, &c->sources, r->at.file);
    e.rule = i;
    e.process = &e.m->processes[r->process];
    e.from = token_from(e.l, r->at.begin);
    e.to = token_from(e.l, r->at.end);
    edit_sentence(&e);
  }
  *n = e.n;
  return e.edits;
}
