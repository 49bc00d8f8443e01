/* When cases fall due, in memory: what a database's index would cost with every step, for the price of
 * reading all cases once when the store is opened. Two levels: chunks in order of time, each sorted. An entry
 * is never taken back; one that has become too early is found out when its time comes. */
#ifndef OMBUD_CALENDAR_H
#define OMBUD_CALENDAR_H

#include "ombud.h"

typedef struct calendar_entry {
  ombud_time wake;
  int64_t id;
} calendar_entry;

typedef struct calendar calendar;

/* Of N entries in the order of their ids, which are moved about; NULL: no memory. */
calendar *calendar_new(calendar_entry *entries, size_t n);
void calendar_free(calendar *c);

/* False: no memory. An entry that is there already is left as it is. */
int calendar_add(calendar *c, ombud_time wake, int64_t id);

/* The first N entries, or as many as there are: copied, then taken out. */
size_t calendar_peek(const calendar *c, ombud_time until, calendar_entry *list, size_t n);
void calendar_drop(calendar *c, size_t n);

ombud_time calendar_first(const calendar *c); /* OMBUD_NEVER: it is empty */

#endif
