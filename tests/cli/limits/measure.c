/* usage: measure SECONDS MIB COMMAND…
 *
 * Runs it, prints the processor time and the memory that it took at most, and ends as it ends; with status 3
 * where that was more than SECONDS and MIB. */
#define _DEFAULT_SOURCE /* wait4 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef __APPLE__
#define PER_MIB (1024.0 * 1024.0) /* ru_maxrss is in bytes */
#else
#define PER_MIB 1024.0
#endif

static double seconds(struct timeval t) {
  return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

int main(int argc, char **argv) {
  if (argc < 4) return 3;
  double most = atof(argv[1]), room = atof(argv[2]);
  struct rlimit cpu = {(rlim_t)most + 1, (rlim_t)most + 2};
  pid_t child = fork();
  if (child == 0) {
    setrlimit(RLIMIT_CPU, &cpu);
    execvp(argv[3], argv + 3);
    _exit(3);
  }
  int status;
  struct rusage used;
  if (child < 0 || wait4(child, &status, 0, &used) != child) return 3;
  double time = seconds(used.ru_utime) + seconds(used.ru_stime), memory = (double)used.ru_maxrss / PER_MIB;
  printf("%.2f s, %.0f MiB\n", time, memory);
  return !WIFEXITED(status) || time > most || memory > room ? 3 : WEXITSTATUS(status);
}
