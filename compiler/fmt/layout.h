/* The one canonical layout of a rule file. LANGUAGE.md says how it looks.
 *
 * The tokens of the file and its comments are laid out anew, and none is lost, put in or moved past another.
 * The tree only tells where a sentence or a declaration begins; names need not mean anything. */
#ifndef LAYOUT_H
#define LAYOUT_H

#include "ast.h"
#include "source.h"

/* The file as it should stand, `\n` behind each line, of *LEN bytes; in the tree's arena. ITEMS are what FILE
 * of SRC was read to, without an error. */
const char *layout(const ast *tree, const sources *src, uint32_t file, size_t *len);

#endif
