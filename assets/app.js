// SPDX-License-Identifier: Apache-2.0
/* What every page loads; without it every page still works. */
import './keys.js';
import './drawer.js';
import './grid.js';
