#define _POSIX_C_SOURCE 200809L
#define POSTGRES_LOADS
#include "engine.h"

#ifdef OMBUD_WITH_POSTGRES
#include <dlfcn.h>
#include <pthread.h>
#include <string.h>

#include "postgres_load.h"

struct postgres_library postgres_library;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static const char *wrong;

/* A function's address, which C has no cast to from what dlsym answers. */
static int find(void *library, const char *name, void *to) {
  void *address = dlsym(library, name);
  memcpy(to, &address, sizeof address);
  return address != NULL;
}

static void load(void) {
#ifdef __APPLE__
  static const char *const name = "libpq.5.dylib";
#else
  static const char *const name = "libpq.so.5";
#endif
  void *library = dlopen(name, RTLD_NOW | RTLD_LOCAL);
  int found = library != NULL;
#define FIND(function) found = found && find(library, #function, &postgres_library.function);
  POSTGRES_FUNCTIONS(FIND)
#undef FIND
  if (!library)
    wrong = "libpq.so.5, the library of PostgreSQL's clients, is not installed";
  else if (!found)
    wrong = "libpq.so.5, the library of PostgreSQL's clients, is older than version 14";
}

const char *postgres_load(void) {
  pthread_once(&once, load);
  return wrong;
}
#endif
