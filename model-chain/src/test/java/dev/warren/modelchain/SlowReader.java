package dev.warren.modelchain;

import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.listener.ChatModelResponseContext;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;

/** Takes as long to read an answer as a process that is starved of processors. */
@Unremovable
@ApplicationScoped
class SlowReader implements ChatModelListener {

    private volatile boolean slow;

    /** The next answer is read when the call has been told that its time is over. */
    void untilTimeIsOver() {
        slow = true;
    }

    @Override
    public void onResponse(ChatModelResponseContext response) {
        while (slow && !Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
        slow = false;
    }
}
