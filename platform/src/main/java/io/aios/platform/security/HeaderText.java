package io.aios.platform.security;

import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Spring's strict firewall with the same rule for headers, assigned characters and no control ones,
 * as a loop: its regular expressions run over every header at every access.
 */
final class HeaderText {
  private HeaderText() {}

  static StrictHttpFirewall firewall() {
    StrictHttpFirewall firewall = new StrictHttpFirewall();
    firewall.setAllowedHeaderNames(HeaderText::isText);
    firewall.setAllowedHeaderValues(HeaderText::isText);
    return firewall;
  }

  static boolean isText(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean ascii = (c >= ' ' && c <= '~') || c == '\t';
      if (!ascii && (Character.isISOControl(c) || !Character.isDefined(c))) {
        return false;
      }
    }
    return true;
  }
}
