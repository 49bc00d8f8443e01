/* Between the files that plan deadlines. */
#ifndef TIMERS_H
#define TIMERS_H

#include "planner.h"
#include "resolve.h"

/* Chains of consequences: none may come back to where it was (rule 18), and the longest of them says how much
 * one call can bring about. */
void chain_settle(model *m, uint16_t process, plan *out);

#endif
