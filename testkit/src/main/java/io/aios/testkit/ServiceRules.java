package io.aios.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The architecture as a test: what may depend on what, and what types may be called. */
public final class ServiceRules {
  private static final Set<String> SERVICES =
      Set.of("discovery", "gateway", "orchestrator", "security", "python", "sysops", "federation");
  private static final Pattern BANNED_ENDING =
      Pattern.compile(".*(Utils?|Helper|Impl|Dto|DTO|Manager|Service)$|^Abstract.*");

  private ServiceRules() {}

  /**
   * Checks every rule on the classes below a package.
   *
   * @param root a module's root package, such as {@code io.aios.orchestrator}
   * @throws AssertionError naming each violation
   */
  public static void check(String root) {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(root);
    if (classes.isEmpty()) {
      throw new AssertionError("No classes below " + root + ": is the package right?");
    }
    domainStandsAlone(root, classes);
    useCasesKnowNoAdapters(root, classes);
    servicesDoNotKnowEachOther(root, classes);
    adaptersStayInside(root, classes);
    timeIsPassedIn(root, classes);
    namesSayWhatTypesAre(classes);
  }

  private static void domainStandsAlone(String root, JavaClasses classes) {
    classes()
        .that()
        .resideInAPackage(root + "..domain..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", root + "..domain..")
        .because("the domain is plain Java")
        .allowEmptyShould(true)
        .check(classes);
  }

  private static void useCasesKnowNoAdapters(String root, JavaClasses classes) {
    noClasses()
        .that()
        .resideInAPackage(root + "..usecase..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(root + "..interfaces..", root + "..infrastructure..")
        .because("use cases speak to ports")
        .allowEmptyShould(true)
        .check(classes);
  }

  private static void servicesDoNotKnowEachOther(String root, JavaClasses classes) {
    String own = root.substring(root.lastIndexOf('.') + 1);
    String[] others =
        SERVICES.stream()
            .filter(service -> !service.equals(own))
            .map(service -> "io.aios." + service + "..")
            .toArray(String[]::new);
    if (!own.equals("launcher")) {
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(others)
          .because("services meet only over the wire")
          .check(classes);
    }
    noClasses()
        .that()
        .resideOutsideOfPackage("io.aios.launcher..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.aios.launcher..")
        .because("nothing knows the launcher")
        .allowEmptyShould(true)
        .check(classes);
  }

  private static void adaptersStayInside(String root, JavaClasses classes) {
    classes()
        .that()
        .resideInAPackage(root + "..interfaces..")
        .and()
        .areTopLevelClasses()
        .should()
        .notBePublic()
        .because("controllers, tools and listeners are nobody's library")
        .allowEmptyShould(true)
        .check(classes);
  }

  private static void timeIsPassedIn(String root, JavaClasses classes) {
    noClasses()
        .that()
        .resideInAnyPackage(root + "..domain..", root + "..usecase..")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .because("time comes in as a parameter or a Clock")
        .allowEmptyShould(true)
        .check(classes);
  }

  private static void namesSayWhatTypesAre(JavaClasses classes) {
    List<String> banned =
        classes.stream()
            .filter(type -> !type.isAnonymousClass() && !type.getSimpleName().isEmpty())
            .filter(bannedName())
            .map(JavaClass::getName)
            .toList();
    if (!banned.isEmpty()) {
      throw new AssertionError("Type names that say nothing: " + banned);
    }
  }

  private static DescribedPredicate<JavaClass> bannedName() {
    return DescribedPredicate.describe(
        "has a banned ending", type -> BANNED_ENDING.matcher(type.getSimpleName()).matches());
  }
}
