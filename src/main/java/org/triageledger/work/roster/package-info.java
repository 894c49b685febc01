/** Who is in the team: the roster, nominations and votes, leaves, claims and published lists. */
@NullMarked
package org.triageledger.work.roster;

import org.jspecify.annotations.NullMarked;
