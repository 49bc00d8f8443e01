/* Which rule files are meant by the operands of `ombud test`. */
#ifndef STORY_FILES_H
#define STORY_FILES_H

#include "arena.h"

/* The N_OPERANDS files and folders. A file stands for itself, a folder for every *.ombud below it, in the
 * order of their paths, but for those that another file below it includes: their stories are played there.
 * Hidden folders and links to folders are passed over. NULL, after a message, where a folder cannot be read
 * or has no rule file. */
const char **story_files(arena *a, const char *const *operands, size_t n_operands, const char *const *dirs,
                         size_t n_dirs, size_t *n);

#endif
