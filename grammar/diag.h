/* Diagnostics: collected while the compiler works, then sorted by place, capped and shown.
 *
 * Identity and long explanation of each stand in codes.def; the text stands at the call, so that
 * the C compiler checks its format. */
#ifndef DIAG_H
#define DIAG_H

#include <stdbool.h>
#include <stdio.h>

#include "arena.h"
#include "source.h"
#include "translate.h" /* for what is chosen before it is reported */

/* CODE(E203, error, NULL, "one line", "what it means and what to do, for --explain")
 * WARN(W301, "unused", on, "one line", "…"): warnings have a name for -W, -Wno- and a default */
typedef enum diag_code {
#define CODE(id, brief, explain)           DIAG_##id,
#define WARN(id, name, on, brief, explain) DIAG_##id,
#include "codes.def"
#undef CODE
#undef WARN
  DIAG_CODES
} diag_code;

typedef enum diag_format { DIAG_TEXT, DIAG_JSON } diag_format;

typedef struct diags diags;

diags *diag_new(arena *a, const sources *s);

/* -W NAME, -Wno-NAME: false where no warning has that name. `all` stands for every warning. */
bool diag_set(diags *d, const char *name, bool on);
bool diag_is_on(const diags *d, diag_code code);
void diag_set_werror(diags *d); /* warnings count as errors */

/* Reports CODE at AT. Calls to diag_note and diag_suggest that follow speak of this one.
 * A warning that is off swallows them too. Equal code, place and text are kept once. */
__attribute__((format(printf, 4, 5))) void diag_report(diags *d, diag_code code, span at, const char *format,
                                                       ...);

/* Another place that belongs to the last diagnostic: "first declared here". */
__attribute__((format(printf, 3, 4))) void diag_note(diags *d, span at, const char *format, ...);

/* A remark of the last diagnostic without a place of its own. */
__attribute__((format(printf, 2, 3))) void diag_remark(diags *d, const char *format, ...);

/* Text to copy, of the last diagnostic: shown as it is, behind everything else. */
void diag_example(diags *d, const char *text);

/* "did you mean 'NAME'?", behind the caret; NULL is passed over, so that the caller need not ask. */
void diag_suggest(diags *d, const char *name);

/* A diagnostic about a file as a whole (unreadable, say), of which no text is loaded. */
__attribute__((format(printf, 4, 5))) void diag_report_file(diags *d, diag_code code, const char *path,
                                                            const char *format, ...);

/* The code of the first error that was reported, "E203"; NULL: there is none. */
const char *diag_first_error(const diags *d);

size_t diag_errors(const diags *d);
size_t diag_warnings(const diags *d);
bool diag_failed(
    const diags *d); /* there are errors, or with -Werror warnings: the policy is not fit for use */

/* Writes them, sorted by file, place and code; at most DIAG_SHOWN_MAX of them, then how many were left out.
 */
#define DIAG_SHOWN_MAX 100u
void diag_print_text(const diags *d, FILE *out, bool color);

/* All diagnostics of N compilations as one array of objects {code, severity, name?, file, line, column,
 * end_line, end_column, message, suggestion?, notes: [{file, line, column, message}], example?}; `[]` where
 * there are none. */
void diag_print_json(const diags *const *list, size_t n, FILE *out);

/* By "E203", or by the name of a warning (any case): NULL where there is none such. */
typedef struct diag_info {
  const char *id, *name /* of a warning, or NULL */, *brief, *explain;
  bool warning, on;
} diag_info;
const diag_info *diag_find(const char *id);
const diag_info *diag_info_of(diag_code code);

/* The entry of NAMES nearest to NAME (at most a third of its letters off: Damerau-Levenshtein distance), or
 * NULL. For a growing set of candidates: start with nearest = {0}, then offer each. */
typedef struct nearest {
  const char *name; /* the best so far, NULL while none is near */
  size_t distance;
} nearest;
void nearest_offer(nearest *n, const char *wanted, const char *candidate);

#endif
