package io.aios.policy.tools;

import io.aios.policy.value.BoolValue;
import io.aios.policy.value.LongValue;
import io.aios.policy.value.RecordValue;
import java.util.Map;

/**
 * What a user did lately.
 *
 * @param requests those that have ended
 * @param refusals those of them that were refused, for whatever reason
 * @param throttled whether an alert holds the user to few calls now
 */
public record RecentRequests(long requests, long refusals, boolean throttled) {
  RecordValue value() {
    return new RecordValue(
        Map.of(
            "requests", new LongValue(requests),
            "refusals", new LongValue(refusals),
            "throttled", BoolValue.of(throttled)));
  }
}
