// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server.ingest.stacktext;

import dev.tombo.server.ingest.stacktext.StackText.Parsed;
import dev.tombo.server.model.Frame;
import dev.tombo.server.model.Thrown;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.provider.Arguments;

/** Stacks as languages other than Java print them, and what is to be read of each. */
final class StackTexts {
  static final String V8 =
      """
      TypeError: Cannot read properties of null (reading 'foo')
          at /srv/shop/client.js:8:11
          at Object.<anonymous> (/srv/shop/client.js:11:3)
          at new Cart (/srv/shop/cart (1).js:2:7)
          at async Cart.add (file:///srv/shop/cart.mjs:20:5)
          at Function.executeUserEntryPoint [as runMain] (node:internal/modules/run_main:164:12)
          at Array.forEach (<anonymous>)
          at eval (eval at run (/srv/a.js:1:2), <anonymous>:3:4)
      """;

  static final String V8_READ =
      """
      thrown TypeError: Cannot read properties of null (reading 'foo')
        - - /srv/shop/client.js 8 11
        - Object.<anonymous> /srv/shop/client.js 11 3
        - new Cart /srv/shop/cart (1).js 2 7
        - Cart.add /srv/shop/cart.mjs 20 5
        - Function.executeUserEntryPoint node:internal/modules/run_main 164 12
        - Array.forEach <anonymous> - -
        - eval <anonymous> 3 4
      """;

  static final String V8_CAUSE =
      """
      Error: outer
      of two lines
          at run (/srv/a.js:1:2) {
        [cause]: RangeError: inner
            at step (/srv/b.js:3:4) {
          code: 'E1'
        }
      }
      """;

  static final String V8_CAUSE_READ =
      """
      thrown Error: outer/of two lines
        - run /srv/a.js 1 2
      cause RangeError: inner
        - step /srv/b.js 3 4
      """;

  static final String GECKO =
      """
      add@https://shop.example/assets/cart.js:10:15
      cart/<@https://shop.example/assets/cart.js:22:3
      @https://shop.example/assets/main.js:1:1
      async*load@https://shop.example/assets/main.js:2:2
      [native code]
      forEach@[native code]
      global code@https://shop.example/:7
      """;

  static final String GECKO_READ =
      """
      thrown -: -
        - add https://shop.example/assets/cart.js 10 15
        - cart/< https://shop.example/assets/cart.js 22 3
        - - https://shop.example/assets/main.js 1 1
        - load https://shop.example/assets/main.js 2 2
        - forEach [native code] - -
        - global code https://shop.example/ 7 -
      """;

  static final String PYTHON =
      """
      Traceback (most recent call last):
        File "/app/db.py", line 12, in find
          return rows[key]
                 ~~~~^^^^^
      KeyError: 'row 5'

      The above exception was the direct cause of the following exception:

      Traceback (most recent call last):
        File "/app/main.py", line 30, in <module>
          place(5)
        File "/app/shop.py", line 7, in place
          raise OrderError("order 5 failed") from e
        File "/app/shop.py", line 8, in again
        [Previous line repeated 996 more times]
      shop.OrderError: order 5 failed
        with a second line: of it
      """;

  static final String PYTHON_READ =
      """
      thrown shop.OrderError: order 5 failed/with a second line: of it
        - again /app/shop.py 8 -
        - place /app/shop.py 7 - {"line":"raise OrderError(\\"order 5 failed\\") from e"}
        - <module> /app/main.py 30 - {"line":"place(5)"}
      cause KeyError: 'row 5'
        - find /app/db.py 12 - {"line":"return rows[key]"}
      """;

  static final String PYTHON_GROUP =
      """
        + Exception Group Traceback (most recent call last):
        |   File "/app/main.py", line 3, in <module>
        |     raise ExceptionGroup("several", errors)
        | ExceptionGroup: several (2 sub-exceptions)
        +-+---------------- 1 ----------------
          | Traceback (most recent call last):
          |   File "/app/a.py", line 1, in f
          |     raise ValueError(1)
          | ValueError: 1
          +---------------- 2 ----------------
          | TypeError: 2
          +------------------------------------
      """;

  static final String PYTHON_GROUP_READ =
      """
      thrown ExceptionGroup: several (2 sub-exceptions)
        - <module> /app/main.py 3 - {"line":"raise ExceptionGroup(\\"several\\", errors)"}
      suppressed ValueError: 1
        - f /app/a.py 1 - {"line":"raise ValueError(1)"}
      suppressed TypeError: 2
      """;

  static final String DOTNET =
      """
      System.InvalidOperationException: order 5 failed
       ---> System.Collections.Generic.KeyNotFoundException: row 5
         at Acme.Repo.Find[T](Int32 id) in /src/Repo.cs:line 12
         at Acme.Repo..ctor()
         --- End of inner exception stack trace ---
         at Acme.Shop.<PlaceAsync>d__3.MoveNext() in C:\\src\\Shop.cs:line 30
      --- End of stack trace from previous location ---
         at lambda_method(Closure, Object)
      """;

  static final String DOTNET_READ =
      """
      thrown System.InvalidOperationException: order 5 failed
        Acme.Shop.<PlaceAsync>d__3 MoveNext C:\\src\\Shop.cs 30 -
        - lambda_method - - -
      cause System.Collections.Generic.KeyNotFoundException: row 5
        Acme.Repo Find[T] /src/Repo.cs 12 -
        Acme.Repo .ctor - - -
      """;

  static final String DOTNET_AGGREGATE =
      """
      System.AggregateException: One or more errors occurred. (a) (b)
       ---> System.Exception: a
         at Acme.A.Run()
         --- End of inner exception stack trace ---
         at Acme.Main.Wait()
       ---> (Inner Exception #1) System.ArgumentException: b
         at Acme.B.Run()<---
      """;

  static final String DOTNET_AGGREGATE_READ =
      """
      thrown System.AggregateException: One or more errors occurred. (a) (b)
        Acme.Main Wait - - -
      cause System.Exception: a
        Acme.A Run - - -
      suppressed System.ArgumentException: b
        Acme.B Run - - -
      """;

  static final String DOTNET_OLD =
      """
      System.Exception: outer ---> System.ArgumentException: inner
         at Acme.A.Run()
         --- End of inner exception stack trace ---
         at Acme.Main.Run()
      """;

  static final String DOTNET_OLD_READ =
      """
      thrown System.Exception: outer
        Acme.Main Run - - -
      cause System.ArgumentException: inner
        Acme.A Run - - -
      """;

  static final String GO =
      """
      goroutine 1 [running]:
      runtime/debug.Stack()
      \t/usr/local/go/src/runtime/debug/stack.go:24 +0x5e
      github.com/acme/shop/cart.(*Cart).Add(0xc000012345, {0x1, 0x2})
      \t/app/cart/cart.go:12 +0x1d
      main.main.func1(...)
      \t/app/main.go:9
      created by main.main in goroutine 7
      \t/app/main.go:30 +0x25

      goroutine 2 [select]:
      main.other()
      \t/app/main.go:99 +0x25
      """;

  static final String GO_READ =
      """
      thrown -: -
        runtime/debug Stack /usr/local/go/src/runtime/debug/stack.go 24 -
        github.com/acme/shop/cart (*Cart).Add /app/cart/cart.go 12 -
        main main.func1 /app/main.go 9 -
        main main /app/main.go 30 -
      """;

  static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of("nodejs", V8, V8_READ),
        Arguments.of("webjs", V8_CAUSE, V8_CAUSE_READ),
        Arguments.of("webjs", GECKO, GECKO_READ),
        Arguments.of("python", PYTHON, PYTHON_READ),
        Arguments.of("python", PYTHON_GROUP, PYTHON_GROUP_READ),
        Arguments.of("dotnet", DOTNET, DOTNET_READ),
        Arguments.of("dotnet", DOTNET_AGGREGATE, DOTNET_AGGREGATE_READ),
        Arguments.of("dotnet", DOTNET_OLD, DOTNET_OLD_READ),
        Arguments.of("go", GO, GO_READ));
  }

  /** The exceptions in order, each with its frames: class, method, file, line, column, source. */
  static String written(Parsed parsed) {
    return parsed.exceptions().stream().map(StackTexts::written).collect(Collectors.joining());
  }

  static String written(Thrown thrown) {
    String message = text(thrown.message()).replaceAll("\n *", "/");
    String head = thrown.relation().wireName() + " " + text(thrown.type()) + ": " + message + "\n";
    return head + thrown.frames().stream().map(StackTexts::written).collect(Collectors.joining());
  }

  static String written(Frame frame) {
    return "  "
        + String.join(
            " ",
            text(frame.className()),
            text(frame.method()),
            text(frame.file()),
            text(frame.line()),
            text(frame.column()))
        + (frame.context() == null ? "" : " " + frame.context().text())
        + "\n";
  }

  static String text(@Nullable Object value) {
    return value == null ? "-" : value.toString();
  }
}
