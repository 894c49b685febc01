/** Decisions of people about addresses, threads and authors: looked at, made, approved, undone; and whether the audit log is whole. */
@NullMarked
package org.triageledger.work.decision;

import org.jspecify.annotations.NullMarked;
