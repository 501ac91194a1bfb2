package io.aios.mcp.http;

import io.aios.mcp.server.RequestContext;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A servlet request as the server core sees it. */
record ServletContext(HttpServletRequest request, ReplyStream stream, KeepAlive keepAlive)
    implements RequestContext {

  @Override
  public List<String> headers(String name) {
    return Collections.list(request.getHeaders(name));
  }

  @Override
  public @Nullable Principal principal() {
    return request.getUserPrincipal();
  }

  @Override
  public void accepted() {
    keepAlive.add(stream);
  }

  @Override
  public boolean streams() {
    return stream.mayStream();
  }

  @Override
  public void send(byte[] message) {
    stream.send(message);
  }

  @Override
  public boolean cancelled() {
    return stream.cancelled();
  }
}
