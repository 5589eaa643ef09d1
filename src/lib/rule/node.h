/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A parsed formula as a tree.
 *
 * Parsing has resolved all names, decided all units and put a NODE_SCALE
 * wherever a number changes its unit, so whoever walks the tree sees plain
 * arithmetic: evaluation now, and a linear form for repair when it comes
 * (sums, differences, products with constants).  Only inside lib/rule.
 */
#ifndef HOPTAC_RULE_NODE_H
#define HOPTAC_RULE_NODE_H

#include "lib/rule/interval.h"
#include "lib/rule/measure.h"

enum node_kind {
	NODE_NUMBER,
	NODE_FIGURE,  /* ref; also pct(ref), whose ref has percent set */
	NODE_IMPLIED, /* ref / second, which is its per cent */
	NODE_POINT,   /* value(left) */
	NODE_ABOUT,   /* about(left) */
	NODE_SUM,     /* ref by its last selector */
	NODE_MIN,
	NODE_MAX,
	NODE_MEAN,    /* ref by its last selector, weight second or NULL */
	NODE_RECORDS, /* agg */
	NODE_NEG,     /* left */
	NODE_ADD,     /* left, right */
	NODE_SUB,
	NODE_MUL,
	NODE_DIV,
	NODE_WHOLE, /* left */
	NODE_ROUND, /* left, places */
	NODE_SCALE, /* left * num / den */
};

struct node {
	enum node_kind kind;
	int column;   /* of its operator, name or number */
	size_t start; /* its text, in bytes */
	size_t end;
	struct measure m;
	const struct node *left;
	const struct node *right;
	struct dec number;
	int places;
	int64_t num;
	int64_t den;
	const struct rule_ref *ref; /* "by" is the last selector, "*" */
	const struct rule_ref *second;
	/* how the figures of NODE_MIN, MAX, MEAN are read, and the weights:
	 * NODE_FIGURE as they are, NODE_POINT, NODE_ABOUT */
	enum node_kind read;
	enum node_kind read_second;
	bool nonnegative; /* ref cannot be below zero; second never is */
	const struct rule_agg *agg;
};

struct relation {
	enum iv_relation op;
	bool within; /* left in right..upper */
	int column;
	const struct node *left;
	const struct node *right;
	const struct node *upper;
};

struct rule {
	const char *text;
	const char *unit;
	bool check;
	const struct node *value; /* unless a check */
	struct relation relation; /* of a check */
	struct relation *condition;
	size_t ncondition;
};

#endif
