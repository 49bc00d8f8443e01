/* JUnit's XML, as build servers read it: a suite for each policy, a case for each story. No times are given,
 * so that the same stories give the same bytes. */
#include <inttypes.h>
#include <string.h>

#include "diag_show.h"
#include "story_print.h"
#include "story_words.h"

/* XML 1.0 has no controls but these three, and neither U+FFFE nor U+FFFF. */
static bool is_xml(uint32_t c, size_t n) {
  if (n == 1 && c >= 0x80) return false; /* a stray byte */
  return (c >= 0x20 && c != 0xFFFE && c != 0xFFFF) || c == '\t' || c == '\n' || c == '\r';
}

static void print_escaped(FILE *out, const char *text) {
  size_t len = strlen(text);
  for (size_t i = 0; i < len;) {
    uint32_t c;
    size_t n = source_char(text + i, len - i, &c);
    if (!is_xml(c, n))
      fputs("\xEF\xBF\xBD", out);
    else if (strchr("<>&\"\t\n\r", (int)(n == 1 ? c : 'x')))
      fprintf(out, "&#%" PRIu32 ";", c);
    else
      fwrite(text + i, 1, n, out);
    i += n;
  }
}

static void print_attribute(FILE *out, const char *name, const char *text) {
  fprintf(out, " %s=\"", name);
  print_escaped(out, text);
  fputc('"', out);
}

static void print_failure(const story_run *r, const story *s, FILE *out) {
  size_t n;
  const story_line *lines = story_timeline(s, r->lang, &n);
  fputs("      <failure type=\"scenario\"", out);
  print_attribute(out, "message", story_fault_words(s));
  fputs(">\n", out);
  for (size_t i = 0; i < n; i++) {
    print_escaped(out, lines[i].text);
    fputc('\n', out);
  }
  fputs("      </failure>\n", out);
}

static void print_case(const story_run *r, const story *s, FILE *out) {
  story_place at = story_begins(s);
  fputs("    <testcase", out);
  print_attribute(out, "name", story_name(s, r->lang));
  print_attribute(out, "classname", arena_printf(r->arena, "%s: %s", s->of->words->name, story_about(s)));
  print_attribute(out, "file", at.path);
  fprintf(out, " line=\"%" PRIu32 "\"", at.at.line);
  if (s->n_faults == 0) {
    fputs("/>\n", out);
    return;
  }
  fputs(">\n", out);
  print_failure(r, s, out);
  fputs("    </testcase>\n", out);
}

static void print_suite(const story_run *r, const story_suite *u, FILE *out) {
  fputs("  <testsuite", out);
  print_attribute(out, "name", u->path);
  fprintf(out, " tests=\"%zu\" failures=\"%zu\" errors=\"%d\">\n", u->n + u->broken, u->n_failed, u->broken);
  const cover_policy *p = r->coverage == NULL || u->broken ? NULL : cover_policy_of(r->coverage, u->of);
  if (p != NULL) cover_print_properties(r->coverage, p, "    ", out);
  for (size_t i = 0; i < u->n; i++) print_case(r, &u->stories[i], out);
  if (u->broken) {
    fputs("    <testcase name=\"rules\"", out);
    print_attribute(out, "classname", u->path);
    fputs(">\n      <error message=\"the rules are in error\"/>\n    </testcase>\n", out);
  }
  fputs("  </testsuite>\n", out);
}

void story_print_junit(const story_run *r, FILE *out) {
  fprintf(out,
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites tests=\"%zu\" failures=\"%zu\" "
          "errors=\"%zu\">\n",
          r->n + r->n_broken, r->n_failed, r->n_broken);
  for (size_t i = 0; i < r->n_suites; i++) print_suite(r, &r->suites[i], out);
  fputs("</testsuites>\n", out);
}
