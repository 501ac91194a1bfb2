package io.aios.policy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.aios.testkit.ServiceRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  @Test
  void followsTheRules() {
    ServiceRules.check("io.aios.policy");
  }

  @Test
  void standsAlone() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", "org.antlr..", "io.aios.policy..")
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.aios.policy"));
  }
}
