// SPDX-License-Identifier: Apache-2.0
/** The composition root. */
@NullMarked
package dev.tombo.server;

import org.jspecify.annotations.NullMarked;
