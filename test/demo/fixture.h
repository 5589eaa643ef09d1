/* SPDX-License-Identifier: Apache-2.0 */
/* The demonstration's data and the communes of Lạng Sơn on 30/6/2023, for
 * tests without a database; a commune's unit is its code as a number. */
#ifndef HOPTAC_TEST_DEMO_FIXTURE_H
#define HOPTAC_TEST_DEMO_FIXTURE_H

#include "demo/demo.h"

/* A BUG when the files are not what they should be. */
struct demo_data *demo_fixture_data(struct arena *a);
size_t demo_fixture_communes(struct arena *a, struct demo_commune **out);
struct demo_register *demo_fixture(struct arena *a);

#endif
