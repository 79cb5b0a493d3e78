// SPDX-License-Identifier: Apache-2.0
/** Pure functions from an event to its fingerprint, title and culprit; versioned. */
@NullMarked
package dev.tombo.server.grouping;

import org.jspecify.annotations.NullMarked;
