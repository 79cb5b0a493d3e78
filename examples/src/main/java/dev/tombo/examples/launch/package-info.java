// SPDX-License-Identifier: Apache-2.0
/** Starts Java programs, each in a process of its own with a class path of its own. */
@NullMarked
package dev.tombo.examples.launch;

import org.jspecify.annotations.NullMarked;
