// SPDX-License-Identifier: Apache-2.0
/** Ships what Log4j2 logs as an error. */
package dev.tombo.log4j2;
