// SPDX-License-Identifier: Apache-2.0
/**
 * Looks at the web page as people do: {@code Stage} is a server with what the sample applications
 * sent to it, {@code Browser} a Chromium that looks at it in one of the {@code View}s; {@code
 * Screenshots} takes pictures of all of it.
 */
@NullMarked
package dev.tombo.browser;

import org.jspecify.annotations.NullMarked;
