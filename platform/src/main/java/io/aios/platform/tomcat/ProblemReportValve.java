package io.aios.platform.tomcat;

import io.aios.platform.web.ProblemWriter;
import io.aios.platform.web.StatusProblems;
import java.io.IOException;
import java.io.Writer;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers what the container refuses before any servlet sees it, such as an encoded slash in a
 * path, with a problem document like every other refusal.
 */
final class ProblemReportValve extends ErrorReportValve {
  private final JsonMapper json;

  ProblemReportValve(JsonMapper json) {
    this.json = json;
  }

  @Override
  protected void report(Request request, Response response, Throwable throwable) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    try {
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      response.setCharacterEncoding("UTF-8");
      Writer writer = response.getReporter();
      if (writer != null) {
        writer.write(
            json.writeValueAsString(
                ProblemWriter.document(
                    StatusProblems.of(status, null), String.valueOf(request.getRequestURI()))));
        response.finishResponse();
      }
    } catch (IOException | IllegalStateException gone) {
      container.getLogger().debug("A refusal could not be told", gone);
    }
  }
}
