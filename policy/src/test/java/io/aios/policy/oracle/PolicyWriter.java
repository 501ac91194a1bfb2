package io.aios.policy.oracle;

import static io.aios.policy.oracle.Universe.pick;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Writes random policies: mostly of the right types, so that they mean something, and now and then
 * of a wrong one, so that evaluation fails.
 */
final class PolicyWriter {
  private static final int DEPTH = 4;
  private final Random random;

  PolicyWriter(Random random) {
    this.random = random;
  }

  String policies(int count) {
    StringBuilder text = new StringBuilder();
    for (int n = 0; n < count; n++) {
      text.append(random.nextInt(3) == 0 ? "forbid (" : "permit (");
      text.append(scope("principal", "User")).append(", ").append(action()).append(", ");
      text.append(scope("resource", "Tool")).append(")");
      for (int conditions = random.nextInt(3); conditions > 0; conditions--) {
        text.append(random.nextInt(4) == 0 ? " unless { " : " when { ");
        text.append(expr(Sort.BOOL, DEPTH)).append(" }");
      }
      text.append(";\n");
    }
    return text.toString();
  }

  private String scope(String variable, String type) {
    return switch (random.nextInt(8)) {
      case 0 -> variable + " == " + Universe.literal(type, random);
      case 1 -> variable + " in " + Universe.literal(random.nextBoolean() ? "Group" : type, random);
      case 2 -> variable + " is " + pick(Universe.TYPES, random);
      case 3 -> variable + " is " + type + " in " + Universe.literal("Group", random);
      default -> variable;
    };
  }

  private String action() {
    return switch (random.nextInt(6)) {
      case 0 -> "action == " + Universe.literal("Action", random);
      case 1 -> "action in " + Universe.literal("Action", random);
      case 2 ->
          "action in ["
              + Universe.literal("Action", random)
              + ", "
              + Universe.literal("Action", random)
              + "]";
      case 3 -> random.nextInt(10) == 0 ? "action in []" : "action";
      default -> "action";
    };
  }

  private String expr(Sort wanted, int depth) {
    Sort sort = random.nextInt(40) == 0 ? Sort.any(random) : wanted;
    if (depth > 0 && random.nextInt(12) == 0) {
      return "(if "
          + expr(Sort.BOOL, depth - 1)
          + " then "
          + expr(sort, depth - 1)
          + " else "
          + expr(sort, depth - 1)
          + ")";
    }
    if (sort != Sort.BOOL && random.nextInt(5) < 2) {
      return attribute(sort, depth);
    }
    return switch (sort) {
      case BOOL -> bool(depth);
      case LONG -> number(depth);
      case STRING -> '"' + pick(Universe.TEXTS, random) + '"';
      case ENTITY ->
          random.nextBoolean()
              ? pick(List.of("principal", "action", "resource"), random)
              : Universe.literal(random);
      case SET -> set(depth);
      case RECORD -> record(depth);
      case DECIMAL -> made("decimal", Universe.DECIMALS);
      case IP -> made("ip", Universe.IPS);
      case DATETIME -> datetime(depth);
      case DURATION -> duration(depth);
    };
  }

  private String made(String function, List<String> of) {
    String text = random.nextInt(30) == 0 ? pick(Universe.TEXTS, random) : pick(of, random);
    return function + "(\"" + text + "\")";
  }

  private String attribute(Sort sort, int depth) {
    String of =
        depth > 0 && random.nextInt(4) == 0
            ? expr(random.nextBoolean() ? Sort.RECORD : Sort.ENTITY, depth - 1)
            : pick(List.of("principal", "resource", "context", "context"), random);
    return switch (random.nextInt(6)) {
      case 0 -> "(" + of + ")[\"" + sort.attribute() + "\"]";
      case 1 -> "(" + of + ").getTag(\"" + sort.attribute() + "\")";
      default -> "(" + of + ")." + sort.attribute();
    };
  }

  private String bool(int depth) {
    if (depth == 0) {
      return random.nextInt(3) == 0
          ? String.valueOf(random.nextBoolean())
          : attribute(Sort.BOOL, 0);
    }
    int down = depth - 1;
    return switch (random.nextInt(20)) {
      case 0 -> "(" + expr(Sort.BOOL, down) + " && " + expr(Sort.BOOL, down) + ")";
      case 1 -> "(" + expr(Sort.BOOL, down) + " || " + expr(Sort.BOOL, down) + ")";
      case 2 -> "!(" + expr(Sort.BOOL, down) + ")";
      case 3, 4 -> equal(down);
      case 5 -> {
        Sort sort =
            List.of(Sort.LONG, Sort.LONG, Sort.DATETIME, Sort.DURATION).get(random.nextInt(4));
        String sign = pick(List.of("<", "<=", ">", ">="), random);
        yield "(" + expr(sort, down) + " " + sign + " " + expr(sort, down) + ")";
      }
      case 6, 7 -> "(" + expr(Sort.ENTITY, down) + " in " + expr(Sort.ENTITY, down) + ")";
      case 8 -> "(" + expr(Sort.ENTITY, down) + " in " + entities() + ")";
      case 9 -> has(down);
      case 10 -> "(" + expr(Sort.STRING, down) + " like \"" + pattern() + "\")";
      case 11 -> "(" + expr(Sort.ENTITY, down) + " is " + pick(Universe.TYPES, random) + ")";
      case 12 ->
          "("
              + expr(Sort.ENTITY, down)
              + " is "
              + pick(Universe.TYPES, random)
              + " in "
              + Universe.literal(random)
              + ")";
      case 13 -> "(" + expr(Sort.SET, down) + ").contains(" + expr(Sort.any(random), down) + ")";
      case 14 ->
          "("
              + expr(Sort.SET, down)
              + (random.nextBoolean() ? ").containsAll(" : ").containsAny(")
              + expr(Sort.SET, down)
              + ")";
      case 15 -> "(" + expr(Sort.SET, down) + ").isEmpty()";
      case 16 ->
          "("
              + expr(Sort.DECIMAL, down)
              + ")."
              + pick(
                  List.of("lessThan", "lessThanOrEqual", "greaterThan", "greaterThanOrEqual"),
                  random)
              + "("
              + expr(Sort.DECIMAL, down)
              + ")";
      case 17 ->
          "("
              + expr(Sort.IP, down)
              + ")."
              + pick(List.of("isIpv4()", "isIpv6()", "isLoopback()", "isMulticast()"), random);
      case 18 -> "(" + expr(Sort.IP, down) + ").isInRange(" + expr(Sort.IP, down) + ")";
      default ->
          "(" + expr(Sort.ENTITY, down) + ").hasTag(\"" + Sort.any(random).attribute() + "\")";
    };
  }

  private String equal(int depth) {
    Sort sort = Sort.any(random);
    String sign = random.nextBoolean() ? " == " : " != ";
    return "(" + expr(sort, depth) + sign + expr(sort, depth) + ")";
  }

  private String has(int depth) {
    String of =
        random.nextBoolean()
            ? pick(List.of("principal", "resource", "context"), random)
            : expr(random.nextBoolean() ? Sort.RECORD : Sort.ENTITY, depth);
    String name =
        switch (random.nextInt(3)) {
          case 0 -> '"' + Sort.any(random).attribute() + '"';
          case 1 -> "record." + Sort.any(random).attribute();
          default -> Sort.any(random).attribute();
        };
    return "((" + of + ") has " + name + ")";
  }

  private String entities() {
    StringBuilder text = new StringBuilder("[");
    for (int n = random.nextInt(4); n > 0; n--) {
      text.append(random.nextInt(15) == 0 ? expr(Sort.any(random), 1) : Universe.literal(random));
      text.append(n > 1 ? ", " : "");
    }
    return text.append("]").toString();
  }

  private String pattern() {
    StringBuilder text = new StringBuilder();
    for (int n = random.nextInt(5); n > 0; n--) {
      text.append(pick(List.of("*", "*", "a", "b", "c", "\\*", "ö", "𝄞"), random));
    }
    return text.toString();
  }

  private String number(int depth) {
    if (depth == 0 || random.nextBoolean()) {
      return pick(Universe.NUMBERS, random);
    }
    int down = depth - 1;
    return switch (random.nextInt(4)) {
      case 0 ->
          "("
              + expr(Sort.LONG, down)
              + pick(List.of(" + ", " - ", " * "), random)
              + expr(Sort.LONG, down)
              + ")";
      case 1 -> "-(" + expr(Sort.LONG, down) + ")";
      default ->
          "("
              + expr(Sort.DURATION, down)
              + ")."
              + pick(
                  List.of(
                      "toMilliseconds()", "toSeconds()", "toMinutes()", "toHours()", "toDays()"),
                  random);
    };
  }

  private String set(int depth) {
    StringBuilder text = new StringBuilder("[");
    Sort sort = Sort.any(random);
    for (int n = depth == 0 ? 0 : random.nextInt(4); n > 0; n--) {
      text.append(expr(sort, depth - 1)).append(n > 1 ? ", " : "");
    }
    return text.append("]").toString();
  }

  private String record(int depth) {
    List<Sort> sorts = new ArrayList<>(List.of(Sort.values()));
    Collections.shuffle(sorts, random);
    return sorts.stream()
        .limit(depth == 0 ? 0 : random.nextInt(4))
        .map(
            sort ->
                (random.nextBoolean() ? sort.attribute() : '"' + sort.attribute() + '"')
                    + ": "
                    + expr(sort, depth - 1))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private String datetime(int depth) {
    if (depth == 0 || random.nextInt(3) > 0) {
      return made("datetime", Universe.TIMES);
    }
    return random.nextBoolean()
        ? "(" + expr(Sort.DATETIME, depth - 1) + ").toDate()"
        : "(" + expr(Sort.DATETIME, depth - 1) + ").offset(" + expr(Sort.DURATION, depth - 1) + ")";
  }

  private String duration(int depth) {
    if (depth == 0 || random.nextInt(3) > 0) {
      return made("duration", Universe.DURATIONS);
    }
    return random.nextBoolean()
        ? "(" + expr(Sort.DATETIME, depth - 1) + ").toTime()"
        : "("
            + expr(Sort.DATETIME, depth - 1)
            + ").durationSince("
            + expr(Sort.DATETIME, depth - 1)
            + ")";
  }
}
