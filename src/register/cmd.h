/* SPDX-License-Identifier: Apache-2.0 */
/* What the commands of the register share. */
#ifndef HOPTAC_REGISTER_CMD_H
#define HOPTAC_REGISTER_CMD_H

#include "lib/cli/cli.h"
#include "register/register.h"
#include "territory/territory.h"

/* The question that --on and --known put: the rules and units to answer it. */
struct view {
	day_t on;
	int64_t known;
	const struct pack *pack;
	const struct territory *territory;
};
int view_read(struct cli *cli, struct view *out);

/* The unit that a seat is on the day of the view: itself, or what it became;
 * as recorded when it was split; NULL for REG_NONE. */
const struct unit *view_seat(const struct view *v, int64_t seat);

int register_list(struct cli *cli);
int register_show(struct cli *cli);

#endif
