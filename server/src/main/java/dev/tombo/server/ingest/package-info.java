// SPDX-License-Identifier: Apache-2.0
/** Admits a request and prepares its events: decode, normalise, scrub, fingerprint, compress. */
@NullMarked
package dev.tombo.server.ingest;

import org.jspecify.annotations.NullMarked;
