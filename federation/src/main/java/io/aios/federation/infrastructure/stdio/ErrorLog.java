package io.aios.federation.infrastructure.stdio;

import io.aios.federation.domain.Credential;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a command says on standard error: logged, but not more than so much of one process, and
 * never its credential. The last lines are kept for whoever asks why it ended.
 */
final class ErrorLog {
  private static final Logger log = LoggerFactory.getLogger(ErrorLog.class);
  private static final int MAX_LINE = 500;
  private static final int MAX_LOGGED = 64 * 1024;
  private static final int KEPT_LINES = 5;

  private final String name;
  private final Collection<String> secrets;
  private final Deque<String> last = new ArrayDeque<>();
  private int logged;

  ErrorLog(String name, Credential credential) {
    this.name = name;
    this.secrets = List.copyOf(credential.values().values());
  }

  /** Reads to the end. */
  void read(InputStream errors) {
    try (InputStream input = new BufferedInputStream(errors)) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int next = input.read(); next >= 0; next = input.read()) {
        if (next == '\n') {
          heard(line.toString(StandardCharsets.UTF_8));
          line.reset();
        } else if (line.size() < MAX_LINE) {
          line.write(next);
        }
      }
      if (line.size() > 0) {
        heard(line.toString(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      // The process was killed.
    }
  }

  private synchronized void heard(String line) {
    String shown = line;
    for (String secret : secrets) {
      shown = shown.replace(secret, "[credential]");
    }
    last.addLast(shown);
    if (last.size() > KEPT_LINES) {
      last.removeFirst();
    }
    if (logged < MAX_LOGGED) {
      logged += shown.length();
      log.info("{}: {}", name, shown);
      if (logged >= MAX_LOGGED) {
        log.warn("{} said more than {} characters; the rest is dropped", name, MAX_LOGGED);
      }
    }
  }

  /** The last lines. */
  synchronized List<String> last() {
    return List.copyOf(last);
  }
}
