// SPDX-License-Identifier: Apache-2.0
/** Runs the sample applications against a server and prints what it stored. */
@NullMarked
package dev.tombo.examples.demo;

import org.jspecify.annotations.NullMarked;
