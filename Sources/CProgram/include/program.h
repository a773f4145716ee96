#ifndef PROGRAM_H
#define PROGRAM_H

/// The commit that the program was built from, as `make` found it; empty where it was built otherwise.
const char *program_commit(void);

#endif
