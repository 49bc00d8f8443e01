/* Man pages, from the tables of commands and options. */
#ifndef MAN_H
#define MAN_H

#include <stdio.h>

#include "options.h"

/* ombud(1), or with a command ombud-COMMAND(1), in the macros of man(7). */
void man_page(const options *o, const command *c, FILE *out);

#endif
