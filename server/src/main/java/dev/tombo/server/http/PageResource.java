// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.http;

import dev.tombo.server.model.PublicUrl;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Serves the web page: the same document at each of its addresses, which decides in the browser
 * what is there, and the document's files. Thread-safe.
 */
final class PageResource {
  /** The page's addresses, those of {@code web/core/routes.js}. */
  static final List<String> PATHS =
      List.of(
          "/",
          "/issues",
          "/issues/{id}",
          "/projects/new",
          "/projects/{project}",
          "/account",
          "/login",
          "/signup",
          "/forgotten",
          "/invitation",
          "/reset-password");

  private static final HeaderName POLICY = HeaderNames.create("Content-Security-Policy");
  private static final String FOR_GOOD = "public, max-age=31536000, immutable";

  private final Supplier<PublicUrl> publicUrl;
  private @Nullable Page page;

  PageResource(Supplier<PublicUrl> publicUrl) {
    this.publicUrl = publicUrl;
  }

  /**
   * Adds the page to a server.
   *
   * @param basePath under which it is as well, since not every proxy takes it off; may be empty
   */
  void addTo(HttpRouting.Builder routing, String basePath) {
    for (String base : new LinkedHashSet<>(List.of("", basePath))) {
      PATHS.forEach(path -> add(routing, base + path, this::document));
      if (!base.isEmpty()) {
        add(routing, base, this::document);
      }
      add(routing, base + "/favicon.ico", this::icon);
      add(routing, base + "/assets/{version}/{+path}", this::file);
    }
  }

  private static void add(HttpRouting.Builder routing, String path, Handler handler) {
    routing.get(path, handler);
    routing.any(path, Routes.notAllowed("GET", Refusal.PROBLEM_JSON));
  }

  private void document(ServerRequest request, ServerResponse response) {
    response.header(POLICY, page().policy());
    send(request, response, page().index(), "no-cache");
  }

  /** Browsers ask for it where a document names no other, such as JSON. */
  private void icon(ServerRequest request, ServerResponse response) {
    send(request, response, page().file("icon.svg").orElseThrow(), "no-cache");
  }

  private void file(ServerRequest request, ServerResponse response) {
    String version = request.path().pathParameters().get("version");
    Optional<PageFile> file = page().file(request.path().pathParameters().get("path"));
    if (file.isEmpty() || !version.equals(page().version())) {
      throw new ProblemException(Problem.notFound());
    }
    send(request, response, file.get(), FOR_GOOD);
  }

  private void send(ServerRequest request, ServerResponse response, PageFile file, String caching) {
    boolean gzip = Gzip.isTaken(request);
    String tag = "\"" + page().version() + (gzip ? "-gzip\"" : "\"");
    response.header(HeaderNames.CACHE_CONTROL, caching);
    response.header(HeaderNames.VARY, "Accept-Encoding");
    response.header(HeaderNames.ETAG, tag);
    if (request.headers().value(HeaderNames.IF_NONE_MATCH).filter(tag::equals).isPresent()) {
      response.status(Status.NOT_MODIFIED_304).send();
      return;
    }
    response.header(HeaderNames.CONTENT_TYPE, file.type());
    if (gzip) {
      response.header(HeaderNames.CONTENT_ENCODING, "gzip");
    }
    response.send(gzip ? file.gzipped() : file.plain());
  }

  /** Put together when somebody first looks: a start has other things to do. */
  private synchronized Page page() {
    Page known = page;
    if (known == null) {
      known = Page.assemble(publicUrl.get().path());
      page = known;
    }
    return known;
  }
}
