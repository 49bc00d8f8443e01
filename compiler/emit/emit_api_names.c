#include <string.h>

#include "emit_api.h"
#include "translate.h"

/* Keywords of C11 and of C++20. */
static const char keywords[] =
    " alignas alignof and and_eq asm auto bitand bitor bool break case catch char char16_t char32_t"
    " char8_t class co_await co_return co_yield compl concept const const_cast consteval constexpr"
    " constinit continue decltype default delete do double dynamic_cast else enum explicit export extern"
    " false float for friend goto if inline int long mutable namespace new noexcept not not_eq nullptr"
    " operator or or_eq private protected public register reinterpret_cast requires restrict return short"
    " signed sizeof static static_assert static_cast struct switch template this thread_local throw true"
    " try typedef typeid typename typeof union unsigned using virtual void volatile wchar_t while xor"
    " xor_eq _Alignas _Alignof _Atomic _Bool _Complex _Generic _Imaginary _Noreturn _Static_assert"
    " _Thread_local ";

/* What a program may include before the header makes macros and variables of these; so do compilers, outside
 * of -std=c11. */
static const char known[] =
    " NULL EOF BUFSIZ I SIZE_MAX PTRDIFF_MAX PTRDIFF_MIN SIG_ATOMIC_MAX SIG_ATOMIC_MIN WCHAR_MAX WCHAR_MIN"
    " WINT_MAX WINT_MIN complex errno imaginary i386 linux noreturn stderr stdin stdout unix daylight"
    " environ optarg opterr optind optopt signgam timezone tzname ";

static const char *const parameters[] = {"c", "mode", "actor", "now", "out"};
static const char *const functions[] = {
    "take", "case",  "out",   "open",        "step",       "catch_up",     "due",        "ended",
    "why",  "visit", "state", "state_label", "state_name", "action_label", "action_name"};
static const char *const constants[] = {"label", "name", "read"};

#define LIST(list) (list), sizeof(list) / sizeof *(list)

/* Whether NAME is one of the list and underscores. */
static bool among(const char *name, const char *const *list, size_t n) {
  size_t len = strlen(name);
  while (len > 0 && name[len - 1] == '_') len--;
  for (size_t i = 0; i < n; i++)
    if (strlen(list[i]) == len && strncmp(list[i], name, len) == 0) return true;
  return false;
}

/* The same of a list in one string, with a blank around each. */
static bool within(const api *x, const char *name, size_t len, const char *list) {
  return strstr(list, arena_printf(x->arena, " %.*s ", (int)len, name)) != NULL;
}

static bool begins(const char *name, const char *with) {
  return strncmp(name, with, strlen(with)) == 0;
}

/* What the runtime, <stdint.h> and the header itself declare: a macro, or the type of the next parameter. */
static bool reserved(const api *x, const char *name) {
  size_t len = strlen(name);
  while (len > 0 && name[len - 1] == '_') len--;
  if (begins(name, "ombud_") || begins(name, "OMBUD_") || begins(name, "INT") || begins(name, "UINT"))
    return true;
  if (begins(name, arena_printf(x->arena, "%s_", x->symbols->prefix))) return true;
  if (begins(name, arena_printf(x->arena, "%s_", x->symbols->upper))) return true;
  if (len > 2 && strncmp(name + len - 2, "_t", 2) == 0) return true;
  return within(x, name, len, keywords) || within(x, name, len, known);
}

static const char *with_underscore(const api *x, const char *name, bool wanted) {
  return wanted ? arena_printf(x->arena, "%s_", name) : name;
}

const char *api_member(const api *x, const char *name) {
  return with_underscore(x, name, reserved(x, name));
}

const char *api_parameter(const api *x, const char *name) {
  return with_underscore(x, name, reserved(x, name) || among(name, LIST(parameters)));
}

const char *api_function(const api *x, const char *action) {
  return with_underscore(x, action, among(action, LIST(functions)));
}

const char *api_constant(const api *x, const char *name) {
  return with_underscore(x, name, among(name, LIST(constants)));
}

/* ---- all that is declared, for what tells clashes ---- */

typedef struct adding {
  const api *x;
  api_add *add;
  void *data;
} adding;

static void add_own(const adding *to, const char *text) {
  to->add(to->data, arena_printf(to->x->arena, "%s_%s", to->x->symbols->prefix, text), NULL, NULL, NULL);
}

static void add(const adding *to, const char *first, const char *second, const char *kind, const char *name,
                const char *of) {
  const char *symbol = arena_printf(to->x->arena, "%s_%s_%s", to->x->symbols->prefix, first, second);
  to->add(to->data, symbol, kind, name, of);
}

static void add_policy(const adding *to) {
  static const char *const own[] = {
      "policy",      "words",        "case",        "out",          "prepare",     "call",
      "begin",       "give",         "say",         "mode",         "actor",       "money",
      "number",      "moment",       "effect",      "money_of",     "number_of",   "moment_of",
      "effect_read", "mode_label",   "mode_name",   "actor_label",  "actor_name",  "fact_label",
      "fact_name",   "effect_label", "effect_name", "reason_label", "reason_name", "reason_advice",
      "modes",       "actors",       "processes",   "facts",        "effects",     "reasons",
      "NUMBERS"};
  for (size_t i = 0; i < sizeof own / sizeof *own; i++) add_own(to, own[i]);
  static const char *const upper[] = {"H", "SLOTS", "EVENTS_MAX", "EFFECTS_MAX"};
  for (size_t i = 0; i < sizeof upper / sizeof *upper; i++)
    to->add(to->data, arena_printf(to->x->arena, "%s_%s", to->x->symbols->upper, upper[i]), NULL, NULL, NULL);
}

static void add_words(const adding *to) {
  const api *x = to->x;
  const ombud_words *w = x->words;
  for (size_t m = 0; m < x->policy->n_modes && x->modes; m++)
    add(to, "mode", api_constant(x, w->modes[m].name), N_("mode"), w->modes[m].name, NULL);
  for (size_t a = 1; a < x->policy->n_actors; a++)
    add(to, "actor", api_constant(x, w->actors[a].name), N_("actor"), w->actors[a].name, NULL);
  for (size_t e = 0; e < x->policy->n_effects; e++)
    add(to, "effect", api_constant(x, w->effects[e].name), N_("effect"), w->effects[e].name, NULL);
  static const char *const optional[] = {"optional", "with", "without"};
  for (size_t f = 0; f < x->policy->n_facts; f++)
    for (size_t i = 0; x->optional[f] && i < sizeof optional / sizeof *optional; i++)
      add(to, optional[i], w->facts[f].name, N_("fact"), w->facts[f].name, NULL);
  for (size_t i = 0; i < w->n_choices; i++) {
    const ombud_choice_word *choice = &w->choices[i];
    const char *type = arena_printf(x->arena, "choice_%s", choice->name);
    add(to, "choice", choice->name, N_("choice"), choice->name, NULL);
    add(to, "options", choice->name, N_("choice"), choice->name, NULL);
    for (size_t k = 0; k < 2; k++) add(to, type, constants[k], N_("choice"), choice->name, NULL);
    for (size_t o = 0; o < choice->n_options; o++)
      add(to, type, api_constant(x, choice->options[o].name), N_("option"), choice->options[o].name,
          choice->name);
  }
}

static void add_process(const adding *to, uint16_t p) {
  const api *x = to->x;
  const ombud_process_word *word = &x->words->processes[p];
  static const char *const enums[] = {"states", "actions", "events"};
  for (size_t i = 0; i < sizeof enums / sizeof *enums; i++)
    add(to, enums[i], word->name, N_("process"), word->name, NULL);
  for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
    add(to, word->name, functions[i], N_("process"), word->name, NULL);
  for (size_t a = 0; a < x->policy->processes[p].n_actions; a++) {
    const char *name = word->names[a].name;
    if (x->processes[p].acts[a].exists)
      add(to, word->name, api_function(x, name), N_("action"), name, word->name);
    if (x->processes[p].opens[a].exists)
      add(to, word->name, arena_printf(x->arena, "open_%s", name), N_("action"), name, word->name);
  }
  for (size_t a = 0; a < x->policy->processes[p].n_actions; a++) {
    const char *name = word->names[a].name;
    if (x->processes[p].acts[a].exists)
      add(to, word->name, arena_printf(x->arena, "ask_%s", name), N_("action"), name, word->name);
    if (x->processes[p].opens[a].exists)
      add(to, word->name, arena_printf(x->arena, "ask_open_%s", name), N_("action"), name, word->name);
  }
}

void api_identifiers(const api *x, api_add *each, void *data) {
  adding to = {x, each, data};
  add_policy(&to);
  add_words(&to);
  for (uint16_t p = 0; p < x->policy->n_processes; p++) add_process(&to, p);
}
