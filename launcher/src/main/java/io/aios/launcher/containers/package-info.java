/**
 * The suite in containers, one for each service: what prepares their files and keeps certificates
 * fresh, and what runs inside of them.
 */
@NullMarked
package io.aios.launcher.containers;

import org.jspecify.annotations.NullMarked;
