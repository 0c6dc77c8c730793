package io.targetedprofiler;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The layers of the core, each of which knows only those above it in this list. */
@AnalyzeClasses(
    packages = "io.targetedprofiler",
    importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {

  private static final String TOP = "io.targetedprofiler";
  private static final String RECORD = TOP + ".record";

  @ArchTest
  static final ArchRule layers =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("model")
          .definedBy(TOP + ".model")
          .layer("record")
          .definedBy(RECORD)
          .layer("format")
          .definedBy(TOP + ".format")
          .layer("sample")
          .definedBy(TOP + ".sample")
          .layer("sink")
          .definedBy(TOP + ".sink")
          .layer("outside")
          .definedBy(TOP + ".outside")
          .layer("session")
          .definedBy(TOP + ".session")
          .layer("top")
          .definedBy(TOP)
          .layer("propagation")
          .definedBy(TOP + ".propagation")
          .whereLayer("model")
          .mayNotAccessAnyLayer()
          .whereLayer("record")
          .mayOnlyAccessLayers("model")
          .whereLayer("format")
          .mayOnlyAccessLayers("model")
          .whereLayer("sample")
          .mayOnlyAccessLayers("model")
          .whereLayer("sink")
          .mayOnlyAccessLayers("model", "record", "format", "sample")
          .whereLayer("outside")
          .mayOnlyAccessLayers("model", "record")
          .whereLayer("session")
          .mayOnlyAccessLayers("model", "record", "format", "sample", "sink")
          .whereLayer("top")
          .mayOnlyBeAccessedByLayers("propagation")
          .whereLayer("propagation")
          .mayOnlyAccessLayers("record", "top")
          .whereLayer("propagation")
          .mayNotBeAccessedByAnyLayer();

  @ArchTest
  static final ArchRule everyClassHasItsRoom =
      noClasses()
          .should()
          .resideOutsideOfPackages(
              TOP,
              TOP + ".model",
              RECORD,
              TOP + ".format",
              TOP + ".sample",
              TOP + ".sink",
              TOP + ".outside",
              TOP + ".session",
              TOP + ".propagation");

  @ArchTest
  static final ArchRule noCycles = slices().matching(TOP + ".(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule slf4jInSinkAndAtTheTop =
      noClasses()
          .that(resideInAPackage(TOP + "..").and(resideInAnyPackage(TOP, TOP + ".sink").negate()))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.slf4j..");

  @ArchTest
  static final ArchRule micrometerInSinkOnly =
      noClasses()
          .that()
          .resideOutsideOfPackage(TOP + ".sink")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.micrometer..")
                  .and(resideInAPackage("io.micrometer.context..").negate()));

  @ArchTest
  static final ArchRule contextPropagationInItsOwnPackageOnly =
      noClasses()
          .that()
          .resideOutsideOfPackage(TOP + ".propagation")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.micrometer.context..");

  @ArchTest
  static final ArchRule reactorAndCoroutinesInOutsideOnly =
      noClasses()
          .that()
          .resideOutsideOfPackage(TOP + ".outside")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("reactor..", "org.reactivestreams..", "kotlin..", "kotlinx..");

  @ArchTest
  static final ArchRule jfrInSinkOnly =
      noClasses()
          .that()
          .resideOutsideOfPackage(TOP + ".sink")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jdk.jfr..");

  @ArchTest
  static final ArchRule jacksonInFormatOnly =
      noClasses()
          .that()
          .resideOutsideOfPackage(TOP + ".format")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.fasterxml.jackson..");

  @ArchTest
  static final ArchRule jdbcProxiesInOutsideOnly =
      noClasses()
          .that()
          .resideOutsideOfPackage(TOP + ".outside")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("net.ttddyy..");

  @ArchTest
  static final ArchRule aspectjNowhere =
      noClasses().should().dependOnClassesThat().resideInAPackage("org.aspectj..");

  @ArchTest
  static final ArchRule otherLibrariesNowhere =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              "java..",
              "com.sun.management..",
              "jdk.jfr..",
              "org.jspecify.annotations..",
              "org.slf4j..",
              "io.micrometer..",
              "com.fasterxml.jackson.core..",
              "javax.sql..",
              "net.ttddyy.dsproxy..",
              "kotlin..",
              "kotlinx.coroutines..",
              "reactor..",
              TOP + "..");

  @ArchTest
  static final ArchRule recorderNeverLogsFormatsLocksOrReflects =
      noClasses()
          .that()
          .resideInAPackage(RECORD)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.io..",
              "java.lang.reflect..",
              "java.text..",
              "java.util.concurrent.locks..",
              "java.util.logging..",
              "java.util.regex..")
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(java.util.Formatter.class, ThreadLocal.class)
          .orShould()
          .callMethod(String.class, "format", String.class, Object[].class)
          .orShould()
          .callMethod(String.class, "formatted", Object[].class);

  /** Blocks are allowed where two threads share a slot; they are out of ArchUnit's sight. */
  @ArchTest
  static final ArchRule recorderHasNoSynchronizedMethod =
      methods()
          .that()
          .areDeclaredInClassesThat()
          .resideInAPackage(RECORD)
          .should()
          .notHaveModifier(JavaModifier.SYNCHRONIZED);

  @ArchTest
  static final ArchRule modelIsImmutable =
      fields()
          .that()
          .areDeclaredInClassesThat()
          .resideInAPackage(TOP + ".model")
          .and()
          .areDeclaredInClassesThat()
          .arePublic()
          .should()
          .beFinal();

  @ArchTest
  static final ArchRule noStaticMutableStateButWhatWeavingForces =
      fields()
          .that()
          .areStatic()
          .and()
          .areDeclaredInClassesThat()
          .doNotHaveFullyQualifiedName(RECORD + ".Gate")
          .and()
          .areDeclaredInClassesThat()
          .doNotHaveFullyQualifiedName(RECORD + ".Sites")
          .should()
          .beFinal();

  @ArchTest
  static final ArchRule noStandardStreamsButWithoutAnyLog =
      noClasses()
          .that()
          .haveNameNotMatching(".*\\.ProfilerLog\\$Speaker")
          .should(ACCESS_STANDARD_STREAMS);
}
