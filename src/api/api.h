/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The interface for programs: /api/v1.
 *
 * A route is a row of a page table, with its right and its fields; most run
 * the command of the same meaning (cli_call), so that a program is answered
 * what the command line answers in JSON.  The document that describes the
 * routes (OpenAPI 3.1) is made from the same rows.  docs/api.md leads through
 * it.
 */
#ifndef HOPTAC_API_API_H
#define HOPTAC_API_API_H

#include "lib/http/http.h"

#include <jansson.h>

extern const struct page api_pages[];

/* The OpenAPI document of a table; the caller frees it. */
json_t *openapi_json(struct arena *a, const struct page *table);

#endif
