package io.aios.launcher.suite;

import io.aios.platform.boot.AiosApplication;
import java.io.IOException;
import java.io.OutputStream;
import org.slf4j.MDC;

/**
 * Main class of a service's own process; ends when the suite's process, which holds its input,
 * ends.
 */
public final class ServiceProcess {
  private ServiceProcess() {}

  /**
   * @param args the service's name
   */
  public static void main(String[] args) throws ClassNotFoundException {
    Member member = Member.named(args[0]);
    SuiteLogging.route();
    Thread.ofPlatform().daemon().name("watch-suite").start(ServiceProcess::endWithSuite);
    MDC.put("service", member.name());
    AiosApplication.run(Class.forName(member.application()), member.name());
  }

  private static void endWithSuite() {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // the other end is gone, which is what this waits for
    }
    System.exit(0);
  }
}
