// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.bookings;

import dev.tombo.Tombo;
import dev.tombo.TomboOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** A day at the desk: runs the service and asks it what its guests ask. */
public final class BookingDay {
  private static final List<String> QUESTIONS =
      List.of(
          "/bill?nights=3&guests=2",
          "/bill?nights=1&guests=0",
          "/bill?nights=7&guests=0",
          "/bill?nights=two&guests=2",
          "/calendar?month=2026-01",
          "/calendar?month=2026-02",
          "/calendar?month=2026-04",
          "/calendar?month=soon",
          "/breakfast?room=7&guests=2",
          "/breakfast?room=9&guests=1");

  private BookingDay() {}

  /** Asks everything and ends. */
  public static void main(String[] args) throws IOException, InterruptedException {
    TomboOptions options =
        TomboOptions.builder().inApp("dev.tombo.examples").tag("team", "desk").build();
    try (Tombo tombo = Tombo.create(options);
        BookingService service = BookingService.start(tombo, () -> UUID.randomUUID().toString());
        HttpClient client = HttpClient.newHttpClient()) {
      int asked = 0;
      for (String question : QUESTIONS) {
        String guest = BookingService.GUESTS.get(asked++ % BookingService.GUESTS.size());
        System.out.println(guest + " " + question + ": " + ask(client, service, question, guest));
      }
    }
  }

  private static String ask(
      HttpClient client, BookingService service, String question, String guest)
      throws IOException, InterruptedException {
    byte[] credentials = (guest + ":" + BookingService.PASSWORD).getBytes(StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(service.address() + question))
            .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials))
            .build();
    return client.send(request, BodyHandlers.ofString()).body();
  }
}
