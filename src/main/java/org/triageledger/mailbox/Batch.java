package org.triageledger.mailbox;

import java.util.List;
import org.triageledger.core.mail.RawMail;

/**
 * Some messages and the cursor behind them, to be stored together or not at all.
 *
 * @param mails by ascending UID
 * @param vanished messages that came and went unseen between the cursor before and {@code next}
 * @param next the cursor once this is stored
 * @param left messages listed but not yet handed over after this batch: 0 when the folder is read to its end
 */
public record Batch(List<RawMail> mails, List<Unfetched> unfetched, long vanished, Cursor next, long left) {}
