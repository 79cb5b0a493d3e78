// SPDX-License-Identifier: Apache-2.0
/** What Tombo speaks of: records without framework, JSON or SQL. */
@NullMarked
package dev.tombo.server.model;

import org.jspecify.annotations.NullMarked;
