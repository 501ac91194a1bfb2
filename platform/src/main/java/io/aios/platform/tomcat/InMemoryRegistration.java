package io.aios.platform.tomcat;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;

/** Opens the service's in-memory way once it serves, and closes it before it stops serving. */
final class InMemoryRegistration implements SmartLifecycle {
  private final ApplicationContext context;
  private final String host;
  private volatile @Nullable InMemoryConnector connector;

  InMemoryRegistration(ApplicationContext context, String host) {
    this.context = context;
    this.host = host;
  }

  @Override
  public void start() {
    if (context instanceof WebServerApplicationContext web
        && web.getWebServer() instanceof TomcatWebServer server) {
      connector = InMemoryConnector.open(host, server.getPort(), server.getTomcat().getConnector());
    }
  }

  @Override
  public void stop() {
    InMemoryConnector open = connector;
    if (open != null) {
      open.close();
      connector = null;
    }
  }

  @Override
  public boolean isRunning() {
    return connector != null;
  }

  /** Last to start and first to stop. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }
}
