// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

import org.jspecify.annotations.Nullable;

/**
 * What grouping says of an event.
 *
 * @param fingerprint which fault it shows
 * @param full the same over all calls, libraries' too; null where calls do not decide
 * @param title the first line of its issue
 * @param culprit the in-app frame to blame; null where there is no frame
 */
public record Verdict(
    Fingerprint fingerprint, @Nullable Fingerprint full, String title, @Nullable String culprit) {}
