// SPDX-License-Identifier: Apache-2.0
/**
 * What is removed for good, and when: {@code Sweeper -> store.RetentionStore}, in its own thread.
 */
@NullMarked
package dev.tombo.server.retention;

import org.jspecify.annotations.NullMarked;
