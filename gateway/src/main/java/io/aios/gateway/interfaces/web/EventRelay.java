package io.aios.gateway.interfaces.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.aios.gateway.usecase.CallerGone;
import io.aios.gateway.usecase.FilteredReply;
import io.aios.gateway.usecase.ReplyFilter;
import io.aios.gateway.usecase.ToolReply;
import io.aios.mcp.Methods;
import io.aios.platform.web.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Passes whole events on, so that nothing is missed where the network cut one. An event in which
 * nothing can be found goes out as it came.
 */
final class EventRelay {
  private static final int CHUNK = 8 * 1024;
  private static final String DATA = "data:";

  private final ReplyFilter filter;
  private final RequestRecord entry;
  private final HttpServletResponse response;
  private final int limit;
  private byte[] buffer = new byte[CHUNK];
  private int held;

  EventRelay(ReplyFilter filter, RequestRecord entry, HttpServletResponse response, int limit) {
    this.filter = filter;
    this.entry = entry;
    this.response = response;
    this.limit = limit;
  }

  void relay(ToolReply reply) {
    InputStream body = reply.body();
    int read = read(reply, body);
    while (read >= 0) {
      int seen = held;
      held += read;
      int end = eventsEnd(seen);
      if (end > 0) {
        if (tellsProgress(end)) {
          reply.progressed();
        }
        send(end);
        System.arraycopy(buffer, end, buffer, 0, held - end);
        held -= end;
      }
      read = read(reply, body);
    }
    if (held > 0) {
      send(held);
    }
  }

  private boolean tellsProgress(int end) {
    return new String(buffer, 0, end, ISO_8859_1).contains(Methods.PROGRESS);
  }

  private int read(ToolReply reply, InputStream body) {
    if (held == buffer.length) {
      if (held >= limit) {
        throw ReplyRelay.tooLong(limit);
      }
      buffer = Arrays.copyOf(buffer, (int) Math.min(limit, held * 2L));
    }
    try {
      return body.read(buffer, held, buffer.length - held);
    } catch (IOException e) {
      throw reply.explain(e);
    }
  }

  /** One after the last empty line; 0 when there is none at or after what was just read. */
  private int eventsEnd(int seen) {
    int last = Math.max(1, seen - 1);
    for (int at = held - 1; at >= last; at--) {
      if (buffer[at] == '\n' && endsLine(at - 1)) {
        return at + 1;
      }
    }
    return 0;
  }

  private boolean endsLine(int before) {
    return buffer[before] == '\n'
        || (buffer[before] == '\r' && before > 0 && buffer[before - 1] == '\n');
  }

  private void send(int end) {
    entry.answered(end);
    try {
      OutputStream out = response.getOutputStream();
      if (filter.mayMatch(buffer, 0, end)) {
        for (String event : new String(buffer, 0, end, UTF_8).split("(?<=\n\r?\n)", -1)) {
          out.write(treated(event).getBytes(UTF_8));
        }
      } else {
        out.write(buffer, 0, end);
      }
      out.flush();
    } catch (IOException e) {
      throw new CallerGone();
    }
  }

  private String treated(String event) {
    StringBuilder data = new StringBuilder();
    StringBuilder others = new StringBuilder();
    event.lines().forEach(line -> sort(line, data, others));
    if (data.isEmpty()) {
      return event;
    }
    byte[] message = data.substring(1).getBytes(UTF_8);
    try {
      FilteredReply reply = filter.apply(message);
      if (reply.findings().isEmpty()) {
        return Arrays.equals(reply.bytes(), message)
            ? event
            : others + lines(new String(reply.bytes(), UTF_8));
      }
      entry.filtered(reply.findings());
      return others + lines(new String(FilterNote.intoMessage(reply), UTF_8));
    } catch (Problem withheld) {
      return others + lines(withheld(message, withheld));
    }
  }

  private static void sort(String line, StringBuilder data, StringBuilder others) {
    if (line.startsWith(DATA)) {
      data.append('\n').append(line, line.startsWith("data: ") ? 6 : 5, line.length());
    } else if (!line.isEmpty()) {
      others.append(line).append('\n');
    }
  }

  private static String lines(String message) {
    return message.isEmpty() ? "\n" : "data: " + message.replace("\n", "\ndata: ") + "\n\n";
  }

  /** The status is out, so an answer becomes an error; a notification is left out. */
  private String withheld(byte[] message, Problem problem) {
    entry.refused(problem.type());
    try {
      JsonNode id = io.aios.mcp.McpJson.MAPPER.readTree(message).get("id");
      if (id == null) {
        return "";
      }
      ObjectNode answer = io.aios.mcp.McpJson.object();
      answer.put("jsonrpc", "2.0").set("id", id);
      answer
          .putObject("error")
          .put("code", problem.type().status())
          .put("message", String.valueOf(problem.getMessage()));
      return answer.toString();
    } catch (JacksonException noJson) {
      return "";
    }
  }
}
