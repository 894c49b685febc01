/** Who the people are: the roster of today, accounts, sign-ins and the address to write to. */
@NullMarked
package org.triageledger.work.people;

import org.jspecify.annotations.NullMarked;
