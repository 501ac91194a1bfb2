package io.aios.gateway.interfaces.web;

import io.aios.mcp.server.RequestContext;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request that the gateway answers itself: at once, so there is nothing to stream or cancel. */
record GatewayContext(HttpServletRequest request) implements RequestContext {
  @Override
  public List<String> headers(String name) {
    return Collections.list(request.getHeaders(name));
  }

  @Override
  public @Nullable Principal principal() {
    return request.getUserPrincipal();
  }

  @Override
  public boolean streams() {
    return false;
  }

  @Override
  public void send(byte[] message) {
    throw new UnsupportedOperationException("This request has no stream");
  }

  @Override
  public boolean cancelled() {
    return false;
  }
}
