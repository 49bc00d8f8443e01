/* The whole compiler on a rule file: with all warnings and all proofs, and, where there is no error,
 * everything that is printed of a policy. */
#include "cmd.h"
#include "depfile.h"
#include "dump_tables.h"
#include "emit.h"
#include "harness.h"
#include "plan.h"

/* What is made of each policy; the names of its first process, actor and action come in where a command wants
 * them. */
static const struct printing {
  int (*run)(const options *o);
  const char *what; /* the first operand */
  options how;
  bool process, action;
} printings[] = {
    {.run = cmd_check, .how = {.proofs = true}},
    {.run = cmd_list, .what = "assumptions"},
    {.run = cmd_list, .what = "clauses"},
    {.run = cmd_list, .what = "reasons"},
    {.run = cmd_list, .what = "effects"},
    {.run = cmd_matrix, .how = {.gaps = true}},
    {.run = cmd_bounds},
    {.run = cmd_graph, .how = {.drawing = DRAWING_DOT, .prohibitions = true}},
    {.run = cmd_graph, .how = {.drawing = DRAWING_MERMAID}},
    {.run = cmd_emit, .what = "promela"},
    {.run = cmd_can, .process = true},
    {.run = cmd_why, .process = true, .action = true},
};

typedef struct names_asked {
  const char *process, *action;
} names_asked;

static void print_one(const struct printing *k, const names_asked *n) {
  options o = k->how;
  command c = {.run = k->run};
  const char *operands[4];
  o.arena = arena_new();
  o.command = &c;
  o.operands = operands;
  o.color = COLOR_NEVER;
  if (k->what != NULL) operands[o.n_operands++] = k->what;
  operands[o.n_operands++] = HARNESS_RULES;
  if (k->process) operands[o.n_operands++] = n->process;
  if (k->action) operands[o.n_operands++] = n->action;
  k->run(&o);
  arena_free(o.arena);
}

static names_asked names_of(const compilation *c, arena *a) {
  names_asked n = {0};
  if (c->policy->n_processes == 0) return n;
  const ombud_process_word *w = &c->words->processes[0];
  n.process = arena_printf(a, "%s", w->name);
  if (c->policy->n_actors > 1 && c->policy->processes[0].n_actions > 0)
    n.action = arena_printf(a, "%s %s", c->words->actors[1].name, w->names[0].name);
  return n;
}

static void emit_all(const compilation *c) {
  FILE *out = harness_nowhere();
  ast_print(c->tree, out);
  plan_print(c->plan, out);
  dump_tables(c->arena, c->policy, c->words, out);
  depfile_write(out, "it", &c->sources);
  symbols s = symbols_make(c->arena, c->policy, c->words, "it");
  if (symbols_clash(c->arena, c->policy, c->words, &s) != NULL) return;
  emission e = {c->policy, c->words, &s, out};
  emit_c(&e, c->arena);
  emit_h(&e, c->arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  harness_write(data, size);
  arena *a = arena_new();
  compilation c;
  compile_begin(&c);
  HARNESS_HOLDS(diag_set(c.diags, "all", true));
  bool fine = compile_run(&c, HARNESS_RULES, NULL, 0);
  HARNESS_HOLDS(fine == (diag_errors(c.diags) == 0));
  diag_print_text(c.diags, harness_nowhere(), true);
  diag_print_json(&(const diags *){c.diags}, 1, harness_nowhere());
  names_asked n = {0};
  if (fine) {
    n = names_of(&c, a);
    emit_all(&c);
  } else {
    ast_print(c.tree, harness_nowhere());
  }
  compile_end(&c);
  for (size_t i = 0; fine && i < sizeof printings / sizeof *printings; i++)
    if ((!printings[i].process || n.process != NULL) && (!printings[i].action || n.action != NULL))
      print_one(&printings[i], &n);
  arena_free(a);
  return 0;
}
