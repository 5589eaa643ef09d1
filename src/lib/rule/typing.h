/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Operations on nodes with their units: what may be added, compared and
 * multiplied, and where a number has to be converted.  They return NULL or -1
 * with the parser's error set.  Only inside lib/rule.
 */
#ifndef HOPTAC_RULE_TYPING_H
#define HOPTAC_RULE_TYPING_H

#include "lib/rule/node.h"
#include "lib/rule/parser.h"

/* A node without a unit yet, whose text goes from byte start to where the
 * parser stands. */
struct node *node_new(struct parser *p, enum node_kind kind, size_t start,
		      int column);

/* l + r or l - r; l * r or l / r. */
struct node *typed_sum(struct parser *p, bool minus, int column,
		       struct node *l, struct node *r);
struct node *typed_product(struct parser *p, bool over, int column,
			   struct node *l, struct node *r);

/* Brings two values that meet in a sum or a relation to one unit: the finer,
 * because then the factor is whole and the conversion exact.  verb and link
 * make the refusal: "không thể VERB “...” LINK “...”". */
int typed_align(struct parser *p, int column, const char *verb,
		const char *link, struct node **l, struct node **r);

/* The value in the unit that is wanted of it. */
struct node *typed_in_unit(struct parser *p, struct node *n,
			   const char *unit);

#endif
