/** Units and the journal, by systemctl and journalctl. */
@NullMarked
package io.aios.sysops.infrastructure.systemd;

import org.jspecify.annotations.NullMarked;
