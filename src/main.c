/* SPDX-License-Identifier: Apache-2.0 */
/* hoptac: the table of commands. */
#include "admin/admin.h"
#include "check/check.h"
#include "demo/demo.h"
#include "figure/figure.h"
#include "lib/cli/cli.h"
#include "lint/lint.h"
#include "office/account.h"
#include "pack/pack.h"
#include "plan/plan.h"
#include "register/register.h"
#include "sheet/sheet.h"
#include "territory/territory.h"

static const struct cmd *const commands[] = {
	admin_cmds,
	territory_cmds,
	office_cmds,
	pack_cmds,
	register_cmds,
	figure_cmds,
	check_cmds,
	sheet_cmds,
	plan_cmds,
	lint_cmds,
	demo_cmds,
	NULL,
};

int main(int argc, char **argv)
{
	return cli_main(argc, argv, commands);
}
