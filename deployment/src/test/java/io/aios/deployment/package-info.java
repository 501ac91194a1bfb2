/** Whether the files that deploy the suite say what they must. */
package io.aios.deployment;
