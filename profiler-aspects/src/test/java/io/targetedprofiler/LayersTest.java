package io.targetedprofiler;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Each package of this module knows one neighbour of the profiler's, and none knows two. */
@AnalyzeClasses(
    packages = "io.targetedprofiler",
    importOptions = {
      ImportOption.DoNotIncludeTests.class,
      ImportOption.DoNotIncludeJars.class,
      LayersTest.ThisModule.class
    })
class LayersTest {

  private static final String TOP = "io.targetedprofiler";
  private static final String ASPECT = TOP + ".aspect..";
  private static final String AGENT = TOP + ".agent..";
  private static final String WEB = TOP + ".web..";
  private static final String SPRING = TOP + ".spring..";

  /** In the reactor the core is no jar but a directory. */
  static final class ThisModule implements ImportOption {
    @Override
    public boolean includes(com.tngtech.archunit.core.importer.Location location) {
      return !location.contains("profiler-core");
    }
  }

  @ArchTest
  static final ArchRule everyClassHasItsRoom =
      noClasses().should().resideOutsideOfPackages(ASPECT, AGENT, WEB, SPRING);

  @ArchTest
  static final ArchRule springInItsPackageOnly =
      noClasses()
          .that()
          .resideOutsideOfPackage(SPRING)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework..", "org.aopalliance..");

  @ArchTest
  static final ArchRule requestsInTheirPackagesOnly =
      noClasses()
          .that()
          .resideOutsideOfPackages(WEB, SPRING)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jakarta..");

  @ArchTest
  static final ArchRule aspectjInAspectsOnly =
      noClasses()
          .that()
          .resideOutsideOfPackage(ASPECT)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.aspectj..");

  @ArchTest
  static final ArchRule adaptersUseTheCoreAsUsersDo =
      noClasses()
          .that()
          .resideInAPackage(WEB)
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              "java..",
              "jakarta..",
              "okhttp3..",
              "org.apache.hc..",
              "org.jspecify.annotations..",
              WEB,
              TOP,
              TOP + ".record");

  @ArchTest
  static final ArchRule nobodyNeedsSpring =
      noClasses()
          .that()
          .resideOutsideOfPackage(SPRING)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(SPRING);
}
