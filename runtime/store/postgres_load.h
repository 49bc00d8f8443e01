/* libpq, loaded when the first store of it is opened: with what it stands on it takes a program longer to
 * load than all of ombud, and most programs never ask for it. Includes libpq-fe.h, whose functions are then
 * called as ever. */
#ifndef OMBUD_POSTGRES_LOAD_H
#define OMBUD_POSTGRES_LOAD_H

#include <libpq-fe.h>

#define POSTGRES_FUNCTIONS(X)                                                                                \
  X(PQclear)                                                                                                 \
  X(PQcmdTuples)                                                                                             \
  X(PQconnectPoll)                                                                                           \
  X(PQconnectStartParams)                                                                                    \
  X(PQconnectionNeedsPassword)                                                                               \
  X(PQconninfoFree)                                                                                          \
  X(PQconninfoParse)                                                                                         \
  X(PQconsumeInput)                                                                                          \
  X(PQenterPipelineMode)                                                                                     \
  X(PQerrorMessage)                                                                                          \
  X(PQfinish)                                                                                                \
  X(PQflush)                                                                                                 \
  X(PQfreemem)                                                                                               \
  X(PQgetResult)                                                                                             \
  X(PQgetisnull)                                                                                             \
  X(PQgetlength)                                                                                             \
  X(PQgetvalue)                                                                                              \
  X(PQisBusy)                                                                                                \
  X(PQlibVersion)                                                                                            \
  X(PQntuples)                                                                                               \
  X(PQpipelineSync)                                                                                          \
  X(PQresultErrorField)                                                                                      \
  X(PQresultStatus)                                                                                          \
  X(PQsendPrepare)                                                                                           \
  X(PQsendQuery)                                                                                             \
  X(PQsendQueryParams)                                                                                       \
  X(PQsendQueryPrepared)                                                                                     \
  X(PQsetErrorVerbosity)                                                                                     \
  X(PQsetNoticeReceiver)                                                                                     \
  X(PQsetnonblocking)                                                                                        \
  X(PQsocket)                                                                                                \
  X(PQstatus)                                                                                                \
  X(PQtransactionStatus)

/* NOLINTNEXTLINE(bugprone-macro-parentheses): it declares a member */
#define POSTGRES_POINTER(name) __typeof__(name) *name;
extern struct postgres_library { POSTGRES_FUNCTIONS(POSTGRES_POINTER) } postgres_library;
#undef POSTGRES_POINTER

/* NULL, or why it cannot be had. May be called again and by several threads. */
const char *postgres_load(void);

#ifndef POSTGRES_LOADS /* postgres_load.c itself */
#define PQclear                   postgres_library.PQclear
#define PQcmdTuples               postgres_library.PQcmdTuples
#define PQconnectPoll             postgres_library.PQconnectPoll
#define PQconnectStartParams      postgres_library.PQconnectStartParams
#define PQconnectionNeedsPassword postgres_library.PQconnectionNeedsPassword
#define PQconninfoFree            postgres_library.PQconninfoFree
#define PQconninfoParse           postgres_library.PQconninfoParse
#define PQconsumeInput            postgres_library.PQconsumeInput
#define PQenterPipelineMode       postgres_library.PQenterPipelineMode
#define PQerrorMessage            postgres_library.PQerrorMessage
#define PQfinish                  postgres_library.PQfinish
#define PQflush                   postgres_library.PQflush
#define PQfreemem                 postgres_library.PQfreemem
#define PQgetResult               postgres_library.PQgetResult
#define PQgetisnull               postgres_library.PQgetisnull
#define PQgetlength               postgres_library.PQgetlength
#define PQgetvalue                postgres_library.PQgetvalue
#define PQisBusy                  postgres_library.PQisBusy
#define PQlibVersion              postgres_library.PQlibVersion
#define PQntuples                 postgres_library.PQntuples
#define PQpipelineSync            postgres_library.PQpipelineSync
#define PQresultErrorField        postgres_library.PQresultErrorField
#define PQresultStatus            postgres_library.PQresultStatus
#define PQsendPrepare             postgres_library.PQsendPrepare
#define PQsendQuery               postgres_library.PQsendQuery
#define PQsendQueryParams         postgres_library.PQsendQueryParams
#define PQsendQueryPrepared       postgres_library.PQsendQueryPrepared
#define PQsetErrorVerbosity       postgres_library.PQsetErrorVerbosity
#define PQsetNoticeReceiver       postgres_library.PQsetNoticeReceiver
#define PQsetnonblocking          postgres_library.PQsetnonblocking
#define PQsocket                  postgres_library.PQsocket
#define PQstatus                  postgres_library.PQstatus
#define PQtransactionStatus       postgres_library.PQtransactionStatus
#endif

#endif
