#include <string.h>

#include "emit_api.h"
#include "emit_text.h"

/* ---- a case, and what does not depend on the action ---- */

static void emit_case(const api *x, const char *name, const ombud_process *q) {
  const char *prefix = x->symbols->prefix;
  size_t bytes = sizeof(ombud_case) + q->n_slots * sizeof(int64_t);
  fprintf(x->out, "typedef union %s_%s_case { /* %zu bytes */\n  ombud_case head;\n", prefix, name, bytes);
  fprintf(x->out, "  int64_t words[sizeof(ombud_case) / sizeof(int64_t) + %u];\n} %s_%s_case;\n\n",
          (unsigned)q->n_slots, prefix, name);
  fprintf(x->out, "typedef struct %s_%s_out {\n  %s_out room;\n  %s_call call;\n} %s_%s_out;\n\n", prefix,
          name, prefix, prefix, prefix, name);
}

static const char *mode_parameter(const api *x) {
  return x->modes ? arena_printf(x->arena, " %s_mode mode,", x->symbols->prefix) : "";
}

static void emit_calls(const api *x, const char *name, uint16_t process) {
  const char *prefix = x->symbols->prefix;
  FILE *out = x->out;
  fprintf(out, "static inline ombud_status %s_%s_open(%s_%s_case *c,%s const ombud_input *in,\n", prefix,
          name, prefix, name, mode_parameter(x));
  fprintf(out, "    ombud_time now, %s_%s_out *out) {\n", prefix, name);
  fprintf(out, "  return ombud_open(&%s_policy, &c->head, %s, %s, in, now, %s_prepare(&out->room));\n}\n",
          prefix, x->symbols->processes[process], x->modes ? "mode.number" : "0", prefix);
  fprintf(out,
          "static inline ombud_status %s_%s_step(%s_%s_case *c, const ombud_input *in, ombud_time now,\n",
          prefix, name, prefix, name);
  fprintf(out, "    %s_%s_out *out) {\n", prefix, name);
  fprintf(out, "  return ombud_step(&%s_policy, &c->head, in, now, %s_prepare(&out->room));\n}\n", prefix,
          prefix);
  fprintf(out, "static inline ombud_status %s_%s_catch_up(%s_%s_case *c, ombud_time now, %s_%s_out *out) {\n",
          prefix, name, prefix, name, prefix, name);
  fprintf(out, "  return ombud_catch_up(&%s_policy, &c->head, now, %s_prepare(&out->room));\n}\n\n", prefix,
          prefix);
}

static void emit_questions(const api *x, const char *name) {
  const char *prefix = x->symbols->prefix;
  FILE *out = x->out;
  fprintf(out, "static inline enum %s_states_%s %s_%s_state(const %s_%s_case *c) {\n", prefix, name, prefix,
          name, prefix, name);
  fprintf(out, "  return (enum %s_states_%s)c->head.state;\n}\n", prefix, name);
  fprintf(out, "static inline ombud_time %s_%s_due(const %s_%s_case *c) {\n", prefix, name, prefix, name);
  fputs("  return ombud_due(&c->head);\n}\n", out);
  fprintf(out, "static inline int %s_%s_ended(const %s_%s_case *c) {\n", prefix, name, prefix, name);
  fprintf(out, "  return ombud_ended(&%s_policy, &c->head);\n}\n", prefix);
  fprintf(out,
          "static inline ombud_status %s_%s_why(const %s_%s_case *c, const %s_%s_out *out, ombud_time now,\n",
          prefix, name, prefix, name, prefix, name);
  fprintf(
      out,
      "    ombud_why *why) {\n  return ombud_explain(&%s_policy, &c->head, &out->call.in, now, why);\n}\n\n",
      prefix);
}

/* ---- one function an action ---- */

static bool is_optional(const api *x, const api_fact *f) {
  return !f->always && x->policy->facts[f->fact].type != OMBUD_TEXT;
}

/* `TYPE NAME,`, with the * of a pointer at the name. */
static const char *parameter(const api *x, const api_fact *f) {
  const char *name = x->words->facts[f->fact].name, *type = api_fact_type(x, f->fact);
  if (is_optional(x, f)) type = arena_printf(x->arena, "%s_optional_%s", x->symbols->prefix, name);
  bool pointer = type[strlen(type) - 1] == '*';
  return arena_printf(x->arena, "%s%s%s,", type, pointer ? "" : " ", api_parameter(x, name));
}

#define WIDTH 110u /* of a line of parameters */

typedef struct flow {
  FILE *out;
  size_t column;
} flow;

static void put(flow *f, const char *text) {
  size_t len = strlen(text);
  if (f->column + 1 + len > WIDTH) {
    fputs("\n   ", f->out);
    f->column = 3;
  }
  fprintf(f->out, f->column ? " %s" : "%s", text);
  f->column += 1 + len;
}

static void emit_give(const api *x, const api_fact *f) {
  const char *name = api_parameter(x, x->words->facts[f->fact].name);
  const char *number = api_number(x->policy->facts[f->fact].type), *symbol = x->symbols->facts[f->fact];
  bool text = x->policy->facts[f->fact].type == OMBUD_TEXT;
  fprintf(x->out, "  %s_%s(call, ", x->symbols->prefix, text ? "say" : "give");
  if (text)
    fprintf(x->out, "%s, %s", symbol, name);
  else if (is_optional(x, f))
    fprintf(x->out, "%s.given, %s, %s.value%s", name, symbol, name, number);
  else
    fprintf(x->out, "true, %s, %s%s", symbol, name, number);
  fputs(");\n", x->out);
}

typedef struct doing { /* an action's functions */
  uint16_t process, number;
  const api_action *action;
  bool opens;
  const char *name; /* ACTION or open_ACTION */
} doing;

static void put_facts(const api *x, flow *f, const doing *d) {
  for (size_t i = 0; i < d->action->n_facts; i++) put(f, parameter(x, &d->action->facts[i]));
}

/* Who does it, with what: as ombud_step takes it, or a durable host. */
static void emit_ask(const api *x, const doing *d) {
  const char *prefix = x->symbols->prefix, *process = x->words->processes[d->process].name;
  flow f = {x->out, 0};
  put(&f, arena_printf(x->arena, "static inline const ombud_input *%s_%s_ask_%s(%s_actor actor,", prefix,
                       process, d->name, prefix));
  put_facts(x, &f, d);
  put(&f, arena_printf(x->arena, "%s_call *call) {\n", prefix));
  fprintf(x->out, "  %s_begin(call, actor, %s);\n", prefix, x->symbols->names[d->process][d->number]);
  for (size_t i = 0; i < d->action->n_facts; i++) emit_give(x, &d->action->facts[i]);
  fputs("  return &call->in;\n}\n", x->out);
}

/* Going through _open or _step, so that what a step is stands in one place. */
static void emit_do(const api *x, const doing *d) {
  const char *prefix = x->symbols->prefix, *process = x->words->processes[d->process].name;
  const char *function = d->opens ? d->name : api_function(x, d->name);
  bool mode = d->opens && x->modes;
  flow f = {x->out, 0};
  put(&f, arena_printf(x->arena, "static inline ombud_status %s_%s_%s(%s_%s_case *c,", prefix, process,
                       function, prefix, process));
  if (mode) put(&f, arena_printf(x->arena, "%s_mode mode,", prefix));
  put(&f, arena_printf(x->arena, "%s_actor actor,", prefix));
  put_facts(x, &f, d);
  put(&f, "ombud_time now,");
  put(&f, arena_printf(x->arena, "%s_%s_out *out) {\n", prefix, process));
  f.column = 0;
  put(&f, arena_printf(x->arena, "  return %s_%s_%s(c,%s", prefix, process, d->opens ? "open" : "step",
                       mode ? " mode," : ""));
  put(&f, arena_printf(x->arena, "%s_%s_ask_%s(actor,", prefix, process, d->name));
  for (size_t i = 0; i < d->action->n_facts; i++)
    put(&f, arena_printf(x->arena, "%s,", api_parameter(x, x->words->facts[d->action->facts[i].fact].name)));
  put(&f, "&out->call),");
  put(&f, "now, out);\n}\n");
}

static void emit_action(const api *x, uint16_t process, uint16_t number, const api_action *action,
                        bool opens) {
  const ombud_word *word = &x->words->processes[process].names[number];
  doing d = {process, number, action, opens, word->name};
  if (opens) d.name = arena_printf(x->arena, "open_%s", word->name);
  if (word->texts->lang) {
    fputs("/* ", x->out);
    api_texts(x, word->texts, word->name);
    fputs(" */\n", x->out);
  }
  emit_ask(x, &d);
  emit_do(x, &d);
}

/* The straight way, with what the process needs of it as a constant. */
static void emit_take(const api *x, uint16_t process) {
  const char *prefix = x->symbols->prefix, *name = x->words->processes[process].name;
  fprintf(x->out,
          "OMBUD_INLINE uint32_t %s_%s_take(%s_%s_case *c, const ombud_folded *in, ombud_time now) {\n",
          prefix, name, prefix, name);
  fprintf(x->out, "  return ombud_take_inline(&%s_policy, %u, &c->head, in, now);\n}\n\n", prefix,
          (unsigned)x->policy->processes[process].flags);
}

void emit_api_process(const api *x, uint16_t process) {
  const ombud_process *q = &x->policy->processes[process];
  const ombud_process_word *word = &x->words->processes[process];
  const api_process *made = &x->processes[process];
  fprintf(x->out, "/* ---- process %s: ", word->name);
  api_texts(x, word->texts, word->name);
  fputs(" ---- */\n\n", x->out);
  emit_case(x, word->name, q);
  emit_calls(x, word->name, process);
  emit_take(x, process);
  emit_questions(x, word->name);
  for (uint16_t a = 0; a < q->n_actions; a++)
    if (made->opens[a].exists) emit_action(x, process, a, &made->opens[a], true);
  for (uint16_t a = 0; a < q->n_actions; a++)
    if (made->acts[a].exists) emit_action(x, process, a, &made->acts[a], false);
  putc('\n', x->out);
  emit_api_visit(x, process);
  emit_api_process_labels(x, process);
}
