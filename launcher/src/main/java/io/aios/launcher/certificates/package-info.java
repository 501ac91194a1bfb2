/** The suite's certificate authority on one machine: who is given certificates, and when anew. */
@NullMarked
package io.aios.launcher.certificates;

import org.jspecify.annotations.NullMarked;
