package io.aios.launcher.suite;

import io.aios.launcher.data.StartFailure;
import io.aios.platform.boot.AiosApplication;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.MDC;
import org.springframework.context.ConfigurableApplicationContext;

/** Every service in this JVM, each with its own application context. */
final class ServicesInJvm implements Services {
  private final Map<Member, ConfigurableApplicationContext> contexts = new ConcurrentHashMap<>();

  @Override
  public long start(Member member, Map<String, String> properties) {
    MDC.put("service", member.name());
    try {
      contexts.put(
          member,
          AiosApplication.builder(Class.forName(member.application()), member.name())
              .run(arguments(properties)));
      return ProcessHandle.current().pid();
    } catch (ClassNotFoundException e) {
      throw new StartFailure(
          member.name(),
          "its class " + member.application() + " is not built",
          "Run `aios up` from the source folder, which builds it.");
    } catch (RuntimeException e) {
      throw failed(member, e);
    } finally {
      MDC.remove("service");
    }
  }

  private static StartFailure failed(Member member, RuntimeException e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    StartFailure failure =
        new StartFailure(
            member.name(),
            "it did not start ("
                + cause.getClass().getSimpleName()
                + ": "
                + cause.getMessage()
                + ")",
            "`aios logs " + member.name() + "` has the details.");
    failure.initCause(e);
    return failure;
  }

  private static String[] arguments(Map<String, String> properties) {
    return properties.entrySet().stream()
        .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
        .toArray(String[]::new);
  }

  @Override
  public void stop(Member member) {
    ConfigurableApplicationContext context = contexts.remove(member);
    if (context != null) {
      context.close();
    }
  }
}
