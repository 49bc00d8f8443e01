/* What the scanner does with a token that needs more than a look. Each function returns the kind of the
 * token, reports what is wrong with it, and goes on as if it were right where it can. */
#ifndef SCAN_H
#define SCAN_H

#include "reader.h"

int scan_name(reader *r, YYSTYPE *value, span at, const char *text, size_t len);
int scan_foreign_name(reader *r, YYSTYPE *value, span at, const char *text, size_t len);
int scan_number(reader *r, YYSTYPE *value, span at, const char *text, size_t len);
int scan_fraction(reader *r, YYSTYPE *value, span at, const char *text, size_t len);
int scan_citation(reader *r, YYSTYPE *value, span at, const char *text, size_t len);
int scan_text(reader *r, YYSTYPE *value, span at, const char *text, size_t len);

/* False where something in the comment is wrong. */
bool scan_comment(reader *r, span at, const char *text, size_t len);

/* A text that was opened by " and does not end on its line: how many bytes of it are one. It may have been
 * closed with a full-width quote. */
size_t scan_open_text(const char *text, size_t len);

/* A sign that stands for another, such as '，' for ','. */
void scan_wrong_sign(reader *r, diag_code code, span at, const char *text, size_t len, const char *meant);

void scan_control(reader *r, span at, const char *text, size_t len);

#endif
