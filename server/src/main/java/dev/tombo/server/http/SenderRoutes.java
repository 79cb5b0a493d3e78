// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.http.HttpServer.Services;
import dev.tombo.server.ingest.sentry.Echoes;
import java.util.List;

/** The routes by which applications send, each in the form of its protocol. */
final class SenderRoutes {
  /** Texts of events of the last minute that are remembered, about 100 bytes each. */
  private static final int ECHOES = 50_000;

  private SenderRoutes() {}

  static List<Routes.Route> of(Services services) {
    IngestResource ingest =
        new IngestResource(
            services.limits(), services.bodies(), services.decoder(), services.ingest());
    OtlpResource otlp =
        new OtlpResource(
            services.limits(), services.bodies(), services.otlpDecoder(), services.ingest());
    SentryResource sentry =
        new SentryResource(
            services.limits(),
            services.bodies(),
            new SentryCredentials(services.apiTokens()),
            services.sentryDecoder(),
            new Echoes(services.clock(), ECHOES),
            services.ingest());
    return List.of(
        Routes.post("/api/v1/events", Needs.API_TOKEN, ingest::post),
        Routes.post("/v1/logs", Needs.SENDER, otlp::post).refusing(OtlpForm.JSON),
        Routes.post("/api/{project}/integration/otlp/v1/logs", Needs.SENDER, otlp::postInto)
            .refusing(OtlpForm.JSON),
        Routes.post("/api/{project}/envelope[/]", Needs.DSN, sentry::envelope)
            .refusing(SentryForm::refuse),
        Routes.post("/api/{project}/store[/]", Needs.DSN, sentry::store)
            .refusing(SentryForm::refuse));
  }
}
