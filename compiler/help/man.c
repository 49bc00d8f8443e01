#include "man.h"

#include <ctype.h>

#include "ombud.h"
#include "roff.h"
#include "translate.h"

/* The day of the edition, which is no day of building: the same source makes the same pages. */
#define EDITION "2026-11-26"

typedef struct item {
  const char *tag, *text;
} item;

static const item variables[] = {
    {"OMBUD_LANG", N_("The language of ombud and of the texts of a policy, such as zh or en. "
                      "Where it is not set, the three below are asked, in their order.")},
    {"LC_ALL, LC_MESSAGES, LANG", N_("The locale; C and POSIX mean English.")},
    {"NO_COLOR", N_("Anything but nothing: no colours, where --color=always does not ask for them.")},
    {"TERM", N_("The terminal; none, or dumb, has no colours.")},
    {"PATH", N_("Where `ombud graph` looks for dot, of graphviz, which draws.")},
};
static const item files[] = {
    {"*.ombud", N_("Rule files: a policy, its scenarios, or what they include.")},
    {"*.md", N_("The text that a policy implements, named by its source, in which clauses are numbered.")},
};
static const item statuses[] = {
    {"0", N_("Everything is fine.")},
    {"1", N_("The rules are at fault: they do not compile, a promise is not kept, a scenario fails, too "
             "little is covered, no scenario notices a change, or a file is not laid out as `fmt --check` "
             "wants it.")},
    {"2", N_("The call is wrong, or the machine: an option that is not there, a file that cannot be read or "
             "written.")},
};
#define COUNT(list) (sizeof(list) / sizeof *(list))

/* NAME in the capitals of a title. */
static void put_title(const command *c, FILE *out) {
  fputs(".TH OMBUD", out);
  if (c != NULL) fputs("\\-", out);
  for (const char *n = c != NULL ? c->name : ""; *n; n++) putc(toupper((unsigned char)*n), out);
  fprintf(out, " 1 " EDITION " \"ombud " OMBUD_VERSION "\" \"");
  roff_text(out, _("Manual of ombud"));
  fputs("\"\n", out);
}

static void put_items(const char *heading, const item *list, size_t n, FILE *out) {
  roff_heading(out, heading);
  for (size_t i = 0; i < n; i++) {
    fputs(".TP\n.B ", out);
    roff_text(out, list[i].tag);
    putc('\n', out);
    roff_fill(out, _(list[i].text));
  }
}

static void put_choices(const option_info *opt, FILE *out) {
  for (size_t i = 0; opt->choices[i] != NULL; i++)
    fprintf(out, "%s\\fB%s\\fR", i ? "|" : "", opt->choices[i]);
}

/* What is typed is bold, what is put in its place italic, as everywhere in manuals. */
static void put_option(const option_info *opt, FILE *out) {
  bool omitted = option_is_optional(opt);
  fputs(".TP\n", out);
  if (opt->letter) fprintf(out, "\\fB\\-%c\\fR", opt->letter);
  if (opt->letter && opt->name) fputs(", ", out);
  if (opt->name) {
    fputs("\\fB\\-\\-", out);
    roff_text(out, opt->name);
    fputs("\\fR", out);
  }
  if (opt->value) fprintf(out, "%s%s", omitted ? "[" : "", opt->name ? "\\fB=\\fR" : " ");
  if (opt->value && opt->choices)
    put_choices(opt, out);
  else if (opt->value)
    fprintf(out, "\\fI%s\\fR", opt->value);
  fputs(omitted ? "]\n" : "\n", out);
  roff_fill(out, _(opt->text));
}

static void put_options(const options *o, const command *c, FILE *out) {
  roff_heading(out, _("OPTIONS"));
  for (const option_info *opt = NULL; (opt = options_next(o, c, opt)) != NULL;) put_option(opt, out);
}

static void put_name(const command *c, FILE *out) {
  roff_heading(out, _("NAME"));
  fputs("ombud", out);
  if (c != NULL) fprintf(out, "\\-%s", c->name);
  fputs(" \\-\n", out);
  roff_fill(out, c != NULL ? _(c->brief)
                           : _("compiles, proves and tests rules: who may, must and may not do what"));
}

static void put_synopsis(const command *c, FILE *out) {
  roff_heading(out, _("SYNOPSIS"));
  fputs(c != NULL ? ".B ombud " : ".B ombud\n.I ", out);
  fputs(c != NULL ? c->name : "COMMAND", out);
  fputs("\n.RI [ OPTION ]...\n", out);
  roff_text(out, c != NULL ? c->operands : "OPERAND...");
  putc('\n', out);
}

static void put_commands(const options *o, FILE *out) {
  roff_heading(out, _("COMMANDS"));
  for (size_t i = 0; i < o->n_commands; i++) {
    const command *c = &o->commands[i];
    fprintf(out, ".TP\n\\fB%s\\fR ", c->name);
    roff_text(out, c->operands);
    putc('\n', out);
    roff_fill(out, arena_printf(o->arena, _("%s."), _(c->brief)));
  }
}

static void put_warnings(const options *o, FILE *out) {
  roff_heading(out, _("WARNINGS"));
  roff_fill(out,
            _("Each has a name, by which -W turns it on and -Wno- off. `ombud --explain NAME` tells more."));
  for (int code = 0; code < DIAG_CODES; code++) {
    const diag_info *info = diag_info_of((diag_code)code);
    if (!info->warning) continue;
    fprintf(out, ".TP\n.B %s\n", info->name);
    roff_fill(out, info->on
                       ? arena_printf(o->arena, _("%s."), _(info->brief))
                       : arena_printf(o->arena, _("%s. Off, where it is not asked for."), _(info->brief)));
  }
}

static void put_see_also(const options *o, const command *c, FILE *out) {
  roff_heading(out, _("SEE ALSO"));
  if (c != NULL) {
    fputs(".BR ombud (1)\n", out);
    return;
  }
  for (size_t i = 0; i < o->n_commands; i++)
    fprintf(out, ".BR ombud\\-%s (1)%s\n", o->commands[i].name, i + 1 < o->n_commands ? "," : "");
}

static void put_description(const options *o, const command *c, FILE *out) {
  roff_heading(out, _("DESCRIPTION"));
  if (c != NULL) {
    roff_fill(out, arena_printf(o->arena, _("%s."), _(c->brief)));
    fputs(".PP\n", out);
    roff_fill(out,
              _("What holds for every command stands in ombud(1): warnings by name, environment and files."));
    return;
  }
  roff_fill(
      out,
      _("Ombud reads rules: who may, must and may not do what, by when, and what happens when nobody does "
        "anything. It compiles them to tables of C, proves what they promise, and plays scenarios."));
  fputs(".PP\n", out);
  roff_fill(out, _("Options may stand before and behind operands. What follows -- is an operand."));
}

void man_page(const options *o, const command *c, FILE *out) {
  put_title(c, out);
  put_name(c, out);
  put_synopsis(c, out);
  put_description(o, c, out);
  if (c == NULL) put_commands(o, out);
  put_options(o, c, out);
  if (c == NULL) put_warnings(o, out);
  put_items(_("EXIT STATUS"), statuses, COUNT(statuses), out);
  if (c == NULL) {
    put_items(_("ENVIRONMENT"), variables, COUNT(variables), out);
    put_items(_("FILES"), files, COUNT(files), out);
  }
  put_see_also(o, c, out);
}
