package io.aios.gateway.infrastructure.http;

import io.aios.gateway.usecase.ToolRequest;
import io.aios.platform.tomcat.InMemoryConnector;
import io.aios.platform.tomcat.InMemoryReply;
import java.io.IOException;
import java.util.Map;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;

/** Sends a call to a server of this JVM, and gives its reply the shape of one from the network. */
final class InMemoryHop {
  private InMemoryHop() {}

  static ClassicHttpResponse send(
      InMemoryConnector server,
      ToolRequest request,
      Map<String, String> headers,
      RunningCall running)
      throws IOException {
    headers.put("Content-Type", "application/json");
    InMemoryReply reply = server.post(request.tool().path(), headers, request.body());
    running.runs(
        () -> {
          reply.close();
          return true;
        });
    try {
      return response(reply.awaitHead());
    } catch (IOException e) {
      reply.close();
      throw e;
    }
  }

  private static ClassicHttpResponse response(InMemoryReply reply) {
    ClassicHttpResponse response = new BasicClassicHttpResponse(reply.status());
    if (reply.contentType() != null) {
      response.setHeader("Content-Type", reply.contentType());
    }
    response.setEntity(new InputStreamEntity(reply, reply.length(), null));
    return response;
  }
}
