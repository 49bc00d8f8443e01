/* The script for bash, 3.2 and newer; the package bash-completion is not needed. Its data are functions with
 * a `case`, as bash 3.2 has no arrays by name; share/completion.bash is what is the same in every script. */
#include "completion.h"

static const char shared[] =
#include "share/completion.bash.inc"
    ;

static void put_kind(FILE *out, const slot *s) {
  static const char *const kinds[] = {
      [SLOT_ANY] = "any",         [SLOT_FILE] = "file", [SLOT_DIR] = "directory",   [SLOT_POLICY] = "policy",
      [SLOT_WARNING] = "warning", [SLOT_CODE] = "code", [SLOT_COMMAND] = "command", [SLOT_WORDS] = ""};
  fputs(kinds[s->kind], out);
  if (s->kind != SLOT_WORDS) return;
  for (size_t i = 0; s->words[i] != NULL; i++) fprintf(out, "%s%s", i ? " " : "", s->words[i]);
}

static const char *name_of(const command *c) {
  return c != NULL ? c->name : "";
}

/* The options of a command as they are offered: one whose value may be left out in both ways. */
static void put_names(const options *o, const command *c, FILE *out) {
  fprintf(out, "  '%s') names='", name_of(c));
  for (const option_info *opt = NULL; (opt = options_next(o, c, opt)) != NULL;) {
    if (opt->letter) fprintf(out, " -%c", opt->letter);
    if (opt->name && (!opt->value || option_is_optional(opt))) fprintf(out, " --%s", opt->name);
    if (opt->name && opt->value) fprintf(out, " --%s=", opt->name);
  }
  fputs("' ;;\n", out);
}

static void put_values(const options *o, const command *c, FILE *out) {
  for (const option_info *opt = NULL; (opt = options_next(o, c, opt)) != NULL;) {
    if (!opt->value) continue;
    slot s = slot_of_value(o, opt);
    if (s.kind == SLOT_ANY) continue;
    fprintf(out, "  '%s ", name_of(c));
    if (opt->letter) fprintf(out, "-%c", opt->letter);
    if (opt->name) fprintf(out, "--%s", opt->name);
    fputs("') kind='", out);
    put_kind(out, &s);
    fputs("' ;;\n", out);
  }
}

static void put_operands(const options *o, const command *c, FILE *out) {
  slot s = {0};
  fprintf(out, "  %s) kinds=(", c->name);
  const char *lead = "";
  for (const char *at = c->operands; slot_next(o, c, &at, &s); lead = " ") {
    fprintf(out, "%s'", lead);
    put_kind(out, &s);
    putc('\'', out);
  }
  fprintf(out, ") repeated=%s ;;\n", s.repeated ? "yes" : "");
}

static void put_words(const options *o, FILE *out) {
  fputs("_ombud_commands='", out);
  for (size_t i = 0; i < o->n_commands; i++) fprintf(out, "%s%s", i ? " " : "", o->commands[i].name);
  fputs("'\n_ombud_warnings='", out);
  completion_warnings(out, " ", "");
  fputs("'\n_ombud_codes='", out);
  completion_codes(out, " ", "");
  fputs("'\n_ombud_waiting='", out);
  completion_waiting(o, out, (waiting_form){true, " ", "", ""});
  fputs("'\n", out);
}

/* For each command and, where WITH_TOP, for ombud without one. */
static void put_case(const options *o, FILE *out, const char *head, bool with_top,
                     void (*put)(const options *o, const command *c, FILE *out)) {
  fputs(head, out);
  if (with_top) put(o, NULL, out);
  for (size_t i = 0; i < o->n_commands; i++) put(o, &o->commands[i], out);
  fputs("  esac\n}\n", out);
}

void completion_bash(const options *o, FILE *out) {
  fprintf(out, "# %s\n# shellcheck shell=bash disable=SC2034,SC2207,SC2206\n\n",
          "Completion of ombud for bash: load it with `source`. Written by `ombud completion bash`.");
  put_words(o, out);
  put_case(o, out, "\n_ombud_names() { # COMMAND\n  case $1 in\n", true, put_names);
  put_case(o, out, "\n_ombud_value() { # COMMAND OPTION\n  case \"$1 $2\" in\n", true, put_values);
  put_case(o, out, "\n_ombud_operands() { # COMMAND\n  case $1 in\n", false, put_operands);
  fputs(shared, out);
}
