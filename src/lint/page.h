/* SPDX-License-Identifier: Apache-2.0 */
/* Rà soát dự thảo: what its templates are given; its pages. */
#ifndef HOPTAC_LINT_PAGE_H
#define HOPTAC_LINT_PAGE_H

#include "lint/view.h"

#endif
