/* SPDX-License-Identifier: Apache-2.0 */
/* Aggregates over records: KIND with EVENT where CONDITION.  Only inside
 * lib/rule. */
#ifndef HOPTAC_RULE_RECORDS_H
#define HOPTAC_RULE_RECORDS_H

#include "lib/rule/node.h"
#include "lib/rule/parser.h"

/* The records that the parser stands at, up to the closing bracket; field is
 * NULL for a count.  start and column are those of the call.  NULL with the
 * parser's error set. */
struct node *parse_records(struct parser *p, enum rule_agg_op op,
			   const char *field, int column, size_t start);

#endif
