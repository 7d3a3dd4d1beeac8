package dev.warren.amqp;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.impl.AMQConnection;
import com.rabbitmq.client.impl.Frame;
import com.rabbitmq.client.impl.FrameHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;

/**
 * Reads frames as another handler does, and makes headers shallow: a list or a table that lies deeper than
 * {@value #DEEPEST} levels arrives as a byte array with what it held.
 *
 * <p>A frame has room for 26,000 lists in lists. Versions of the client without a limit need minutes and a stack of
 * their own to read them; versions with one (512 levels) close the connection. In both cases the message comes back as
 * soon as the consumer has connected again. The three types are laid out alike, a length of four bytes and the content
 * (<a href="https://www.rabbitmq.com/amqp-0-9-1-errata#section_3">AMQP 0-9-1, field types</a>), so that the type is all
 * that changes.
 */
final class HeaderDepthLimiter implements FrameHandler {

    static final int DEEPEST = 64;

    private static final int PROPERTY_FLAGS = 12;
    private static final int CONTENT_TYPE = 1 << 15;
    private static final int CONTENT_ENCODING = 1 << 14;
    private static final int HEADERS = 1 << 13;

    private final FrameHandler frames;

    HeaderDepthLimiter(FrameHandler frames) {
        this.frames = frames;
    }

    @Override
    public Frame readFrame() throws IOException {
        Frame frame = frames.readFrame();
        if (frame != null && frame.type == AMQP.FRAME_HEADER) {
            flatten(frame.getPayload());
        }
        return frame;
    }

    /** Changes the types in the payload of a header frame. One that is malformed is left for the client to refuse. */
    static void flatten(byte[] payload) {
        ByteBuffer in = ByteBuffer.wrap(payload);
        if (payload.length < PROPERTY_FLAGS + Short.BYTES) {
            return;
        }
        int flags = in.position(PROPERTY_FLAGS).getShort();
        boolean isWellFormed = ((flags & CONTENT_TYPE) == 0 || skip(in, name(in)))
                && ((flags & CONTENT_ENCODING) == 0 || skip(in, name(in)));
        if (isWellFormed && (flags & HEADERS) != 0) {
            new Nesting(in).flatten();
        }
    }

    /** How many bytes a short text takes, its length included; more than there are if there is none. */
    private static int name(ByteBuffer in) {
        return in.hasRemaining() ? 1 + Byte.toUnsignedInt(in.get(in.position())) : 1;
    }

    /** Returns whether there were so many bytes. */
    private static boolean skip(ByteBuffer in, long bytes) {
        if (bytes > in.remaining()) {
            return false;
        }
        in.position(in.position() + (int) bytes);
        return true;
    }

    /** One way through a table, without recursion: where each level that was entered ends. */
    private static final class Nesting {

        private final ByteBuffer in;
        private final int[] ends = new int[DEEPEST + 1];
        private final boolean[] named = new boolean[DEEPEST + 1];
        private int depth = -1;

        Nesting(ByteBuffer in) {
            this.in = in;
        }

        void flatten() {
            boolean goesOn = enter(true);
            while (goesOn && depth >= 0) {
                if (in.position() == ends[depth]) {
                    depth--;
                } else {
                    goesOn = in.position() < ends[depth] && (!named[depth] || skip(in, name(in))) && value();
                }
            }
        }

        private boolean enter(boolean table) {
            if (in.remaining() < Integer.BYTES) {
                return false;
            }
            long end = Integer.toUnsignedLong(in.getInt()) + in.position();
            if (end > in.limit()) {
                return false;
            }
            depth++;
            ends[depth] = (int) end;
            named[depth] = table;
            return true;
        }

        private boolean value() {
            if (!in.hasRemaining()) {
                return false;
            }
            byte type = in.get();
            return switch (type) {
                case 'A', 'F' -> depth < DEEPEST ? enter(type == 'F') : seal();
                case 'S', 'x' -> content();
                case 'V' -> true;
                case 't', 'b', 'B' -> skip(in, Byte.BYTES);
                case 's', 'u' -> skip(in, Short.BYTES);
                case 'I', 'i', 'f' -> skip(in, Integer.BYTES);
                case 'D' -> skip(in, Byte.BYTES + Integer.BYTES);
                case 'l', 'd', 'T' -> skip(in, Long.BYTES);
                default -> false;
            };
        }

        private boolean seal() {
            in.put(in.position() - 1, (byte) 'x');
            return content();
        }

        private boolean content() {
            return in.remaining() >= Integer.BYTES && skip(in, Integer.toUnsignedLong(in.getInt()));
        }
    }

    @Override
    public void setTimeout(int millis) throws SocketException {
        frames.setTimeout(millis);
    }

    @Override
    public int getTimeout() throws SocketException {
        return frames.getTimeout();
    }

    @Override
    public void sendHeader() throws IOException {
        frames.sendHeader();
    }

    @Override
    public void initialize(AMQConnection connection) {
        frames.initialize(connection);
    }

    @Override
    public boolean internalHearbeat() {
        return frames.internalHearbeat();
    }

    @Override
    public void finishConnectionNegotiation() {
        frames.finishConnectionNegotiation();
    }

    @Override
    public void writeFrame(Frame frame) throws IOException {
        frames.writeFrame(frame);
    }

    @Override
    public void flush() throws IOException {
        frames.flush();
    }

    @Override
    public void close() {
        frames.close();
    }

    @Override
    public InetAddress getLocalAddress() {
        return frames.getLocalAddress();
    }

    @Override
    public int getLocalPort() {
        return frames.getLocalPort();
    }

    @Override
    public InetAddress getAddress() {
        return frames.getAddress();
    }

    @Override
    public int getPort() {
        return frames.getPort();
    }
}
