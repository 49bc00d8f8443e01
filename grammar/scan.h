/* What the scanner does with a token that needs more than a look. Each function returns the kind of the
 * token, reports what is wrong with it, and goes on as if it were right where it can. */
#ifndef SCAN_H
#define SCAN_H

#include "reader.h"

int scan_name(reader *r, YYSTYPE *value, span at, const char *text, size_t len);
int scan_dotted(reader *r, YYSTYPE *value, span at, const char *text, size_t len);
int scan_foreign_name(reader *r, YYSTYPE *value, span at, const char *text, size_t len);
int scan_number(reader *r, YYSTYPE *value, span at, const char *text, size_t len);
int scan_fraction(reader *r, YYSTYPE *value, span at, const char *text, size_t len);
int scan_citation(reader *r, YYSTYPE *value, span at, const char *text, size_t len);
int scan_cited_range(reader *r, YYSTYPE *value, span at, const char *text, size_t len);
int scan_text(reader *r, YYSTYPE *value, span at, const char *text, size_t len);

/* How much of TEXT is one token: of `can't cancel …` the first word, of `3 days` all where a duration stands,
 * and else the number; of `1,000` all behind a comparison, and else the number, since `max(1,200)` is fine.
 */
size_t scan_contraction(const char *text);
size_t scan_apart(const reader *r, const char *text, size_t len);
size_t scan_grouped(const reader *r, const char *text, size_t len);

/* Whether the next token may be a duration, but no number. */
bool scan_wants_duration(const reader *r);

/* A text whose quotes have been left out. */
int scan_bare_text(reader *r, YYSTYPE *value, span at, const char *text, size_t len);

/* False where something in the comment is wrong. */
bool scan_comment(reader *r, span at, const char *text, size_t len);

/* A text that was opened by " and does not end on its line: how many bytes of it are one. It may have been
 * closed with a full-width quote. Braces are not taken for a part of it. */
size_t scan_open_text(const char *text, size_t len);

/* A text that runs over several lines: how many bytes of what was matched it has. */
size_t scan_text_in_lines(const char *text, size_t len);

/* A share such as 5 % or 0.05: how it is written. */
void scan_share(reader *r);

/* A sign that stands for another, such as '，' for ','. */
void scan_wrong_sign(reader *r, diag_code code, span at, const char *text, size_t len, const char *meant);

void scan_control(reader *r, span at, const char *text, size_t len);

#endif
