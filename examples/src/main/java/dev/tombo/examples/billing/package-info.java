// SPDX-License-Identifier: Apache-2.0
/** An importer of invoices that logs through Log4j. */
@NullMarked
package dev.tombo.examples.billing;

import org.jspecify.annotations.NullMarked;
