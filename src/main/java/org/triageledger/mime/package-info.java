/** Reads MIME bytes into core records; it judges nothing. Of Jakarta Mail it takes the names of charsets and one old encoding. */
@NullMarked
package org.triageledger.mime;

import org.jspecify.annotations.NullMarked;
