// SPDX-License-Identifier: Apache-2.0
package dev.tombo.captures;

import groovy.lang.GroovyShell;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.NamingStrategy;
import net.bytebuddy.implementation.SuperMethodCall;
import net.bytebuddy.matcher.ElementMatchers;
import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.aop.framework.ProxyFactory;

/** What fails below classes that were made while the program ran. */
final class GeneratedFaults {
  private final Capture capture;

  GeneratedFaults(Capture capture) {
    this.capture = capture;
  }

  /** Something to make proxies of. */
  public interface Shop {
    /** Fails. */
    void sell();
  }

  /** Another, so that proxies of both are of another number. */
  public interface Named {
    /** Its name. */
    String name();
  }

  /** Fails. */
  public static class Kiosk implements Shop {
    @Override
    public void sell() {
      throw new IllegalStateException("sold out");
    }
  }

  void run() {
    capture.fault("sell/direct", () -> new Kiosk().sell());
    capture.fault("sell-by-jdk-proxy/of one", () -> sell(proxy(Shop.class)));
    capture.fault("sell-by-jdk-proxy/of two", () -> sell(proxy(Shop.class, Named.class)));
    capture.fault(
        "sell-by-jdk-proxy/of three", () -> sell(proxy(Shop.class, Named.class, Runnable.class)));
    capture.fault("sell-by-spring/jdk proxy", () -> sell(spring(false)));
    capture.fault("sell-by-spring/cglib", () -> sell(spring(true)));
    capture.fault("sell-by-spring/cglib again", () -> sell(spring(true, Runnable.class)));
    capture.fault("sell-by-byte-buddy/one", () -> sell(byteBuddy()));
    capture.fault("sell-by-byte-buddy/another", () -> sell(byteBuddy()));
    capture.fault("sell-by-javassist/one", () -> sell(javassist()));
    capture.fault("sell-by-javassist/another", () -> sell(javassist()));
    capture.fault("groovy/one closure", () -> groovy(""));
    capture.fault("groovy/more closures", () -> groovy("def other = { it + 1 }; other(1); "));
    kotlin();
  }

  private void kotlin() {
    capture.fault("kotlin-lambda/let", KotlinFaults::inLambda);
    capture.fault("kotlin-default/argument", () -> KotlinFaults.withDefault());
    capture.fault("kotlin-companion/object", KotlinFaults::inObject);
  }

  private static void sell(Shop shop) {
    shop.sell();
  }

  private static Shop proxy(Class<?>... interfaces) {
    Kiosk kiosk = new Kiosk();
    return (Shop)
        Proxy.newProxyInstance(
            Shop.class.getClassLoader(),
            interfaces,
            (self, method, arguments) -> {
              try {
                return method.invoke(kiosk, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static Shop spring(boolean byClass, Class<?>... more) {
    ProxyFactory factory = new ProxyFactory(new Kiosk());
    factory.setProxyTargetClass(byClass);
    for (Class<?> one : more) {
      factory.addInterface(one);
    }
    factory.addAdvice((MethodInterceptor) call -> call.proceed());
    return (Shop) factory.getProxy();
  }

  private static Shop byteBuddy() throws ReflectiveOperationException {
    return new ByteBuddy()
        .with(new NamingStrategy.SuffixingRandom("ByteBuddy"))
        .subclass(Kiosk.class)
        .method(ElementMatchers.named("sell"))
        .intercept(SuperMethodCall.INSTANCE)
        .make()
        .load(Kiosk.class.getClassLoader())
        .getLoaded()
        .getDeclaredConstructor()
        .newInstance();
  }

  private static Shop javassist() throws ReflectiveOperationException {
    var factory = new javassist.util.proxy.ProxyFactory();
    factory.setSuperclass(Kiosk.class);
    factory.setUseCache(false);
    return (Shop)
        factory.create(
            new Class<?>[0],
            new Object[0],
            (self, method, proceed, arguments) -> {
              try {
                return proceed.invoke(self, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static void groovy(String before) {
    String script =
        before + "def sell = { n -> throw new IllegalStateException('no ' + n) }; [7].each(sell)";
    Object unused = new GroovyShell().evaluate(script, "Till.groovy");
  }
}
