package org.triageledger.mailbox;

import java.time.Duration;

/** Lets time pass between two attempts. */
interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
}
