// SPDX-License-Identifier: Apache-2.0
/**
 * Kills the server under load, again and again on the same data, and holds what is left to what was
 * answered: {@code CrashCampaign} runs the rounds, {@code Load} sends, {@code Book} remembers,
 * {@code Expected} adds up what should be there, {@code Ledger} and {@code RestWalk} read what is,
 * {@code Trial} compares. {@code OutageCampaign} does the same with what the server depends on:
 * locks, a full disk, a database that is restarted.
 */
@NullMarked
package dev.tombo.server.crash;

import org.jspecify.annotations.NullMarked;
