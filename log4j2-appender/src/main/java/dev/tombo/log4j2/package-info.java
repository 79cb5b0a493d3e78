// SPDX-License-Identifier: Apache-2.0
/**
 * The way from Log4j to Tombo: {@link dev.tombo.log4j2.TomboAppender} is the plugin that a
 * configuration names and decides what is shipped, {@code Log4jEvents} copies a log event into an
 * event. Everything else is the SDK's.
 */
package dev.tombo.log4j2;
