package io.aios.gateway.infrastructure.tomcat;

import io.aios.gateway.usecase.CallerConnection;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * Lets a request be asked whether its caller has hung up, which the servlet API cannot tell a
 * request that is waiting: by a read of the connection that does not wait. Tomcat answers 1 at the
 * end of the connection, again and again; bytes of a next request, which a client may send early,
 * are kept, and then the second answer is 0.
 */
final class DisconnectValve extends ValveBase {
  DisconnectValve() {
    super(true);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    request.setAttribute(CallerConnection.class.getName(), connection(request.getCoyoteRequest()));
    getNext().invoke(request, response);
  }

  private static CallerConnection connection(org.apache.coyote.Request request) {
    return () -> {
      boolean readable = available(request) > 0;
      return readable && available(request) > 0;
    };
  }

  /** A read that does not wait; it throws nothing, whatever became of the connection. */
  private static int available(org.apache.coyote.Request request) {
    request.action(ActionCode.AVAILABLE, true);
    return request.getAvailable();
  }
}
