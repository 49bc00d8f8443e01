#include "man.h"

#include <ctype.h>

#include "ombud.h"
#include "translate.h"

/* Text as troff takes it: a backslash is itself, `-` is what is typed and no hyphen, and no line begins with
 * a dot or an apostrophe, which would make it a request. */
static void put(FILE *out, const char *text) {
  bool first = true;
  for (const char *c = text; *c; c++) {
    if (first && (*c == '.' || *c == '\'')) fputs("\\&", out);
    first = *c == '\n';
    if (*c == '\\')
      fputs("\\e", out);
    else if (*c == '-')
      fputs("\\-", out);
    else
      putc(*c, out);
  }
}

static void put_bold(FILE *out, const char *text) {
  fputs("\\fB", out);
  put(out, text);
  fputs("\\fR", out);
}

static void section(FILE *out, const char *title) {
  fputs(".SH \"", out);
  put(out, title);
  fputs("\"\n", out);
}

static void term(FILE *out, const char *name, const char *text) {
  fputs(".TP\n", out);
  put_bold(out, name);
  putc('\n', out);
  put(out, text);
  putc('\n', out);
}

static void heading(const command *c, FILE *out) {
  fputs(".TH OMBUD", out);
  if (c) putc('-', out);
  for (const char *n = c ? c->name : ""; *n; n++) putc(toupper((unsigned char)*n), out);
  /* No date: the page is made from the program, and the same program makes the same page. */
  fputs(" 1 \"\" \"ombud " OMBUD_VERSION "\" \"ombud\"\n", out);
  section(out, _("NAME"));
  fprintf(out, "ombud%s%s \\- ", c ? "\\-" : "", c ? c->name : "");
  put(out, c ? _(c->brief) : _("rules of who may, must and may not do what, and by when"));
  putc('\n', out);
  section(out, _("SYNOPSIS"));
  put_bold(out, "ombud");
  putc(' ', out);
  if (c) put_bold(out, c->name);
  put(out, c ? " [OPTION]... " : "COMMAND [OPTION]... OPERAND...");
  put(out, c ? c->operands : "");
  putc('\n', out);
}

static void list_commands(const options *o, FILE *out) {
  section(out, _("COMMANDS"));
  for (size_t i = 0; i < o->n_commands; i++) {
    const command *c = &o->commands[i];
    fputs(".TP\n", out);
    put_bold(out, c->name);
    putc(' ', out);
    put(out, c->operands);
    putc('\n', out);
    put(out, _(c->brief));
    putc('\n', out);
  }
}

static void list_warnings(FILE *out) {
  section(out, _("WARNINGS"));
  for (int code = 0; code < DIAG_CODES; code++) {
    const diag_info *info = diag_info_of((diag_code)code);
    if (!info->warning) continue;
    term(out, info->name, _(info->brief));
    if (!info->on) fprintf(out, "%s\n", _("Off unless it is turned on."));
  }
}

static void see_also(const options *o, const command *c, FILE *out) {
  section(out, _("SEE ALSO"));
  if (c) fputs("\\fBombud\\fR(1)\n", out);
  for (size_t i = 0; !c && i < o->n_commands; i++)
    fprintf(out, "\\fBombud\\-%s\\fR(1)%s\n", o->commands[i].name, i + 1 < o->n_commands ? "," : "");
}

void man_page(const options *o, const command *c, FILE *out) {
  bool rules = false; /* whether it reads rule files, and so warns */
  heading(c, out);
  if (!c) list_commands(o, out);
  section(out, _("OPTIONS"));
  for (const option_info *opt = NULL; (opt = options_next(o, c, opt));) {
    rules = rules || opt->letter == 'W';
    term(out, option_shown(o, opt), _(opt->text));
  }
  if (rules) list_warnings(out);
  section(out, _("EXIT STATUS"));
  term(out, "0", _("All is fine."));
  term(out, "1", _("The rules are at fault."));
  term(out, "2", _("The call or the machine is."));
  section(out, _("ENVIRONMENT"));
  term(out, "OMBUD_LANG", _("The language that ombud speaks, before that of the locale."));
  see_also(o, c, out);
}
