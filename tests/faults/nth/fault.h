/* What the two sides of a planted fault share: a page of memory that outlives the program, however that one
 * ends. */
#ifndef FAULT_H
#define FAULT_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/* In the environment: the number of the open file that is this page. */
#define FAULT_PAGE "FAULT_PAGE"

typedef enum fault_kind {
  FAULT_ALLOCATION, /* malloc and the like return NULL */
  FAULT_CALL,       /* a system call that changes files fails, as on a full or broken disk */
  FAULT_KILL        /* the process is killed in the middle of such a call */
} fault_kind;

typedef struct fault_page {
  fault_kind kind;
  uint64_t at;                 /* which one of them: 1, 2, …; 0, none */
  bool onwards;                /* and all after it; what is said on standard error goes through */
  atomic_uint_least64_t count; /* how many there were */
  pid_t pid;                   /* whose they are: programs that it starts have none */
  bool fired;
  bool on_stderr; /* the one that failed would have said something there */
} fault_page;

#endif
