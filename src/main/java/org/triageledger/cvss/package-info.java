/** Scores by CVSS v4.0. */
@NullMarked
package org.triageledger.cvss;

import org.jspecify.annotations.NullMarked;
