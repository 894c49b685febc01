/** People, their dated addresses and dated roles, release branches. Pure. */
@NullMarked
package org.triageledger.core.member;

import org.jspecify.annotations.NullMarked;
