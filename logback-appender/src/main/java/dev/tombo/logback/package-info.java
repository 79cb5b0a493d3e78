// SPDX-License-Identifier: Apache-2.0
/**
 * The way from Logback to Tombo: {@link dev.tombo.logback.TomboAppender} is what a configuration
 * names and decides what is shipped, {@code LogbackEvents} turns a logging event into an event, and
 * {@code ReadExceptions} does the same for exceptions of which no throwable is left. Everything
 * else is the SDK's.
 */
package dev.tombo.logback;
