/* A case on the screen: where it stands, and what has happened. */
#ifndef PLAY_SHOW_H
#define PLAY_SHOW_H

#include "play.h"

/* Which policy, which process, which mode. */
void show_title(const play *p);

/* Where it stands: the state, what runs, and who may do what; WHOLE: and what is known, and what is refused.
 */
void show_case(const play *p, bool whole);

/* What came of a step. */
void show_turn(const play *p, const turn *t);

/* What came of all of them. */
void show_history(const play *p);

/* Why something is as it is, by the rules: of a step, or of an action whatever its facts. */
void show_why_step(const play *p, const ast_step *step);
void show_why_item(const play *p, const play_item *item);

/* ---- for these alone ---- */

/* What somebody may do where the case stands. */
ombud_option show_option(const play *p, const play_item *item);

#define SHOW_MARGIN 10u /* in front of what happens: instants stand there */

/* TEXT in a field of so many columns. */
void show_padded(const char *text, size_t columns);

/* TEXT from column FROM on, in as many lines as it takes. The column behind it. */
size_t show_wrapped(const play *p, const char *text, size_t from);

/* An instant in the margin. */
void show_at(const play *p, ombud_time at);

/* TEXT in a show_style. */
void show_in(const play *p, int style, const char *text);

/* "[3.1 4.1]" behind what stands there up to COLUMN, and the end of the line. */
void show_rule(const play *p, uint32_t rule, size_t column);

#endif
