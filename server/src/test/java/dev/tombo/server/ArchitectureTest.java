// SPDX-License-Identifier: Apache-2.0
package dev.tombo.server;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import java.time.Instant;

/** Holds the packages to what each may know. */
@AnalyzeClasses(packages = "dev.tombo.server", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  private static final String ROOT = "dev.tombo.server";

  @ArchTest
  static final ArchRule layers =
      Architectures.layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("root")
          .definedBy(ROOT)
          .layer("http")
          .definedBy(ROOT + ".http..")
          .layer("auth")
          .definedBy(ROOT + ".auth..")
          .layer("mail")
          .definedBy(ROOT + ".mail..")
          .layer("ingest")
          .definedBy(ROOT + ".ingest..")
          .layer("digest")
          .definedBy(ROOT + ".digest..")
          .layer("grouping")
          .definedBy(ROOT + ".grouping..")
          .layer("retention")
          .definedBy(ROOT + ".retention..")
          .layer("store")
          .definedBy(ROOT + ".store")
          .layer("jdbc")
          .definedBy(ROOT + ".store.jdbc..")
          .layer("model")
          .definedBy(ROOT + ".model..")
          .whereLayer("root")
          .mayOnlyAccessLayers(
              "http",
              "auth",
              "mail",
              "ingest",
              "digest",
              "grouping",
              "retention",
              "store",
              "jdbc",
              "model")
          .whereLayer("http")
          .mayOnlyAccessLayers("ingest", "auth", "store", "model")
          .whereLayer("auth")
          .mayOnlyAccessLayers("mail", "store", "model")
          .whereLayer("mail")
          .mayNotAccessAnyLayer()
          .whereLayer("ingest")
          .mayOnlyAccessLayers("digest", "grouping", "store", "model")
          .whereLayer("digest")
          .mayOnlyAccessLayers("store", "model")
          .whereLayer("grouping")
          .mayOnlyAccessLayers("model")
          .whereLayer("retention")
          .mayOnlyAccessLayers("store", "model")
          .whereLayer("jdbc")
          .mayOnlyAccessLayers("store", "model")
          .whereLayer("store")
          .mayOnlyAccessLayers("model")
          .whereLayer("model")
          .mayNotAccessAnyLayer();

  @ArchTest
  static final ArchRule noCycles = slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule helidonInHttpOnly =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + ".http..", ROOT)
          .and()
          .doNotHaveFullyQualifiedName(ROOT + ".auth.JwtAccessTokens")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.helidon..");

  @ArchTest
  static final ArchRule sqlInJdbcOnly =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + ".store.jdbc..", ROOT)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..");

  @ArchTest
  static final ArchRule nimbusInTwoClassesOnly =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(ROOT + ".auth.OidcClient")
          .and()
          .haveNameNotMatching(".*\\.OidcClient\\$.*")
          .and()
          .doNotHaveFullyQualifiedName(ROOT + ".auth.OutgoingRequests")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.nimbusds..");

  @ArchTest
  static final ArchRule jakartaMailInMailOnly =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".mail..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.mail..", "org.eclipse.angus.mail..");

  @ArchTest
  static final ArchRule modelKnowsTheJdkOnly =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".model..")
          .should()
          .dependOnClassesThat(outside(ROOT + ".model..", "java..", "org.jspecify.."));

  @ArchTest
  static final ArchRule groupingKnowsTheModelOnly =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".grouping..")
          .should()
          .dependOnClassesThat(
              outside(ROOT + ".grouping..", ROOT + ".model..", "java..", "org.jspecify.."));

  @ArchTest
  static final ArchRule timeIsPassedIn =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT)
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime");

  private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> outside(
      String... packages) {
    var inside = resideInAPackage(packages[0]);
    for (String more : packages) {
      inside = inside.or(resideInAPackage(more));
    }
    return com.tngtech.archunit.base.DescribedPredicate.not(inside);
  }
}
