// SPDX-License-Identifier: Apache-2.0
/** A nightly report job that calls the SDK. */
@NullMarked
package dev.tombo.examples.reports;

import org.jspecify.annotations.NullMarked;
