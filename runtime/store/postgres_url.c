#include "postgres_url.h"

#include "ombud_store.h"

#ifdef OMBUD_WITH_POSTGRES
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "postgres_load.h"

static const char option[] = "claim=";

static int is(const char *value, size_t n, const char *word) {
  return n == strlen(word) && memcmp(value, word, n) == 0;
}

/* Takes the option out of URL wherever it stands. 0: it has another value. */
static int take_option(char *url, int *leases) {
  const size_t n = sizeof option - 1;
  char *at = strchr(url, '?');
  while (at) {
    char *end = strchr(at + 1, '&');
    if (strncmp(at + 1, option, n) != 0) {
      at = end;
      continue;
    }
    const char *value = at + 1 + n;
    size_t length = end ? (size_t)(end - value) : strlen(value);
    *leases = is(value, length, "leases");
    if (!*leases && !is(value, length, "rows")) return 0;
    if (end)
      memmove(at + 1, end + 1, strlen(end + 1) + 1);
    else
      *at = '\0';
    if (!end) at = NULL;
  }
  return 1;
}

static int is_url(const char *name, char *message, size_t size) {
  char *why = NULL;
  PQconninfoOption *parts = PQconninfoParse(name, &why);
  if (!parts) snprintf(message, size, "postgresql: %.*s", (int)strcspn(why ? why : "", "\n"), why ? why : "");
  PQconninfoFree(parts);
  PQfreemem(why);
  return parts != NULL;
}

int postgres_url(const char *name, char **url, int *leases, char *message, size_t size) {
  *url = malloc(strlen(name) + 1);
  if (!*url) return OMBUD_STORE_MEMORY;
  memcpy(*url, name, strlen(name) + 1);
  if (!take_option(*url, leases)) {
    snprintf(message, size, "postgresql: the URL's option claim is rows or leases");
    return OMBUD_STORE_BAD_URL;
  }
  return is_url(*url, message, size) ? 0 : OMBUD_STORE_BAD_URL;
}
#endif
