// SPDX-License-Identifier: Apache-2.0
/**
 * Feeds whatever reads what others send with bytes that Jazzer makes up, by what it sees of the
 * code that they reach.
 *
 * <pre>
 * FuzzTarget     what reads bytes, and what it may throw; Jazzer calls it
 * Seeds          what to begin with
 * Fuzzing        Jazzer, in a process of its own
 * FuzzTest       seconds of all, with the build
 * FuzzCampaign   as long as one likes
 * </pre>
 */
@NullMarked
package dev.tombo.server.fuzz;

import org.jspecify.annotations.NullMarked;
