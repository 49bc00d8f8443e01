#include "graph.h"

/* A label is of graphviz' kind that looks like HTML: small lines stand in it beside big ones. */
static void put_text(const char *text, FILE *out) {
  for (; *text != '\0'; text++) switch (*text) {
    case '&': fputs("&amp;", out); break;
    case '<': fputs("&lt;", out); break;
    case '>': fputs("&gt;", out); break;
    case '"': fputs("&quot;", out); break;
    default: fputc(*text, out);
    }
}

/* In a table's cell, whose margin keeps it off the edge beside it. */
static void put_lines(const graph_lines *l, FILE *out) {
  fputs("<TABLE BORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"4\"><TR><TD BALIGN=\"LEFT\">", out);
  for (size_t i = 0; i < l->n; i++) {
    if (i > 0) fputs("<BR/>", out);
    put_text(l->at[i], out);
  }
  fputs("</TD></TR></TABLE>", out);
}

/* What happens within a state, in small letters below its name. */
static void put_stays(const graph_lines *l, const char *color, FILE *out) {
  if (l->n == 0) return;
  fprintf(out, "<FONT POINT-SIZE=\"9\" COLOR=\"%s\">", color);
  for (size_t i = 0; i < l->n; i++) {
    put_text(l->at[i], out);
    fputs("<BR ALIGN=\"LEFT\"/>", out);
  }
  fputs("</FONT>", out);
}

static void put_state(uint16_t s, const graph_state *t, FILE *out) {
  if (s == 0) {
    fputs("  s0 [shape=circle, style=filled, fillcolor=\"#333333\", width=0.16, label=\"\"]\n", out);
  } else {
    fprintf(out, "  s%u [%slabel=<", s, t->end ? "peripheries=2, fillcolor=\"#eeeeee\", " : "");
    put_text(t->label, out);
    if (t->stays[GRAPH_ACTION].n + t->stays[GRAPH_DEADLINE].n > 0) fputs("<BR/>", out);
    put_stays(&t->stays[GRAPH_ACTION], "#333333", out);
    put_stays(&t->stays[GRAPH_DEADLINE], "#8a5508", out);
    fputs(">]\n", out);
  }
  if (t->denied.n == 0) return;
  fprintf(out,
          "  n%u [shape=note, color=\"#c0392b\", fontcolor=\"#c0392b\", fillcolor=\"#fdf3f2\", fontsize=9, "
          "label=<",
          s);
  put_lines(&t->denied, out);
  fprintf(out, ">]\n  s%u -> n%u [style=dotted, arrowhead=none, color=\"#c0392b\"]\n", s, s);
}

static void put_edge(const graph_edge *e, FILE *out) {
  const char *style =
      e->kind == GRAPH_DEADLINE ? "style=dashed, color=\"#a0660b\", fontcolor=\"#8a5508\", " : "";
  fprintf(out, "  s%u -> s%u [%slabel=<", e->from, e->to, style);
  put_lines(&e->lines, out);
  fputs(">]\n", out);
}

/* A graph of its own for each: in a box within one graph dot lets labels stick out of it. */
static void put_graph(size_t d, const graph *g, FILE *out) {
  fprintf(out, "digraph d%zu {\n", d);
  /* The first font that is there is taken, and for Chinese one that has it. */
  fputs(
      "  graph [fontname=\"Helvetica,Arial,Noto Sans CJK SC,sans-serif\", fontsize=14, labelloc=t, "
      "labeljust=l,\n"
      "         ranksep=0.45, nodesep=0.35, pad=0.2]\n"
      "  node [shape=box, style=\"rounded,filled\", fillcolor=\"#eaf2fb\", color=\"#5b7fa6\",\n"
      "        fontname=\"Helvetica,Arial,Noto Sans CJK SC,sans-serif\", fontsize=12, margin=\"0.16,0.08\"]\n"
      "  edge [fontname=\"Helvetica,Arial,Noto Sans CJK SC,sans-serif\", fontsize=10, color=\"#555555\",\n"
      "        arrowsize=0.7]\n"
      "  label=<<B>",
      out);
  put_text(g->title, out);
  fputs("</B>>\n", out);
  for (uint16_t s = 0; s < g->n_states; s++)
    if (g->states[s].drawn) put_state(s, &g->states[s], out);
  for (size_t i = 0; i < g->n_edges; i++) put_edge(&g->edges[i], out);
  fputs("}\n", out);
}

void graph_dot(const graph *list, size_t n, FILE *out) {
  for (size_t d = 0; d < n; d++) put_graph(d, &list[d], out);
}
