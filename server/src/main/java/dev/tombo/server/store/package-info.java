// SPDX-License-Identifier: Apache-2.0
/** The storage SPI: narrow interfaces by use, which know the model only. */
@NullMarked
package dev.tombo.server.store;

import org.jspecify.annotations.NullMarked;
