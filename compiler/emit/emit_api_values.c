#include <inttypes.h>

#include "emit_api.h"
#include "emit_text.h"

/* ---- types ---- */

const char *api_type(const api *x, uint8_t type, uint16_t choice) {
  const char *prefix = x->symbols->prefix;
  switch ((ombud_type)type) {
  case OMBUD_YES_NO: return "bool";
  case OMBUD_NUMBER: return arena_printf(x->arena, "%s_number", prefix);
  case OMBUD_MONEY: return arena_printf(x->arena, "%s_money", prefix);
  case OMBUD_CHOICE: return arena_printf(x->arena, "%s_choice_%s", prefix, x->words->choices[choice].name);
  case OMBUD_MOMENT: return arena_printf(x->arena, "%s_moment", prefix);
  case OMBUD_TEXT: return "const char *";
  case OMBUD_ACTOR: return arena_printf(x->arena, "%s_actor", prefix);
  }
  return NULL;
}

const char *api_fact_type(const api *x, uint16_t fact) {
  return api_type(x, x->policy->facts[fact].type, x->words->fact_choices[fact]);
}

const char *api_number(uint8_t type) {
  static const char *const members[] = {
      [OMBUD_YES_NO] = "",    [OMBUD_NUMBER] = ".value", [OMBUD_MONEY] = ".minor", [OMBUD_CHOICE] = ".number",
      [OMBUD_MOMENT] = ".ms", [OMBUD_TEXT] = "",         [OMBUD_ACTOR] = ".number"};
  return members[type];
}

/* typedef struct PREFIX_NAME { TYPE MEMBER; } PREFIX_NAME; */
static void emit_wrapper(const api *x, const char *type, const char *holds, const char *member) {
  fprintf(x->out, "typedef struct %s { %s %s; } %s;\n", type, holds, member, type);
}

static void emit_wrapper_of(const api *x, const char *name, const char *holds, const char *member,
                            const char *comment) {
  const char *type = arena_printf(x->arena, "%s_%s", x->symbols->prefix, name);
  emit_wrapper(x, type, holds, member);
  fprintf(x->out, "static inline %s %s_of(%s %s) { /* %s */\n  %s it = {%s};\n  return it;\n}\n\n", type,
          type, holds, member, comment, type, member);
}

static void emit_constants(const api *x, const char *type, const char *const *numbers,
                           const ombud_word *words, size_t first, size_t n) {
  for (size_t i = first; i < n; i++)
    if (numbers[i])
      fprintf(x->out, "static const %s %s_%s = {%s};\n", type, type, api_constant(x, words[i].name),
              numbers[i]);
  putc('\n', x->out);
}

static void emit_numbered(const api *x, const char *type, const char *const *numbers, const ombud_word *words,
                          size_t first, size_t n, const char *holds) {
  emit_wrapper(x, type, holds, "number");
  emit_constants(x, type, numbers, words, first, n);
}

/* ---- facts ---- */

/* A bound so near to the outermost number follows from one between facts, which is told by itself. */
#define EDGE (INT64_MAX - 1000)

static void emit_range(const api *x, const ombud_fact *f) {
  bool low = f->lo > -EDGE, high = f->hi < EDGE;
  if (low && high)
    fprintf(x->out, ", %" PRId64 " to %" PRId64, f->lo, f->hi);
  else if (low)
    fprintf(x->out, ", %" PRId64 " or more", f->lo);
  else if (high)
    fprintf(x->out, ", at most %" PRId64, f->hi);
}

static void emit_fact(const api *x, uint16_t fact) {
  const ombud_fact *f = &x->policy->facts[fact];
  static const char *const kinds[] = {
      [OMBUD_YES_NO] = "yes or no", [OMBUD_NUMBER] = "number", [OMBUD_MONEY] = "money",
      [OMBUD_CHOICE] = "choice",    [OMBUD_MOMENT] = "moment", [OMBUD_TEXT] = "text",
      [OMBUD_ACTOR] = "actor"};
  fprintf(x->out, " *   %s: %s", x->words->facts[fact].name, kinds[f->type]);
  if (f->type == OMBUD_CHOICE) fprintf(x->out, " %s", x->words->choices[x->words->fact_choices[fact]].name);
  if (f->type == OMBUD_NUMBER || f->type == OMBUD_MONEY) emit_range(x, f);
  for (size_t i = 0; i < x->policy->n_orders; i++) {
    const ombud_order *o = &x->policy->orders[i];
    if (o->less == fact)
      fprintf(x->out, ", %s %s", o->gap ? "less than" : "at most", x->words->facts[o->more].name);
  }
  if (x->words->facts[fact].texts->lang) {
    fputs("; ", x->out);
    api_texts(x, x->words->facts[fact].texts, "");
  }
  putc('\n', x->out);
}

static void emit_facts(const api *x) {
  if (x->policy->n_facts == 0) return;
  fputs("/* Facts, which are parameters below. Outside of its range a value is OMBUD_BAD_VALUE. Of a text "
        "only that\n"
        " * it was given is kept; NULL: it was not.\n",
        x->out);
  for (uint16_t f = 0; f < x->policy->n_facts; f++) emit_fact(x, f);
  fputs(" */\n\n", x->out);
}

/* One fact that some function may leave out. A text is left out by NULL. */
static void emit_optional(const api *x, uint16_t fact) {
  const char *prefix = x->symbols->prefix, *name = x->words->facts[fact].name;
  const char *type = api_fact_type(x, fact);
  bool plain = x->policy->facts[fact].type == OMBUD_YES_NO;
  fprintf(x->out, "typedef struct %s_optional_%s { bool given; %s value; } %s_optional_%s;\n", prefix, name,
          type, prefix, name);
  fprintf(x->out, "static const %s_optional_%s %s_without_%s = {false, %s};\n", prefix, name, prefix, name,
          plain ? "false" : "{0}");
  fprintf(x->out, "static inline %s_optional_%s %s_with_%s(%s value) {\n", prefix, name, prefix, name, type);
  fprintf(x->out, "  %s_optional_%s it = {true, value};\n  return it;\n}\n\n", prefix, name);
}

static void emit_optionals(const api *x) {
  bool first = true;
  for (uint16_t f = 0; f < x->policy->n_facts; f++) {
    if (!x->optional[f] || x->policy->facts[f].type == OMBUD_TEXT) continue;
    if (first)
      fputs("/* Facts that an action gives in some states or modes only, or by some actors: with, or "
            "without. */\n",
            x->out);
    first = false;
    emit_optional(x, f);
  }
}

/* ---- calls ---- */

static void emit_call(const api *x) {
  const char *prefix = x->symbols->prefix;
  FILE *out = x->out;
  fprintf(out, "/* Who does what, and the facts given: the last call, kept beside what came of it. */\n");
  fprintf(out, "typedef struct %s_call {\n  ombud_input in; /* points to .given */\n", prefix);
  fprintf(out, "  ombud_given given[%zu];\n", x->most_facts);
  if (x->uses[OMBUD_TEXT])
    fprintf(out, "  const char *contents[%zu]; /* of those that are texts; the caller's. NULL: none */\n",
            x->most_facts);
  fprintf(out, "} %s_call;\n\n", prefix);
  fprintf(out, "static inline void %s_begin(%s_call *call, %s_actor actor, uint16_t action) {\n", prefix,
          prefix, prefix);
  fputs("  call->in.given = call->given;\n  call->in.n_given = 0;\n  call->in.actor = actor.number;\n"
        "  call->in.action = action;\n}\n\n",
        out);
  fprintf(out, "static inline void %s_give(%s_call *call, bool given, uint16_t fact, int64_t value) {\n",
          prefix, prefix);
  fprintf(out, "  if (!given%s) return;\n",
          x->most_facts > UINT8_MAX ? " || call->in.n_given == UINT8_MAX" : "");
  if (x->uses[OMBUD_TEXT]) fputs("  call->contents[call->in.n_given] = NULL;\n", out);
  fputs(
      "  call->given[call->in.n_given].fact = fact;\n  call->given[call->in.n_given++].value = value;\n}\n\n",
      out);
  if (!x->uses[OMBUD_TEXT]) return;
  fprintf(out, "static inline void %s_say(%s_call *call, uint16_t fact, const char *text) {\n", prefix,
          prefix);
  fprintf(out, "  %s_give(call, text != NULL, fact, 1);\n", prefix);
  fputs("  if (text) call->contents[call->in.n_given - 1] = text;\n}\n\n", out);
}

void emit_api_values(const api *x) {
  const ombud_words *w = x->words;
  const symbols *s = x->symbols;
  const char *prefix = s->prefix;
  fputs("/* ---- values, each kind of a type of its own ---- */\n\n", x->out);
  emit_numbered(x, arena_printf(x->arena, "%s_actor", prefix), s->actors, w->actors, 1, x->policy->n_actors,
                "uint8_t");
  if (x->modes)
    emit_numbered(x, arena_printf(x->arena, "%s_mode", prefix), s->modes, w->modes, 0, x->policy->n_modes,
                  "uint8_t");
  for (uint16_t i = 0; i < w->n_choices; i++)
    emit_numbered(x, api_type(x, OMBUD_CHOICE, i), s->options[i], w->choices[i].options, 0,
                  w->choices[i].n_options, "uint16_t");
  const char *unit =
      *w->currency ? arena_printf(x->arena, "in minor units of %s", w->currency) : "in minor units";
  if (x->uses[OMBUD_MONEY]) emit_wrapper_of(x, "money", "int64_t", "minor", unit);
  if (x->uses[OMBUD_NUMBER]) emit_wrapper_of(x, "number", "int64_t", "value", "a whole number");
  if (x->uses[OMBUD_MOMENT]) emit_wrapper_of(x, "moment", "ombud_time", "ms", "milliseconds, as NOW is");
  emit_facts(x);
  emit_optionals(x);
  emit_call(x);
}
