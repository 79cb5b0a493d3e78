// SPDX-License-Identifier: Apache-2.0
/** A small application whose test runs a Tombo server inside and looks at what it stored. */
@NullMarked
package dev.tombo.examples.embedding;

import org.jspecify.annotations.NullMarked;
