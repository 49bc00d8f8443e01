/* The same as objects of JSON, one a line. Instants are in milliseconds since 1970; of `never`, null. */
#ifndef HOST_JSON_H
#define HOST_JSON_H

#include "host.h"

void json_answer(const host *h, const ombud_linked *l, uint16_t process, const ombud_answer *a);
void json_case(const host *h, const ombud_stored *found);
void json_record(const host *h, const ombud_record *r);
void json_options(const host *h, const ombud_stored *found, ombud_time now);
void json_sweep(const ombud_sweep *s);
void json_delivery(const host *h, const ombud_delivery *d);
void json_stats(const ombud_store_stats *s);

#endif
