/* SPDX-License-Identifier: Apache-2.0 */
/* hoptac: the table of commands. */
#include "lib/cli/cli.h"
#include "pack/pack.h"

static const struct cmd *const commands[] = { pack_cmds, NULL };

int main(int argc, char **argv)
{
	return cli_main(argc, argv, commands);
}
