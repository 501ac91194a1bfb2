/** What of the audit stream looks like an attack: rules, features of behaviour, findings. */
@NullMarked
package io.aios.security.threats.domain;

import org.jspecify.annotations.NullMarked;
