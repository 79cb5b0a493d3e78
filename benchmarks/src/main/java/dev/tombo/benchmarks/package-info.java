// SPDX-License-Identifier: Apache-2.0
/**
 * Measurements, run by hand on a quiet machine: {@code java -jar
 * benchmarks/target/tombo-benchmarks-*.jar}, JMH's own options after it.
 */
@NullMarked
package dev.tombo.benchmarks;

import org.jspecify.annotations.NullMarked;
