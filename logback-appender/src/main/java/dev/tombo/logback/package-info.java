// SPDX-License-Identifier: Apache-2.0
/** Ships what Logback logs as an error. */
package dev.tombo.logback;
