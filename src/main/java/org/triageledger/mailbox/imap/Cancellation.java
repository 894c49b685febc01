package org.triageledger.mailbox.imap;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Ends a watcher from another thread, whatever it waits for: a pause, a connection, an answer. */
public final class Cancellation {
    private boolean asked;
    private @Nullable Socket held;

    public synchronized boolean asked() {
        return asked;
    }

    public synchronized void ask() {
        asked = true;
        hangUp(held);
        notifyAll();
    }

    /** From now on {@link #ask()} ends whatever is read from this socket or connected through it. */
    synchronized void hold(Socket socket) throws InterruptedException {
        if (asked) {
            close(socket);
            throw new InterruptedException("asked to stop");
        }
        held = socket;
    }

    /** Returns after the time, or earlier when asked to stop. */
    public synchronized void pause(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        long left = end - System.nanoTime();
        while (!asked && left > 0) {
            wait(left / 1_000_000 + 1);
            left = end - System.nanoTime();
        }
    }

    /** The reader sees the end of the stream, and can still say goodbye to the server. */
    private static void hangUp(@Nullable Socket socket) {
        if (socket != null) {
            try {
                socket.shutdownInput();
            } catch (IOException notConnected) {
                close(socket);
            }
        }
    }

    public static void close(@Nullable Socket socket) {
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException alreadyGone) {
                // nothing is lost: what was read is in memory, and nothing was to be written
            }
        }
    }
}
