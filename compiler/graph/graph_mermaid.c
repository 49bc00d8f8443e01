#include "graph.h"

/* A flow chart, since Mermaid's state diagrams know no dashed edges. In quotes a label may hold anything but
 * quotes themselves, and what looks like an entity of Mermaid's (#…;) or of HTML. */
static void put_text(const char *text, FILE *out) {
  for (; *text != '\0'; text++) switch (*text) {
    case '"': fputs("#quot;", out); break;
    case '#': fputs("#35;", out); break;
    case '&': fputs("#amp;", out); break;
    case '<': fputs("#lt;", out); break;
    case '>': fputs("#gt;", out); break;
    case '`': fputs("#96;", out); break; /* in front it would make Markdown of the label */
    default: fputc(*text, out);
    }
}

static void put_lines(const graph_lines *l, const char *first, FILE *out) {
  for (size_t i = 0; i < l->n; i++) {
    fputs(i > 0 ? "<br/>" : first, out);
    put_text(l->at[i], out);
  }
}

static void put_state(size_t d, const graph *g, uint16_t s, FILE *out) {
  const graph_state *t = &g->states[s];
  if (s == 0) {
    fprintf(out, "    d%zu_s0((\" \")):::start\n", d);
  } else {
    fprintf(out, "    d%zu_s%u%s\"", d, s, t->end ? "([" : "(");
    put_text(t->label, out);
    put_lines(&t->stays[GRAPH_ACTION], "<br/>", out);
    put_lines(&t->stays[GRAPH_DEADLINE], "<br/>", out);
    fprintf(out, "\"%s\n", t->end ? "]):::final" : ")");
  }
  if (t->denied.n == 0) return;
  fprintf(out, "    d%zu_n%u[\"", d, s);
  put_lines(&t->denied, "", out);
  fprintf(out, "\"]:::denied\n    d%zu_s%u -.- d%zu_n%u\n", d, s, d, s);
}

void graph_mermaid(const graph *list, size_t n, FILE *out) {
  fputs("flowchart TB\n", out);
  for (size_t d = 0; d < n; d++) {
    const graph *g = &list[d];
    fprintf(out, "  subgraph d%zu[\"", d);
    put_text(g->title, out);
    fputs("\"]\n    direction TB\n", out);
    for (uint16_t s = 0; s < g->n_states; s++)
      if (g->states[s].drawn) put_state(d, g, s, out);
    for (size_t i = 0; i < g->n_edges; i++) {
      const graph_edge *e = &g->edges[i];
      fprintf(out, "    d%zu_s%u %s|\"", d, e->from, e->kind == GRAPH_DEADLINE ? "-.->" : "-->");
      put_lines(&e->lines, "", out);
      fprintf(out, "\"| d%zu_s%u\n", d, e->to);
    }
    fputs("  end\n", out);
  }
  fputs("  classDef start fill:#333,stroke:#333\n"
        "  classDef final fill:#eee,stroke-width:3px\n"
        "  classDef denied fill:#fdf3f2,stroke:#c0392b,color:#c0392b\n",
        out);
}
