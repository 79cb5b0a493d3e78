// SPDX-License-Identifier: Apache-2.0
/**
 * What a client costs the application that it is in, beside others' clients: the caller's time and
 * memory by JMH, and how long stopping takes while the server does not read.
 */
@NullMarked
package dev.tombo.benchmarks.client;

import org.jspecify.annotations.NullMarked;
