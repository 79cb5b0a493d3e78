// SPDX-License-Identifier: Apache-2.0
/** What stays of an application that a container has taken away: nothing. */
package dev.tombo.examples.redeploy;
