package io.aios.policy.value;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.regex.Pattern;

/**
 * Cedar's {@code ipaddr}: an address or a network.
 *
 * @param v6 whether it is IPv6
 * @param high the upper 64 bits, zero for IPv4
 * @param low the lower 64 bits, or the 32 bits of IPv4
 * @param prefix the network's length in bits; all bits for a single address
 */
public record IpValue(boolean v6, long high, long low, int prefix) implements Value {
  private static final int LONGEST = 43;
  private static final Pattern V4 =
      Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})");
  private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:]+");
  private static final Pattern PREFIX = Pattern.compile("0|[1-9][0-9]{0,2}");

  /** An address such as {@code 10.0.0.1} or {@code fe80::/10}, or the failure that says why not. */
  public static Outcome parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    boolean v6 = address.indexOf(':') >= 0;
    if (text.length() > LONGEST || !(v6 ? V6 : V4).matcher(address).matches()) {
      return new Failure("not an IP address or network", text);
    }
    int bits = v6 ? 128 : 32;
    int prefix = bits;
    if (slash >= 0) {
      String digits = text.substring(slash + 1);
      if (!PREFIX.matcher(digits).matches() || Integer.parseInt(digits) > bits) {
        return new Failure("network prefix is not 0 to " + bits, text);
      }
      prefix = Integer.parseInt(digits);
    }
    try {
      return of(InetAddress.ofLiteral(address).getAddress(), v6, prefix);
    } catch (IllegalArgumentException notAnAddress) {
      return new Failure("not an IP address or network", text);
    }
  }

  private static IpValue of(byte[] bytes, boolean v6, int prefix) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    if (bytes.length == 16) {
      return new IpValue(true, buffer.getLong(), buffer.getLong(), prefix);
    }
    long bits = buffer.getInt() & 0xffff_ffffL;
    // The JDK hands out an IPv4-mapped IPv6 address as IPv4.
    return v6
        ? new IpValue(true, 0, 0xffff_0000_0000L | bits, prefix)
        : new IpValue(false, 0, bits, prefix);
  }

  public boolean isLoopback() {
    return v6 ? high == 0 && low == 1 && prefix == 128 : low >>> 24 == 127 && prefix >= 8;
  }

  public boolean isMulticast() {
    return v6 ? high >>> 56 == 0xff && prefix >= 8 : low >>> 28 == 0xe && prefix >= 4;
  }

  public boolean isInRange(IpValue network) {
    if (v6 != network.v6 || prefix < network.prefix) {
      return false;
    }
    if (!v6) {
      return ((low ^ network.low) & mask(network.prefix, 32)) == 0;
    }
    return ((high ^ network.high) & mask(Math.min(network.prefix, 64), 64)) == 0
        && ((low ^ network.low) & mask(Math.max(network.prefix - 64, 0), 64)) == 0;
  }

  private static long mask(int ones, int width) {
    return ones == 0 ? 0 : -1L << (width - ones);
  }

  @Override
  public String typeName() {
    return "ipaddr";
  }
}
