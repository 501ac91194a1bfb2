package io.aios.security.threats.replay;

import io.aios.security.threats.domain.Actor;
import io.aios.security.threats.replay.Traffic.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Who uses the suite, and how on an ordinary day. */
final class Personas {
  static final int DEVELOPERS = 6;
  static final int OPERATORS = 4;
  static final int AGENTS = 3;
  static final int PROGRAMS = 2;

  /** What a developer's tools usually follow each other like. */
  private static final List<List<String>> WORK =
      List.of(
          List.of("sysops_list_files", "sysops_read_file", "sysops_read_file", "python_run_code"),
          List.of("sysops_find_files", "sysops_read_file", "sysops_write_file", "sysops_exec"),
          List.of("python_create_session", "python_run_code", "python_run_code", "python_get_file"),
          List.of("tracker_search_issues", "tracker_get_issue", "sysops_read_file"));

  private static final List<List<String>> OPERATIONS =
      List.of(
          List.of("sysops_list_processes", "sysops_get_memory_information"),
          List.of("sysops_get_disk_usage", "sysops_find_large_files", "sysops_list_files"),
          List.of("security_query_audit", "security_verify_audit"),
          List.of("sysops_list_services", "sysops_get_service_log"));

  private final Traffic traffic;
  private final Random random;

  Personas(Traffic traffic, Random random) {
    this.traffic = traffic;
    this.random = random;
  }

  static Caller developer(int which, String session) {
    return new Caller(
        new Actor("dev" + which, "dynamic-editor" + which), session, "81.20." + which + ".7");
  }

  static Caller operator(int which, String session) {
    return new Caller(new Actor("ops" + which, "aios-cli"), session, "10.0.3." + which);
  }

  static Caller agent(int which, String session) {
    return new Caller(
        new Actor("dev" + which, "dynamic-agent" + which), session, "81.20." + which + ".7");
  }

  /**
   * @param grown whether the newcomer has joined
   */
  void live(Instant day, boolean grown) {
    for (int which = 0; which < DEVELOPERS; which++) {
      develop(developer(which, session("dev", which, day)), day, 8 + which % 3);
    }
    for (int which = 0; which < OPERATORS; which++) {
      operate(which, day);
    }
    for (int which = 0; which < AGENTS; which++) {
      work(agent(which, session("agent", which, day)), day);
    }
    for (int which = 0; which < PROGRAMS; which++) {
      watch(which, day);
      backUp(which, day);
    }
    if (grown) {
      Caller newcomer =
          new Caller(
              new Actor("newcomer", "dynamic-editor-n"), session("new", 0, day), "92.40.1.2");
      develop(newcomer, day, 9);
    }
  }

  private static String session(String kind, int which, Instant day) {
    return kind + which + "-" + day.getEpochSecond() / 86_400;
  }

  private void develop(Caller caller, Instant day, int from) {
    Instant now = day.plus(Duration.ofHours(from)).plusSeconds(random.nextInt(2_400));
    Instant end = now.plus(Duration.ofHours(7)).plusSeconds(random.nextInt(7_200));
    while (now.isBefore(end)) {
      for (int i = 0; i <= random.nextInt(4); i++) {
        now = chain(caller, now, pick(WORK), 0.05);
      }
      now = now.plusSeconds(exponential(180));
      if (random.nextInt(400) == 0) {
        traffic.unauthenticated(caller.address(), now);
      }
    }
  }

  /** At the office, and in the evening from home; now and then the laptop changes the network. */
  private void operate(int which, Instant day) {
    Caller office = operator(which, session("ops", which, day));
    Caller home = new Caller(office.actor(), office.session() + "h", "84.57." + which + ".30");
    Instant now = day.plus(Duration.ofHours(7)).plusSeconds(random.nextInt(3_600));
    while (now.isBefore(day.plus(Duration.ofHours(16)))) {
      now = chain(office, now, pick(OPERATIONS), 0.03).plusSeconds(exponential(900));
    }
    if (random.nextInt(3) == 0) {
      Caller train = new Caller(office.actor(), office.session(), "109.41.8.8");
      now = chain(train, now.plusSeconds(60 + random.nextInt(900)), pick(OPERATIONS), 0.03);
    }
    now = day.plus(Duration.ofHours(19)).plusSeconds(random.nextInt(3_600));
    for (int i = 0; i < random.nextInt(4); i++) {
      now = chain(home, now, pick(OPERATIONS), 0.03).plusSeconds(exponential(600));
    }
  }

  /** Fast, of many tools, now and then wrong about their names and arguments; may send. */
  private void work(Caller caller, Instant day) {
    int tasks = 10 + random.nextInt(10);
    for (int task = 0; task < tasks; task++) {
      Instant now = day.plus(Duration.ofHours(8)).plusSeconds(random.nextInt(36_000));
      int calls = 10 + random.nextInt(90);
      for (int i = 0; i < calls; i += 4) {
        now = chain(caller, now, random.nextInt(5) == 0 ? pick(OPERATIONS) : pick(WORK), 0.1);
        if (random.nextInt(60) == 0) {
          traffic.refuse(caller, now, "sysops_guess_" + random.nextInt(20), "unknown-tool");
        }
        if (random.nextInt(400) == 0) {
          traffic.readSecrets(caller, now, "sysops_read_file", 1 + random.nextInt(3));
        }
      }
      if (random.nextInt(6) == 0) {
        traffic.send(caller, now.plusSeconds(2), "tracker_post_comment");
      }
    }
  }

  private void watch(int which, Instant day) {
    Caller monitor =
        new Caller(new Actor("monitor" + which, "key:monitor" + which), null, "10.0.9." + which);
    for (int second = which; second < 86_400; second += 20) {
      traffic.call(
          monitor,
          day.plusSeconds(second),
          second % 40 < 20 ? "sysops_get_memory_information" : "sysops_get_disk_usage",
          900);
    }
  }

  private void backUp(int which, Instant day) {
    Caller backup =
        new Caller(new Actor("backup" + which, "backup" + which), null, "10.0.9.5" + which);
    Instant now = day.plus(Duration.ofHours(2 + which)).plusSeconds(random.nextInt(120));
    int files = 400 + random.nextInt(200);
    for (int i = 0; i < files; i++) {
      traffic.call(backup, now, i % 50 == 0 ? "sysops_list_files" : "sysops_read_file", 400_000);
      now = now.plusMillis(600 + random.nextInt(900));
    }
  }

  /** One piece of work; some calls are refused for their arguments, or fail. */
  private Instant chain(Caller caller, Instant from, List<String> tools, double faults) {
    Instant now = from;
    for (String tool : tools) {
      now = now.plusMillis(300 + exponential(4_000));
      double fate = random.nextDouble();
      if (fate < faults) {
        traffic.refuse(caller, now, tool, "schema-violation");
      } else if (fate < 1.5 * faults) {
        traffic.fail(caller, now, tool);
      } else {
        traffic.call(caller, now, tool, size(tool));
      }
    }
    return now;
  }

  /** Files are of very different sizes. */
  private long size(String tool) {
    double scale = tool.contains("read_file") ? 12_000 : 1_500;
    return (long) Math.min(2_000_000, scale * Math.exp(random.nextGaussian()));
  }

  private long exponential(int mean) {
    return (long) (-mean * Math.log(1 - random.nextDouble()));
  }

  private List<String> pick(List<List<String>> chains) {
    return chains.get(random.nextInt(chains.size()));
  }
}
