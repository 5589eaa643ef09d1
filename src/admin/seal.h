/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the server gives up before it serves: whoever finds a fault in it shall
 * gain nothing but what it needs itself.  docs/decisions/0016 tells why so.
 */
#ifndef HOPTAC_ADMIN_SEAL_H
#define HOPTAC_ADMIN_SEAL_H

#include "lib/base/base.h"

#include <stdbool.h>

/*
 * Before the first thread and before the database is opened: root becomes the
 * owner of the data directory, every capability is given up, and files other
 * than those below the directory and the temporary ones can neither be written
 * nor run; of the rest only the system's own (/usr, /lib, /dev, /proc, /sys)
 * can be read.
 * *confined is false when the kernel has no Landlock (before 5.13), which
 * leaves the files to the rights of the user.  0; -1 with ERR_IO.
 */
int seal_files(const char *data, bool *confined, struct err *e);

/*
 * When the listener stands, for every thread: from now on no program is
 * started, no process, no connection or listener made, no code written into
 * memory.  A call that is not on the list answers that it does not exist.
 * 0; -1 with ERR_IO: then do not serve.
 */
int seal_calls(struct err *e);

#endif
