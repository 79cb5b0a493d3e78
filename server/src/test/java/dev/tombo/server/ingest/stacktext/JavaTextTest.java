// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.stacktext;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.pattern.ExtendedThrowableProxyConverter;
import ch.qos.logback.classic.pattern.RootCauseFirstThrowableProxyConverter;
import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.LoggingEvent;
import dev.tombo.server.ingest.stacktext.StackText.Parsed;
import dev.tombo.server.model.Frame;
import dev.tombo.server.model.Thrown;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads stacks that were printed on this JVM back, and compares with what was thrown. */
class JavaTextTest {
  private static final Map<String, Throwable> THROWABLES = Throwables.all();

  /** What the text alone does not say: the trace in a message is like any other. */
  private static final String AMBIGUOUS = "with a whole trace in its message";

  /** Log4j does not print the frames of an exception that is printed again as its own cause. */
  private static final String LOST_BY_LOG4J = "circle";

  static Set<String> names() {
    return THROWABLES.keySet();
  }

  static Stream<String> unambiguous() {
    return names().stream().filter(name -> !name.equals(AMBIGUOUS));
  }

  private static Throwable throwable(String name) {
    return java.util.Objects.requireNonNull(THROWABLES.get(name), name);
  }

  @ParameterizedTest
  @MethodSource("names")
  void parse_printedWithTypeAndMessage_isWhatWasThrown(String name) {
    Throwable thrown = throwable(name);

    assertThat(parse(Throwables.print(thrown), thrown)).isEqualTo(Captured.of(thrown));
  }

  @ParameterizedTest
  @MethodSource("unambiguous")
  void parse_printedAlone_isWhatWasThrown(String name) {
    Throwable thrown = throwable(name);
    List<Thrown> read = parse(Throwables.print(thrown), null);

    boolean odd = name.equals("own toString");
    assertThat(odd ? withMessageOf(thrown, read) : read).isEqualTo(Captured.of(thrown));
  }

  @ParameterizedTest
  @MethodSource("names")
  void parse_linesOfWindows_areTheSame(String name) {
    Throwable thrown = throwable(name);
    String text = Throwables.print(thrown).replace("\n", "\r\n");

    assertThat(parse(text, null).getFirst().frames())
        .isEqualTo(parse(Throwables.print(thrown), null).getFirst().frames());
  }

  @ParameterizedTest
  @MethodSource("unambiguous")
  void parse_renderedByLogback_isWhatWasThrown(String name) {
    Throwable thrown = throwable(name);
    ThrowableProxyConverter plain = new ThrowableProxyConverter();
    ThrowableProxyConverter extended = new ExtendedThrowableProxyConverter();

    assertThat(withoutModules(parse(rendered(plain, thrown), thrown)))
        .isEqualTo(Captured.of(thrown));
    assertThat(withoutModules(parse(rendered(extended, thrown), thrown)))
        .isEqualTo(Captured.of(thrown));
  }

  @Test
  void parse_renderedRootFirstByLogback_isTheSameChain() {
    Throwable thrown = throwable("chain");

    List<Thrown> read = parse(rendered(new RootCauseFirstThrowableProxyConverter(), thrown), null);

    assertThat(read).isEqualTo(Captured.of(thrown));
  }

  static Stream<String> printedByLog4j() {
    return unambiguous().filter(name -> !name.equals(LOST_BY_LOG4J));
  }

  @ParameterizedTest
  @MethodSource("printedByLog4j")
  void parse_renderedByLog4j_isWhatWasThrown(String name) {
    Throwable thrown = throwable(name);
    for (String pattern : List.of("%ex", "%xEx")) {
      Log4jLogEvent event = Log4jLogEvent.newBuilder().setThrown(thrown).build();
      String text = PatternLayout.newBuilder().withPattern(pattern).build().toSerializable(event);

      assertThat(withoutModules(parse(text, thrown))).as(text).isEqualTo(Captured.of(thrown));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          com.acme.Order.place(Order.java:42) | com.acme.Order | place | Order.java | 42 | -
          Order.place(Order.java) | Order | place | Order.java | - | -
          java.base@21.0.1/java.lang.Thread.run(Thread.java:840) | java.lang.Thread | run | Thread.java | 840 | -
          app//com.acme.Order.place(Order.java:1) | com.acme.Order | place | Order.java | 1 | -
          shop.war//com.acme.Order.place(Order.java:1) | com.acme.Order | place | Order.java | 1 | -
          loader/shop@1.4/com.acme.Order.place(Order.java:1) | com.acme.Order | place | Order.java | 1 | -
          com.acme.Order.<init>(Order.java:3) | com.acme.Order | <init> | Order.java | 3 | -
          com.acme.Order.<clinit>(Unknown Source) | com.acme.Order | <clinit> | - | - | -
          com.acme.Order$$SpringCGLIB$$0.load(<generated>) | com.acme.Order$$SpringCGLIB$$0 | load | <generated> | - | -
          com.acme.B$$Lambda/0x00007f2a1c003200.run(Unknown Source) | com.acme.B$$Lambda/0x00007f2a1c003200 | run | - | - | -
          java.base/java.lang.invoke.LambdaForm$DMH/0x000000080011.invoke(LambdaForm$DMH) | java.lang.invoke.LambdaForm$DMH/0x000000080011 | invoke | LambdaForm$DMH | - | -
          com.acme.OrderTest.rejects (without) stock(OrderTest.kt:9) | com.acme.OrderTest | rejects (without) stock | OrderTest.kt | 9 | -
          com.acme.Order.place(Order.java:42) ~[shop-1.4.jar:1.4] | com.acme.Order | place | Order.java | 42 | shop-1.4.jar
          com.acme.Order.place(Order.java:42) [shop-1.4.jar!/:1.4] | com.acme.Order | place | Order.java | 42 | shop-1.4.jar!/
          com.acme.Order.place(Order.java:42) ~[na:na] | com.acme.Order | place | Order.java | 42 | -
          com.acme.Order.place(Order.java:42) [?:?] | com.acme.Order | place | Order.java | 42 | -
          com.acme.Заказ.создать(Заказ.java:42) | com.acme.Заказ | создать | Заказ.java | 42 | -
          """)
  void frame_ofEachForm_isRead(
      String line,
      String className,
      String method,
      @Nullable String file,
      @Nullable Integer number,
      @Nullable String module) {
    Frame frame = JavaFrame.parse(line.strip());

    assertThat(frame)
        .isEqualTo(
            new Frame(className, method, file, number, null, module, null, null, null, Map.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "10:30 (see the log)",
    "the office (Order.java:1)",
    "acme.com (x)",
    "a.b",
    "(Order.java:1)",
    ".x(Order.java:1)",
    "a.(Order.java:1)",
    "com.acme.Order.place(Order.java:42) and so on",
    "''"
  })
  void frame_ofAnotherText_isNone(String line) {
    assertThat(JavaFrame.parse(line)).isNull();
  }

  @Test
  void parse_textAroundIt_isLeftOut() {
    String text =
        """


        Exception in thread "main" com.acme.Broken: it
        \tat com.acme.Main.main(Main.java:3)
        Caused by: com.acme.Root
        \t... 1 more

        2026-11-23 12:00:00 INFO something else
        """;

    List<Thrown> read = parse(text, null);

    assertThat(read).extracting(Thrown::type).containsExactly("com.acme.Broken", "com.acme.Root");
    assertThat(read.getFirst().message()).isEqualTo("it");
    assertThat(read.getFirst().frames()).hasSize(1);
    assertThat(read.get(1).message()).isNull();
    assertThat(read.get(1).commonFrames()).isEqualTo(1);
  }

  @Test
  void parse_framesAlone_areThoseOfWhatIsKnown() {
    Parsed parsed =
        StackText.parse("java", "\tat a.B.c(B.java:1)\n\tat a.B.d(B.java:2)", "a.Broken", null);

    assertThat(parsed.exceptions()).hasSize(1);
    assertThat(parsed.exceptions().getFirst().type()).isEqualTo("a.Broken");
    assertThat(parsed.exceptions().getFirst().frames()).hasSize(2);
  }

  @Test
  void parse_typeWithDotsForDollars_isTheClass() {
    String text = "a.Outer$Broken: it\n\tat a.B.c(B.java:1)";

    Parsed parsed = StackText.parse("java", text, "a.Outer.Broken", "it");

    assertThat(parsed.exceptions().getFirst().type()).isEqualTo("a.Outer$Broken");
  }

  @Test
  void parse_stackOverflow_keepsBothEnds() {
    String text = "java.lang.StackOverflowError\n" + "\tat a.B.c(B.java:1)\n".repeat(1024).strip();

    Parsed parsed = StackText.parse("java", text, null, null);

    assertThat(parsed.exceptions().getFirst().frames()).hasSize(500);
    assertThat(parsed.notes()).containsExactly("exceptions: frames: more than 500, 524 left out");
  }

  @Test
  void parse_moreExceptionsThanAreKept_isNoted() {
    String text = "a.B: 0\n\tat a.B.c(B.java:1)" + "\nCaused by: a.B: 1\n\t... 1 more".repeat(500);

    Parsed parsed = StackText.parse("java", text, null, null);

    assertThat(parsed.exceptions()).hasSize(100);
    assertThat(parsed.notes()).containsExactly("exceptions: more than 100, the others left out");
  }

  private static List<Thrown> parse(String text, @Nullable Throwable known) {
    return known == null
        ? StackText.parse("java", text, null, null).exceptions()
        : StackText.parse("java", text, known.getClass().getName(), known.getMessage())
            .exceptions();
  }

  private static List<Thrown> withMessageOf(Throwable thrown, List<Thrown> read) {
    Thrown first = read.getFirst();
    return List.of(
        new Thrown(
            first.type(),
            thrown.getMessage(),
            first.relation(),
            first.of(),
            first.commonFrames(),
            first.frames(),
            null,
            Map.of()));
  }

  private static List<Thrown> withoutModules(List<Thrown> read) {
    return read.stream()
        .map(
            one ->
                new Thrown(
                    one.type(),
                    one.message(),
                    one.relation(),
                    one.of(),
                    one.commonFrames(),
                    one.frames().stream().map(JavaTextTest::withoutModule).toList(),
                    null,
                    Map.of()))
        .toList();
  }

  private static Frame withoutModule(Frame frame) {
    return new Frame(
        frame.className(),
        frame.method(),
        frame.file(),
        frame.line(),
        null,
        null,
        null,
        frame.nativeCode(),
        null,
        Map.of());
  }

  private static String rendered(ThrowableProxyConverter converter, Throwable thrown) {
    LoggerContext context = new LoggerContext();
    converter.setContext(context);
    converter.start();
    return converter.convert(
        new LoggingEvent(
            "", context.getLogger("a"), ch.qos.logback.classic.Level.ERROR, "", thrown, null));
  }
}
