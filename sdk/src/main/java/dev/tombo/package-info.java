// SPDX-License-Identifier: Apache-2.0
/** Captures errors and ships them to a Tombo server. */
package dev.tombo;
