package io.aios.policy.oracle;

import com.cedarpolicy.value.CedarList;
import com.cedarpolicy.value.CedarMap;
import com.cedarpolicy.value.EntityTypeName;
import com.cedarpolicy.value.EntityUID;
import com.cedarpolicy.value.PrimBool;
import com.cedarpolicy.value.PrimLong;
import com.cedarpolicy.value.PrimString;
import io.aios.policy.engine.Entities;
import io.aios.policy.engine.Entity;
import io.aios.policy.engine.Request;
import io.aios.policy.value.BoolValue;
import io.aios.policy.value.DatetimeValue;
import io.aios.policy.value.DecimalValue;
import io.aios.policy.value.DurationValue;
import io.aios.policy.value.EntityUid;
import io.aios.policy.value.IpValue;
import io.aios.policy.value.LongValue;
import io.aios.policy.value.RecordValue;
import io.aios.policy.value.SetValue;
import io.aios.policy.value.StringValue;
import io.aios.policy.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Random entities and requests, each in our form and in cedar-java's. */
final class Universe {
  static final List<String> TYPES = List.of("User", "Group", "Tool", "Action");
  private static final int OF_EACH = 4;
  static final List<String> NUMBERS =
      List.of("0", "1", "2", "-1", "7", "42", "9223372036854775807", "-9223372036854775808");
  static final List<String> TEXTS = List.of("", "a", "ab", "abc", "b*c", "äöü", "𝄞x", "a\\\\b");
  static final List<String> DECIMALS =
      List.of("0.0", "1.5", "-0.5", "12.3456", "922337203685477.5807");
  static final List<String> IPS =
      List.of(
          "10.0.0.1",
          "10.0.0.0/8",
          "127.0.0.1",
          "::1",
          "fe80::1/10",
          "224.0.0.5",
          "0.0.0.0/0",
          "ff02::1",
          "::ffff:7f00:1",
          "2001:db8::/32",
          "2001:db8:0:1::/65");
  static final List<String> TIMES =
      List.of(
          "2024-01-01",
          "2024-02-29T12:34:56Z",
          "1969-12-31T23:59:59.999Z",
          "2024-01-01T00:30:00+0100",
          "0001-01-01",
          "9999-12-31T23:59:59.999-1159");
  static final List<String> DURATIONS =
      List.of(
          "0ms", "1h30m", "-1d2h3m4s5ms", "90s", "9223372036854775807ms", "-9223372036854775808ms");

  /** A value in both forms. */
  record Both(Value ours, com.cedarpolicy.value.Value cedars) {}

  private final Random random;
  final Entities ours;
  final Set<com.cedarpolicy.model.entity.Entity> cedars = new HashSet<>();

  Universe(Random random) {
    this.random = random;
    Map<EntityUid, Set<EntityUid>> parents = new HashMap<>();
    List<EntityUid> all = new ArrayList<>();
    for (String type : TYPES) {
      for (int n = 0; n < OF_EACH; n++) {
        // One of each type is only a name: nothing is known about it.
        if (n != OF_EACH - 1) {
          EntityUid uid = EntityUid.of(type, type.charAt(0) + "" + n);
          Set<EntityUid> above = new HashSet<>();
          for (EntityUid older : all) {
            boolean sameSort = type.equals("Action") == older.type().equals("Action");
            if (sameSort && random.nextInt(5) == 0) {
              above.add(older);
            }
          }
          parents.put(uid, above);
          all.add(uid);
        }
      }
    }
    List<Entity> entities = new ArrayList<>();
    for (EntityUid uid : all) {
      Map<String, Value> attributes = new HashMap<>();
      Map<String, com.cedarpolicy.value.Value> theirs = new HashMap<>();
      boolean action = uid.type().equals("Action");
      if (!action) {
        fill(attributes, theirs);
      }
      Map<String, Value> tags = new HashMap<>();
      Map<String, com.cedarpolicy.value.Value> theirTags = new HashMap<>();
      if (!action && random.nextBoolean()) {
        fill(tags, theirTags);
      }
      Set<EntityUid> ancestors = new HashSet<>();
      climb(uid, parents, ancestors);
      entities.add(new Entity(uid, new RecordValue(attributes), ancestors, new RecordValue(tags)));
      Set<EntityUID> direct = new HashSet<>();
      parents.get(uid).forEach(parent -> direct.add(cedar(parent)));
      cedars.add(new com.cedarpolicy.model.entity.Entity(cedar(uid), theirs, direct, theirTags));
    }
    ours = Entities.of(entities);
  }

  private static void climb(
      EntityUid uid, Map<EntityUid, Set<EntityUid>> parents, Set<EntityUid> found) {
    for (EntityUid parent : parents.getOrDefault(uid, Set.of())) {
      if (found.add(parent)) {
        climb(parent, parents, found);
      }
    }
  }

  private void fill(Map<String, Value> ours, Map<String, com.cedarpolicy.value.Value> cedars) {
    for (Sort sort : Sort.values()) {
      if (random.nextInt(10) < 8) {
        Both both = value(random.nextInt(20) == 0 ? Sort.any(random) : sort, 1);
        ours.put(sort.attribute(), both.ours());
        cedars.put(sort.attribute(), both.cedars());
      }
    }
  }

  /** A request in both forms, with the context that they share. */
  record Asked(Request ours, com.cedarpolicy.model.AuthorizationRequest cedars) {}

  Asked request() {
    Map<String, Value> context = new HashMap<>();
    Map<String, com.cedarpolicy.value.Value> theirs = new HashMap<>();
    fill(context, theirs);
    EntityUid principal = uid("User");
    EntityUid action = uid("Action");
    EntityUid resource = uid("Tool");
    return new Asked(
        new Request(principal, action, resource, new RecordValue(context)),
        new com.cedarpolicy.model.AuthorizationRequest(
            cedar(principal), cedar(action), cedar(resource), theirs));
  }

  private EntityUid uid(String type) {
    return EntityUid.of(type, type.charAt(0) + "" + random.nextInt(OF_EACH));
  }

  static String literal(Random random) {
    String type = TYPES.get(random.nextInt(TYPES.size()));
    return literal(type, random);
  }

  static String literal(String type, Random random) {
    return type + "::\"" + type.charAt(0) + random.nextInt(OF_EACH) + "\"";
  }

  private static EntityUID cedar(EntityUid uid) {
    return EntityTypeName.parse(uid.type()).orElseThrow().of(uid.id());
  }

  private Both value(Sort sort, int depth) {
    return switch (sort) {
      case BOOL -> {
        boolean value = random.nextBoolean();
        yield new Both(BoolValue.of(value), new PrimBool(value));
      }
      case LONG -> {
        long value = Long.parseLong(pick(NUMBERS, random));
        yield new Both(new LongValue(value), new PrimLong(value));
      }
      case STRING -> {
        String value = pick(TEXTS, random).replace("\\\\", "\\");
        yield new Both(new StringValue(value), new PrimString(value));
      }
      case ENTITY -> {
        EntityUid uid = uid(TYPES.get(random.nextInt(3)));
        yield new Both(uid, cedar(uid));
      }
      case DECIMAL -> {
        String text = pick(DECIMALS, random);
        yield new Both((Value) DecimalValue.parse(text), new com.cedarpolicy.value.Decimal(text));
      }
      case IP -> {
        String text = pick(IPS, random);
        yield new Both((Value) IpValue.parse(text), new com.cedarpolicy.value.IpAddress(text));
      }
      case DATETIME -> {
        String text = pick(TIMES, random);
        yield new Both((Value) DatetimeValue.parse(text), new com.cedarpolicy.value.DateTime(text));
      }
      case DURATION -> {
        String text = pick(DURATIONS, random);
        yield new Both((Value) DurationValue.parse(text), new com.cedarpolicy.value.Duration(text));
      }
      case SET -> set(depth);
      case RECORD -> record(depth);
    };
  }

  private Both set(int depth) {
    List<Value> ours = new ArrayList<>();
    List<com.cedarpolicy.value.Value> cedars = new ArrayList<>();
    Sort of = depth == 0 ? Sort.LONG : Sort.any(random);
    for (int n = random.nextInt(4); n > 0; n--) {
      Both both = value(of, depth - 1);
      ours.add(both.ours());
      cedars.add(both.cedars());
    }
    return new Both(SetValue.of(ours), new CedarList(cedars));
  }

  private Both record(int depth) {
    Map<String, Value> ours = new HashMap<>();
    Map<String, com.cedarpolicy.value.Value> cedars = new HashMap<>();
    if (depth > 0) {
      for (int n = random.nextInt(4); n > 0; n--) {
        Sort sort = Sort.any(random);
        Both both = value(sort, depth - 1);
        ours.put(sort.attribute(), both.ours());
        cedars.put(sort.attribute(), both.cedars());
      }
    }
    return new Both(new RecordValue(ours), new CedarMap(cedars));
  }

  static String pick(List<String> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }
}
