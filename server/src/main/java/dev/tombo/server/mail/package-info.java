// SPDX-License-Identifier: Apache-2.0
/**
 * Sends mails by the SMTP server that the settings name; the only package that knows Jakarta Mail.
 * Whoever asks for one does not wait for it: an {@code Outbox} writes and sends them one by one.
 */
@NullMarked
package dev.tombo.server.mail;

import org.jspecify.annotations.NullMarked;
