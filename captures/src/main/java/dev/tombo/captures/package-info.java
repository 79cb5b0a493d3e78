// SPDX-License-Identifier: Apache-2.0
/**
 * Fails in many ways on a real JVM and writes each stack down: {@code Capture} is the program,
 * {@code Faults} and its like are what fails. Not part of the usual build, since it needs compilers
 * of several languages.
 */
@NullMarked
package dev.tombo.captures;

import org.jspecify.annotations.NullMarked;
