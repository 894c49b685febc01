/** Settings: read, checked before anything is done with them, and shown; and the key that seals. */
@NullMarked
package org.triageledger.work.config;

import org.jspecify.annotations.NullMarked;
