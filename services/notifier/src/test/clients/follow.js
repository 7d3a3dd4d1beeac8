// Prints what arrives on a stream, followed with the package "eventsource". Argument: the address of the stream.
import { EventSource } from "eventsource";

const stream = new EventSource(process.argv[2]);
stream.addEventListener("gap", () => console.log("gap"));
stream.addEventListener("result", frame => console.log(JSON.parse(frame.data).data.output.summary));
stream.addEventListener("error", () => {
  if (stream.readyState === EventSource.CLOSED) console.log("gave up");
});
