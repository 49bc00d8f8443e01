/* One file while it is read: what the scanner, the token stream and the grammar share. */
#ifndef READER_H
#define READER_H

#include "ast.h"
#include "diag.h"
#include "parse.h"
#include "parser.h"

/* After so many errors in one file the rest is not read. */
#define READER_ERRORS_MAX 1000u

typedef struct token {
  int kind;        /* of the grammar's tokens */
  bool first;      /* on its line */
  bool marred;     /* something in it or just before it has been reported already */
  uint32_t indent; /* of its line, in bytes */
  span span;
  YYSTYPE value;
} token;

typedef struct open_brace {
  span span;
  uint32_t indent; /* of the line on which it stands */
} open_brace;

typedef struct reader {
  arena *arena;
  names *names;
  diags *diags;
  const source *source;
  uint32_t file;
  ast_items items;   /* what has been read */
  size_t errors_max; /* reading stops there */
  bool alone;        /* one step is read, and no file */

  /* the scanner */
  void *scanner;
  uint32_t offset;     /* of the next byte */
  uint32_t line_begin; /* offset of the line that is being read */
  bool fresh;          /* no token on this line yet */
  uint32_t indent;
  bool said_return; /* a carriage return without a line feed has been reported */
  int scanned;      /* the kind of the last token scanned */
  span text;        /* of the last text scanned */
  uint32_t skip;    /* up to here the file is passed over */

  /* the token stream: see tokens.c */
  open_brace open[PARSE_DEPTH_MAX];
  size_t n_open;
  size_t n_parens, n_prefixes;
  size_t n_inserted; /* braces that have been put in, and may have no match */
  span suspect;      /* a brace that is closed by one in another column; begin = end where there is none */
  bool has_held, gave_up;
  token held;
  token pushed[4]; /* read again before anything else: the last one first */
  size_t n_pushed;
  token last, before_last; /* as handed to the grammar */
  int before_name;         /* the kind of the one before these two */
  size_t depth;            /* of braces, as handed to the grammar */
  size_t parens;           /* that are open, as handed to the grammar */
  span paren;              /* the outermost of them */
  bool listing;            /* what was handed out last may be one of a list of labels in a process */
  bool conditional;        /* a condition in front of a rule has been reported: an `otherwise` may follow */
  bool said_comma;         /* commas too many or too few have been reported in this item */
  bool early_close;        /* a `}` too many has been reported where it did harm */
  bool header_first;       /* the header of the block read last begins a line */
  bool in_header;          /* and its `{` has not come yet */
  int item;                /* the keyword of the item that is being read; 0 between items */
  bool panic;              /* an error has been reported: skip to where reading can go on */
  uint32_t deep;           /* where a condition or sum that is too deep begins: it is reported once */
  span word;               /* of the last word scanned */
  bool wants_brace;        /* the header of a block was being read */
  bool has_retry;
  token retry;     /* a misspelled keyword, put right: reading goes on with it */
  uint32_t synced; /* where the last recovery ended, so that each makes progress */
} reader;

/* scanner.l: scans one file. A token that is only an error has the kind T_JUNK. */
void scanner_open(reader *r);
void scanner_close(reader *r);
token scanner_token(reader *r);

/* tokens.c: the next token for the grammar. */
int tokens_next(reader *r, YYSTYPE *value, span *at);

/* The token behind the one taken last; taking it; having T read before anything else. */
token tokens_peek(reader *r);
token tokens_take(reader *r);
void tokens_put(reader *r, token t);

/* mend.c: puts T right where it is a slip, before the grammar sees it; false where it is to be left out. */
bool mend(reader *r, token *t);

/* parser.y: the name of a token as the grammar spells it. */
const char *parser_token_name(int kind);

/* syntax.c: says what is wrong with the token handed out last, where those in EXPECTED would do. */
#define SYNTAX_EXPECTED_MAX 128
void syntax_report(reader *r, const int *expected, size_t n);

/* Which words begin what. */
bool word_begins_item(int kind);
bool word_near_item(const token *t); /* or is probably meant to */
bool word_begins_node(int kind);
bool word_may_be_name(int kind);       /* a name, or a keyword that also serves as one */
int word_meant_inside(const token *t); /* the keyword in the middle of a rule that is nearest, or 0 */

#endif
