/* URLs of PostgreSQL stores: libpq's, and with an option of ours. */
#ifndef OMBUD_POSTGRES_URL_H
#define OMBUD_POSTGRES_URL_H

#include <stddef.h>

/* *URL, the caller's to free, is NAME without claim=rows or claim=leases, which libpq would not know; *LEASES
 * says which. Where NAME is wrong, OMBUD_STORE_BAD_URL and a message. */
int postgres_url(const char *name, char **url, int *leases, char *message, size_t size);

#endif
