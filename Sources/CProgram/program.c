#include "program.h"

const char *program_commit(void) { return PROGRAM_COMMIT; }
