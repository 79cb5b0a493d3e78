// SPDX-License-Identifier: Apache-2.0
package dev.tombo.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** The calls of a web service that failed in its database, as a thread of Tomcat has them. */
final class SampleStack {
  private static final int FRAMES = 60;

  /** {@code #} stands for the number of the fault. */
  private static final List<String> OF_APPLICATION =
      List.of(
          "com.acme.shop.order.OrderRepository#.findOpenOrders",
          "com.acme.shop.order.OrderService#.lambda$openOrders$3",
          "java.util.stream.ReferencePipeline$3$1.accept",
          "java.util.ArrayList$ArrayListSpliterator.forEachRemaining",
          "java.util.stream.AbstractPipeline.copyInto",
          "java.util.stream.ReferencePipeline.collect",
          "com.acme.shop.order.OrderService#.openOrders",
          "java.lang.reflect.Method.invoke",
          "jdk.internal.reflect.DirectMethodHandleAccessor.invoke",
          "org.springframework.aop.support.AopUtils.invokeJoinpointUsingReflection",
          "org.springframework.aop.framework.CglibAopProxy$CglibMethodInvocation.proceed",
          "org.springframework.transaction.interceptor.TransactionInterceptor.invoke",
          "com.acme.shop.order.OrderService#$$SpringCGLIB$$0.openOrders",
          "com.acme.shop.web.CartController#.checkOut",
          "com.acme.shop.web.CartController#.lambda$checkOut$0",
          "com.acme.shop.security.TenantScope.call");

  private static final List<String> OF_CAUSE =
      List.of(
          "com.zaxxer.hikari.pool.HikariPool.createTimeoutException",
          "com.zaxxer.hikari.pool.HikariPool.getConnection",
          "com.zaxxer.hikari.HikariDataSource.getConnection",
          "jdk.proxy2.$Proxy142.getConnection",
          "org.springframework.jdbc.datasource.DataSourceUtils.fetchConnection",
          "org.springframework.jdbc.core.JdbcTemplate.execute",
          "org.springframework.jdbc.core.JdbcTemplate.query");

  private static final List<String> OF_LIBRARIES =
      List.of(
          "org.springframework.web.method.support.InvocableHandlerMethod.doInvoke",
          "org.springframework.web.method.support.InvocableHandlerMethod.invokeForRequest",
          "org.springframework.web.servlet.mvc.method.annotation.ServletInvocableHandlerMethod.invokeAndHandle",
          "org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter.invokeHandlerMethod",
          "org.springframework.web.servlet.mvc.method.AbstractHandlerMethodAdapter.handle",
          "org.springframework.web.servlet.DispatcherServlet.doDispatch",
          "org.springframework.web.servlet.FrameworkServlet.processRequest",
          "jakarta.servlet.http.HttpServlet.service",
          "org.apache.catalina.core.ApplicationFilterChain.internalDoFilter",
          "org.apache.catalina.core.ApplicationFilterChain.doFilter",
          "org.springframework.web.filter.OncePerRequestFilter.doFilter",
          "org.springframework.security.web.FilterChainProxy$VirtualFilterChain.doFilter",
          "org.springframework.security.web.session.SessionManagementFilter.doFilter",
          "org.springframework.security.web.access.ExceptionTranslationFilter.doFilter",
          "com.acme.shop.security.TenantFilter.doFilterInternal",
          "org.apache.catalina.core.StandardWrapperValve.invoke",
          "org.apache.catalina.valves.ErrorReportValve.invoke",
          "org.apache.coyote.http11.Http11Processor.service",
          "org.apache.tomcat.util.net.NioEndpoint$SocketProcessor.doRun",
          "java.util.concurrent.ThreadPoolExecutor.runWorker");

  private SampleStack() {}

  /**
   * Sixty calls, {@code class.method}, newest first.
   *
   * @param relation of the exception, which has a database's calls where it is a cause
   */
  static List<String> calls(String relation, int fault) {
    List<String> calls = new ArrayList<>(FRAMES);
    if (relation.equals("cause")) {
      calls.addAll(OF_CAUSE);
    }
    OF_APPLICATION.forEach(call -> calls.add(call.replace("#", Integer.toString(fault))));
    for (int i = 0; calls.size() < FRAMES; i++) {
      calls.add(OF_LIBRARIES.get(i % OF_LIBRARIES.size()) + (i < OF_LIBRARIES.size() ? "" : i));
    }
    return calls;
  }
}
