package io.aios.launcher.containers;

import io.aios.launcher.suite.Member;
import io.aios.launcher.suite.SuiteLogging;
import io.aios.platform.boot.AiosApplication;
import org.slf4j.MDC;

/** Main class of a service that has a container to itself; ends with a signal. */
public final class ServiceContainer {
  private ServiceContainer() {}

  /**
   * @param args the service's name
   */
  public static void main(String[] args) throws ClassNotFoundException {
    Member member = Member.named(args[0]);
    SuiteLogging.route();
    MDC.put("service", member.name());
    AiosApplication.run(Class.forName(member.application()), member.name());
  }
}
