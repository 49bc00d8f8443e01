/* Preloaded into a program: makes its n-th allocation, or its n-th call that changes a file, fail.
 *
 * Allocations are met where the linker looks them up, those of the C library's own functions too. Its system
 * calls cannot be met there, as it makes them itself: a filter of the kernel turns them into a signal, whose
 * handler makes the call with a last argument that the filter knows and lets through. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

#include "fault.h"

static fault_page *page; /* NULL until the program begins, and in those that it starts */

static bool due(void) {
  uint64_t n = ++page->count;
  if (page->at == 0 || (page->onwards ? n < page->at : n != page->at)) return false;
  page->fired = true;
  return true;
}

/* ---- allocations ---- */

static void *(*real_malloc)(size_t);
static void *(*real_calloc)(size_t, size_t);
static void *(*real_realloc)(void *, size_t);
static int (*real_posix_memalign)(void **, size_t, size_t);
static void *(*real_aligned_alloc)(size_t, size_t);
static void (*real_free)(void *);

/* For what dlsym allocates while the functions themselves are looked up. */
static _Alignas(max_align_t) unsigned char early[4096];
static size_t early_used;

static void *early_alloc(size_t size) {
  const size_t align = _Alignof(max_align_t);
  size = (size + align - 1) / align * align;
  if (size > sizeof early - early_used) abort();
  early_used += size;
  return early + early_used - size;
}

static void look_up(void) {
  static bool looking;
  if (looking || real_free != NULL) return;
  looking = true;
  /* POSIX: what dlsym returns can be made a pointer to a function, in this way. */
  *(void **)&real_malloc = dlsym(RTLD_NEXT, "malloc");
  *(void **)&real_calloc = dlsym(RTLD_NEXT, "calloc");
  *(void **)&real_realloc = dlsym(RTLD_NEXT, "realloc");
  *(void **)&real_posix_memalign = dlsym(RTLD_NEXT, "posix_memalign");
  *(void **)&real_aligned_alloc = dlsym(RTLD_NEXT, "aligned_alloc");
  *(void **)&real_free = dlsym(RTLD_NEXT, "free");
}

static bool fails(void) {
  if (page == NULL || page->kind != FAULT_ALLOCATION || !due()) return false;
  errno = ENOMEM;
  return true;
}

void *malloc(size_t size) {
  look_up();
  if (fails()) return NULL;
  return real_malloc != NULL ? real_malloc(size) : early_alloc(size);
}

void *calloc(size_t n, size_t size) {
  look_up();
  if (fails()) return NULL;
  return real_calloc != NULL ? real_calloc(n, size) : early_alloc(n * size);
}

void *realloc(void *old, size_t size) {
  look_up();
  return fails() ? NULL : real_realloc(old, size);
}

int posix_memalign(void **made, size_t align, size_t size) {
  look_up();
  return fails() ? ENOMEM : real_posix_memalign(made, align, size);
}

void *aligned_alloc(size_t align, size_t size) {
  look_up();
  return fails() ? NULL : real_aligned_alloc(align, size);
}

void free(void *old) {
  look_up();
  if ((unsigned char *)old >= early && (unsigned char *)old < early + sizeof early) return;
  real_free(old);
}

/* ---- system calls ---- */

#define LET_THROUGH 0x6f6d6275 /* as a sixth argument, which none of them has */

/* Not unlink: what is full or broken can still be tidied, or nobody could. */
static const long met[] = {
    SYS_write,     SYS_writev, SYS_pwrite64, SYS_pwritev,   SYS_ftruncate, SYS_fallocate, SYS_fsync,
    SYS_fdatasync, SYS_close,  SYS_openat,   SYS_renameat2, SYS_renameat,  SYS_fchmod,    SYS_linkat,
#ifdef __x86_64__
    SYS_open,      SYS_rename, SYS_link,
#endif
};
enum { MET = sizeof met / sizeof *met };

#if defined(__x86_64__)
#define ARCHITECTURE       AUDIT_ARCH_X86_64
#define ARGUMENT(regs, i)  ((regs)[(const int[]){REG_RDI, REG_RSI, REG_RDX, REG_R10, REG_R8}[i]])
#define RESULT(regs)       ((regs)[REG_RAX])
#define REGISTERS(context) ((context)->uc_mcontext.gregs)
#elif defined(__aarch64__)
#define ARCHITECTURE       AUDIT_ARCH_AARCH64
#define ARGUMENT(regs, i)  ((regs)[i])
#define RESULT(regs)       ((regs)[0])
#define REGISTERS(context) ((context)->uc_mcontext.regs)
#else
#error "where a system call's arguments are is known for x86-64 and arm64 alone"
#endif

static bool is_write(long number) {
  return number == SYS_write || number == SYS_writev || number == SYS_pwrite64 || number == SYS_pwritev;
}

/* Files that are opened to be read are no matter of ours, nor are those that were never open. */
static bool counts(long number, const long *a) {
  if (number == SYS_close) {
    int how = fcntl((int)a[0], F_GETFL);
    return how != -1 && (how & O_ACCMODE) != O_RDONLY;
  }
  long flags = number == SYS_openat ? a[2] : O_WRONLY;
#ifdef __x86_64__
  if (number == SYS_open) flags = a[1];
#endif
  if ((flags & (O_ACCMODE | O_CREAT | O_TRUNC)) == O_RDONLY) return false;
  return !(page->onwards && is_write(number) && a[0] == STDERR_FILENO);
}

static long make(long number, const long *a) {
  long result = syscall(number, a[0], a[1], a[2], a[3], a[4], LET_THROUGH);
  return result == -1 ? -errno : result;
}

/* A file that could not be closed is closed all the same. Whom the signal kills has written half. */
static long break_off(long number, const long *a) {
  page->on_stderr = is_write(number) && a[0] == STDERR_FILENO;
  if (page->kind == FAULT_KILL) {
    long half[] = {a[0], a[1], a[2] / 2, a[3], a[4]};
    if (number == SYS_write || number == SYS_pwrite64) make(number, half);
    kill(getpid(), SIGKILL);
  }
  if (number == SYS_close) make(number, a);
  return is_write(number) || number == SYS_fallocate ? -ENOSPC : -EIO;
}

static void on_call(int signal, siginfo_t *info, void *context) {
  (void)signal;
  int saved = errno;
  long a[5], number = info->si_syscall;
  for (int i = 0; i < 5; i++) a[i] = (long)ARGUMENT(REGISTERS((ucontext_t *)context), i);
  bool breaks = counts(number, a) && due();
  long result = breaks ? break_off(number, a) : make(number, a);
  RESULT(REGISTERS((ucontext_t *)context)) = (__typeof__(RESULT(REGISTERS((ucontext_t *)context))))result;
  errno = saved;
}

#define LOAD(field)           BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define EQUAL(value, yes, no) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), (yes), (no))
#define ANSWER(what)          BPF_STMT(BPF_RET | BPF_K, (what))

static void install_filter(void) {
  struct sock_filter filter[MET + 9];
  unsigned short n = 0;
  filter[n++] = (struct sock_filter)LOAD(arch);
  filter[n++] = (struct sock_filter)EQUAL(ARCHITECTURE, 1, 0);
  filter[n++] = (struct sock_filter)ANSWER(SECCOMP_RET_ALLOW);
  filter[n++] = (struct sock_filter)LOAD(nr);
  for (unsigned i = 0; i < MET; i++) /* over the others and the answer */
    filter[n++] = (struct sock_filter)EQUAL((unsigned)met[i], (unsigned char)(MET - i), 0);
  filter[n++] = (struct sock_filter)ANSWER(SECCOMP_RET_ALLOW);
  filter[n++] = (struct sock_filter)LOAD(args[5]);
  filter[n++] = (struct sock_filter)EQUAL(LET_THROUGH, 0, 1);
  filter[n++] = (struct sock_filter)ANSWER(SECCOMP_RET_ALLOW);
  filter[n++] = (struct sock_filter)ANSWER(SECCOMP_RET_TRAP);
  struct sock_fprog program = {n, filter};
  struct sigaction on = {.sa_sigaction = on_call, .sa_flags = SA_SIGINFO | SA_NODEFER};
  sigaction(SIGSYS, &on, NULL);
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
      prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0)
    abort();
}

/* ---- the program begins ---- */

__attribute__((constructor)) static void begin(void) {
  const char *number = getenv(FAULT_PAGE);
  if (number == NULL) return;
  fault_page *found = mmap(NULL, sizeof *found, PROT_READ | PROT_WRITE, MAP_SHARED, atoi(number), 0);
  if (found == MAP_FAILED || found->pid != 0) return;
  found->pid = getpid();
  look_up();
  page = found;
  if (found->kind != FAULT_ALLOCATION) install_filter();
}
