/* SPDX-License-Identifier: Apache-2.0 */
/* Import of reported figures. */
#ifndef HOPTAC_FIGURE_IMPORT_H
#define HOPTAC_FIGURE_IMPORT_H

#include "lib/cli/cli.h"

/* The command "import figures". */
int import_figures(struct cli *cli);

#endif
