// Fails, or dies at, one call of the operating system: preloaded into a process by the tests.
//
// FAULT_AT=n   the n-th counted call, from 1; 0 only counts
// FAULT_ERRNO  what it fails with; without it the process is killed there, as by `kill -9`
// FAULT_LOG    a file that gets the number of calls when the process ends
//
// Counted are the calls that touch files below FAULT_ROOT: open, read, write, fsync, rename, symlink, mkdir, unlink.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static atomic_int calls;

static int is_under_root(const char *path) {
  const char *root = getenv("FAULT_ROOT");
  return root && path && strncmp(path, root, strlen(root)) == 0;
}

static int is_file_under_root(int descriptor) {
  char link[64], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t count = readlink(link, path, sizeof path - 1);
  if (count < 0) return 0;
  path[count] = 0;
  return is_under_root(path);
}

// Whether this call is the one that fails; errno is then set.
static int strikes(const char *name) {
  int number = atomic_fetch_add(&calls, 1) + 1;
  const char *at = getenv("FAULT_AT");
  if (!at || number != atoi(at)) return 0;
  const char *error = getenv("FAULT_ERRNO");
  const char *log = getenv("FAULT_LOG");
  if (log) {
    FILE *file = fopen(log, "w");
    if (file) { fprintf(file, "%d %s\n", number, name); fclose(file); }
  }
  if (!error) kill(getpid(), SIGKILL);
  errno = atoi(error);
  return 1;
}

__attribute__((destructor)) static void report(void) {
  const char *log = getenv("FAULT_LOG");
  const char *at = getenv("FAULT_AT");
  if (!log || (at && atoi(at) > 0)) return;
  FILE *file = fopen(log, "w");
  if (file) { fprintf(file, "%d\n", atomic_load(&calls)); fclose(file); }
}

#define REAL(name) __typeof__(&name) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

#define OPEN(name)                                                   \
  int name(const char *path, int flags, ...) {                       \
    REAL(name);                                                      \
    va_list list;                                                    \
    va_start(list, flags);                                           \
    mode_t mode = va_arg(list, mode_t);                              \
    va_end(list);                                                    \
    if (is_under_root(path) && strikes(#name)) return -1;            \
    return real(path, flags, mode);                                  \
  }
OPEN(open)
OPEN(open64)

ssize_t read(int descriptor, void *buffer, size_t count) {
  REAL(read);
  if (is_file_under_root(descriptor) && strikes("read")) return -1;
  return real(descriptor, buffer, count);
}

ssize_t write(int descriptor, const void *buffer, size_t count) {
  REAL(write);
  if (is_file_under_root(descriptor) && strikes("write")) return -1;
  return real(descriptor, buffer, count);
}

ssize_t pwrite(int descriptor, const void *buffer, size_t count, off_t offset) {
  REAL(pwrite);
  if (is_file_under_root(descriptor) && strikes("pwrite")) return -1;
  return real(descriptor, buffer, count, offset);
}

int fsync(int descriptor) {
  REAL(fsync);
  if (is_file_under_root(descriptor) && strikes("fsync")) return -1;
  return real(descriptor);
}

int rename(const char *from, const char *to) {
  REAL(rename);
  if (is_under_root(to) && strikes("rename")) return -1;
  return real(from, to);
}

int symlink(const char *target, const char *path) {
  REAL(symlink);
  if (is_under_root(path) && strikes("symlink")) return -1;
  return real(target, path);
}

int mkdir(const char *path, mode_t mode) {
  REAL(mkdir);
  if (is_under_root(path) && strikes("mkdir")) return -1;
  return real(path, mode);
}

int unlink(const char *path) {
  REAL(unlink);
  if (is_under_root(path) && strikes("unlink")) return -1;
  return real(path);
}
