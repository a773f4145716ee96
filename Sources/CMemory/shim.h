#ifndef CMEMORY_SHIM_H
#define CMEMORY_SHIM_H

#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

/// Asks for the line of memory at an address that will be read soon; reads nothing.
static inline void prefetch_line(const void *address) { __builtin_prefetch(address); }

/// Has every block of `size` bytes or more given back to the system as soon as it is free.
static inline void give_back_blocks_of(int size) {
#ifdef __GLIBC__
  mallopt(M_MMAP_THRESHOLD, size);
#endif
}

/// A file that is nowhere but in memory and ends with its descriptor; -1 and errno where there can be none.
static inline int open_memory_file(const char *name) {
  return (int)syscall(SYS_memfd_create, name, 1u /* close on exec */);
}

#endif
