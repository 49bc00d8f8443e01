/* A tracefile as geninfo(1) describes it, for lcov, genhtml and the viewers that read them. */
#include <inttypes.h>
#include <string.h>

#include "cover_report.h"

typedef struct stretch { /* items of one file, and in it of one line or one rule */
  const cover_item *at;
  size_t n;
} stretch;

static bool is_covered(const cover_item *x) {
  return x->why == COVER_CAN_BE;
}

static uint64_t most(stretch s) {
  uint64_t n = 0;
  for (size_t i = 0; i < s.n; i++)
    if (is_covered(&s.at[i]) && s.at[i].count > n) n = s.at[i].count;
  return n;
}

static bool any(stretch s) {
  for (size_t i = 0; i < s.n; i++)
    if (is_covered(&s.at[i])) return true;
  return false;
}

static bool same_rule(const cover_item *x, const cover_item *y) {
  return x->of == y->of && x->point->rule == y->point->rule;
}

static bool same_line(const cover_item *x, const cover_item *y) {
  return x->at.line == y->at.line;
}

/* The first items of FROM that are all the same by SAME; they are taken off. */
static stretch take(stretch *from, bool (*same)(const cover_item *x, const cover_item *y)) {
  stretch s = {from->at, 1};
  while (s.n < from->n && same(s.at, &s.at[s.n])) s.n++;
  from->at += s.n;
  from->n -= s.n;
  return s;
}

/* "order:84 merchant may cancel": names of functions have no commas. */
static void print_name(const cover_item *x, FILE *out) {
  const ombud_words *w = x->of->of->words;
  const char *said = w->rules[x->point->rule].sentence;
  size_t len = strcspn(said, "(@");
  const char *arrow = strstr(said, " ->");
  if (arrow != NULL && (size_t)(arrow - said) < len) len = (size_t)(arrow - said);
  fprintf(out, "%s:%" PRIu32 " ", w->processes[x->point->process].name, x->at.line);
  while (len > 0 && said[len - 1] == ' ') len--;
  for (size_t i = 0; i < len; i++)
    if (said[i] != ',') fputc(said[i], out);
}

static void print_functions(stretch file, FILE *out) {
  size_t n = 0, hit = 0;
  for (stretch left = file; left.n > 0;) {
    stretch rule = take(&left, same_rule);
    if (!any(rule)) continue;
    fprintf(out, "FN:%" PRIu32 ",", rule.at->at.line);
    print_name(rule.at, out);
    fputc('\n', out);
  }
  for (stretch left = file; left.n > 0;) {
    stretch rule = take(&left, same_rule);
    if (!any(rule)) continue;
    fprintf(out, "FNDA:%" PRIu64 ",", most(rule));
    print_name(rule.at, out);
    fputc('\n', out);
    n++;
    hit += most(rule) > 0;
  }
  fprintf(out, "FNF:%zu\nFNH:%zu\n", n, hit);
}

/* A block for each thing in the line, a branch for each point about it. */
static void print_branches(stretch file, FILE *out) {
  size_t n = 0, hit = 0;
  while (file.n > 0) {
    stretch line = take(&file, same_line);
    size_t block = 0, branch = 0;
    uint32_t begin = 0;
    for (size_t i = 0; i < line.n; i++) {
      const cover_item *x = &line.at[i];
      if (!is_covered(x)) continue;
      if (branch > 0 && x->point->at.begin != begin) block++, branch = 0;
      begin = x->point->at.begin;
      fprintf(out, "BRDA:%" PRIu32 ",%zu,%zu,", x->at.line, block, branch++);
      fprintf(out, most(line) > 0 ? "%" PRIu64 "\n" : "-\n", x->count);
      n++;
      hit += x->count > 0;
    }
  }
  fprintf(out, "BRF:%zu\nBRH:%zu\n", n, hit);
}

static void print_lines(stretch file, FILE *out) {
  size_t n = 0, hit = 0;
  while (file.n > 0) {
    stretch line = take(&file, same_line);
    if (!any(line)) continue;
    fprintf(out, "DA:%" PRIu32 ",%" PRIu64 "\n", line.at->at.line, most(line));
    n++;
    hit += most(line) > 0;
  }
  fprintf(out, "LF:%zu\nLH:%zu\n", n, hit);
}

void cover_print_lcov(const cover_report *r, FILE *out) {
  for (size_t i = 0; i < r->n; i++) {
    const cover_policy *p = &r->policies[i];
    for (size_t at = 0, end; at < p->n_items; at = end) {
      for (end = at + 1; end < p->n_items && p->items[end].file == p->items[at].file;) end++;
      stretch file = {&p->items[at], end - at};
      if (!any(file)) continue;
      fprintf(out, "TN:\nSF:%s\n", p->files[p->items[at].file]->path);
      print_functions(file, out);
      print_branches(file, out);
      print_lines(file, out);
      fputs("end_of_record\n", out);
    }
  }
}
