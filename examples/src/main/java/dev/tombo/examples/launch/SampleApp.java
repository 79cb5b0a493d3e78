// SPDX-License-Identifier: Apache-2.0
package dev.tombo.examples.launch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A sample application as it is deployed.
 *
 * @param name what it is, in a word or two
 * @param origin the host it says it runs on; each application has its own
 * @param program its class path, main class and configuration
 * @param deployments where it runs, and which version: environment to release
 * @param expected how the exceptions are called that it is bound to meet; one of several with a bar
 *     between, where it is for the server to say which of a chain names the issue
 */
public record SampleApp(
    String name,
    String origin,
    JavaProgram program,
    Map<String, String> deployments,
    List<String> expected) {

  private static final String LOGBACK = "logback-";
  private static final String LOG4J = "log4j-";

  /** Names libraries beside it, among them one that would be SLF4J's. */
  private static final String SERVER = "tombo-server";

  /** Returns all of them: one for each way to send. */
  public static List<SampleApp> all() {
    return List.of(orders(), billing(), reports(), bookings());
  }

  /** Returns the program with its environment for one of the deployments. */
  public JavaProgram program(String environment, String endpoint, String token) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("TOMBO_ENDPOINT", endpoint);
    variables.put("TOMBO_TOKEN", token);
    variables.put("TOMBO_ENVIRONMENT", environment);
    variables.put("TOMBO_RELEASE", String.valueOf(deployments.get(environment)));
    variables.put("TOMBO_ORIGIN", origin);
    return program.with(variables);
  }

  private static SampleApp orders() {
    return new SampleApp(
        "Order service (Logback)",
        "orders.example.com",
        JavaProgram.ofClass(
            "dev.tombo.examples.orders.OrderApp",
            List.of("-Dlogback.configurationFile=orders/logback.xml"),
            LOG4J,
            SERVER),
        deployments("production", "orders@2.3.1", "staging", "orders@2.4.0-rc1"),
        List.of(
            "SQLTransientConnectionException",
            "IntegrityConstraintViolationException",
            "JsonParseException",
            "InvalidFormatException",
            "ConnectException|PaymentException",
            "NoSuchElementException|ExecutionException",
            "NullPointerException"));
  }

  private static SampleApp billing() {
    return new SampleApp(
        "Billing importer (Log4j)",
        "billing.example.com",
        JavaProgram.ofClass(
            "dev.tombo.examples.billing.BillingImport",
            List.of("-Dlog4j2.configurationFile=billing/log4j2.xml"),
            LOGBACK,
            SERVER),
        deployments("production", "billing@11"),
        List.of(
            "NumberFormatException|InvoiceException",
            "DateTimeException|DateTimeParseException|InvoiceException",
            "IntegrityConstraintViolationException|InvoiceException",
            "ArithmeticException|InvocationTargetException",
            "NoSuchFileException",
            "SAXParseException",
            "IOException"));
  }

  private static SampleApp reports() {
    return new SampleApp(
        "Report job (SDK)",
        "reports.example.com",
        JavaProgram.ofClass(
            "dev.tombo.examples.reports.ReportJob", List.of("-Xss512k"), LOGBACK, LOG4J, SERVER),
        deployments("production", "reports@5.0.2", "staging", "reports@5.1.0-beta"),
        List.of(
            "StackOverflowError",
            "ConcurrentModificationException",
            "ClassCastException",
            "MissingResourceException",
            "IndexOutOfBoundsException",
            "has no rows"));
  }

  private static SampleApp bookings() {
    return new SampleApp(
        "Booking service (HTTP, SDK)",
        "bookings.example.com",
        JavaProgram.ofClass(
            "dev.tombo.examples.bookings.BookingDay", List.of(), LOGBACK, LOG4J, SERVER),
        deployments("production", "bookings@1.8.0"),
        List.of(
            "ArithmeticException",
            "ArrayIndexOutOfBoundsException",
            "ConnectException|UncheckedIOException"));
  }

  private static Map<String, String> deployments(String... pairs) {
    Map<String, String> deployments = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      deployments.put(pairs[i], pairs[i + 1]);
    }
    return deployments;
  }
}
