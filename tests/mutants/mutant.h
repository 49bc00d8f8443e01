/* The switch that is put into every condition: OMBUD_MUTANT says which mutant the program is; 0 or nothing: none. */
#ifndef MUTANT_H
#define MUTANT_H

/* Not <stdlib.h>: a header that comes before all others would settle what they show. */
char *getenv(const char *name);
long atol(const char *number);

static long mutant_chosen = -1;

static inline int mutant_ask(long first, int holds) {
  if (mutant_chosen < 0) {
    const char *number = getenv("OMBUD_MUTANT");
    mutant_chosen = number ? atol(number) : 0;
  }
  switch (mutant_chosen - first) {
  case 0: return !holds;
  case 1: return 0;
  case 2: return 1;
  default: return holds;
  }
}

#define MUTANT(first, condition) mutant_ask(first, (condition) != 0)

#endif
