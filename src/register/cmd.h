/* SPDX-License-Identifier: Apache-2.0 */
/* What the commands of the register share. */
#ifndef HOPTAC_REGISTER_CMD_H
#define HOPTAC_REGISTER_CMD_H

#include "lib/cli/cli.h"
#include "register/history.h"
#include "register/view.h"

/* What --on and --known ask. */
int view_read(struct cli *cli, struct view *out);

/* What show prints, as JSON. */
void register_json(struct arena *a, const struct view *v, const struct org *o,
		   const char *status, const struct change *change, size_t n,
		   struct buf *out);

int register_list(struct cli *cli);
int register_show(struct cli *cli);

#endif
