// SPDX-License-Identifier: Apache-2.0
/**
 * Recognises people, scripts and applications; knows nothing of HTTP.
 *
 * <p>People: {@code LogIns} asks {@code Passwords} behind an {@code AttemptLimiter}, and {@code
 * SecondFactors} where a person has one, and begins {@code Sessions}, which hand out {@code
 * AccessTokens} and {@code RefreshTokens}. {@code OidcLogIns} ask another provider instead of for a
 * password. Scripts: {@code PersonalTokens}. Both are a {@code Caller}. Applications: {@code
 * ApiTokens} finds their token by its hash and keeps its value under a {@code Seal}. {@code
 * Accounts} makes people's accounts, {@code Setup} the first one by a code, {@code SignUps} those
 * that people make themselves, be it by {@code Invitations}; {@code PasswordChanges} follow the old
 * password or {@code ResetLinks}, which {@code ResetMails} send. The {@code KeyFile} has the secret
 * behind all of it.
 */
@NullMarked
package dev.tombo.server.auth;

import org.jspecify.annotations.NullMarked;
