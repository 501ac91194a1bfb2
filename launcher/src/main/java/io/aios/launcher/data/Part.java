package io.aios.launcher.data;

/**
 * A part of a running suite as its owner sees it.
 *
 * @param name such as {@code postgres} or {@code gateway}
 * @param infrastructure whether it is Postgres, Redis or Kafka rather than a service of AIOS
 * @param port where it listens, 0 when it runs elsewhere
 * @param pid its process, 0 when it runs elsewhere
 * @param status how far it is
 * @param millis how long it took to get there
 * @param detail what else there is to say, such as the cause of a failure
 */
public record Part(
    String name,
    boolean infrastructure,
    int port,
    long pid,
    Status status,
    long millis,
    String detail) {
  /** Life of a part. */
  public enum Status {
    WAITING,
    STARTING,
    STARTED,
    UP,
    DOWN,
    FAILED
  }

  public static Part waiting(String name, boolean infrastructure, int port) {
    return new Part(name, infrastructure, port, 0, Status.WAITING, 0, "");
  }

  public Part with(Status newStatus, long newMillis, String newDetail) {
    return new Part(name, infrastructure, port, pid, newStatus, newMillis, newDetail);
  }

  public Part at(int newPort, long newPid) {
    return new Part(name, infrastructure, newPort, newPid, status, millis, detail);
  }
}
