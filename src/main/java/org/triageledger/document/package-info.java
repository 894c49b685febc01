/** Forms of text: documents as plain text, HTML and Markdown; tables as CSV; the calendar of reviews as iCalendar. */
@NullMarked
package org.triageledger.document;

import org.jspecify.annotations.NullMarked;
