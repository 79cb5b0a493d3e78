// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What grouping says of an event.
 *
 * @param fingerprint which fault it shows
 * @param full the same over all calls, libraries' too; null where calls do not decide
 * @param earlier its fingerprints by earlier versions of the algorithm, the newest first, as long
 *     as these are looked up
 * @param title the first line of its issue
 * @param culprit the in-app frame to blame; null where there is no frame
 */
public record Verdict(
    Fingerprint fingerprint,
    @Nullable Fingerprint full,
    List<Fingerprint> earlier,
    String title,
    @Nullable String culprit) {}
