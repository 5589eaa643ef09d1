/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How names are compared: folded, and with one spelling for words that
 * officers write in two ways ("hợp tác xã" and "HTX").
 */
#ifndef HOPTAC_REGISTER_SEARCH_H
#define HOPTAC_REGISTER_SEARCH_H

#include "lib/base/arena.h"

/* text_fold with the long forms of the kinds written short: "Hợp tác xã Đình
 * Lập" and "HTX Đình Lập" both give "htx dinh lap". */
char *search_key(struct arena *a, const char *text)
	__attribute__((returns_nonnull));

#endif
