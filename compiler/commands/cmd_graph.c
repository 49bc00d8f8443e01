/* Draws the states, who does what, and what happens by itself. */
#include "cmd.h"
#include "graph.h"

static int draw(const options *o, const compilation *c) {
  graph_wish wish = {OMBUD_NONE, OMBUD_NONE, o->prohibitions, cmd_language()};
  if (o->n_operands > 1 && (wish.process = cmd_find_process(c, o->operands[1])) == OMBUD_NONE)
    return EXIT_CALL;
  if (o->for_mode != NULL && (wish.mode = cmd_find_mode(c, o->for_mode)) == OMBUD_NONE) return EXIT_CALL;
  size_t n;
  const graph *list = graph_make(c->plan, c->policy, &wish, &n);
  if (n == 0) return options_wrong("no case of the process opens under this mode");
  switch (o->drawing) {
  case DRAWING_DOT: graph_dot(list, n, stdout); break;
  case DRAWING_MERMAID: graph_mermaid(list, n, stdout); break;
  case DRAWING_SVG: return graph_svg(c->arena, list, n, stdout) ? EXIT_FINE : EXIT_CALL;
  }
  return EXIT_FINE;
}

int cmd_graph(const options *o) {
  compilation c;
  int status = cmd_compile_one(o, &c, o->operands[0]);
  if (status == EXIT_FINE) status = draw(o, &c);
  compile_end(&c);
  return status;
}
