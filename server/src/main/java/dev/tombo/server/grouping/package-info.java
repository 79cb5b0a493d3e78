// SPDX-License-Identifier: Apache-2.0
/**
 * Says which fault an event shows: its fingerprint, title and culprit, and why. Pure and versioned.
 *
 * <pre>
 * Grouping         an event's verdict, or its explanation
 *   Reading          the exceptions that count, with their calls
 *     Chain            from the one thrown to its cause, without wrappers
 *     Stack            frames as calls
 *       Names            those of the JVM; Language those of other platforms, with SystemImages
 *       InApp            libraries' and the JDK's classes, by Prefixes
 *       Call             what a frame is without line and number
 *   Matching         the project's rule for it
 *   Computed         what counts of the event itself
 *     Recursion        rounds once
 *     Wording          a message without its parameters
 *       Token            a stretch of it; Kind what it is as a whole, Digits what of it are numbers
 *   Variables        what stands in double braces in a fingerprint of somebody's own
 *   Titles           title and culprit
 *   Parts            takes what counts: HashedParts for the fingerprint, ExplainedParts for people
 * </pre>
 */
@NullMarked
package dev.tombo.server.grouping;

import org.jspecify.annotations.NullMarked;
