/* SPDX-License-Identifier: Apache-2.0 */
/* hoptac: the table of commands. */
#include "lib/cli/cli.h"

static const struct cmd *const commands[] = { NULL };

int main(int argc, char **argv)
{
	return cli_main(argc, argv, commands);
}
