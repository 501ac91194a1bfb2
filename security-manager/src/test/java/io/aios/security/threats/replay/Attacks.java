package io.aios.security.threats.replay;

import io.aios.security.threats.domain.Actor;
import io.aios.security.threats.replay.Attack.Kind;
import io.aios.security.threats.replay.Traffic.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Attacks of each kind, from loud to quiet, at random times of the judged days. */
final class Attacks {
  private static final List<String> SEEN =
      List.of(
          "sysops_list_files",
          "sysops_read_file",
          "sysops_exec",
          "python_run_code",
          "sysops_list_processes",
          "security_query_audit",
          "tracker_search_issues",
          "sysops_find_files",
          "sysops_get_service_log",
          "python_get_file");

  private final Traffic traffic;
  private final Random random;

  Attacks(Traffic traffic, Random random) {
    this.traffic = traffic;
    this.random = random;
  }

  List<Attack> inject(Instant from, Duration length, int each) {
    List<Attack> attacks = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      for (int i = 0; i < each; i++) {
        Instant start = from.plusSeconds(random.nextLong(length.toSeconds() - 3_600));
        attacks.add(run(kind, start, i));
      }
    }
    return attacks;
  }

  private Attack run(Kind kind, Instant start, int number) {
    return switch (kind) {
      case BRUTE_FORCE -> guess(start, number);
      case PRIVILEGE_PROBING -> probe(start);
      case EXFILTRATION -> take(start);
      case TOKEN_TRAVEL -> travel(start);
      case TOOL_DRIFT -> drift(start, number);
      case SECRETS_THEN_OUTBOUND -> leak(start);
      case ACCOUNT_TAKEOVER -> takeOver(start);
      case RUNAWAY_CLIENT -> loop(start);
    };
  }

  private Attack guess(Instant start, int number) {
    String address = "203.0." + number + ".9";
    Instant now = start;
    int attempts = 25 + random.nextInt(300);
    int pause = 200 + random.nextInt(15_000);
    for (int i = 0; i < attempts; i++) {
      traffic.unauthenticated(address, now);
      now = now.plusMillis(pause + random.nextInt(pause));
    }
    return new Attack(Kind.BRUTE_FORCE, start, now, address);
  }

  private Attack probe(Instant start) {
    Caller caller = victim();
    Instant now = start;
    int tools = 10 + random.nextInt(40);
    int pause = 500 + random.nextInt(15_000);
    for (int i = 0; i < tools; i++) {
      String reason = random.nextBoolean() ? "permission-denied" : "unknown-tool";
      traffic.refuse(caller, now, "admin_try_" + i, reason);
      now = now.plusMillis(pause + random.nextInt(pause));
    }
    return new Attack(Kind.PRIVILEGE_PROBING, start, now, caller.actor().subject());
  }

  private Attack take(Instant start) {
    Caller caller = victim();
    Instant now = start;
    int files = 60 + random.nextInt(200);
    long bytes = 60_000L + random.nextInt(2_000_000);
    for (int i = 0; i < files; i++) {
      traffic.call(caller, now, "sysops_read_file", bytes);
      now = now.plusMillis(500 + random.nextInt(4_000));
    }
    return new Attack(Kind.EXFILTRATION, start, now, caller.actor().subject());
  }

  /** The owner and the thief use the same token. */
  private Attack travel(Instant start) {
    Caller owner = victim();
    Caller thief = new Caller(owner.actor(), owner.session(), "198.51.100.20");
    Instant now = start;
    int turns = 4 + random.nextInt(10);
    for (int i = 0; i < turns; i++) {
      Caller caller = i % 2 == 0 ? owner : thief;
      traffic.call(caller, now, "sysops_list_files", 2_000);
      now = now.plusSeconds(10 + random.nextInt(200));
    }
    return new Attack(Kind.TOKEN_TRAVEL, start, now, owner.actor().subject());
  }

  private Attack drift(Instant start, int number) {
    String tool = "weather/get_forecast_" + number;
    traffic.quarantine(tool, start);
    return new Attack(Kind.TOOL_DRIFT, start, start, tool);
  }

  private Attack leak(Instant start) {
    Caller caller = victim();
    traffic.call(caller, start, "sysops_find_files", 2_000);
    Instant read = start.plusSeconds(5 + random.nextInt(20));
    traffic.readSecrets(caller, read, "sysops_read_file", 1 + random.nextInt(8));
    Instant sent = read.plusSeconds(3 + random.nextInt(150));
    traffic.send(caller, sent, "tracker_post_comment");
    return new Attack(Kind.SECRETS_THEN_OUTBOUND, start, sent, caller.actor().subject());
  }

  /** A login of its own with a stolen password: looks around with tools that the user may use. */
  private Attack takeOver(Instant start) {
    Actor actor = victim().actor();
    Caller thief = new Caller(actor, "stolen-" + start.getEpochSecond(), "198.51.100.77");
    Instant now = start;
    int calls = 30 + random.nextInt(120);
    for (int i = 0; i < calls; i++) {
      traffic.call(
          thief, now, SEEN.get(random.nextInt(SEEN.size())), 3_000 + random.nextInt(30_000));
      now = now.plusMillis(700 + random.nextInt(5_000));
    }
    return new Attack(Kind.ACCOUNT_TAKEOVER, start, now, actor.subject());
  }

  /** A program in a loop: the same call again and again, failing. */
  private Attack loop(Instant start) {
    Caller caller = victim();
    Instant now = start;
    int calls = 300 + random.nextInt(2_000);
    int pause = 30 + random.nextInt(400);
    for (int i = 0; i < calls; i++) {
      if (random.nextInt(3) == 0) {
        traffic.fail(caller, now, "sysops_exec");
      } else {
        traffic.call(caller, now, "sysops_exec", 500);
      }
      now = now.plusMillis(pause);
    }
    return new Attack(Kind.RUNAWAY_CLIENT, start, now, caller.actor().subject());
  }

  private Caller victim() {
    int which = random.nextInt(Personas.DEVELOPERS + Personas.OPERATORS);
    String session = "s" + random.nextInt(1_000_000);
    return which < Personas.DEVELOPERS
        ? Personas.developer(which, session)
        : Personas.operator(which - Personas.DEVELOPERS, session);
  }
}
