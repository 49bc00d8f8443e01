#include <inttypes.h>

#include "cmd.h"
#include "dump_tables.h"
#include "plan.h"

static size_t count_promises(const ast *tree) {
  size_t n = 0;
  for (size_t i = 0; i < tree->items.len; i++) n += tree->items.at[i]->kind == ITEM_PROMISE;
  return n;
}

static void report_fine(const compilation *c, const char *path) {
  const ombud_words *w = c->words;
  printf("%s: fine (policy %s, %" PRIu32 " %s)\n", path, w->name, w->n_rules,
         w->n_rules == 1 ? "rule" : "rules");
  size_t promises = count_promises(c->tree);
  if (promises)
    printf("%s: %zu %s read, not yet proved\n", path, promises, promises == 1 ? "promise" : "promises");
}

/* The tree is there as far as it could be made out, plan and tables only where there are no errors. */
static void print_form(const compilation *c, dump form) {
  switch (form) {
  case DUMP_NONE: break;
  case DUMP_AST: ast_print(c->tree, stdout); break;
  case DUMP_PLAN:
    if (c->plan) plan_print(c->plan, stdout);
    break;
  case DUMP_TABLES:
    if (c->policy) dump_tables(c->policy, c->words, stdout);
    break;
  }
}

int cmd_check(const options *o) {
  compilation *list = ARENA_ARRAY(o->arena, o->n_operands, compilation);
  int *statuses = ARENA_ARRAY(o->arena, o->n_operands, int);
  int worst = cmd_compile(o, list, o->operands, o->n_operands, statuses);
  for (size_t i = 0; i < o->n_operands; i++) {
    print_form(&list[i], o->dump);
    if (statuses[i] == EXIT_FINE && o->dump == DUMP_NONE) report_fine(&list[i], o->operands[i]);
    compile_end(&list[i]);
  }
  return worst;
}
