// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

/**
 * A JSON value that Tombo keeps but does not interpret: its text, numbers as the client wrote them.
 *
 * @param text one well-formed JSON value without surrounding space
 */
public record Json(String text) {}
