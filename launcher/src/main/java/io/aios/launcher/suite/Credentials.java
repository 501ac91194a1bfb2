package io.aios.launcher.suite;

import io.aios.launcher.certificates.SuiteCertificates;
import io.aios.launcher.data.DataDirectory;
import io.aios.launcher.data.Secrets;
import io.aios.launcher.settings.MasterKeyPlace;
import io.aios.launcher.settings.SuiteSettings;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What services prove themselves with: to security-manager a secret, to each other a certificate.
 */
public record Credentials(Secrets secrets, Optional<SuiteCertificates> certificates) {
  /**
   * Makes what is missing below the data directory, and renews certificates while this process
   * lives.
   *
   * @param settings which may name where the master keys are
   * @param mutualTls whether services show each other certificates
   */
  public static Credentials of(
      DataDirectory data, SuiteSettings settings, boolean mutualTls, List<Member> members) {
    Secrets secrets = new Secrets(data);
    if (!mutualTls) {
      return new Credentials(secrets, Optional.empty());
    }
    List<String> names = members.stream().map(Member::name).toList();
    var certificates =
        SuiteCertificates.issue(
            data, secrets, MasterKeyPlace.of(data, settings), names, Clock.systemUTC());
    certificates.keepRenewed();
    return new Credentials(secrets, Optional.of(certificates));
  }

  String account(Member member) {
    return secrets.get("service-" + member.name());
  }

  Map<String, String> certificate(Member member) {
    return certificates.map(made -> made.properties(member.name())).orElse(Map.of());
  }
}
