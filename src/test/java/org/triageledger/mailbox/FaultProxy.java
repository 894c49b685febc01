package org.triageledger.mailbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.triageledger.mailbox.imap.Cancellation;

/** Stands between a client and a server on this machine, and breaks what passes through it. */
final class FaultProxy implements AutoCloseable {
    /** What happens to a connection once the server has sent so many bytes through it. */
    enum Fault {
        NONE,
        /** Both sides are cut off. */
        CUT,
        /** Nothing passes any more, in either direction, and nobody is told. */
        STALL,
        /** From there on what the server says passes in drops of some bytes. */
        DRIP
    }

    private static final int DROP = 64;
    private static final long DROP_NANOS = 1_000_000;

    private record Plan(Fault fault, long afterBytes, int connections) {}

    private final ServerSocket listening;
    private final int target;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final AtomicInteger count = new AtomicInteger();
    private volatile Plan plan = new Plan(Fault.NONE, 0, 0);
    private volatile boolean stalled;

    FaultProxy(int target) throws IOException {
        this.target = target;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("proxy").start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Breaks the first so many connections made from now on. */
    FaultProxy breaking(Fault fault, long afterBytes, int connections) {
        plan = new Plan(fault, afterBytes, connections);
        count.set(0);
        return this;
    }

    /** From now on nothing passes through connections that are open; new ones work. */
    void stallOpenOnes() {
        stalled = true;
    }

    int connections() {
        return count.get();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(client);
                open.add(server);
                Plan mine = plan;
                Fault fault = count.getAndIncrement() < mine.connections() ? mine.fault() : Fault.NONE;
                boolean old = !stalled;
                Thread.ofVirtual().start(() -> pass(client, server, Fault.NONE, 0, old));
                Thread.ofVirtual().start(() -> pass(server, client, fault, mine.afterBytes(), old));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void pass(Socket from, Socket to, Fault fault, long afterBytes, boolean canStall) {
        byte[] buffer = new byte[8192];
        long left = fault == Fault.NONE ? Long.MAX_VALUE : afterBytes;
        boolean silent = false;
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            int read = in.read(buffer);
            while (read >= 0) {
                silent |= canStall && stalled;
                int passed = silent ? 0 : (int) Math.min(read, left);
                out.write(buffer, 0, passed);
                out.flush();
                left -= passed;
                if (left == 0 && fault == Fault.DRIP) {
                    drip(buffer, passed, read, out);
                }
                if (left == 0 && fault == Fault.CUT) {
                    break;
                }
                silent |= left == 0 && fault == Fault.STALL;
                read = in.read(buffer);
            }
        } catch (IOException gone) {
            // one side has left; so does the other
        }
        if (!silent) {
            Cancellation.close(from);
            Cancellation.close(to);
        }
    }

    private static void drip(byte[] buffer, int from, int to, OutputStream out) throws IOException {
        for (int at = from; at < to; at += DROP) {
            LockSupport.parkNanos(DROP_NANOS);
            out.write(buffer, at, Math.min(DROP, to - at));
            out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : open) {
            Cancellation.close(socket);
        }
    }
}
