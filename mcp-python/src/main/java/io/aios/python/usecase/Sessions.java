package io.aios.python.usecase;

import io.aios.platform.tools.ToolFailure;
import io.aios.python.domain.Owner;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The sessions there are: who may see them, how many, and for how long. */
@Component
public class Sessions implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Sessions.class);

  private final Interpreters interpreters;
  private final Workspaces workspaces;
  private final PythonProperties properties;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Session> sessions = new LinkedHashMap<>();

  public Sessions(
      Interpreters interpreters,
      Workspaces workspaces,
      PythonProperties properties,
      InstantSource clock) {
    this.interpreters = interpreters;
    this.workspaces = workspaces;
    this.properties = properties;
    this.clock = clock;
  }

  public synchronized Session create(Owner owner) {
    requireRoom(owner);
    byte[] bytes = new byte[8];
    random.nextBytes(bytes);
    String id = "s-" + HexFormat.of().formatHex(bytes);
    Path workspace = workspaces.createForSession(id);
    try {
      var session =
          new Session(id, owner, workspace, interpreters.forSession(workspace), clock.instant());
      sessions.put(id, session);
      return session;
    } catch (RuntimeException e) {
      workspaces.remove(workspace);
      throw e;
    }
  }

  private void requireRoom(Owner owner) {
    long own = sessions.values().stream().filter(s -> s.owner().equals(owner)).count();
    if (own >= properties.sessionsPerCaller()) {
      throw new ToolFailure(
          "too-many-sessions",
          "The caller has " + own + " sessions, which is the limit",
          "close one with python_close_session, or use one of python_list_sessions");
    }
    if (sessions.size() >= properties.sessions()) {
      throw new ToolFailure(
          "server-full",
          "All " + sessions.size() + " sessions of this server are taken",
          "try later, or use python_run_code, which needs no session");
    }
  }

  public synchronized List<Session> of(Owner owner) {
    return sessions.values().stream()
        .filter(session -> session.owner().equals(owner))
        .sorted(Comparator.comparing(Session::created))
        .toList();
  }

  /**
   * @throws ToolFailure {@code unknown-session}, which says the same of another caller's
   */
  public synchronized Session require(Owner owner, String id) {
    Session session = sessions.get(id);
    if (session == null || !session.owner().equals(owner)) {
      throw new ToolFailure(
          "unknown-session",
          "There is no session '"
              + id
              + "' of this caller; idle ones are closed after "
              + properties.sessionIdle(),
          "call python_list_sessions or python_create_session");
    }
    session.touch(clock.instant());
    return session;
  }

  /** Asks a session's interpreter something; the session counts as used until the answer. */
  public <T> T ask(Owner owner, String id, Session.Question<T> question)
      throws InterruptedException {
    Session session = require(owner, id);
    try {
      return session.ask(question);
    } finally {
      session.touch(clock.instant());
    }
  }

  public void interrupt(Owner owner, String id) {
    require(owner, id).interrupt();
  }

  public void restart(Owner owner, String id) {
    require(owner, id).restart(interpreters);
  }

  public void close(Owner owner, String id) {
    end(require(owner, id));
  }

  @Scheduled(fixedDelayString = "15s")
  void closeIdle() {
    Instant oldest = clock.instant().minus(properties.sessionIdle());
    List<Session> idle;
    synchronized (this) {
      idle =
          sessions.values().stream()
              .filter(session -> !session.busy() && session.lastUsed().isBefore(oldest))
              .toList();
    }
    for (Session session : idle) {
      log.info("Session {} was idle since {} and is closed", session.id(), session.lastUsed());
      end(session);
    }
  }

  @Override
  public void close() {
    List<Session> all;
    synchronized (this) {
      all = List.copyOf(sessions.values());
    }
    all.forEach(this::end);
  }

  private void end(Session session) {
    session.close();
    synchronized (this) {
      sessions.remove(session.id());
    }
    workspaces.remove(session.workspace());
  }
}
