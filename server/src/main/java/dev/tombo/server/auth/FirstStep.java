// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.auth;

/** What comes of a right password: a session, or the way to it where a second step is asked for. */
public sealed interface FirstStep permits SessionTokens, SecondStep {}
