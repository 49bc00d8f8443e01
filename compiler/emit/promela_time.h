/* Time in a model in Promela (promela.h says how it is divided). */
#ifndef PROMELA_TIME_H
#define PROMELA_TIME_H

#include "promela.h"

/* Conditions. */
const char *promela_is_set(const promela *m, const instant *i);
const char *promela_reached(const promela *m, const instant *i);
const char *promela_before(const promela *m, const instant *i);
/* Of two deadlines of STATE that are both due, whether X was due earlier than Y. */
const char *promela_sooner(const promela *m, uint16_t state, uint16_t x, uint16_t y);

void promela_unit_words(const promela *m, FILE *out);
/* What is due, and the inlines with which clocks are kept in order. */
void promela_time(const promela *m, FILE *out);
/* A moment is given. */
void promela_choose(const promela *m, uint16_t clock, FILE *out);
/* The options by which time passes. */
void promela_passing(const promela *m, FILE *out);

#endif
