package dev.warren.contracts.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import java.nio.CharBuffer;

/** Looks at every token before anybody converts it. */
final class StrictParser extends JsonParserDelegate {

    private int tokens;

    StrictParser(JsonParser parser) {
        super(parser);
    }

    @Override
    public JsonToken nextToken() throws IOException {
        JsonToken token = super.nextToken();
        if (token == null) {
            return null;
        }
        if (++tokens > StrictJson.MOST_TOKENS) {
            throw fault("more than " + StrictJson.MOST_TOKENS + " names and values");
        }
        check(token);
        return token;
    }

    private void check(JsonToken token) throws IOException {
        switch (token) {
            case START_OBJECT, START_ARRAY -> checkDepth();
            case FIELD_NAME -> checkText(currentName());
            case VALUE_STRING -> checkText(chars());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> checkNumber(chars());
            default -> {}
        }
    }

    @Override
    public JsonToken nextValue() throws IOException {
        JsonToken token = nextToken();
        return token == JsonToken.FIELD_NAME ? nextToken() : token;
    }

    @Override
    public JsonParser skipChildren() throws IOException {
        int open = currentToken() != null && currentToken().isStructStart() ? 1 : 0;
        while (open > 0) {
            JsonToken token = nextToken();
            if (token == null) {
                throw fault("an end before everything was closed");
            }
            open += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        }
        return this;
    }

    private void checkDepth() throws StreamConstraintsException {
        if (getParsingContext().getNestingDepth() > StrictJson.DEEPEST) {
            throw fault("more than " + StrictJson.DEEPEST + " objects and arrays inside each other");
        }
    }

    private CharSequence chars() throws IOException {
        return CharBuffer.wrap(getTextCharacters(), getTextOffset(), getTextLength());
    }

    private void checkText(CharSequence text) throws StreamConstraintsException {
        if (Unicode.hasLoneSurrogate(text)) {
            throw fault("an unpaired surrogate");
        }
    }

    private void checkNumber(CharSequence number) throws StreamConstraintsException {
        String fault = Decimals.fault(number).orElse(null);
        if (fault != null) {
            throw fault(fault);
        }
    }

    private StreamConstraintsException fault(String what) {
        return new StreamConstraintsException("holds " + what, currentTokenLocation());
    }
}
