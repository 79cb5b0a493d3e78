// SPDX-License-Identifier: Apache-2.0
/** What a bad network and killed processes do to events that were captured: nothing. */
package dev.tombo.examples.network;
