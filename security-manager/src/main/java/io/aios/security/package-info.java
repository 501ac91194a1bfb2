/** OAuth 2.1 authorization server, keys of the suite's services, and the audit ledger. */
@NullMarked
package io.aios.security;

import org.jspecify.annotations.NullMarked;
