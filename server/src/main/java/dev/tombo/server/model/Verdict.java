// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

import org.jspecify.annotations.Nullable;

/**
 * What grouping says of an event.
 *
 * @param fingerprint which fault it shows
 * @param title the first line of its issue
 * @param culprit the in-app frame to blame; null where there is no frame
 */
public record Verdict(Fingerprint fingerprint, String title, @Nullable String culprit) {}
