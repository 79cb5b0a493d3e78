// SPDX-License-Identifier: Apache-2.0
/**
 * A shop on Spring Boot that logs as it would without Tombo; {@code logback-spring.xml} is all that
 * reports it.
 */
@NullMarked
package dev.tombo.examples.spring;

import org.jspecify.annotations.NullMarked;
