// SPDX-License-Identifier: Apache-2.0
/**
 * The only package, with the root, that knows Helidon: {@code HttpServer} has the {@code Routes},
 * each to a method of a {@code ...Resource}, which asks {@code Credentials} who is asking and
 * {@code Access} what they may see; {@code Problems} answers whatever fails.
 *
 * <p>{@code IngestResource, SentryResource -> ingest.Ingest}; {@code IssuesResource}, {@code
 * EventResource}, {@code ProjectsResource}, {@code TokensResource}, {@code MeResource -> store},
 * the last two through {@code TokenViews}, which decides who sees a token's value; {@code
 * SessionsResource} with its {@code RefreshCookie}, {@code PersonalTokensResource}, {@code
 * SetupResource -> auth}; {@code ApiResource} shows the OpenAPI document that {@code ApiDocument}
 * puts together.
 *
 * <p>{@code PageResource} serves the web page, which {@code Page} puts together of what {@code
 * PageSources} finds.
 */
@NullMarked
package dev.tombo.server.http;

import org.jspecify.annotations.NullMarked;
