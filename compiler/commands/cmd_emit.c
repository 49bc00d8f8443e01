/* A policy in the language of another tool. */
#include <string.h>

#include "cmd.h"
#include "plan.h"
#include "promela.h"

static const char header[] =
    "/* A model of policy %s for the model checker Spin. Written by ombud " OMBUD_VERSION ".\n"
    " *\n"
    " * spin -a -DPROMISE=1 FILE && cc -O2 -DSAFETY -o pan pan.c && ./pan -m1000000\n"
    " *\n"
    " * PROMISE chooses from the promises, in the order of `ombud check --proofs`; or MODEL a process and a "
    "mode.\n"
    " * k[] is the whole units of time since something, r[] the order of what is beyond whole units. */\n";

/* What is the same in every model. */
static const char shared[] =
    "\n#ifndef MODEL\n#define MODEL 1\n#endif\n"
    "#ifndef SILENT\n#define SILENT 0 /* who does nothing after the opening */\n#endif\n"
    "#ifndef SEE\n#define SEE(who, what) skip\n#endif\n"
    "#ifdef WITHIN\n#define OPEN k[0] = 0; r[0] = 0\n#else\n#define OPEN skip\n#endif\n"
    "#define UNSET -32000\n#define NONE 255\n#define UNGIVEN -2147483647\n";

typedef struct models {
  promela **at;
  size_t len, cap;
} models;

static int find(const options *o, const compilation *c, models *list) {
  uint16_t process = OMBUD_NONE, mode = OMBUD_NONE;
  if (o->n_operands > 2 && (process = cmd_find_process(c, o->operands[2])) == OMBUD_NONE) return EXIT_CALL;
  if (o->for_mode != NULL && (mode = cmd_find_mode(c, o->for_mode)) == OMBUD_NONE) return EXIT_CALL;
  for (uint16_t i = 0; i < c->plan->n_processes; i++)
    for (uint8_t k = 0; k < c->plan->n_modes; k++) {
      bool exists = c->plan->processes[i].rows[(size_t)k * c->plan->processes[i].n_states].exists;
      if (!exists || (process != OMBUD_NONE && process != i) || (mode != OMBUD_NONE && mode != k)) continue;
      promela *m = promela_make(c->arena, c->plan, i, k);
      *ARENA_PUSH(c->arena, list->at, list->len, list->cap) = m;
      if (m->why == NULL) continue;
      options_wrong("process '%s' cannot be written as Promela: %s", m->words->name, m->why);
      return EXIT_RULES;
    }
  return list->len > 0 ? EXIT_FINE : options_wrong("no case of the process opens under this mode");
}

/* Numbered in the order of `check --proofs`. */
static void print_promises(const compilation *c, const models *list) {
  unsigned number = 0;
  for (size_t i = 0; i < c->plan->n_promises; i++)
    for (size_t k = 0; k < list->len; k++) {
      const promise *q = &c->plan->promises[i];
      if (!promela_is_about(list->at[k], q)) continue;
      list->at[k]->numbers[i] = ++number;
      promela_claim(list->at[k], q, number, stdout);
      printf("#define MODEL %zu\n#endif\n", k + 1);
    }
}

static int emit_all(const options *o, const compilation *c) {
  models list = {0};
  int status = find(o, c, &list);
  if (status != EXIT_FINE) return status;
  printf(header, c->words->name);
  putchar('\n');
  print_promises(c, &list);
  fputs(shared, stdout);
  for (size_t k = 0; k < list.len; k++) emit_promela(list.at[k], (unsigned)k + 1, stdout);
  return EXIT_FINE;
}

int cmd_emit(const options *o) {
  if (strcmp(o->operands[0], "promela") != 0)
    return options_wrong("nothing to emit is called '%s'; there is promela", o->operands[0]);
  compilation c;
  int status = cmd_compile_one(o, &c, o->operands[1]);
  if (status == EXIT_FINE) status = emit_all(o, &c);
  compile_end(&c);
  return status;
}
