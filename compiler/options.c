#include "options.h"

#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include "diag_show.h"
#include "translate.h"

typedef enum option_id {
  OPT_TABLES,
  OPT_HEADER,
  OPT_PREFIX,
  OPT_DEPFILE,
  OPT_DEPTARGET,
  OPT_STDOUT,
  OPT_DUMP,
  OPT_PROOFS,
  OPT_MUTATE,
  OPT_GAPS,
  OPT_FORMAT,
  OPT_FILTER,
  OPT_DRAWING,
  OPT_PROHIBITIONS,
  OPT_FMT_CHECK,
  OPT_COVER,
  OPT_LCOV,
  OPT_COVER_MIN,
  OPT_FOR,
  OPT_IN,
  OPT_ACTOR,
  OPT_GIVEN,
  OPT_SINCE,
  OPT_AFTER,
  OPT_STORE,
  OPT_STORE_FORMAT,
  OPT_ALSO,
  OPT_GIVES,
  OPT_CASE_MODE,
  OPT_KEY,
  OPT_WHO,
  OPT_DIR,
  OPT_WARNING,
  OPT_DIAGNOSTICS,
  OPT_COLOR,
  OPT_EXPLAIN,
  OPT_MAN,
  OPT_VERSION,
  OPT_HELP
} option_id;

static const char *const dumps[] = {"ast", "plan", "tables", NULL};
static const char *const colors[] = {"auto", "always", "never", NULL};
static const char *const formats[] = {"text", "json", NULL};
static const char *const drawings[] = {"svg", "dot", "mermaid", NULL};
static const char *const covers[] = {"summary", "listing", NULL};
static const char *const reports[] = {"text", "tap", "junit", "json", NULL};

static const option_info table[] = {
    [OPT_TABLES] = {'o', NULL, "FILE", NULL, FOR_BUILD, N_("write the tables as C to FILE")},
    [OPT_HEADER] = {'H', NULL, "FILE", NULL, FOR_BUILD,
                    N_("write the C and C++ header for programs to FILE")},
    [OPT_PREFIX] = {0, "prefix", "NAME", NULL, FOR_BUILD,
                    N_("begin names in C with NAME; else the policy's name")},
    [OPT_DEPFILE] = {0, "depfile", "FILE", NULL, FOR_BUILD,
                     N_("write to FILE, for make, which files were read")},
    [OPT_DEPTARGET] = {0, "deptarget", "NAME", NULL, FOR_BUILD, N_("the target in it; else the FILE of -o")},
    [OPT_STDOUT] = {0, "stdout", NULL, NULL, FOR_BUILD, N_("print the tables as C")},
    [OPT_DUMP] = {0, "dump", "FORM", dumps, FOR_CHECK, N_("print a form that the policy goes through")},
    [OPT_PROOFS] = {0, "proofs", NULL, NULL, FOR_CHECK, N_("list every promise with its verdict")},
    [OPT_FORMAT] = {0, "format", "FORMAT", reports, FOR_TEST,
                    N_("how it is told what passed and what failed")},
    [OPT_FILTER] = {0, "filter", "TEXT", NULL, FOR_TEST,
                    N_("only scenarios with TEXT in their name or process")},
    [OPT_COVER] = {0, "cover", "[FORM]", covers, FOR_TEST,
                   N_("tell what of the rules the scenarios show, and what is missing")},
    [OPT_LCOV] = {0, "lcov", "FILE", NULL, FOR_TEST, N_("write that to FILE, as a tracefile of lcov")},
    [OPT_COVER_MIN] = {0, "cover-min", "PERCENT", NULL, FOR_TEST, N_("fail where less than that is shown")},
    [OPT_MUTATE] = {0, "mutate", NULL, NULL, FOR_TEST,
                    N_("change every sentence in small ways, and tell which changes no scenario notices")},
    [OPT_GAPS] = {0, "gaps", NULL, NULL, FOR_MATRIX,
                  N_("mark what no rule speaks of, though the actor may do it elsewhere")},
    [OPT_DRAWING] = {0, "format", "FORMAT", drawings, FOR_GRAPH,
                     N_("what is written; svg needs the program dot, of graphviz")},
    [OPT_PROHIBITIONS] = {0, "prohibitions", NULL, NULL, FOR_GRAPH, N_("draw who may not do what, and why")},
    [OPT_FMT_CHECK] = {0, "check", NULL, NULL, FOR_FMT,
                       N_("write nothing, and fail where a file would change")},
    [OPT_FOR] = {0, "for", "MODE", NULL,
                 FOR_WHY | FOR_CAN | FOR_MATRIX | FOR_BOUNDS | FOR_EMIT | FOR_GRAPH | FOR_PLAY,
                 N_("only under this mode")},
    [OPT_IN] = {0, "in", "STATE", NULL, FOR_WHY | FOR_CAN | FOR_MATRIX, N_("only in this state")},
    [OPT_ACTOR] = {0, "actor", "ACTOR", NULL, FOR_MATRIX, N_("only what this actor does")},
    [OPT_GIVEN] =
        {0, "given", "FACT=VALUE", NULL, FOR_WHY | FOR_CAN,
         N_("suppose this of the case, or as given by the action; a moment as time after the entry")},
    [OPT_SINCE] = {0, "since", "NAME=TIME", NULL, FOR_WHY | FOR_CAN,
                   N_("suppose that this action or event was so long before the entry; else it was then")},
    [OPT_AFTER] = {0, "after", "TIME", NULL, FOR_WHY | FOR_CAN,
                   N_("ask so long after the case has entered the state")},
    [OPT_STORE] = {0, "store", "URL", NULL, FOR_STORES,
                   N_("where cases are kept: sqlite:FILE or postgresql://HOST/NAME; else the environment's "
                      "OMBUD_STORE")},
    [OPT_STORE_FORMAT] = {0, "format", "FORMAT", formats, FOR_STORES, N_("lines for people, or JSON")},
    [OPT_ALSO] = {0, "also", "FILE", NULL, FOR_STORES, N_("rules that open cases of this store go by, too")},
    [OPT_GIVES] = {0, "given", "FACT=VALUE", NULL, FOR_CASE,
                   N_("a fact that the action gives; a moment as 2026-11-27T12:05:00Z")},
    [OPT_CASE_MODE] = {0, "for", "MODE", NULL, FOR_CASE, N_("open it under this mode")},
    [OPT_KEY] = {0, "key", "KEY", NULL, FOR_CASE,
                 N_("name the command: done again under this name it does nothing, and tells the same")},
    [OPT_WHO] = {0, "who", "NAME", NULL, FOR_CASE | FOR_STORE, N_("who it was, for the history")},
    [OPT_DIR] = {'I', NULL, "DIR", NULL, FOR_RULES, N_("look for included files in DIR too")},
    [OPT_WARNING] = {'W', NULL, "NAME", NULL, FOR_RULES,
                     N_("turn a warning on; -Wno-NAME: off; -Wall: every one; -Werror: warnings are errors")},
    [OPT_DIAGNOSTICS] = {0, "diagnostics", "FORMAT", formats, FOR_RULES | FOR_FMT,
                         N_("how what is wrong is told")},
    [OPT_COLOR] = {0, "color", "WHEN", colors, FOR_RULES | FOR_FMT, N_("colours; auto: on a terminal")},
    [OPT_EXPLAIN] = {0, "explain", "CODE", NULL, FOR_TOP,
                     N_("what a diagnostic (E203) or warning (unused) means, and what to do")},
    [OPT_MAN] = {0, "man", NULL, NULL, FOR_HELP, N_("write it as a man page")},
    [OPT_VERSION] = {0, "version", NULL, NULL, FOR_TOP, N_("print the version")},
    [OPT_HELP] = {'h', "help", NULL, NULL, FOR_ALL, N_("print this")},
};
#define N_OPTIONS (sizeof table / sizeof table[0])

/* A value in brackets may be left out: then the first choice is meant. One that is there is attached with
 * `=`. */
bool option_is_optional(const option_info *o) {
  return o->value != NULL && o->value[0] == '[';
}

int options_wrong(const char *format, ...) {
  va_list args;
  arena *a = arena_new();
  va_start(args, format);
  fputs("ombud: ", stderr);
  /* What is wrong with a call quotes it, and a call may be made of a stranger's words. */
  show_safe(stderr, arena_vprintf(a, tr(format), args));
  putc('\n', stderr);
  va_end(args);
  arena_free(a);
  return EXIT_CALL;
}

const char *options_meant(arena *a, const char *near) {
  return near ? arena_printf(a, _("; did you mean '%s'?"), near) : "";
}

/* ---- values ---- */

/* Which of its choices the value of an option is; -1, after a message, where it is none. */
static int choice_of(const options *o, option_id id, const char *value) {
  const option_info *opt = &table[id];
  nearest n = {0};
  for (int i = 0; opt->choices[i]; i++) {
    if (strcmp(opt->choices[i], value) == 0) return i;
    nearest_offer(&n, value, opt->choices[i]);
  }
  options_wrong("--%s knows no '%s'%s", opt->name, value, options_meant(o->arena, n.name));
  return -1;
}

static int add_warning(options *o, const char *value) {
  bool on = strncmp(value, "no-", 3) != 0;
  const char *name = on ? value : value + 3;
  if (strcmp(value, "error") == 0) {
    o->werror = true;
    return EXIT_FINE;
  }
  nearest n = {0};
  bool known = strcmp(name, "all") == 0;
  for (int code = 0; code < DIAG_CODES && !known; code++) {
    const diag_info *info = diag_info_of((diag_code)code);
    if (!info->warning) continue;
    known = strcmp(info->name, name) == 0;
    nearest_offer(&n, name, info->name);
  }
  if (!known) return options_wrong("no warning is called '%s'%s", name, options_meant(o->arena, n.name));
  *ARENA_PUSH(o->arena, o->warnings, o->n_warnings, o->cap_warnings) = (warning_option){name, on};
  return EXIT_FINE;
}

/* "90", "99.5": at most four digits behind the point, so that it is kept exactly. */
static int set_cover_min(options *o, const char *value) {
  uint32_t number = 0, digits = 0, behind = 0;
  const char *c = value;
  bool point = false;
  for (; (*c >= '0' && *c <= '9') || (*c == '.' && !point && digits > 0); c++) {
    if (*c == '.') {
      point = true;
      continue;
    }
    digits++;
    behind += point;
    if (behind > 4 || number > 1000000) break;
    number = number * 10 + (uint32_t)(*c - '0');
  }
  for (uint32_t i = behind; i < 4 && number <= 1000000; i++) number *= 10;
  bool ends_well = *c == '\0' && digits > 0 && (!point || behind > 0);
  if (!ends_well || number > 1000000)
    return options_wrong("--cover-min wants a percentage from 0 to 100, such as 90 or 99.5, and not '%s'",
                         value);
  o->cover_min = value;
  o->cover_min_ppm = number;
  return EXIT_FINE;
}

static int set_choice(options *o, option_id id, const char *value) {
  int choice = choice_of(o, id, value);
  if (choice < 0) return EXIT_CALL;
  if (id == OPT_DUMP) o->dump = (dump)(choice + 1);
  if (id == OPT_COVER) o->cover = (cover_form)(choice + 1);
  if (id == OPT_FORMAT) o->format = (report_format)choice;
  if (id == OPT_STORE_FORMAT) o->store_format = (store_format)choice;
  if (id == OPT_DRAWING) o->drawing = (drawing)choice;
  if (id == OPT_COLOR) o->color = (color)choice;
  if (id == OPT_DIAGNOSTICS) o->diagnostics = (diag_format)choice;
  return EXIT_FINE;
}

static int set(options *o, option_id id, const char *value) {
  switch (id) {
  case OPT_TABLES: o->tables = value; break;
  case OPT_HEADER: o->header = value; break;
  case OPT_PREFIX: o->prefix = value; break;
  case OPT_DEPFILE: o->depfile = value; break;
  case OPT_DEPTARGET: o->deptarget = value; break;
  case OPT_STDOUT: o->to_stdout = true; break;
  case OPT_PROOFS: o->proofs = true; break;
  case OPT_MUTATE: o->mutate = true; break;
  case OPT_GAPS: o->gaps = true; break;
  case OPT_FMT_CHECK: o->only_check = true; break;
  case OPT_PROHIBITIONS: o->prohibitions = true; break;
  case OPT_FILTER: o->filter = value; break;
  case OPT_LCOV: o->lcov = value; break;
  case OPT_COVER_MIN: return set_cover_min(o, value);
  case OPT_CASE_MODE:
  case OPT_FOR: o->for_mode = value; break;
  case OPT_IN: o->in_state = value; break;
  case OPT_ACTOR: o->actor = value; break;
  case OPT_STORE: o->store = value; break;
  case OPT_ALSO: *ARENA_PUSH(o->arena, o->also, o->n_also, o->cap_also) = value; break;
  case OPT_KEY: o->key = value; break;
  case OPT_WHO: o->who = value; break;
  case OPT_GIVES:
  case OPT_GIVEN: *ARENA_PUSH(o->arena, o->given, o->n_given, o->cap_given) = value; break;
  case OPT_SINCE: *ARENA_PUSH(o->arena, o->since, o->n_since, o->cap_since) = value; break;
  case OPT_AFTER: o->after = value; break;
  case OPT_DIR: *ARENA_PUSH(o->arena, o->dirs, o->n_dirs, o->cap_dirs) = value; break;
  case OPT_WARNING: return add_warning(o, value);
  case OPT_COVER:
  case OPT_DUMP:
  case OPT_FORMAT:
  case OPT_STORE_FORMAT:
  case OPT_DRAWING:
  case OPT_DIAGNOSTICS:
  case OPT_COLOR: return set_choice(o, id, value);
  case OPT_EXPLAIN: o->explain = value; break;
  case OPT_MAN: o->man = true; break;
  case OPT_VERSION: o->version = true; break;
  case OPT_HELP: o->help = true; break;
  }
  return EXIT_FINE;
}

/* ---- arguments ---- */

typedef struct given { /* an option as written: which of those of its name is meant, the command decides */
  option_id id;
  const char *shown, *value;
} given;

typedef struct arguments { /* what is left of argv, and the options that were there */
  char **at, **end;
  given *given;
  size_t n_given, cap_given;
} arguments;

/* SHOWN is the option as written; VALUE what is attached to it, or NULL. */
static int take(const options *o, arguments *args, option_id id, const char *shown, const char *value) {
  if (!table[id].value && value) return options_wrong("%s takes no value", shown);
  if (!value && option_is_optional(&table[id])) value = table[id].choices[0];
  if (table[id].value && !value) {
    if (args->at == args->end) return options_wrong("%s wants a value: %s", shown, table[id].value);
    value = *args->at++;
  }
  *ARENA_PUSH(o->arena, args->given, args->n_given, args->cap_given) = (given){id, shown, value};
  return EXIT_FINE;
}

static int take_long(const options *o, arguments *args, const char *text) {
  size_t len = strcspn(text, "=");
  const char *value = text[len] == '=' ? text + len + 1 : NULL;
  const char *name = arena_copy(o->arena, text, len);
  const char *shown = arena_printf(o->arena, "--%s", name);
  nearest n = {0};
  for (size_t id = 0; id < N_OPTIONS; id++) {
    if (!table[id].name) continue;
    if (strcmp(table[id].name, name) == 0) return take(o, args, (option_id)id, shown, value);
    nearest_offer(&n, name, table[id].name);
  }
  const char *near = n.name ? arena_printf(o->arena, "--%s", n.name) : NULL;
  return options_wrong("no option is called '%s'%s", shown, options_meant(o->arena, near));
}

static int take_short(const options *o, arguments *args, const char *text) {
  const char *shown = arena_printf(o->arena, "-%c", text[0]);
  for (size_t id = 0; id < N_OPTIONS; id++)
    if (table[id].letter == text[0]) return take(o, args, (option_id)id, shown, text[1] ? text + 1 : NULL);
  return options_wrong("no option is called '-%s'", text);
}

static int take_operand(options *o, const char *text) {
  if (o->command) {
    *ARENA_PUSH(o->arena, o->operands, o->n_operands, o->cap_operands) = text;
    return EXIT_FINE;
  }
  const char *near;
  o->command = options_command(o, text, &near);
  return o->command ? EXIT_FINE
                    : options_wrong("no command is called '%s'%s", text, options_meant(o->arena, near));
}

const command *options_command(const options *o, const char *name, const char **near) {
  nearest n = {0};
  for (size_t i = 0; i < o->n_commands; i++) {
    if (strcmp(o->commands[i].name, name) == 0) return &o->commands[i];
    nearest_offer(&n, name, o->commands[i].name);
  }
  *near = n.name;
  return NULL;
}

static unsigned bit_of(const options *o, const command *c) {
  return c ? 1u << (c - o->commands) : FOR_TOP;
}

/* One name may stand for several options, of different commands: whether ID, or another of its name, is one
 * of the command's. */
static bool is_of_command(const options *o, option_id *id) {
  for (size_t i = 0; i < N_OPTIONS; i++) {
    bool same = i == *id || (table[i].name && table[*id].name && strcmp(table[i].name, table[*id].name) == 0);
    if (!same || !(table[i].commands & bit_of(o, o->command))) continue;
    *id = (option_id)i;
    return true;
  }
  return false;
}

static int settle(options *o, const arguments *args) {
  const char *stray = NULL;
  for (size_t i = 0; i < args->n_given; i++) {
    option_id id = args->given[i].id;
    bool always = id == OPT_HELP || id == OPT_VERSION || id == OPT_EXPLAIN;
    if (!is_of_command(o, &id) && !always) {
      if (!stray) stray = args->given[i].shown;
      continue;
    }
    int status = set(o, id, args->given[i].value);
    if (status != EXIT_FINE) return status;
  }
  if (!stray || !o->command || o->help || o->version || o->explain) return EXIT_FINE;
  return options_wrong("'%s' is no option of `ombud %s`", stray, o->command->name);
}

static int check_call(const options *o) {
  const command *c = o->command;
  if (o->help || o->version || o->explain) return EXIT_FINE;
  if (!c) return options_wrong("a command is missing; `ombud --help` lists them");
  if (o->n_operands < c->min) return options_wrong("`ombud %s` wants: %s", c->name, c->operands);
  if (o->n_operands > c->max)
    return options_wrong("'%s' is one operand too many; `ombud %s` wants: %s", o->operands[c->max], c->name,
                         c->operands);
  return EXIT_FINE;
}

int options_parse(options *o, int argc, char **argv) {
  arguments args = {.at = argv + (argc > 0), .end = argv + argc};
  bool more = true; /* `--` ends options */
  while (args.at < args.end) {
    const char *text = *args.at++;
    int status;
    if (more && strcmp(text, "--") == 0)
      more = false, status = EXIT_FINE;
    else if (more && strncmp(text, "--", 2) == 0)
      status = take_long(o, &args, text + 2);
    else if (more && text[0] == '-' && text[1])
      status = take_short(o, &args, text + 1);
    else
      status = take_operand(o, text);
    if (status != EXIT_FINE) return status;
  }
  int status = settle(o, &args);
  return status == EXIT_FINE ? check_call(o) : status;
}

const option_info *options_next(const options *o, const command *c, const option_info *previous) {
  for (size_t id = previous ? (size_t)(previous - table) + 1 : 0; id < N_OPTIONS; id++)
    if (table[id].commands & bit_of(o, c)) return &table[id];
  return NULL;
}

/* ---- help ---- */

const char *option_shown(const options *o, const option_info *opt) {
  const char *value = opt->value ? opt->value : "";
  if (opt->choices) {
    value = opt->choices[0];
    for (int i = 1; opt->choices[i]; i++) value = arena_printf(o->arena, "%s|%s", value, opt->choices[i]);
  }
  if (!opt->name) return arena_printf(o->arena, "-%c %s", opt->letter, value);
  const char *letter = opt->letter ? arena_printf(o->arena, "-%c, ", opt->letter) : "";
  if (option_is_optional(opt)) return arena_printf(o->arena, "%s--%s[=%s]", letter, opt->name, value);
  return arena_printf(o->arena, "%s--%s%s%s", letter, opt->name, opt->value ? "=" : "", value);
}

static void help_warnings(FILE *out) {
  fputs(_("\nwarnings:\n"), out);
  for (int code = 0; code < DIAG_CODES; code++) {
    const diag_info *info = diag_info_of((diag_code)code);
    if (info->warning)
      fprintf(out, "  %-28s %s%s\n", info->name, _(info->brief), info->on ? "" : _(" (off)"));
  }
}

void options_help(const options *o, const command *c, FILE *out) {
  if (c) {
    fprintf(out, _("usage: ombud %s [OPTION]... %s\n\n%s.\n\noptions:\n"), c->name, c->operands, _(c->brief));
  } else {
    fputs(_("usage: ombud COMMAND [OPTION]... OPERAND...\n\ncommands:\n"), out);
    for (size_t i = 0; i < o->n_commands; i++)
      fprintf(out, "  %-10s %-28s %s\n", o->commands[i].name, o->commands[i].operands,
              _(o->commands[i].brief));
    fputs(_("\n`ombud COMMAND --help` tells the options of a command.\n\noptions:\n"), out);
  }
  for (size_t id = 0; id < N_OPTIONS; id++)
    if (table[id].commands & bit_of(o, c))
      fprintf(out, "  %-28s %s\n", option_shown(o, &table[id]), _(table[id].text));
  if (c && bit_of(o, c) & FOR_RULES) help_warnings(out);
  if (!c || bit_of(o, c) & FOR_RULES)
    fputs(_("\nexit status: 0 fine, 1 the rules are at fault, 2 the call or the machine is\n"), out);
}
