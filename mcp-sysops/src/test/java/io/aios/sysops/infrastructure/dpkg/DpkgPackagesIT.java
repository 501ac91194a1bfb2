package io.aios.sysops.infrastructure.dpkg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.aios.platform.tools.ToolFailure;
import io.aios.sysops.infrastructure.commands.CommandProperties;
import io.aios.sysops.infrastructure.commands.Commands;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class DpkgPackagesIT {
  private static DpkgPackages packages(String dpkg) {
    var commands =
        new Commands(new CommandProperties(Duration.ofSeconds(15), DataSize.ofMegabytes(8)));
    return new DpkgPackages(
        commands, new DpkgProperties(Path.of(dpkg), Path.of("/usr/bin/apt-cache")));
  }

  @Test
  void namesTheMissingProgramOnOtherSystems() {
    var elsewhere = packages("/usr/bin/no-dpkg");
    assertThat(elsewhere.problem()).hasValueSatisfying(why -> assertThat(why).contains("no-dpkg"));
    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(elsewhere::installed)
        .satisfies(failure -> assertThat(failure.code()).isEqualTo("packages-unsupported"));
  }

  @Test
  void readsWhatDpkgQueryWrites() {
    String line = "libc6:amd64\t2.36-9\tamd64\tinstalled\t12986\tGNU C Library: Shared libraries\n";
    assertThat(PackageOutput.entries(line))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.name()).isEqualTo("libc6:amd64");
              assertThat(entry.installedKib()).isEqualTo(12986);
            });
  }

  @Test
  void readsControlParagraphAndPolicy() {
    String control =
        "Package: bash\nInstalled-Size: 7164\nDepends: base-files (>= 2.1), debianutils\n"
            + "Description: GNU Bourne Again SHell\n Bash is a shell.\n\nPackage: other\n";
    String policy = "bash:\n  Installed: (none)\n  Candidate: 5.2.15-2\n";
    var detail = PackageOutput.detail("bash", control, policy);
    assertThat(detail.installed()).isNull();
    assertThat(detail.candidate()).isEqualTo("5.2.15-2");
    assertThat(detail.dependsOn()).containsExactly("base-files (>= 2.1)", "debianutils");
    assertThat(detail.description()).endsWith("Bash is a shell.");
  }
}
