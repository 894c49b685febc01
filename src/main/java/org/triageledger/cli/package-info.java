/** The command line. */
@NullMarked
package org.triageledger.cli;

import org.jspecify.annotations.NullMarked;
