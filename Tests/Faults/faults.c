// Fails, or dies at, one call of the operating system: preloaded into a process by the tests.
//
// FAULT_AT=n   the n-th counted call, from 1; 0 only counts
// FAULT_ERRNO  what it fails with; without it the process is killed there, as by `kill -9`
// FAULT_LOG    a file that gets the number of calls when the process ends
// FAULT_TRACE  a file that gets a line for each fsync, rename and symlink: its name and paths, between tabs
// FAULT_FREE   the bytes that are said to be free below FAULT_ROOT
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
#include <sys/statvfs.h>
#include <unistd.h>

static atomic_int calls;

static int is_under_root(const char *path) {
  const char *root = getenv("FAULT_ROOT");
  return root && path && strncmp(path, root, strlen(root)) == 0;
}

// The path of an open file; empty where it has none.
static const char *path_of(int descriptor, char path[PATH_MAX]) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t count = readlink(link, path, PATH_MAX - 1);
  path[count < 0 ? 0 : count] = 0;
  return path;
}

static int is_file_under_root(int descriptor) {
  char path[PATH_MAX];
  return is_under_root(path_of(descriptor, path));
}

static void trace(const char *name, const char *from, const char *path) {
  const char *trace = getenv("FAULT_TRACE");
  FILE *file = trace && is_under_root(path) ? fopen(trace, "a") : NULL;
  if (!file) return;
  fprintf(file, "%s\t%s\t%s\n", name, from, path);
  fclose(file);
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
  char path[PATH_MAX];
  if (is_file_under_root(descriptor) && strikes("fsync")) return -1;
  trace("fsync", "", path_of(descriptor, path));
  return real(descriptor);
}

int rename(const char *from, const char *to) {
  REAL(rename);
  if (is_under_root(to) && strikes("rename")) return -1;
  trace("rename", from, to);
  return real(from, to);
}

int symlink(const char *target, const char *path) {
  REAL(symlink);
  if (is_under_root(path) && strikes("symlink")) return -1;
  trace("symlink", target, path);
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

int statvfs(const char *path, struct statvfs *status) {
  REAL(statvfs);
  int result = real(path, status);
  const char *bytes = getenv("FAULT_FREE");
  if (result == 0 && bytes && is_under_root(path)) {
    status->f_frsize = 1;
    status->f_bavail = strtoull(bytes, NULL, 10);
  }
  return result;
}
