/* The tables in an SQLite store. README.md says what its columns hold. */
#ifndef OMBUD_SQLITE_SCHEMA_H
#define OMBUD_SQLITE_SCHEMA_H

#include <sqlite3.h>

#define SQLITE_APPLICATION 0x4F4D4244 /* "OMBD", in the file's head */

/* Makes the tables, or brings older ones up to date, in one transaction. 0, OMBUD_STORE_FOREIGN,
 * OMBUD_STORE_NEWER, or OMBUD_STORE_FAILED, where sqlite3_errcode tells more. */
int sqlite_schema(sqlite3 *db);

#endif
