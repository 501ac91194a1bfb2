package io.aios.gateway.infrastructure.tomcat;

import io.aios.contracts.audit.AuditOutcome;
import io.aios.contracts.audit.AuditRecord;
import io.aios.gateway.usecase.AuditTrail;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.AccessLog;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Records what Tomcat refuses before there is a request that a filter could see: headers over the
 * limit, a request line that is none, an encoded slash. Tomcat logs them as it logs every request.
 */
final class UnseenRefusals extends ValveBase implements AccessLog {
  private static final int LONGEST = 500;

  private final ObjectProvider<AuditTrail> trail;
  private final Clock clock;

  UnseenRefusals(ObjectProvider<AuditTrail> trail, Clock clock) {
    super(true);
    this.trail = trail;
    this.clock = clock;
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    getNext().invoke(request, response);
  }

  @Override
  public void log(Request request, Response response, long nanos) {
    int status = response.getStatus();
    if (status < 400 || request.getAttribute(AuditTrail.SEEN) != null) {
      return;
    }
    String path = cut(String.valueOf(request.getRequestURI()));
    trail
        .getObject()
        .record(
            new AuditRecord(
                UUID.randomUUID(),
                clock.instant(),
                null,
                null,
                "http " + cut(String.valueOf(request.getMethod())) + ' ' + path,
                path,
                status >= 500 ? AuditOutcome.FAILED : AuditOutcome.REFUSED,
                status,
                "http-" + status,
                null,
                TimeUnit.NANOSECONDS.toMicros(nanos),
                null,
                null,
                request.getRemoteAddr()));
  }

  private static String cut(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }

  /** Tomcat asks only logs that format what they write. */
  @Override
  public void setRequestAttributesEnabled(boolean enabled) {}

  @Override
  public boolean getRequestAttributesEnabled() {
    return false;
  }
}
