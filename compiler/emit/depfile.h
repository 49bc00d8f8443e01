/* Which files a build depends on, in the words of make. */
#ifndef DEPFILE_H
#define DEPFILE_H

#include <stdio.h>

#include "source.h"

/* `TARGET: FILES`, and for each file a line of its own, as with gcc's -MP: a file that has gone is then no
 * error to make, but a reason to build again. */
void depfile_write(FILE *out, const char *target, const sources *s);

#endif
