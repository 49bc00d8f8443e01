/* A disk in memory, for SQLite: sqlite:file:NAME?vfs=power. What was not synced may be lost, in part, when
 * the power fails, and calls may fail. */
#ifndef POWER_H
#define POWER_H

typedef enum power_fault {
  POWER_FINE,
  POWER_ERROR_ONCE, /* one call fails, and a write leaves a part behind */
  POWER_ERROR,      /* from then on all calls do */
  POWER_FULL,       /* from then on all writes do */
  POWER_LOSS        /* nothing reaches the disk from then on */
} power_fault;

int power_register(void);                               /* 0: it cannot be */
void power_format(unsigned seed);                       /* no file is left; none may be open */
void power_set(power_fault fault, unsigned long calls); /* it comes after so many calls that go well */
int power_came(void);                                   /* the fault that was set has come */

/* No file is open. Of what was not synced before the loss, the first writes are there, the last of them torn
 * at some byte; or any sectors. */
void power_returns(void);

#endif
