// SPDX-License-Identifier: Apache-2.0
package dev.tombo;

import java.io.IOException;
import okhttp3.Call;
import okhttp3.CookieJar;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/**
 * Sends with OkHttp, on the calling thread. Redirects are not followed, since the token must not go
 * where it was not meant to; OkHttp's own repetitions are off, since the worker does that.
 */
final class OkHttpTransport implements Transport {
  private static final MediaType JSON = MediaType.get("application/json");

  private final OkHttpClient client;
  private final Target target;
  private volatile @Nullable Call call;
  private volatile boolean cancelled;

  OkHttpTransport(Target target) {
    this.target = target;
    this.client =
        new OkHttpClient.Builder()
            .connectTimeout(target.connectTimeout)
            .readTimeout(target.callTimeout)
            .writeTimeout(target.callTimeout)
            .callTimeout(target.callTimeout)
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .followSslRedirects(false)
            .cookieJar(CookieJar.NO_COOKIES)
            .cache(null)
            .build();
  }

  @Override
  public Reply send(byte[] gzippedJson) throws IOException {
    okhttp3.Request request =
        new okhttp3.Request.Builder()
            .url(target.url)
            .header("Authorization", "Bearer " + target.token)
            .header("Content-Encoding", "gzip")
            .header("User-Agent", target.userAgent)
            .post(RequestBody.create(gzippedJson, JSON))
            .build();
    Call now = client.newCall(request);
    call = now;
    if (cancelled) {
      now.cancel();
    }
    try (Response response = now.execute()) {
      ResponseBody body = response.body();
      byte[] bytes = Reply.read(body == null ? null : body.byteStream());
      return new Reply(
          response.code(), response.header("Retry-After"), response.header("Date"), bytes);
    } finally {
      call = null;
    }
  }

  @Override
  public void cancel() {
    cancelled = true;
    Call now = call;
    if (now != null) {
      now.cancel();
    }
  }

  @Override
  public void close() {
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }
}
