/** Facts of one mail: ids, authorship, automation, trust, substance, threads. Pure. */
@NullMarked
package org.triageledger.core.mail;

import org.jspecify.annotations.NullMarked;
