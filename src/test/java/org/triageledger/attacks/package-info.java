/** What outsiders can send, and what it must come to. */
@NullMarked
package org.triageledger.attacks;

import org.jspecify.annotations.NullMarked;
