// SPDX-License-Identifier: Apache-2.0
/**
 * Writes prepared events: a bounded queue, one writer, and what each event changes in named steps.
 */
@NullMarked
package dev.tombo.server.digest;

import org.jspecify.annotations.NullMarked;
