package dev.warren.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The wire between a service and its broker, its database or its clients, for cutting and for freezing: a TCP proxy on
 * a free port of the loopback. Thread-safe.
 */
public final class TcpProxy implements AutoCloseable {

    private static final int BUFFER = 16 * 1024;
    private static final int RESET = 0;

    private final ServerSocket server;
    private final String host;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger refusals;
    private final AtomicLong passed = new AtomicLong();
    private volatile boolean connected = true;
    private boolean frozen;

    /** A wire to a port of a host. */
    public TcpProxy(String host, int target) {
        this(host, target, 0);
    }

    /** Refuses so many connections before it lets the first one through. */
    TcpProxy(String host, int target, int refusals) {
        this.host = host;
        this.target = target;
        this.refusals = new AtomicInteger(refusals);
        try {
            this.server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("wire").start(this::accept);
    }

    /** Where it begins. */
    public int port() {
        return server.getLocalPort();
    }

    /** How many bytes went through until now, in both directions. */
    public long passed() {
        return passed.get();
    }

    /** Resets every connection, in both directions and without a goodbye; new ones are let through. */
    public void cut() {
        sockets.forEach(TcpProxy::reset);
    }

    /** Resets every connection and lets no new one through until {@link #mend()}. */
    public void sever() {
        connected = false;
        cut();
    }

    /** Lets connections through again. */
    public void mend() {
        connected = true;
    }

    /** Keeps every connection and takes new ones, and lets nothing through until {@link #thaw()}. */
    public synchronized void freeze() {
        frozen = true;
    }

    /** Lets everything through again, beginning with what was held back. */
    public synchronized void thaw() {
        frozen = false;
        notifyAll();
    }

    private synchronized void awaitThaw() {
        while (frozen) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket near = server.accept();
                sockets.add(near);
                if (connected && refusals.getAndDecrement() <= 0) {
                    connect(near);
                } else {
                    close(near);
                }
            } catch (IOException e) {
                // the proxy was closed
            }
        }
    }

    /** Where the broker refuses, the service is refused too. */
    private void connect(Socket near) {
        try {
            Socket far = new Socket(host, target);
            sockets.add(far);
            pump(near, far);
            pump(far, near);
        } catch (IOException e) {
            close(near);
        }
    }

    private void pump(Socket from, Socket to) {
        Thread.ofVirtual().name("wire").start(() -> {
            byte[] buffer = new byte[BUFFER];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    awaitThaw();
                    out.write(buffer, 0, read);
                    passed.addAndGet(read);
                }
            } catch (IOException e) {
                // one side is gone, so the other goes
            } finally {
                close(from);
                close(to);
            }
        });
    }

    private void close(Socket socket) {
        sockets.remove(socket);
        reset(socket);
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, RESET);
            socket.close();
        } catch (IOException e) {
            // already gone
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            cut();
            thaw();
        }
    }
}
